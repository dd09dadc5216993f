"""What several rules ask of series: the ones of a metric, recent values, growth, and why nothing can be said."""

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.advice.making import cannot_tell
from kado.advice.thresholds import threshold
from kado.facts.forecasts import Crossing, ForecastState, SeriesForecast
from kado.facts.server import MonthStatistics
from kado.facts.verdicts import Verdict

# The standard deviation of normal noise is this many times its median absolute deviation.
MAD_TO_SIGMA: Final = 1.4826
_MISSING: Final = {
    ForecastState.NO_DATA: "samples",
    ForecastState.LEARNING: "history",
    ForecastState.LEVEL_ONLY: "trend",
    ForecastState.UNPREDICTABLE: "pattern",
}


def of_metric(
    forecasts: tuple[SeriesForecast, ...], metric: str, statistic: str
) -> list[SeriesForecast]:
    """The forecasts of one metric, by instance."""
    chosen = [f for f in forecasts if f.metric == metric and f.statistic == statistic]
    return sorted(chosen, key=lambda f: f.instance)


def statistics_of(statistics: tuple[MonthStatistics, ...], metric: str) -> list[MonthStatistics]:
    """The month's statistics of one metric, by instance, where there is at least one day."""
    chosen = [s for s in statistics if s.metric == metric and s.days_count > 0]
    return sorted(chosen, key=lambda s: s.instance)


def one_of(statistics: tuple[MonthStatistics, ...], metric: str) -> MonthStatistics | None:
    """The month's statistics of a metric that has one instance; None where there are none."""
    found = statistics_of(statistics, metric)
    return found[0] if found else None


def unforecastable(rule: str, forecast: SeriesForecast) -> Verdict | None:
    """Why this series has no forecast (MISSION A5, A6), or None where it has one."""
    missing = _MISSING.get(forecast.state)
    if missing is None:
        return None
    return cannot_tell(rule, missing, subject=forecast.instance)


def nearest_full(forecast: SeriesForecast) -> Crossing | None:
    """The crossing of the highest threshold: the one that hurts. None where the series has no capacity."""
    return max(forecast.crossings, key=lambda c: c.threshold_ratio, default=None)


def last_days(forecast: SeriesForecast, days: int) -> NDArray[np.float64]:
    """The last `days` days of the history as float64 (up to days,), NaN where no data."""
    return np.array(
        [np.nan if v is None else v for v in forecast.history[-days:]], dtype=np.float64
    )


def growth(forecast: SeriesForecast) -> float | None:
    """Growth over the last four weeks in the series' unit: median of the last four weeks less that of the four before.

    Medians of whole weeks, so that weekday cycles, log rotation and single days of noise cancel out.
    None with fewer than half of the days of either.
    """
    window = int(threshold("growth", "window_days"))
    values = last_days(forecast, 2 * window)
    if len(values) < 2 * window:
        return None
    before, after = values[:window], values[window:]
    if min(np.isfinite(before).sum(), np.isfinite(after).sum()) < window / 2:
        return None
    return float(np.nanmedian(after) - np.nanmedian(before))


def noise(forecast: SeriesForecast) -> float:
    """How far the days of a window lie from its median, in the series' unit: robust standard deviation.

    Within a steady rise this is about a third of the rise, so that growth always exceeds it; within a saw-tooth it is about a
    third of the tooth, more than medians of two windows can differ by where they cut the teeth in another place.
    """
    window = int(threshold("growth", "window_days"))
    values = last_days(forecast, 2 * window)
    parts = [part[np.isfinite(part)] for part in (values[:window], values[window:])]
    off = [np.abs(part - np.median(part)) for part in parts if len(part)]
    return float(np.median(np.concatenate(off)) * MAD_TO_SIGMA) if off else 0.0


def grows(forecast: SeriesForecast) -> bool:
    """Whether the series itself has grown: more than its noise, and enough to matter. A flat series never fills."""
    grown, capacity = growth(forecast), forecast.capacity
    if grown is None or not capacity:
        return False
    least = threshold("growth", "least_ratio") * capacity
    return grown >= max(least, threshold("growth", "noise_multiple") * noise(forecast))


def comes_back(forecast: SeriesForecast, limit_ratio: float) -> bool:
    """Whether the series has climbed and fallen several times below the limit and now climbs no higher than it did then.

    A clean-up every two months is longer than the windows of `growth`; its peaks tell that it never got to the limit.
    """
    if not forecast.capacity:
        return False
    known = [v / forecast.capacity for v in forecast.history if v is not None]
    least = threshold("growth", "fall_ratio")
    peaks = [a for a, b in pairwise(known) if a - b >= least]
    if len(peaks) < threshold("growth", "falls_count"):
        return False
    return max(peaks) < limit_ratio and known[-1] <= max(peaks)


def is_silent(forecast: SeriesForecast) -> bool:
    """Whether the last seven days hold no value at all."""
    return not np.isfinite(last_days(forecast, 7)).any()


def shown_ratio(forecast: SeriesForecast) -> float | None:
    """The share of the capacity that texts name: the newest value, as the chart does; of a daily peak the week's median, as one day says little."""
    if forecast.statistic == "peak" or forecast.last_value is None or not forecast.capacity:
        return used_ratio(forecast)
    return forecast.last_value / forecast.capacity


def used_ratio(forecast: SeriesForecast) -> float | None:
    """Median of the last seven days as a share of the capacity."""
    values = last_days(forecast, 7)
    if not forecast.capacity or not np.isfinite(values).any():
        return None
    return float(np.nanmedian(values) / forecast.capacity)
