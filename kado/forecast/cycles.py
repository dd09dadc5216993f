"""Calendar cycles of a series, kept only as far as they repeat: weekdays, and days of the month.

A cycle is estimated twice, from alternate cycles of the history; the share in which the two agree is the share
that is kept. Noise does not agree with itself.
"""

from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.forecast.compiled import compiled
from kado.forecast.kernels import Array

MONTH_BINS: Final = 31  # days 1-26 counted from the month's start, the last five from its end
MIN_MONTH_CYCLE_DAYS: Final = 120  # four months: two for each estimate
KEEP_WEEK_SHARE: Final = 0.2
KEEP_MONTH_SHARE: Final = 0.45  # 31 bins agree by chance far more often than 7


def month_bins(last_day: date, days: int, horizon_days: int) -> NDArray[np.int64]:
    """The month bin of each of `days` days to `last_day` and of the `horizon_days` after it, int64."""
    start = np.datetime64(last_day - timedelta(days=days - 1), "D")
    every = start + np.arange(days + horizon_days)
    month = every.astype("datetime64[M]")
    day = (every - month.astype("datetime64[D]")).astype(np.int64)
    length = ((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")).astype(np.int64)
    to_end = length - 1 - day
    return np.asarray(np.where(to_end < 5, MONTH_BINS - 1 - to_end, day), dtype=np.int64)


@compiled
def _agreement(first: Array, second: Array) -> float:
    """Share of two estimates of one profile that both agree on, 0-1."""
    both, own = 0.0, 0.0
    for d in range(len(first)):
        both += first[d] * second[d]
        own += 0.5 * (first[d] * first[d] + second[d] * second[d])
    return max(0.0, min(1.0, both / own)) if own > 0 else 0.0


@compiled
def _moving_mean(y: Array, n: int, half: int, out: Array) -> None:
    """Centred mean over 2 half + 1 days, narrower but still centred at the ends."""
    total = np.empty(n + 1)
    total[0] = 0.0
    for t in range(n):
        total[t + 1] = total[t] + y[t]
    for t in range(n):
        h = min(half, t, n - 1 - t)
        out[t] = (total[t + h + 1] - total[t - h]) / (2 * h + 1)


@compiled
def remove_cycle(
    y: Array,
    n: int,
    bins: NDArray[np.int64],
    bin_count: int,
    half: int,
    keep: float,
    profile: Array,
) -> float:
    """Take the repeating part of a cycle out of y[:n] in place; returns the share kept (0: left alone).

    bins: the phase of each day, 0 .. bin_count - 1. half: half the cycle, for the moving mean that is not cycle.
    profile: (bin_count,), receives what was taken out for each phase.
    """
    around = np.empty(n)
    _moving_mean(y, n, half, around)
    sums = np.zeros((2, bin_count))
    counts = np.zeros((2, bin_count))
    turn = 0
    for t in range(half, n - half):
        if t > half and bins[t] < bins[t - 1]:
            turn = 1 - turn
        sums[turn, bins[t]] += y[t] - around[t]
        counts[turn, bins[t]] += 1
    profile[:] = 0.0
    for d in range(bin_count):
        if counts[0, d] == 0 or counts[1, d] == 0:
            return 0.0
        profile[d] = (sums[0, d] + sums[1, d]) / (counts[0, d] + counts[1, d])
        sums[0, d] /= counts[0, d]
        sums[1, d] /= counts[1, d]
    share = _agreement(sums[0], sums[1])
    if share < keep:
        profile[:] = 0.0
        return 0.0
    # The mean of both halves is twice as sure as one: Spearman and Brown's 2r / (1 + r).
    share = 2 * share / (1 + share)
    mean = profile.mean()
    for d in range(bin_count):
        profile[d] = share * (profile[d] - mean)
    for t in range(n):
        y[t] -= profile[bins[t]]
    return share
