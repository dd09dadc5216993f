"""Memory is full now (A1): the median of its last seven days stands above the threshold, caches not counted.

A level that is high and does not grow is told from the first threshold on only where it grows; from the second on always.
"""

from datetime import date
from typing import Final

from kado.advice.full import judge
from kado.advice.making import Mend, cannot_tell, per_subject
from kado.advice.series import of_metric
from kado.facts.forecasts import SeriesForecast
from kado.facts.verdicts import Category, InsightKind, Verdict

KEY: Final = "memory_full"
CATEGORY: Final = Category.CAPACITY
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours", disruptive=True)


def check(forecasts: tuple[SeriesForecast, ...], today: date) -> tuple[Verdict, ...]:
    series = of_metric(forecasts, "memory_used_bytes", "mean")
    return per_subject(
        [judge(KEY, f, today, MEND, "memory_capacity_bytes") for f in series],
        cannot_tell(KEY, "memory_samples"),
    )
