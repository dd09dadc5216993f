"""The forecast of a batch of series. Pure: the batch is all it sees, and its last column is the day of the cut."""

import numpy as np
from numpy.typing import NDArray

from kado.facts.forecasts import Crossing, Explanation
from kado.facts.series import SeriesBatch
from kado.forecast.result import ForecastBatch
from kado.forecast.states import MIN_OBSERVED_DAYS, effective_horizons, state_of


def forecast_batch(
    batch: SeriesBatch, *, horizon_days: int, thresholds: tuple[float, ...] = (0.9,)
) -> ForecastBatch:
    """Forecast every series of `batch` `horizon_days` days beyond its last column."""
    n, days = batch.values.shape
    quantiles = np.full((n, horizon_days, 3), np.nan)
    states, reasons = [], []
    spans = np.zeros(n, np.int64)
    for i in range(n):
        row: NDArray[np.float64] = batch.values[i]
        ok = np.isfinite(row) & (row >= 0)
        seen = np.flatnonzero(ok)
        spans[i] = seen[-1] - seen[0] + 1 if len(seen) >= MIN_OBSERVED_DAYS else 0
        upper = batch.upper[i] if np.isfinite(batch.upper[i]) else np.inf
        last = row[seen[-28:]]
        if spans[i]:
            reach = int(effective_horizons(spans[i : i + 1], horizon_days)[0])
            low, high = np.quantile(last, [0.1, 0.9])
            quantiles[i, :reach] = np.clip([low, last.mean(), high], 0, upper)
            quantiles[i, :reach].sort(axis=-1)
        state, reason = state_of(
            observed_count=len(seen),
            span_days=int(spans[i]),
            silence_days=days - 1 - int(seen[-1]) if len(seen) else days,
            above_ratio=float((row[seen] > upper).mean()) if len(seen) else 0.0,
            negative_ratio=float((row < 0).sum() / max(1, np.isfinite(row).sum())),
            present_ratio=float(last[-7:].mean() / upper)
            if len(seen) and upper < np.inf
            else np.nan,
            width_ratio=np.nan,
        )
        states.append(state)
        reasons.append(reason)
    crossings: tuple[tuple[Crossing, ...], ...] = tuple(() for _ in range(n))
    explanations: tuple[Explanation | None, ...] = (None,) * n
    return ForecastBatch(
        quantiles=quantiles,
        states=tuple(states),
        reasons=tuple(reasons),
        effective_horizon_days=effective_horizons(spans, horizon_days),
        crossings=crossings,
        explanations=explanations,
    )
