"""Forecasts as an edition keeps and shows them: one `SeriesForecast` per series (MISSION A2, A5, A6)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

import numpy as np

from kado.catalogue.metrics import METRICS
from kado.facts.forecasts import ForecastState, HorizonQuantiles, PastForecast, SeriesForecast
from kado.facts.series import SeriesBatch, SeriesKey
from kado.forecast.result import ForecastBatch
from kado.forecast.states import MIN_OBSERVED_DAYS

HISTORY_DAYS: Final = 400
HORIZONS_DAYS: Final = (30, 90, 180, 365)
DAILY_PATH_DAYS: Final = (
    35  # beyond them the path has one point a week, the mean of the seven days around it
)
HALF_WEEK_DAYS: Final = 3
_UNITS: Final = {metric.key: metric.unit for metric in METRICS}


def series_forecasts(
    batch: SeriesBatch,
    result: ForecastBatch,
    past: Mapping[SeriesKey, tuple[PastForecast, ...]] | None = None,
) -> tuple[SeriesForecast, ...]:
    """One `SeriesForecast` for each series of `batch`, in its order.

    result: what `forecast_batch` made of this very batch. past: what earlier editions said of these
    series and what happened (see `kado.forecast.score`).
    """
    if len(result.states) != len(batch.keys):
        raise ValueError(f"{len(result.states)} results for {len(batch.keys)} series")
    known = past or {}
    return tuple(_one(batch, result, i, known.get(key, ())) for i, key in enumerate(batch.keys))


def _one(
    batch: SeriesBatch, result: ForecastBatch, i: int, past: tuple[PastForecast, ...]
) -> SeriesForecast:
    key, state = batch.keys[i], result.states[i]
    days = batch.values.shape[1]
    seen = np.flatnonzero(np.isfinite(batch.values[i]))
    since = batch.first_day + timedelta(days=int(seen[0])) if len(seen) else None
    start = max(int(seen[0]), days - HISTORY_DAYS) if len(seen) else days
    history = tuple(float(v) if np.isfinite(v) else None for v in batch.values[i, start:])
    due = None
    if since is not None and state is ForecastState.LEARNING:
        due = since + timedelta(
            days=max(MIN_OBSERVED_DAYS, days - int(seen[0]) + MIN_OBSERVED_DAYS - len(seen))
        )
    return SeriesForecast(
        metric=key.metric,
        instance=key.instance,
        statistic=key.statistic,
        unit=_UNITS.get(key.metric, ""),
        state=state,
        reason=result.reasons[i],
        since=since,
        first_forecast_due=due,
        capacity=float(batch.upper[i]) if np.isfinite(batch.upper[i]) else None,
        last_value=float(batch.values[i, seen[-1]]) if len(seen) else None,
        history_first_day=batch.first_day + timedelta(days=start) if len(seen) else None,
        history=history,
        horizon_days=int(result.effective_horizon_days[i]),
        path=_path(batch, result, i),
        horizons=_horizons(batch, result, i),
        crossings=result.crossings[i],
        explanation=result.explanations[i],
        past=past,
    )


def _cut_and_reach(batch: SeriesBatch, result: ForecastBatch, i: int) -> tuple[date, int]:
    cut = batch.first_day + timedelta(days=batch.values.shape[1] - 1)
    return cut, min(int(result.effective_horizon_days[i]), result.horizon_days)


def _path(
    batch: SeriesBatch, result: ForecastBatch, i: int
) -> tuple[tuple[date, float, float, float], ...]:
    """The line to draw: a single weekday, taken week by week, would show that weekday and not the series."""
    cut, reach = _cut_and_reach(batch, result, i)
    spans = [(day, day, day) for day in range(1, min(DAILY_PATH_DAYS, reach) + 1)]
    weeks = range(
        reach - HALF_WEEK_DAYS, DAILY_PATH_DAYS, -7
    )  # the last week ends with the horizon
    spans += [(day, day - HALF_WEEK_DAYS, day + HALF_WEEK_DAYS) for day in reversed(weeks)]
    points = []
    for day, first, last in spans:
        q10, q50, q90 = result.quantiles[i, first - 1 : last].mean(axis=0).tolist()
        points.append((cut + timedelta(days=day), q10, q50, q90))
    return tuple(points)


def _horizons(batch: SeriesBatch, result: ForecastBatch, i: int) -> tuple[HorizonQuantiles, ...]:
    """The quantiles of the single days at the horizons that the forecast reaches."""
    cut, reach = _cut_and_reach(batch, result, i)
    return tuple(
        HorizonQuantiles(h, cut + timedelta(days=h), *result.quantiles[i, h - 1].tolist())
        for h in HORIZONS_DAYS
        if h <= reach
    )
