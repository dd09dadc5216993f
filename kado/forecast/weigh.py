"""How well each candidate did at earlier origins of the same series, and the weights that follow from it."""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.forecast.compiled import compiled
from kado.forecast.cycles import (
    KEEP_MONTH_SHARE,
    KEEP_WEEK_SHARE,
    MIN_MONTH_CYCLE_DAYS,
    MONTH_BINS,
    remove_cycle,
)
from kado.forecast.drifting import (
    GRID,
    MAX_WEEKS,
    WEEK_DAYS,
    follow,
    shape_of,
    spread_of,
    tell,
    weekly_means,
)
from kado.forecast.kernels import Array
from kado.forecast.long import (
    _BACKS,
    _H,
    DRIFTING,
    FLEET_COUNT,
    MIN_HISTORY_DAYS,
    RENEWAL,
    SHARPNESS,
    SLOPE_WINDOWS,
    B,
    M,
    _candidates,
    _noise,
    _renewal,
    at_horizon,
    find_resets,
    find_shifts,
    winsorise,
)
from kado.forecast.pace import pace_change

MAX_RESETS: Final = 64
RECENCY_DAYS: Final = 240.0  # a trial this long ago counts half
REGRET_FLOOR: Final = 0.5  # of the noise: differences below it are luck
NEIGHBOUR: Final = 0.7
# The error h days ahead of a slope from w days of a wandering series is sqrt(1 + h / w) times that of its level:
# a slope has to win this share of it back.
CAUTION: Final = 0.3
_CAUTION = CAUTION * 0.5 * np.log1p(_H[:, None] / SLOPE_WINDOWS[None, :])
# The average over the grid of drifting trends stands for all models at once, the others are single ones: it counts as much
# as this many of them.
FAVOUR: Final = 40.0
WORST_RATIO: Final = 20.0  # errors beyond this many times the best say nothing more
# Columns of `numbers` for each series.
NOISE, WEEK_SHARE, MONTH_SHARE, OUTLIERS, SHIFT_DAYS, HAS_RENEWAL, RESET_DAYS, PACE_DAYS = range(8)
PACE_OLD, PACE_NEW, PACE_APART, SHAPE = range(8, 12)
NUMBERS: Final = 12


@compiled
def _run(clean: Array, n: int, sums: Array, ramps: Array, squares: Array, smooth: Array) -> None:
    """Running sums (n + 1,) of x, t x and x x, and exponential smoothings (2, n), of clean[:n]."""
    smooth[:, 0] = clean[: min(7, n)].mean()
    for t in range(n):
        sums[t + 1] = sums[t] + clean[t]
        ramps[t + 1] = ramps[t] + t * clean[t]
        squares[t + 1] = squares[t] + clean[t] * clean[t]
        before = max(0, t - 1)
        smooth[0, t] = smooth[0, before] + 0.2 * (clean[t] - smooth[0, before])
        smooth[1, t] = smooth[1, before] + 0.05 * (clean[t] - smooth[1, before])


@compiled
def _remove_cycles(
    x: Array, n: int, bins: NDArray[np.int64], week: Array, month: Array, numbers: Array
) -> None:
    """Take the cycles of x[:n] that earn it out in place; their profiles and shares are filled in."""
    phase = np.empty(n, np.int64)
    for t in range(n):
        phase[t] = t % 7
    numbers[WEEK_SHARE] = remove_cycle(x, n, phase, 7, 3, KEEP_WEEK_SHARE, week)
    month[:] = 0.0
    numbers[MONTH_SHARE] = 0.0
    if n >= MIN_MONTH_CYCLE_DAYS:
        numbers[MONTH_SHARE] = remove_cycle(x, n, bins, MONTH_BINS, 15, KEEP_MONTH_SHARE, month)


