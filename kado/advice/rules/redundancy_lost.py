"""Power supplies or fans are no longer redundant (A1): the next one that fails stops the server or lets it overheat.

Looks at what the BMC says of the group as a whole. Where it names the part at fault, the rules on power supplies and fans do too.
"""

from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import (
    Mend,
    Urgency,
    cannot_tell,
    clear,
    finding,
    not_applicable,
    per_subject,
)
from kado.facts.configuration import Configuration
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "redundancy_lost"
CATEGORY: Final = Category.PROTECTION
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=1, effort="hours")


# The worst state counts where a BMC has several groups of one part.
_ORDER: Final = ("lost", "degraded", "full")
_URGENCY: Final = {
    "lost": Urgency(Severity.PLAN, 3, 4),
    "degraded": Urgency(Severity.WATCH, 2, 3),
}


def check(configuration: Configuration | None) -> tuple[Verdict, ...]:
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    groups = configuration.redundancies if configuration else ()
    known = [g for g in groups if g.state in _ORDER]
    worst: dict[str, str] = {}
    for group in sorted(known, key=lambda g: _ORDER.index(g.state or "")):
        worst.setdefault(group.part, group.state or "")
    return per_subject(
        [_one(part, worst[part]) for part in sorted(worst)], cannot_tell(KEY, "redundancy_sensors")
    )


def _one(part: str, state: str) -> Verdict:
    if state == "full":
        return clear(KEY, part)
    return finding(
        KEY,
        part,
        _URGENCY[state],
        MEND,
        values={"part": part, "state": state},
        evidence=(Evidence("redundancy_state", "full", state, "bmc"),),
    )
