"""The server sees less memory than before (A1): a module that the firmware has switched off, or one taken out.

Looks at the memory in this month's configuration against the one before.
"""

from datetime import date
from typing import Final

from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "memory_module_lost"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours", disruptive=True)


def check(
    configuration: Configuration | None, previous_configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    now = configuration.memory_bytes if configuration else None
    if now is None:
        return (cannot_tell(KEY, "memory_size"),)
    before = previous_configuration.memory_bytes if previous_configuration else None
    if not before:
        return (cannot_tell(KEY, "earlier_configuration"),)
    if before - now <= threshold(KEY, "share_ratio") * before:
        return (clear(KEY, memory_bytes=now),)
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.PLAN, 3, 3),
            MEND,
            values={"lost_bytes": before - now, "memory_bytes": now, "previous_bytes": before},
            evidence=(Evidence("memory_bytes", before, now, "configuration", today),),
        ),
    )
