"""A part that was there last month no longer answers (A1): a memory module, a fan, a power supply or a network port. Silence is a sign of its own.

Looks at the parts of this month's configuration against the one before, kind by kind, and only where the kind was read both times. A network port
counts as silent where it had a link and has none any more. Drives have rules of their own.
"""

from datetime import date
from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, not_applicable
from kado.facts.configuration import Configuration
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "part_vanished"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours")


_URGENCY: Final = {
    "memory_module": Urgency(Severity.PLAN, 3, 3),
    "power_supply": Urgency(Severity.PLAN, 3, 4),
    "fan": Urgency(Severity.PLAN, 2, 3),
    "network_port": Urgency(Severity.WATCH, 2, 3),
}


def check(
    configuration: Configuration | None, previous_configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    if configuration is None:
        return (cannot_tell(KEY, "configuration"),)
    if previous_configuration is None:
        return (cannot_tell(KEY, "earlier_configuration"),)
    before, now = _parts(previous_configuration), _parts(configuration)
    gone = [
        (kind, name)
        for kind in sorted(_URGENCY)
        if now[kind]
        for name in sorted(before[kind] - now[kind])
    ]
    return tuple(_gone(kind, name, today) for kind, name in gone) or (clear(KEY),)


def _parts(configuration: Configuration) -> dict[str, set[str]]:
    """The names of the parts that are there, by kind."""
    return {
        "memory_module": {m.slot for m in configuration.memory_modules if m.capacity_bytes != 0},
        "power_supply": {p.name for p in configuration.power_supplies if p.state != "absent"},
        "fan": {f.name for f in configuration.fans if f.state != "absent"},
        "network_port": {n.name for n in configuration.network_interfaces if n.up is not False},
    }


def _gone(kind: str, name: str, today: date) -> Verdict:
    return finding(
        KEY,
        name,
        _URGENCY[kind],
        MEND,
        values={"part": kind},
        evidence=(Evidence("part_present", True, False, "configuration", today),),
    )
