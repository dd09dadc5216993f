"""The server does next to nothing (A3): right-sizing, a move to a smaller or virtual machine, or switching off.

Looks at two months of processor use. A machine that idles in this month alone is not called idle.
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

KEY: Final = "processor_idle"
CATEGORY: Final = Category.CAPACITY
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=3, effort="days", disruptive=True)


def check(
    statistics: tuple[MonthStatistics, ...], configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    row = one_of(statistics, "processor_used_ratio")
    if row is None:
        return (cannot_tell(KEY, "processor_samples"),)
    if row.previous_p95 is None or row.days_count < threshold(KEY, "days_count"):
        return (cannot_tell(KEY, "two_months"),)
    low = threshold(KEY, "p95_ratio")
    busy = row.maximum > threshold(KEY, "maximum_ratio")
    if busy or row.p95 > low or row.previous_p95 > low:
        return (clear(KEY, p95_ratio=row.p95),)
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.WATCH, 4, 1),
            MEND,
            values={
                "p95_ratio": row.p95,
                "maximum_ratio": row.maximum,
                "mean_ratio": row.mean,
                "virtual": "yes" if is_virtual(configuration) else "no",
            },
            evidence=(
                Evidence("month_p95_ratio", row.previous_p95, row.p95, "samples", today),
                Evidence("month_maximum_ratio", None, row.maximum, "samples", today),
            ),
        ),
    )
