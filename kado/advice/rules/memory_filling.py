"""Memory use is expected to reach its threshold within the forecast's horizon (A1, A2).

Looks at the forecast of the daily mean of memory in use (without caches) against the installed memory, and at the last eight
weeks themselves: memory that has not grown is never called filling.
"""

from datetime import date
from typing import Final

from kado.advice.filling import judge
from kado.advice.making import Mend, cannot_tell, per_subject
from kado.advice.series import of_metric
from kado.facts.forecasts import SeriesForecast
from kado.facts.verdicts import Category, InsightKind, Verdict

KEY: Final = "memory_filling"
CATEGORY: Final = Category.CAPACITY
KIND: Final = InsightKind.RESOURCE
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours", disruptive=True)


def check(
    forecasts: tuple[SeriesForecast, ...], today: date, told_on: date | None
) -> tuple[Verdict, ...]:
    series = of_metric(forecasts, "memory_used_bytes", "mean")
    return per_subject(
        [
            judge(
                KEY,
                f,
                today,
                impact=4,
                mend=MEND,
                capacity_name="memory_capacity_bytes",
                told_on=told_on,
            )
            for f in series
        ],
        cannot_tell(KEY, "memory_samples"),
    )
