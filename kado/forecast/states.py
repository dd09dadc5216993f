"""What can be said of a series, how far ahead, and why (MISSION A5, A6)."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.facts.forecasts import ForecastState

# Fewer observed days than this are the collection period: nothing is said (MISSION A5). Two whole weeks
# show each weekday twice, the least from which a weekday can be told from chance.
MIN_OBSERVED_DAYS: Final = 14
# A trend beats a flat level only from about 60 days of history (FORECASTING.md, cold start, measured on
# production machines: 45 days break even 30 days ahead).
MIN_TREND_DAYS: Final = 60
# A forecast reaches at most this many times the span of its history, and at least MIN_HORIZON_DAYS.
HORIZON_PER_HISTORY: Final = 3
MIN_HORIZON_DAYS: Final = 30
# A series whose last value is older than this has no present to start from.
MAX_SILENCE_DAYS: Final = 60
# Of capacity, over the last seven days: full.
FULL_RATIO: Final = 0.99
# An 80 % interval wider than this share of the capacity 30 days ahead says nothing.
MAX_WIDTH_RATIO: Final = 0.8
# Share of a series' days that may lie above the capacity before the capacity itself is doubted.
MAX_ABOVE_RATIO: Final = 0.1


def effective_horizons(span_days: NDArray[np.int64], horizon_days: int) -> NDArray[np.int64]:
    """How far each series can be forecast, in days: int64 (n,), 0 where it cannot."""
    reach = np.maximum(MIN_HORIZON_DAYS, HORIZON_PER_HISTORY * span_days)
    return np.where(span_days > 0, np.minimum(reach, horizon_days), 0)


def state_of(
    *,
    observed_count: int,
    span_days: int,
    silence_days: int,
    above_ratio: float,
    negative_ratio: float,
    present_ratio: float,
    width_ratio: float,
) -> tuple[ForecastState, str]:
    """The state of one series with the key of its reason ('' when it is simply a forecast).

    span_days: from the first to the last observed day. silence_days: from the last observed day to the
    cut. above_ratio, negative_ratio: share of days above the capacity, below zero. present_ratio: mean
    of the last seven days as a share of the capacity (NaN when unbounded). width_ratio: width of the
    80 % interval 30 days ahead as a share of the capacity (NaN when unbounded).
    """
    if observed_count == 0:
        return ForecastState.NO_DATA, "reason-negative" if negative_ratio > 0 else "reason-no-data"
    if observed_count < MIN_OBSERVED_DAYS:
        return ForecastState.LEARNING, "reason-too-short"
    if silence_days > MAX_SILENCE_DAYS:
        return ForecastState.UNPREDICTABLE, "reason-silent"
    if above_ratio > MAX_ABOVE_RATIO:
        return ForecastState.UNPREDICTABLE, "reason-above-capacity"
    if negative_ratio > MAX_ABOVE_RATIO:
        return ForecastState.UNPREDICTABLE, "reason-negative"
    if present_ratio >= FULL_RATIO:
        return ForecastState.FULL_ALREADY, "reason-full"
    if width_ratio > MAX_WIDTH_RATIO:
        return ForecastState.UNPREDICTABLE, "reason-too-wide"
    if span_days < MIN_TREND_DAYS:
        return ForecastState.LEVEL_ONLY, "reason-too-short-for-trend"
    if observed_count < span_days / 2:
        return ForecastState.LEVEL_ONLY, "reason-many-gaps"
    return ForecastState.FORECAST, ""
