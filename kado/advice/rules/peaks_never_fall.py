"""The busiest hour is high on every single day, weekends included (A2): load that nothing relieves.

Looks at the daily peak of processor use over four weeks.
"""

from datetime import date
from typing import Final

import numpy as np

from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding
from kado.advice.series import last_days, of_metric
from kado.advice.thresholds import threshold
from kado.facts.forecasts import SeriesForecast
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "peaks_never_fall"
CATEGORY: Final = Category.PERFORMANCE
KIND: Final = InsightKind.RESOURCE
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=1, effort="hours")


def check(forecasts: tuple[SeriesForecast, ...], today: date) -> tuple[Verdict, ...]:
    series = of_metric(forecasts, "processor_used_ratio", "peak")
    if not series:
        return (cannot_tell(KEY, "processor_samples"),)
    days = int(threshold(KEY, "days"))
    values = last_days(series[0], days)
    if np.isfinite(values).sum() < 0.8 * days:
        return (cannot_tell(KEY, "history"),)
    lowest, highest = float(np.nanmin(values)), float(np.nanmax(values))
    if lowest < threshold(KEY, "ratio"):
        return (clear(KEY, lowest_ratio=lowest),)
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.PLAN, 3, 3),
            MEND,
            values={"lowest_ratio": lowest, "highest_ratio": highest, "looked_days": days},
            evidence=(Evidence("lowest_daily_peak_ratio", None, lowest, "samples", today),),
        ),
    )
