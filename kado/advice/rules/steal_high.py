"""The host gives this virtual machine's processor time to others (A3).

Looks at the month's 95th percentile of stolen time. Not applicable on a physical server.
"""

from datetime import date
from typing import Final

from kado.advice.making import Mend, Urgency, cannot_tell, not_applicable, per_subject
from kado.advice.month import above
from kado.advice.series import statistics_of
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.server import MonthStatistics
from kado.facts.verdicts import Category, InsightKind, Severity, Verdict

KEY: Final = "steal_high"
CATEGORY: Final = Category.PERFORMANCE
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours")


def check(
    statistics: tuple[MonthStatistics, ...], configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    if configuration is not None and configuration.virtualisation == "":
        return (not_applicable(KEY, "physical_server"),)
    rows = statistics_of(statistics, "processor_steal_ratio")
    return per_subject(
        [above(KEY, row, _urgency, MEND, unit="ratio", today=today) for row in rows],
        cannot_tell(KEY, "steal_samples"),
    )


def _urgency(row: MonthStatistics) -> Urgency | None:
    return Urgency(Severity.WATCH, 3, 3) if row.p95 >= threshold(KEY, "p95_ratio") else None
