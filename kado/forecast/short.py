"""Parts of a forecast from a short history (weeks to a few months): candidates, spreads, features.

A day h ahead is a mixture: sum of weights x candidates, where a candidate is a level or a line, plus a share of
the weekday profile. The weights come from `kado.forecast.mixture`, which looks at the features made here.
Everything is measured in `scale`, the series' own restlessness, so units and sizes do not matter.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.forecast.compiled import compiled
from kado.forecast.kernels import line_of, mean_of, median_of, sorted_quantile

Array = NDArray[np.float64]

MAX_DAYS: Final = 90  # older days are not looked at here
LEVELS: Final = (
    "candidate-last",
    "candidate-mean-3",
    "candidate-median-3",
    "candidate-mean-7",
    "candidate-median-7",
    "candidate-mean-14",
    "candidate-median-14",
    "candidate-mean-28",
    "candidate-median-28",
    "candidate-mean-all",
    "candidate-median-all",
    "candidate-smooth-fast",
    "candidate-smooth",
    "candidate-smooth-slow",
    "candidate-line-28",
    "candidate-line-all",
    "candidate-damped-28",
    "candidate-damped-all",
)
K: Final = len(LEVELS)
FIRST_LINE: Final = 14  # candidates from here on have a slope
FIRST_DAMPED: Final = 16
DAMPING: Final = 0.96  # per day: a damped trend goes on for 1 / (1 - 0.96) = 25 days' worth
BACKTESTED: Final = 14  # the levels' errors in own backtests are features
SPREADS: Final = 9  # candidates for the low and for the high quantile each
FEATURES: Final = K - 2 + BACKTESTED + 10 + 10


@compiled
def levels_at(y: Array, n: int, a: Array, b: Array, work: Array) -> None:
    """Candidates at the end of y[:n]: level a[k] at the last day, slope b[k] per day."""
    b[:] = 0.0
    a[0] = y[n - 1]
    place = 1
    for w in (3, 7, 14, 28, MAX_DAYS):
        m = min(w, n)
        a[place] = mean_of(y, n - m, n)
        a[place + 1] = median_of(y, n - m, n, work)
        place += 2
    fast = mean = slow = mean_of(y, 0, min(7, n))
    for t in range(n):
        fast += 0.4 * (y[t] - fast)
        mean += 0.2 * (y[t] - mean)
        slow += 0.08 * (y[t] - slow)
    a[11], a[12], a[13] = fast, mean, slow
    a[14], b[14], _ = line_of(y, n - min(28, n), n)
    a[15], b[15], _ = line_of(y, 0, n)
    a[16], b[16] = a[14], b[14]
    a[17], b[17] = a[15], b[15]


@compiled
def spreads_at(y: Array, n: int, low: Array, high: Array, work: Array) -> None:
    """Candidates for the 10 % and 90 % quantiles: those of past windows, and some beyond them."""
    for place, w in enumerate((7, 14, 28, MAX_DAYS)):
        m = min(w, n)
        part = work[:m]
        part[:] = y[n - m : n]
        part.sort()
        low[place], high[place] = sorted_quantile(part, 0.1), sorted_quantile(part, 0.9)
        if w >= 28:
            low[place + 2], high[place + 2] = part[0], part[-1]
    m = min(14, n)
    middle = median_of(y, n - m, n, work)
    low[6] = high[6] = middle
    low[7], high[7] = middle - 3.0 * (middle - low[2]), middle + 3.0 * (high[2] - middle)
    reach = high[3] - low[3] + abs(y[n - 1] - middle)
    low[8], high[8] = middle - 2.0 * reach, middle + 2.0 * reach


@compiled
def profile_at(y: Array, n: int, mean_profile: Array, last_profile: Array) -> float:
    """Weekday deviations for the 7 days after the end, from four weeks and from the last; their strength 0-1."""
    m = min(28, n - n % 7)
    mean = mean_of(y, n - m, n)
    week = mean_of(y, n - 7, n)
    total = 0.0
    for t in range(n - m, n):
        total += (y[t] - mean) ** 2
    between = 0.0
    for d in range(7):
        s = 0.0
        for back in range(1, m // 7 + 1):
            s += y[n - 7 * back + d]
        mean_profile[d] = s / (m // 7) - mean
        between += mean_profile[d] ** 2 * (m // 7)
        last_profile[d] = y[n - 7 + d] - week
    return between / total if total > 0 else 0.0


@compiled
def _squash(x: float) -> float:
    return math.copysign(math.log1p(min(abs(x), 50.0)), x)


@compiled
def _autocorrelation(y: Array, n: int, lag: int) -> float:
    mean = mean_of(y, 0, n)
    cross, total = 0.0, 0.0
    for t in range(n):
        total += (y[t] - mean) ** 2
        if t >= lag:
            cross += (y[t] - mean) * (y[t - lag] - mean)
    return cross / total if total > 0 else 0.0


@compiled
def _backtest(y: Array, n: int, scale: float, x: Array, work: Array) -> None:
    """Mean absolute error of the levels one and two weeks ago over the two weeks that followed, in `scale`."""
    a, b = np.empty(K), np.empty(K)
    x[:BACKTESTED] = 0.0
    days = 0
    for back in (14, 7):
        origin = n - back
        if origin < 7:
            continue
        levels_at(y, origin, a, b, work)
        days += back
        for t in range(origin, n):
            for k in range(BACKTESTED):
                x[k] += abs(y[t] - a[k])
    if days:
        for k in range(BACKTESTED):
            x[k] = math.log1p(min(50.0, x[k] / days / scale))


@compiled
def describe(
    y: Array, n: int, a: Array, b: Array, low: Array, high: Array, profiles: Array, x: Array
) -> float:
    """Fill the candidates, spreads, profiles (2, 7) and features of y[:n]; returns the scale.

    The scale is how far days lie from the median of four weeks plus how far from the day before. n >= 7.
    """
    work = np.empty(n)
    levels_at(y, n, a, b, work)
    spreads_at(y, n, low, high, work)
    strength = profile_at(y, n, profiles[0], profiles[1])
    m = min(28, n)
    base, restless, rough = a[8], 0.0, 0.0
    for t in range(n - m, n):
        restless += abs(y[t] - base) / m
        rough += abs(y[t] - y[t - 1]) / m if t > 0 else 0.0
    scale = restless + rough + 1e-3 * abs(a[9]) + 1e-9
    place = 0
    for k in range(K - 2):
        x[place] = _squash((a[k] - a[6]) / scale) if k < FIRST_LINE else _squash(30 * b[k] / scale)
        place += 1
    _backtest(y, n, scale, x[place:], work)
    place += BACKTESTED
    for k in range(5):
        x[place] = _squash((low[k] - a[6]) / scale)
        x[place + 1] = _squash((high[k] - a[6]) / scale)
        place += 2
    whole = 0.0
    for t in range(1, n):
        whole += abs(y[t] - y[t - 1]) / (n - 1)
    x[place] = _autocorrelation(y, n, 1)
    x[place + 1] = _autocorrelation(y, n, 7)
    x[place + 2] = strength
    x[place + 3] = math.log(n / 45.0)
    x[place + 4] = rough / scale
    x[place + 5] = _squash(whole / scale)
    x[place + 6] = math.log((scale + 1e-6) / (abs(a[9]) + scale + 1e-6))
    x[place + 7] = line_of(y, n - m, n)[2]
    x[place + 8] = line_of(y, 0, n)[2]
    x[place + 9] = _squash((high[5] - a[9]) / scale) - _squash((a[9] - low[5]) / scale)
    return float(scale)
