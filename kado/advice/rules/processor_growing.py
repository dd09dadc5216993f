"""The processor's busiest hour of the day is expected to reach its threshold within the forecast's horizon (A2).

Looks at the forecast of the daily peak (the highest hourly mean), and at the last eight weeks themselves. Never more urgent than
"plan": a busy hour slows work down, it does not stop it.
"""

from datetime import date
from typing import Final

from kado.advice.filling import judge
from kado.advice.making import Mend, cannot_tell, per_subject
from kado.advice.series import of_metric
from kado.facts.forecasts import SeriesForecast
from kado.facts.verdicts import Category, InsightKind, Severity, Verdict

KEY: Final = "processor_growing"
CATEGORY: Final = Category.CAPACITY
KIND: Final = InsightKind.RESOURCE
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="days", disruptive=True)


def check(
    forecasts: tuple[SeriesForecast, ...], today: date, told_on: date | None
) -> tuple[Verdict, ...]:
    series = of_metric(forecasts, "processor_used_ratio", "peak")
    return per_subject(
        [
            judge(
                KEY,
                f,
                today,
                impact=3,
                mend=MEND,
                capacity_name="",
                told_on=told_on,
                at_worst=Severity.PLAN,
            )
            for f in series
        ],
        cannot_tell(KEY, "processor_samples"),
    )
