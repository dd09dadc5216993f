"""The report card: what an earlier edition said about days that have come since (MISSION A6)."""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from kado.facts.forecasts import PastForecast, SeriesForecast
from kado.forecast.present import PATH_STEP_DAYS


def past_forecasts(
    earlier: SeriesForecast, month: str, actual_first_day: date, actual: NDArray[np.float64]
) -> tuple[PastForecast, ...]:
    """Each day of `earlier`'s path that has come and was observed, with what happened.

    earlier: the forecast of edition `month` ('YYYY-MM'). actual: float64 (days,), NaN is no data;
    actual[0] is `actual_first_day`. Days that are not in it are left out, never guessed.
    """
    if not earlier.path:
        return ()
    cut = earlier.path[0][0] - timedelta(days=PATH_STEP_DAYS)
    said = {day: (q10, q50, q90) for day, q10, q50, q90 in earlier.path}
    said.update({h.day: (h.q10, h.q50, h.q90) for h in earlier.horizons})
    scored = []
    for day, (q10, q50, q90) in sorted(said.items()):
        index = (day - actual_first_day).days
        if 0 <= index < len(actual) and np.isfinite(actual[index]):
            horizon = (day - cut).days
            scored.append(PastForecast(month, day, horizon, q10, q50, q90, float(actual[index])))
    return tuple(scored)


def coverage_ratio(past: tuple[PastForecast, ...]) -> float | None:
    """Share of days on which the value lay inside the 80 % interval; None without days."""
    if not past:
        return None
    return sum(p.q10 <= p.actual <= p.q90 for p in past) / len(past)


def median_absolute_error(past: tuple[PastForecast, ...]) -> float | None:
    """Median distance of the value from what was said, in the series' unit; None without days."""
    return float(np.median([abs(p.actual - p.q50) for p in past])) if past else None
