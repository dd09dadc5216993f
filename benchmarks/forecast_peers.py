"""The peers of the forecast benchmark: each takes daily values and gives 10/50/90 % quantiles.

Every peer is called as `peer(values, horizon)` with float64 (n, days), NaN for no data, and answers
float64 (n, horizon, 3). Gaps are filled by straight lines for all of them alike.
"""

import logging
import warnings
from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Peer = Callable[[Array, int], Array]
Z80: Final = 1.2815515655446004


def filled(values: Array) -> Array:
    """Gaps joined by straight lines, ends held."""
    out = values.copy()
    days = np.arange(values.shape[1])
    for row in out:
        ok = np.isfinite(row)
        row[~ok] = np.interp(days[~ok], days[ok], row[ok]) if ok.any() else 0.0
    return out


def _around(path: Array, low: Array, high: Array) -> Array:
    return np.stack([path + low, path, path + high], axis=-1)


def mean_28(values: Array, horizon: int) -> Array:
    """The mean of the last 28 days, with the quantiles of those days."""
    last = values[:, -28:]
    path = np.repeat(np.nanmean(last, 1)[:, None], horizon, 1)
    low, high = np.nanquantile(last, [0.1, 0.9], axis=1)
    return np.sort(
        np.stack(
            [np.repeat(low[:, None], horizon, 1), path, np.repeat(high[:, None], horizon, 1)], -1
        ),
        -1,
    )


