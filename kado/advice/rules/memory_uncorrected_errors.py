"""A memory module had an error that could not be corrected (A1): data was lost or a process killed, and it comes again.

Looks at the uncorrected errors of each module over the month. One is enough.
"""

from datetime import date
from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import Mend, Urgency, cannot_tell, not_applicable, per_subject
from kado.advice.month import above
from kado.advice.series import statistics_of
from kado.facts.configuration import Configuration
from kado.facts.server import MonthStatistics
from kado.facts.verdicts import Category, InsightKind, Severity, Verdict

KEY: Final = "memory_uncorrected_errors"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = (
    "https://www.kernel.org/doc/html/latest/admin-guide/RAS/index.html",
)
MEND: Final = Mend(change_risk=2, effort="hours", disruptive=True)


def check(
    statistics: tuple[MonthStatistics, ...], configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    rows = statistics_of(statistics, "memory_uncorrected_errors_count")
    absent = not_applicable(KEY, "virtual_machine")
    return per_subject(
        [above(KEY, row, _urgency, MEND, unit="count", today=today) for row in rows],
        absent if is_virtual(configuration) else cannot_tell(KEY, "memory_error_counts"),
    )


def _urgency(row: MonthStatistics) -> Urgency | None:
    return Urgency(Severity.ACT_NOW, 4, 4) if row.maximum > 0 else None
