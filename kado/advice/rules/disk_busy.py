"""A disk has no idle moment left for hours of the month (A2).

Looks at the month's 95th percentile of the share of time in which the device had work. An array or an NVMe drive serves much in parallel, so this is to be watched, not to be acted upon.
"""

from datetime import date
from typing import Final

from kado.advice.making import Mend, Urgency, cannot_tell, per_subject
from kado.advice.month import above
from kado.advice.series import statistics_of
from kado.advice.thresholds import threshold
from kado.facts.server import MonthStatistics
from kado.facts.verdicts import Category, InsightKind, Severity, Verdict

KEY: Final = "disk_busy"
CATEGORY: Final = Category.PERFORMANCE
KIND: Final = InsightKind.RESOURCE
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="days")


def check(statistics: tuple[MonthStatistics, ...], today: date) -> tuple[Verdict, ...]:
    rows = statistics_of(statistics, "disk_busy_ratio")
    return per_subject(
        [above(KEY, row, _urgency, MEND, unit="ratio", today=today) for row in rows],
        cannot_tell(KEY, "disk_samples"),
    )


def _urgency(row: MonthStatistics) -> Urgency | None:
    return Urgency(Severity.WATCH, 3, 2) if row.p95 >= threshold(KEY, "p95_ratio") else None
