"""The report card: what an earlier edition said about days that have come since (MISSION A6)."""

from collections.abc import Iterable
from datetime import date, timedelta
from math import isnan
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.facts.forecasts import HorizonQuantiles, PastForecast, SeriesForecast
from kado.forecast.present import DAILY_PATH_DAYS, HALF_WEEK_DAYS

MIN_WEEK_DAYS: Final = 4  # observed days of the seven behind a weekly point

PathPoint = tuple[date, float, float, float]


class Actual:
    """What happened to a series, by day: single days, and means of the seven days around each.

    values: float64 (days,), NaN is no data; values[0] is `first_day`. It is asked about by many editions, so the means are made once.
    """

    def __init__(self, first_day: date, values: NDArray[np.float64]) -> None:
        self.first_ordinal = first_day.toordinal()
        self.days: list[float] = np.where(np.isfinite(values), values, np.nan).tolist()
        self.weeks: list[float] = _weekly(values).tolist()


def _weekly(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean of the observed ones of the seven days around each day; NaN where fewer than MIN_WEEK_DAYS are. Added up day by day."""
    known = np.isfinite(values)
    padded = np.pad(np.where(known, values, 0.0), HALF_WEEK_DAYS)
    there = np.pad(known.astype(np.int64), HALF_WEEK_DAYS)
    total, count = np.zeros(len(values)), np.zeros(len(values), np.int64)
    for shift in range(2 * HALF_WEEK_DAYS + 1):
        total += padded[shift : shift + len(values)]
        count += there[shift : shift + len(values)]
    return np.where(count >= MIN_WEEK_DAYS, total / np.maximum(count, 1), np.nan)


def past_forecasts(
    earlier: SeriesForecast, month: str, actual_first_day: date, actual: NDArray[np.float64]
) -> tuple[PastForecast, ...]:
    """Each point of `earlier`'s path and horizons that has come and was observed, with what happened (see `came_true`).

    earlier: the forecast of edition `month` ('YYYY-MM'). actual: float64 (days,), NaN is no data; actual[0] is `actual_first_day`.
    """
    if not earlier.path or earlier.history_first_day is None:
        return ()
    cut = earlier.history_first_day + timedelta(days=len(earlier.history) - 1)
    happened = Actual(actual_first_day, actual)
    return tuple(came_true(month, cut, earlier.path, earlier.horizons, happened))


def came_true(
    month: str,
    cut: date,
    path: Iterable[PathPoint],
    horizons: Iterable[HorizonQuantiles],
    actual: Actual,
) -> list[PastForecast]:
    """The points that have come and were observed, with what happened, by horizon; a horizon before the path's point of its day.

    Like is compared with like: a weekly point, the mean of seven days, with the mean of those of them that were
    observed, at least four; a single day with that day. Days that are not in `actual` are left out, never guessed.
    """
    cut_ordinal = cut.toordinal()
    first, count = actual.first_ordinal, len(actual.days)
    said: dict[int, PastForecast] = {}
    for day, q10, q50, q90 in path:
        ordinal = day.toordinal()
        if 0 <= ordinal - first < count:
            horizon = ordinal - cut_ordinal
            known = actual.weeks if horizon > DAILY_PATH_DAYS else actual.days
            said[horizon] = PastForecast(month, day, horizon, q10, q50, q90, known[ordinal - first])
    for h in horizons:
        index = cut_ordinal + h.horizon_days - first
        if 0 <= index < count:
            day = date.fromordinal(cut_ordinal + h.horizon_days)
            said[h.horizon_days] = PastForecast(
                month, day, h.horizon_days, h.q10, h.q50, h.q90, actual.days[index]
            )
    return [said[h] for h in sorted(said) if not isnan(said[h].actual)]


def coverage_ratio(past: tuple[PastForecast, ...]) -> float | None:
    """Share of days on which the value lay inside the 80 % interval; None without days."""
    if not past:
        return None
    return sum(p.q10 <= p.actual <= p.q90 for p in past) / len(past)


def median_absolute_error(past: tuple[PastForecast, ...]) -> float | None:
    """Median distance of the value from what was said, in the series' unit; None without days."""
    return float(np.median([abs(p.actual - p.q50) for p in past])) if past else None