def seasonal_naive(values: Array, horizon: int) -> Array:
    """The last week again, with the spread of week-to-week differences, growing with the root of weeks."""
    full = filled(values)
    path = full[:, -7:][:, np.arange(horizon) % 7]
    spread = np.std(full[:, 7:] - full[:, :-7], axis=1)[:, None]
    width = Z80 * spread * np.sqrt(1 + np.arange(horizon) // 7)[None, :]
    return _around(path, -width, width)


def drift(values: Array, horizon: int) -> Array:
    """The line through the first and the last value."""
    full = filled(values)
    days = full.shape[1]
    slope = (full[:, -1] - full[:, 0]) / (days - 1)
    h = np.arange(1, horizon + 1)[None, :]
    path = full[:, -1:] + slope[:, None] * h
    sigma = np.std(np.diff(full, axis=1), axis=1)[:, None]
    width = Z80 * sigma * np.sqrt(h * (1 + h / (days - 1)))
    return _around(path, -width, width)


def _line(values: Array, horizon: int, window: int) -> Array:
    """Least squares over the last `window` days, with the usual prediction interval."""
    y = filled(values)[:, -window:]
    t = np.arange(y.shape[1]) - (y.shape[1] - 1)
    centre, spread = t.mean(), ((t - t.mean()) ** 2).sum()
    slope = (y * (t - centre)).sum(1) / spread
    level = y.mean(1) - slope * centre
    sigma = np.sqrt(((y - level[:, None] - slope[:, None] * t) ** 2).sum(1) / max(1, len(t) - 2))
    h = np.arange(1, horizon + 1)[None, :]
    path = level[:, None] + slope[:, None] * h
    width = Z80 * sigma[:, None] * np.sqrt(1 + 1 / len(t) + (h - centre) ** 2 / spread)
    return _around(path, -width, width)


def predict_linear(window: int) -> Peer:
    """Prometheus' predict_linear over `window` days (0: all)."""
    return lambda values, horizon: _line(values, horizon, window or values.shape[1])


def best_line(values: Array, horizon: int) -> Array:
    """Chamness (LISA 2011): the line on the window ending today with the highest R², where it reaches 0.9;
    the mean of the last 28 days elsewhere."""
    out = mean_28(values, horizon)
    full = filled(values)
    best = np.full(len(values), 0.9)
    for window in range(10, full.shape[1] + 1):
        y = full[:, -window:]
        t = np.arange(window) - (window - 1) / 2
        total = ((y - y.mean(1, keepdims=True)) ** 2).sum(1)
        r2 = (y @ t) ** 2 / (t @ t) / np.where(total > 0, total, np.inf)
        better = r2 > best
        if better.any():
            out[better] = _line(full[better], horizon, window)
            best[better] = r2[better]
    return out


def huber_weekday(values: Array, horizon: int) -> Array:
    """Huber regression on a line and weekday dummies (iteratively reweighted), residual quantiles."""
    full = filled(values)
    days = full.shape[1]
    t = np.arange(days + horizon)
    design = np.column_stack([t / days, *(t % 7 == d for d in range(7))]).astype(float)
    out = np.empty((len(full), horizon, 3))
    for i, y in enumerate(full):
        weight = np.ones(days)
        for _ in range(12):
            root = np.sqrt(weight)[:, None]
            beta = np.linalg.lstsq(design[:days] * root, y * root[:, 0], rcond=None)[0]
            error = y - design[:days] @ beta
            scale = 1.4826 * np.median(np.abs(error)) + 1e-9
            weight = np.minimum(1, 1.35 * scale / np.maximum(np.abs(error), 1e-12))
        low, high = np.quantile(error, [0.1, 0.9])
        out[i] = _around(design[days:] @ beta, np.asarray(low), np.asarray(high))
    return out


def statistical(name: str) -> Peer:
    """A statsforecast model with season 7 and its own 80 % interval; SeasonalNaive where it fails."""

    def forecast(values: Array, horizon: int) -> Array:
        from statsforecast import models

        out = np.empty((len(values), horizon, 3))
        for i, y in enumerate(filled(values)):
            model = getattr(models, name)(season_length=7)
            try:
                got = model.forecast(y=y, h=horizon, level=[80])
                out[i] = np.column_stack([got["lo-80"], got["mean"], got["hi-80"]])
            except (ValueError, ZeroDivisionError, FloatingPointError, Exception):  # noqa: BLE001 a peer's own failure
                out[i] = seasonal_naive(y[None], horizon)[0]
            if not np.isfinite(out[i]).all():
                out[i] = seasonal_naive(y[None], horizon)[0]
        return out

    return forecast


def prophet(values: Array, horizon: int) -> Array:
    """Prophet with its defaults and an 80 % interval."""
    import pandas as pd
    from prophet import Prophet

    for name in ("prophet", "cmdstanpy", "prophet.plot"):
        logging.getLogger(name).setLevel(logging.ERROR)
    logging.getLogger("cmdstanpy").disabled = True
    days = pd.date_range("2024-01-01", periods=values.shape[1] + horizon)
    out = np.empty((len(values), horizon, 3))
    for i, y in enumerate(values):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model = Prophet(interval_width=0.8, uncertainty_samples=200)
            model.fit(pd.DataFrame({"ds": days[: len(y)], "y": y}))
            got = model.predict(pd.DataFrame({"ds": days[len(y) :]}))
        out[i] = got[["yhat_lower", "yhat", "yhat_upper"]].to_numpy()
    return out


CHEAP: Final[dict[str, Peer]] = {
    "mean of 28 days": mean_28,
    "seasonal naive": seasonal_naive,
    "drift": drift,
    "predict_linear 30 d": predict_linear(30),
    "predict_linear 90 d": predict_linear(90),
    "predict_linear all": predict_linear(0),
    "best-R2 line": best_line,
    "Huber + weekdays": huber_weekday,
}
SLOW: Final[dict[str, Peer]] = {
    "DynamicOptimizedTheta": statistical("DynamicOptimizedTheta"),
    "AutoTheta": statistical("AutoTheta"),
    "AutoETS": statistical("AutoETS"),
    "Prophet": prophet,
}
ENSEMBLE_OF: Final = ("AutoETS", "AutoTheta", "DynamicOptimizedTheta")
ENSEMBLE: Final = "median ensemble"
