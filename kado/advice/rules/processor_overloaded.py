"""The processor is overloaded (A2): busy for most of the month, or at its limit for hours of it.

Looks at the month's mean and 95th percentile of use.
"""

from datetime import date
from typing import Final

from kado.advice.making import Mend, Urgency, cannot_tell, per_subject
from kado.advice.month import above
from kado.advice.series import statistics_of
from kado.advice.thresholds import threshold
from kado.facts.server import MonthStatistics
from kado.facts.verdicts import Category, InsightKind, Scalar, Severity, Verdict

KEY: Final = "processor_overloaded"
CATEGORY: Final = Category.PERFORMANCE
KIND: Final = InsightKind.RESOURCE
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="days", disruptive=True)


def check(statistics: tuple[MonthStatistics, ...], today: date) -> tuple[Verdict, ...]:
    rows = statistics_of(statistics, "processor_used_ratio")
    return per_subject(
        [above(KEY, row, _urgency, MEND, unit="ratio", today=today, also=_kind) for row in rows],
        cannot_tell(KEY, "processor_samples"),
    )


def _urgency(row: MonthStatistics) -> Urgency | None:
    high = row.p95 >= threshold(KEY, "p95_ratio")
    busy = row.mean >= threshold(KEY, "mean_ratio")
    if high and busy:
        return Urgency(Severity.PLAN, 4, 3)
    return Urgency(Severity.WATCH, 3, 2) if high or busy else None


def _kind(row: MonthStatistics) -> dict[str, Scalar]:
    return {"kind": "busy" if row.mean >= threshold(KEY, "mean_ratio") else "peaks"}
