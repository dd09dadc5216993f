"""Forecast of one series from a long history: cycles out, shifts found, candidates weighed by their own past.

Every candidate is a level at the cut and a slope. It is tried at earlier origins of the same series; the errors
there, smoothed over horizons and shrunk towards what holds for the fleet, decide its weight at each horizon.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.forecast.compiled import compiled
from kado.forecast.kernels import Array, insertion_sort, mean_of, middle_of, sorted_quantile

CANDIDATES: Final = (
    "candidate-mean-3",
    "candidate-mean-7",
    "candidate-mean-28",
    "candidate-mean-90",
    "candidate-since-shift",
    "candidate-smooth",
    "candidate-smooth-slow",
    "candidate-damped-28",
    "candidate-damped-90",
    "candidate-line-28",
    "candidate-line-90",
    "candidate-line-180",
    "candidate-line-since-shift",
    "candidate-line-all",
    "candidate-drift-since-shift",
    "candidate-drift-all",
    "candidate-longest-line",
    "candidate-drifting",
    "candidate-renewal",
)
M: Final = len(CANDIDATES)
RENEWAL: Final = M - 1
DRIFTING: Final = M - 2
DAMPED: Final = (7, 8)
HORIZONS: Final = (3, 7, 14, 30, 60, 90, 135, 180, 270, 365)
B: Final = len(HORIZONS)
BACKS: Final = (10, 20, 30, 60, 90, 120, 180, 210, 240, 300, 365)
MIN_HISTORY_DAYS: Final = 28  # before an origin is tried
SHARPNESS: Final = 10.0  # weight ~ (error over the best one's) ** -10
FLEET_COUNT: Final = 5.0  # the fleet's word counts as much as this many own trials
# Days behind each candidate's slope, about; a level has none.
_NO_SLOPE: Final = 1e9
SLOPE_WINDOWS = np.array(
    [_NO_SLOPE] * 7
    + [90.0, 180.0, 28.0, 90.0, 180.0, 180.0, 365.0, 180.0, 365.0, 120.0]
    + [_NO_SLOPE] * 2
)
_H = np.array(HORIZONS)
_BACKS = np.array(BACKS)
_DAMPING: Final = np.array([[0.97], [0.99]])  # per day, for the trends of 28 and of 90 days
MAX_HORIZON_DAYS: Final = 3660
# How many days' worth of slope a damped trend has gone after h days.
_DAMPED_DAYS = _DAMPING * (1 - _DAMPING ** np.arange(MAX_HORIZON_DAYS + 1)) / (1 - _DAMPING)


@compiled
def _spread_of_sorted(window: Array, half: int) -> float:
    """Median distance from the middle of an ascending array of 2 half + 1 values."""
    left, right = half - 1, half + 1
    apart = 0.0
    for _ in range(half):  # the nearest on either side, the next, ...
        if right > 2 * half or (
            left >= 0 and window[half] - window[left] <= window[right] - window[half]
        ):
            apart = window[half] - window[left]
            left -= 1
        else:
            apart = window[right] - window[half]
            right += 1
    return float(apart)


@compiled
def winsorise(y: Array, n: int, out: Array, half: int = 7) -> int:
    """Pull single days that stand out of the two weeks around them back to four deviations; returns how many."""
    width = 2 * half + 1
    window = np.empty(width)
    count = 0
    out[:n] = y[:n]
    if n < width:
        return 0
    for start in range(0, n, half):
        low = min(max(0, start + half // 2 - half), n - width)
        window[:] = y[low : low + width]
        insertion_sort(window)
        middle = window[half]
        limit = 4 * 1.4826 * _spread_of_sorted(window, half)
        if limit <= 0:
            continue
        for t in range(start, min(n, start + half)):
            if abs(y[t] - middle) > 1.5 * limit:
                out[t] = middle + math.copysign(limit, y[t] - middle)
                count += 1
    return count


@compiled
def _noise(y: Array, n: int) -> float:
    """Deviation of a day from the week around it, over the last four months; robust."""
    m = min(n - 6, 120)
    if m < 1:
        return 0.0
    apart = np.empty(m)
    for j in range(m):
        t = n - 4 - j
        apart[j] = abs(y[t] - mean_of(y, t - 3, t + 4))
    return float(1.4826 * math.sqrt(7.0 / 6.0) * middle_of(apart))


@compiled
def find_shifts(
    x: Array,
    n: int,
    noise: float,
    sums: Array,
    ramps: Array,
    squares: Array,
    since: NDArray[np.int64],
) -> None:
    """For each day t, the start of the level it belongs to, told from days up to t only.

    A week whose every day lies on one side of both the line and the level of the four weeks before it, by more than
    four deviations, begins a new one. sums, ramps, squares: running sums of x, t x and x x.
    """
    week = 7
    start = 0
    for t in range(n):
        since[t] = start
        origin = t - week
        if origin - start < 14:
            continue
        m = min(28, origin - start)
        total = sums[origin] - sums[origin - m]
        mean = total / m
        step = x[t] - mean
        limit = 4.0 * noise
        if abs(step) <= limit:
            continue
        centre = origin - (m + 1) / 2.0
        spread = m * (m * m - 1.0) / 12.0
        trend = (ramps[origin] - ramps[origin - m] - centre * total) / spread
        left = squares[origin] - squares[origin - m] - m * mean * mean - trend * trend * spread
        limit = max(limit, 3.2 * math.sqrt(max(0.0, left) / m))
        side = 1.0 if step > 0 else -1.0
        beyond = True
        for j in range(origin, t):
            off = x[j] - mean
            if side * off <= limit or side * (off - trend * (j - centre)) <= limit:
                beyond = False
                break
        if beyond:
            start = origin
            since[t] = start


@compiled
def find_resets(x: Array, n: int, resets: NDArray[np.int64]) -> int:
    """Days on which a growing series falls by most of its range at once (restart, rotation, clean-up); their count."""
    rises, count = 0, 0
    low, high = x[0], x[0]
    for t in range(1, n):
        low, high = min(low, x[t]), max(high, x[t])
        if x[t] > x[t - 1]:
            rises += 1
    if rises <= 0.6 * n:
        return 0
    for t in range(1, n):
        if x[t - 1] - x[t] > 0.35 * (high - low) and count < len(resets):
            resets[count] = t
            count += 1
    return count


@compiled
def _renewal(x: Array, n: int, resets: NDArray[np.int64], count: int, out: Array) -> bool:
    """Growth from trough to peak, over and over: out = (age now, length, trough, slope); whether there is one."""
    used = 0
    for r in range(count):
        if resets[r] <= n - 1:
            used += 1
    if used < 3:
        return False
    m = min(used - 1, 8)
    lengths, troughs, slopes = np.empty(m), np.empty(m), np.empty(m)
    for j in range(m):
        start, stop = resets[used - 2 - j], resets[used - 1 - j]
        lengths[j] = stop - start
        troughs[j] = x[start]
        slopes[j] = (x[stop - 1] - x[start]) / max(1, stop - 1 - start)
    insertion_sort(lengths)
    insertion_sort(troughs)
    insertion_sort(slopes)
    out[0] = n - 1 - resets[used - 1]
    out[1] = max(2.0, sorted_quantile(lengths, 0.5))
    out[2] = sorted_quantile(troughs, 0.5)
    out[3] = sorted_quantile(slopes, 0.5)
    return bool(out[0] < 2 * out[1])


@compiled
def _fit(sums: Array, ramps: Array, start: int, stop: int, out: Array, k: int) -> None:
    """Line of days start .. stop-1 from running sums: out[0, k] the value at stop - 1, out[1, k] the slope."""
    m = stop - start
    mean = (sums[stop] - sums[start]) / m
    centre = (start + stop - 1) / 2.0
    cross = ramps[stop] - ramps[start] - centre * (sums[stop] - sums[start])
    spread = m * (m * m - 1.0) / 12.0
    slope = cross / spread if spread > 0 else 0.0
    out[0, k] = mean + slope * (stop - 1 - centre)
    out[1, k] = slope


@compiled
def _drift(sums: Array, start: int, stop: int) -> float:
    """Slope from the mean of the first seven days to the mean of the last seven."""
    if stop - start < 14:
        return 0.0
    rise = (sums[stop] - sums[stop - 7] - sums[start + 7] + sums[start]) / 7.0
    return float(rise / (stop - start - 7))


@compiled
def _misfit(sums: Array, ramps: Array, squares: Array, start: int, stop: int) -> float:
    """Mean squared distance of days start .. stop-1 from their line."""
    m = stop - start
    total = sums[stop] - sums[start]
    centre = (start + stop - 1) / 2.0
    cross = ramps[stop] - ramps[start] - centre * total
    spread = m * (m * m - 1.0) / 12.0
    left = squares[stop] - squares[start] - total * total / m - cross * cross / spread
    return float(max(0.0, left) / (m - 2))


@compiled
def _straight_days(sums: Array, ramps: Array, squares: Array, stop: int) -> int:
    """The longest window to the end that one line fits nearly as well as it fits the last four weeks."""
    days = min(28, stop)
    limit = 1.5 * _misfit(sums, ramps, squares, stop - days, stop) + 1e-12
    while days < stop:
        longer = min(stop, days + days // 3)
        if _misfit(sums, ramps, squares, stop - longer, stop) > limit:
            break
        days = longer
    return days


@compiled
def _candidates(
    sums: Array, ramps: Array, squares: Array, smooth: Array, start: int, stop: int, out: Array
) -> None:
    """Fill out (2, M) with level and slope of every candidate but renewal at the end of day stop - 1."""
    out[:] = 0.0
    for place, w in enumerate((3, 7, 28, 90)):
        m = min(w, stop)
        out[0, place] = (sums[stop] - sums[stop - m]) / m
    start = min(start, stop - 7)
    out[0, 4] = (sums[stop] - sums[start]) / (stop - start)
    out[0, 5], out[0, 6] = smooth[0, stop - 1], smooth[1, stop - 1]
    length = stop - start
    _fit(sums, ramps, stop - min(28, length), stop, out, 7)
    _fit(sums, ramps, stop - min(90, max(21, length)), stop, out, 8)
    out[:, 9] = out[:, 7]
    out[:, 10] = out[:, 8]
    _fit(sums, ramps, max(0, stop - min(180, max(28, length))), stop, out, 11)
    _fit(sums, ramps, min(start, max(0, stop - 28)), stop, out, 12)
    _fit(sums, ramps, 0, stop, out, 13)
    out[1, 14] = _drift(sums, min(start, max(0, stop - 28)), stop)
    out[1, 15] = _drift(sums, 0, stop)
    # The mean of the last three days is the level of the day before the last.
    out[0, 14:16] = out[0, 0] + out[1, 14:16]
    _fit(sums, ramps, stop - _straight_days(sums, ramps, squares, stop), stop, out, 16)


@compiled
def at_horizon(
    candidates: Array, renewal: Array, has_renewal: bool, h: int, upper: float, out: Array
) -> None:
    """Every candidate h days after its origin, kept within 0 and `upper`: out (M,)."""
    for k in range(M):
        out[k] = candidates[0, k] + candidates[1, k] * h
    for j in range(len(DAMPED)):
        k = DAMPED[j]
        out[k] = candidates[0, k] + candidates[1, k] * _DAMPED_DAYS[j, h]
    if has_renewal:
        out[RENEWAL] = renewal[2] + renewal[3] * ((renewal[0] + h) % renewal[1])
    else:
        out[RENEWAL] = candidates[0, 2]
    for k in range(M):
        c = out[k] if out[k] > 0.0 else 0.0
        out[k] = c if c < upper else upper