@compiled
def study(
    y: Array,
    n: int,
    upper: float,
    grows: float,
    bins: NDArray[np.int64],
    candidates: Array,
    renewal: Array,
    week: Array,
    month: Array,
    errors: Array,
    regrets: Array,
    tries: Array,
    numbers: Array,
    spread: Array,
) -> None:
    """Candidates of y[:n] at its end, and their mean absolute errors (B, M) over `tries` (B,) earlier origins.

    bins: month bin of each day. week (7,) is the profile by position modulo 7 counted from y[0]; month (31,).
    """
    x, clean = y[:n].copy(), np.empty(n)
    _remove_cycles(x, n, bins, week, month, numbers)
    resets = np.empty(MAX_RESETS, np.int64)
    reset_count = find_resets(x, n, resets)
    if reset_count:
        clean[:] = x
        numbers[OUTLIERS] = 0
    else:
        numbers[OUTLIERS] = winsorise(x, n, clean)
    noise = _noise(clean, n)
    numbers[NOISE] = noise
    since = np.zeros(n, np.int64)
    sums, ramps, squares = np.zeros(n + 1), np.zeros(n + 1), np.zeros(n + 1)
    smooth = np.empty((2, n))
    _run(clean, n, sums, ramps, squares, smooth)
    find_shifts(clean, n, noise, sums, ramps, squares, since)
    trends = np.zeros((len(_BACKS) + 1, 2))
    paces = np.zeros(len(_BACKS) + 1, np.int64)
    _follow_trend(sums, n, grows, reset_count, numbers, paces, trends, spread)
    _try_origins(
        x,
        n,
        upper,
        noise,
        sums,
        ramps,
        squares,
        smooth,
        since,
        resets,
        reset_count,
        candidates,
        renewal,
        errors,
        regrets,
        tries,
        paces,
        trends,
    )
    pace = paces[len(_BACKS)]
    numbers[PACE_DAYS] = pace
    start = max(since[n - 1], n - pace) if pace else since[n - 1]
    _candidates(sums, ramps, squares, smooth, start, n, candidates)
    candidates[:, DRIFTING] = trends[len(_BACKS)]
    numbers[SHIFT_DAYS] = n - since[n - 1] if since[n - 1] > 0 else 0
    numbers[HAS_RENEWAL] = _renewal(clean, n, resets, reset_count, renewal)
    numbers[RESET_DAYS] = n - resets[reset_count - 1] if reset_count else 0


