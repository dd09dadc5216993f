"""A network interface runs slower than before (A1): a cable or a port that no longer negotiates its full speed.

Looks at each interface's speed in this month's configuration against the one before.
"""

from datetime import date
from typing import Final

from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, per_subject
from kado.facts.configuration import Configuration
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "network_speed_lowered"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours")


def check(
    configuration: Configuration | None, previous_configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    now = _speeds(configuration)
    before = _speeds(previous_configuration)
    both = sorted(now.keys() & before.keys())
    missing = "network_speeds" if not now else "earlier_configuration"
    return per_subject(
        [_one(name, before[name], now[name], today) for name in both], cannot_tell(KEY, missing)
    )


def _speeds(configuration: Configuration | None) -> dict[str, int]:
    known = configuration.network_interfaces if configuration else ()
    return {
        i.name: i.speed_bits_per_second
        for i in known
        if i.speed_bits_per_second and i.up is not False
    }


def _one(name: str, old: int, new: int, today: date) -> Verdict:
    if new >= old:
        return clear(KEY, name)
    return finding(
        KEY,
        name,
        Urgency(Severity.PLAN, 3, 2),
        MEND,
        values={"former_gigabit": old / 1e9, "present_gigabit": new / 1e9},
        evidence=(Evidence("network_gigabit", old / 1e9, new / 1e9, "configuration", today),),
    )
