"""A memory module keeps correcting errors (A1): which slot, and whether the errors stand or came in one burst.

Looks at the corrected errors of each module over the month. Single errors come from stray particles and are no finding.
"""

from datetime import date
from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import Mend, Urgency, cannot_tell, not_applicable, per_subject
from kado.advice.month import above
from kado.advice.series import statistics_of
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.server import MonthStatistics
from kado.facts.verdicts import Category, InsightKind, Scalar, Severity, Verdict

KEY: Final = "memory_corrected_errors"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = (
    "https://www.kernel.org/doc/html/latest/admin-guide/RAS/index.html",
)
MEND: Final = Mend(change_risk=2, effort="hours", disruptive=True)


def check(
    statistics: tuple[MonthStatistics, ...], configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    rows = statistics_of(statistics, "memory_corrected_errors_count")
    absent = not_applicable(KEY, "virtual_machine")
    return per_subject(
        [above(KEY, row, _urgency, MEND, unit="count", today=today, also=_kind) for row in rows],
        absent if is_virtual(configuration) else cannot_tell(KEY, "memory_error_counts"),
    )


def _urgency(row: MonthStatistics) -> Urgency | None:
    if row.p95 >= threshold(KEY, "p95_count"):
        return Urgency(Severity.PLAN, 3, 3)
    if row.maximum >= threshold(KEY, "burst_count"):
        return Urgency(Severity.WATCH, 2, 3)
    return None


def _kind(row: MonthStatistics) -> dict[str, Scalar]:
    return {"kind": "standing" if row.p95 >= threshold(KEY, "p95_count") else "burst"}
