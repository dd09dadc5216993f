"""A network interface keeps counting errors (A1): a cable, a connector, a port or a duplex that does not match.

Looks at the month's 95th percentile of errors per interval. A burst now and then (a pulled cable) is no finding.
"""

from datetime import date
from typing import Final

from kado.advice.making import Mend, Urgency, cannot_tell, per_subject
from kado.advice.month import above
from kado.advice.series import statistics_of
from kado.advice.thresholds import threshold
from kado.facts.server import MonthStatistics
from kado.facts.verdicts import Category, InsightKind, Severity, Verdict

KEY: Final = "network_errors"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours")


def check(statistics: tuple[MonthStatistics, ...], today: date) -> tuple[Verdict, ...]:
    rows = statistics_of(statistics, "network_errors_count")
    return per_subject(
        [above(KEY, row, _urgency, MEND, unit="count", today=today) for row in rows],
        cannot_tell(KEY, "network_samples"),
    )


def _urgency(row: MonthStatistics) -> Urgency | None:
    return Urgency(Severity.WATCH, 3, 3) if row.p95 >= threshold(KEY, "p95_count") else None
