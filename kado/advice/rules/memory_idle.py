"""Most of the memory has not been used for two months (A3): the next server, or this virtual machine, needs less of it.

Looks at the month's highest memory use (caches not counted) and at that of the month before, against what is installed. A server whose processor is idle too is the finding of processor_idle.
"""

from datetime import date
from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding
from kado.advice.series import one_of
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.server import MonthStatistics
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "memory_idle"
CATEGORY: Final = Category.CAPACITY
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours", disruptive=True)


def check(
    statistics: tuple[MonthStatistics, ...], configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    used, total = one_of(statistics, "memory_used_bytes"), one_of(statistics, "memory_total_bytes")
    if used is None or total is None or not total.mean:
        return (cannot_tell(KEY, "memory_samples"),)
    if used.previous_p95 is None or used.days_count < threshold(KEY, "days_count"):
        return (cannot_tell(KEY, "two_months"),)
    highest = max(used.maximum, used.previous_p95) / total.mean
    if _idle_altogether(statistics):  # processor_idle speaks of the whole server
        return (clear(KEY, highest_ratio=highest),)
    small = total.mean < threshold(KEY, "least_bytes")
    if small or highest >= threshold(KEY, "highest_ratio"):
        return (clear(KEY, highest_ratio=highest),)
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.WATCH, 1, 1),
            MEND,
            values={
                "highest_ratio": highest,
                "used_bytes": used.maximum,
                "memory_bytes": total.mean,
                "virtual": "yes" if is_virtual(configuration) else "no",
            },
            evidence=(Evidence("month_maximum_bytes", None, used.maximum, "samples", today),),
        ),
    )


def _idle_altogether(statistics: tuple[MonthStatistics, ...]) -> bool:
    row = one_of(statistics, "processor_used_ratio")
    return row is not None and row.p95 <= threshold("processor_idle", "p95_ratio")
