"""A fan turns much faster than a month ago, or much slower (A1): dust and heat drive it up, a worn bearing lets it down.

Looks at the monthly mean of each fan against its own past, not at a number of turns that no two machines share.
"""

from datetime import date
from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import (
    Mend,
    Urgency,
    cannot_tell,
    clear,
    finding,
    not_applicable,
    per_subject,
)
from kado.advice.series import statistics_of
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.server import MonthStatistics
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "fan_speed_above_past"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=1, effort="hours")


def check(
    statistics: tuple[MonthStatistics, ...], configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    rows = statistics_of(statistics, "fan_speed_rpm")
    return per_subject([_one(row, today) for row in rows], cannot_tell(KEY, "fan_samples"))


def _one(row: MonthStatistics, today: date) -> Verdict:
    if not row.previous_mean:
        return cannot_tell(KEY, "month_before", subject=row.instance)
    change = row.mean / row.previous_mean - 1
    faster = change >= threshold(KEY, "rise_ratio")
    if not faster and change > -threshold(KEY, "fall_ratio"):
        return clear(KEY, row.instance, mean_rpm=row.mean)
    return finding(
        KEY,
        row.instance,
        Urgency(Severity.WATCH, 2, 2),
        MEND,
        values={
            "direction": "faster" if faster else "slower",
            "change_ratio": abs(change),
            "mean_rpm": row.mean,
            "previous_rpm": row.previous_mean,
        },
        evidence=(Evidence("month_mean_rpm", row.previous_mean, row.mean, "samples", today),),
    )