@compiled
def _follow_trend(
    sums: Array,
    n: int,
    grows: float,
    reset_count: int,
    numbers: Array,
    paces: NDArray[np.int64],
    trends: Array,
    spread: Array,
) -> None:
    """Days since the last change of pace and the drifting trend at every origin, the cut last; its spread (B,) there."""
    z, weights, ignored = np.empty(MAX_WEEKS), np.zeros(GRID), np.empty(3)
    count = weekly_means(sums, n, z)
    mean = z[:count].mean()
    floor = 1e-6 * ((z[:count] - mean) ** 2).mean() + 1e-300
    z[:count] -= mean
    whole, part = np.zeros((3, GRID)), np.empty((3, GRID))
    done = 0
    for j in range(len(_BACKS) + 1):
        place = len(_BACKS) - 1 - j if j < len(_BACKS) else len(_BACKS)
        back = _BACKS[place] if j < len(_BACKS) else 0
        origin = n - back
        weeks = count - (back + WEEK_DAYS - 1) // WEEK_DAYS
        if origin < MIN_HISTORY_DAYS or weeks < 3:
            continue
        pace = 0
        if not reset_count:
            pace = pace_change(sums, origin, numbers[PACE_OLD:] if back == 0 else ignored)
        paces[place] = pace
        follow(z, 0, done, weeks, whole)
        done = weeks
        late = origin - (n - WEEK_DAYS * (count - weeks))
        if pace:
            first = max(0, weeks - max(4, pace // WEEK_DAYS))
            part[:] = 0.0
            follow(z, first, first, weeks, part)
            tell(part, weeks - first, floor, grows, weights, late, trends[place])
            if back == 0:
                spread_of(part, weeks - first, weights, _H, floor, spread)
        else:
            tell(whole, weeks, floor, grows, weights, late, trends[place])
            if back == 0:
                spread_of(whole, weeks, weights, _H, floor, spread)
        trends[place, 0] += mean
    numbers[SHAPE] = shape_of(weights, paces[len(_BACKS)], reset_count > 0)


@compiled
def _try_origins(
    x: Array,
    n: int,
    upper: float,
    noise: float,
    sums: Array,
    ramps: Array,
    squares: Array,
    smooth: Array,
    since: NDArray[np.int64],
    resets: NDArray[np.int64],
    reset_count: int,
    candidates: Array,
    renewal: Array,
    errors: Array,
    regrets: Array,
    tries: Array,
    paces: NDArray[np.int64],
    trends: Array,
) -> None:
    """Mean absolute errors of the candidates, each from what was known at its origin."""
    errors[:] = 0.0
    regrets[:] = 0.0
    tries[:] = 0.0
    missed, said = np.empty(M), np.empty(M)
    floor = REGRET_FLOOR * noise + 1e-12
    for place in range(len(_BACKS)):
        back = _BACKS[place]
        origin = n - back
        if origin < MIN_HISTORY_DAYS:
            break
        pace = paces[place]
        since_then = max(since[origin - 1], origin - pace) if pace else since[origin - 1]
        _candidates(sums, ramps, squares, smooth, since_then, origin, candidates)
        candidates[:, DRIFTING] = trends[place]
        known = 0
        while known < reset_count and resets[known] < origin:
            known += 1
        has_renewal = _renewal(x, origin, resets, known, renewal)
        trust = 0.5 ** (back / RECENCY_DAYS)
        for b in range(B):
            h = _H[b]
            if h > back:
                break
            tries[b] += trust
            start, stop = origin + h - 2, min(n, origin + h + 1)
            at_horizon(candidates, renewal, has_renewal, h, upper, said)
            missed[:] = 0.0
            for t in range(start, stop):
                for k in range(M):
                    missed[k] += abs(x[t] - said[k])
            for k in range(M):
                missed[k] /= stop - start
                errors[b, k] += trust * missed[k]
            if not has_renewal:  # then it is no more than the mean of 28 days once again
                missed[RENEWAL] = math.inf
            best = missed.min() + floor
            for k in range(M):
                regrets[b, k] += trust * math.log(min(WORST_RATIO, (missed[k] + floor) / best))
    for b in range(B):
        if tries[b] > 0:
            for k in range(M):
                errors[b, k] /= tries[b]
                regrets[b, k] /= tries[b]


@compiled
def smooth_regrets(regrets: Array, tries: Array, logs: Array, counts: Array) -> None:
    """Regrets (B, M) smoothed over neighbouring horizons into logs; counts (B,) of the trials behind them."""
    for b in range(B):
        counts[b] = 0.0
        logs[b] = 0.0
        for other in range(B):
            weight = min(tries[other], 300.0 / _H[other]) * NEIGHBOUR ** abs(b - other)
            counts[b] += weight
            for k in range(M):  # written out, here and below: numpy's own sums make an array each
                logs[b, k] += weight * regrets[other, k]
        if counts[b] > 0:
            for k in range(M):
                logs[b, k] /= counts[b]


@compiled
def _outdated(slope: float, numbers: Array, h: float) -> float:
    """Log of how much worse a slope must do h days ahead that still follows the pace before the last change."""
    side = 1.0 if numbers[PACE_OLD] > numbers[PACE_NEW] else -1.0
    behind = max(0.0, side * (slope - numbers[PACE_NEW])) * h
    unsure = math.hypot(numbers[PACE_APART] * h, numbers[NOISE])
    return math.log1p(behind / (unsure + 1e-12))


@compiled
def weights_of(
    logs: Array, counts: Array, fleet: Array, candidates: Array, numbers: Array, out: Array
) -> None:
    """Weights (B, M) from a series' own log ratios, shrunk to the fleet's (B, M)."""
    for b in range(B):
        total = 0.0
        for k in range(M):
            mixed = (counts[b] * logs[b, k] + FLEET_COUNT * fleet[b, k]) / (counts[b] + FLEET_COUNT)
            if numbers[PACE_DAYS] > 0:
                mixed += _outdated(candidates[1, k], numbers, _H[b])
            out[b, k] = math.exp(-SHARPNESS * (mixed + _CAUTION[b, k]))
            if k == DRIFTING:
                out[b, k] *= FAVOUR
            total += out[b, k]
        for k in range(M):
            out[b, k] /= total
