"""A sensor runs hotter than a month ago (A1): dust, a fan, a blocked vent, the room.

Looks at each temperature sensor against its own past, not against a number that no two machines share. A rise that stays
below 40 °C does no harm and is no finding.
"""

from datetime import date
from typing import Final

from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, per_subject
from kado.advice.series import statistics_of
from kado.advice.thresholds import threshold
from kado.facts.server import MonthStatistics
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "temperature_above_past"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = (
    "https://www.ashrae.org/technical-resources/bookstore/datacom-series",
)
MEND: Final = Mend(change_risk=1, effort="hours")


def check(statistics: tuple[MonthStatistics, ...], today: date) -> tuple[Verdict, ...]:
    rows = statistics_of(statistics, "sensor_temperature_celsius")
    return per_subject([_one(row, today) for row in rows], cannot_tell(KEY, "temperature_samples"))


def _one(row: MonthStatistics, today: date) -> Verdict:
    if row.previous_mean is None:
        return cannot_tell(KEY, "month_before", subject=row.instance)
    rise = row.mean - row.previous_mean
    cool = row.mean < threshold(KEY, "least_celsius")
    if cool or rise < threshold(KEY, "watch_celsius"):
        return clear(KEY, row.instance, mean_celsius=row.mean)
    plan = rise >= threshold(KEY, "plan_celsius")
    return finding(
        KEY,
        row.instance,
        Urgency(Severity.PLAN if plan else Severity.WATCH, 3 if plan else 2, 3),
        MEND,
        values={
            "rise_celsius": rise,
            "mean_celsius": row.mean,
            "previous_celsius": row.previous_mean,
            "maximum_celsius": row.maximum,
        },
        evidence=(
            Evidence("month_mean_celsius", row.previous_mean, row.mean, "samples", today),
            Evidence("month_maximum_celsius", None, row.maximum, "samples", today),
        ),
    )
