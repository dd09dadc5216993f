"""The report card: what an earlier edition said about days that have come since (MISSION A6)."""

from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.facts.forecasts import PastForecast, SeriesForecast
from kado.forecast.present import DAILY_PATH_DAYS, HALF_WEEK_DAYS

MIN_WEEK_DAYS: Final = 4  # observed days of the seven behind a weekly point


def past_forecasts(
    earlier: SeriesForecast, month: str, actual_first_day: date, actual: NDArray[np.float64]
) -> tuple[PastForecast, ...]:
    """Each point of `earlier`'s path and horizons that has come and was observed, with what happened.

    Like is compared with like: a weekly point, the mean of seven days, with the mean of those of them that were
    observed, at least four; a single day with that day. earlier: the forecast of edition `month` ('YYYY-MM').
    actual: float64 (days,), NaN is no data; actual[0] is `actual_first_day`. Days that are not in it are left out,
    never guessed.
    """
    if not earlier.path or earlier.history_first_day is None:
        return ()
    cut = earlier.history_first_day + timedelta(days=len(earlier.history) - 1)
    said: dict[int, tuple[bool, float, float, float]] = {}
    for day, q10, q50, q90 in earlier.path:
        horizon = (day - cut).days
        said[horizon] = (horizon > DAILY_PATH_DAYS, q10, q50, q90)
    said.update({h.horizon_days: (False, h.q10, h.q50, h.q90) for h in earlier.horizons})
    first = (actual_first_day - cut).days
    scored = []
    for horizon, (weekly, q10, q50, q90) in sorted(said.items()):
        came = _happened(actual, horizon - first, weekly)
        if came is not None:
            day = cut + timedelta(days=horizon)
            scored.append(PastForecast(month, day, horizon, q10, q50, q90, came))
    return tuple(scored)


def _happened(actual: NDArray[np.float64], index: int, weekly: bool) -> float | None:
    """The value of a day, or the mean of the week around it; None where too little was observed."""
    half, least = (HALF_WEEK_DAYS, MIN_WEEK_DAYS) if weekly else (0, 1)
    days = actual[max(0, index - half) : max(0, index + half + 1)]
    known = days[np.isfinite(days)]
    return float(known.mean()) if len(known) >= least else None


def coverage_ratio(past: tuple[PastForecast, ...]) -> float | None:
    """Share of days on which the value lay inside the 80 % interval; None without days."""
    if not past:
        return None
    return sum(p.q10 <= p.actual <= p.q90 for p in past) / len(past)


def median_absolute_error(past: tuple[PastForecast, ...]) -> float | None:
    """Median distance of the value from what was said, in the series' unit; None without days."""
    return float(np.median([abs(p.actual - p.q50) for p in past])) if past else None
