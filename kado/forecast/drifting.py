"""Level and slope of a series that wander at unknown rates, told from its weekly means.

A local linear trend (Harvey, 1989): the level takes random steps, so does its slope, and each week's mean adds noise. How much
of each is not known, so a grid of shares is filtered at once (Kalman, diffuse start) and averaged by how likely each
makes the series, with a penalty for having a slope at all (Schwarz, 1978). Steady growth with noise, growth made
of independent steps, wandering levels and bending curves are points of one grid.
"""

import math
from typing import Final

import numpy as np

from kado.forecast.compiled import compiled
from kado.forecast.kernels import Array

WEEK_DAYS: Final = 7
MAX_WEEKS: Final = 220
MIN_WEEKS: Final = 4
# Variance of a week's noise and of the level's weekly step, of the slope's step; the slope is none where negative.
LEVELS: Final = ((1.0, 0.0), (1.0, 0.01), (1.0, 0.1), (1.0, 1.0), (0.0, 1.0))
SLOPES: Final = (-1.0, 0.0, 1e-4, 1e-3, 1e-2)
GRID: Final = len(LEVELS) * len(SLOPES)
SHAPES: Final = 4
FLAT, STEADY, BENT, RENEWED = range(SHAPES)
_DIFFUSE: Final = 1e7


def _tables() -> tuple[Array, Array, Array]:
    """Gains (weeks, 3, GRID): of level and slope and one over the innovation's variance; sums of its log (weeks, GRID);
    covariance of level and slope after each week (weeks, 3, GRID). None of them hangs on the data."""
    noise, step = np.repeat(np.array(LEVELS), len(SLOPES), axis=0).T
    bend = np.tile(np.array(SLOPES), len(LEVELS))
    free = bend >= 0
    bend = np.maximum(bend, 0.0)
    gains, logs = np.zeros((MAX_WEEKS, 3, GRID)), np.zeros((MAX_WEEKS, GRID))
    after = np.zeros((MAX_WEEKS, 3, GRID))
    p11, p12, p22 = np.full(GRID, _DIFFUSE), np.zeros(GRID), np.where(free, _DIFFUSE, 0.0)
    total = np.zeros(GRID)
    for t in range(MAX_WEEKS):
        f = p11 + noise
        k1, k2 = p11 / f, p12 / f
        if t >= 2:
            total = total + np.log(f)
        gains[t] = k1, k2, 1.0 / f if t >= 2 else np.zeros(GRID)
        logs[t] = total
        a11, a12, a22 = p11 * (1 - k1), p12 * (1 - k1), p22 - k2 * p12
        after[t] = a11, a12, a22
        p11, p12, p22 = a11 + 2 * a12 + a22 + step, a12 + a22, a22 + bend
    return gains, logs, after


_GAINS, _LOGS, _AFTER = _tables()
_FREE = np.tile(np.array(SLOPES) >= 0, len(LEVELS)).astype(float)
_BENT = np.tile(np.array(SLOPES) > 5e-4, len(LEVELS)).astype(float)
# A slope that bends has to earn it: odds against one that does not, by SLOPES.
_PRIOR = np.log(np.tile(np.array([1.0, 1.0, 0.4, 0.2, 0.1]), len(LEVELS)))
_STEP = np.repeat(np.array([w for _, w in LEVELS]), len(SLOPES))
_BEND = np.tile(np.maximum(np.array(SLOPES), 0.0), len(LEVELS))


@compiled
def believe(state: Array, weeks: int, floor: float, grows: float, weights: Array) -> None:
    """Weights (GRID,) of the grid's points after `weeks` weeks.

    state (3, GRID): level, slope, sum of squares. floor: least variance. grows: log odds for a slope.
    """
    m = weeks - 2
    best = -math.inf
    for c in range(GRID):
        weights[c] = (
            -0.5
            * (
                _LOGS[weeks - 1, c]
                + m * math.log(state[2, c] / m + floor)
                + _FREE[c] * math.log(weeks)
            )
            + _PRIOR[c]
            + _FREE[c] * grows
        )
        best = max(best, weights[c])
    total = 0.0
    for c in range(GRID):
        weights[c] = math.exp(weights[c] - best)
        total += weights[c]
    for c in range(GRID):
        weights[c] /= total


@compiled
def weekly_means(sums: Array, n: int, z: Array) -> int:
    """Means of the whole weeks that end with day n - 1, the oldest first, at most MAX_WEEKS; their count."""
    count = min(MAX_WEEKS, n // WEEK_DAYS)
    for j in range(count):
        stop = n - WEEK_DAYS * (count - 1 - j)
        z[j] = (sums[stop] - sums[stop - WEEK_DAYS]) / WEEK_DAYS
    return count


@compiled
def follow(z: Array, first: int, start: int, stop: int, state: Array) -> None:
    """Take weeks start .. stop-1 of z into state (3, GRID), which began with week `first` at zero."""
    for t in range(start, stop):
        k = t - first
        for c in range(GRID):
            level = state[0, c] + state[1, c]
            v = z[t] - level
            state[0, c] = level + _GAINS[k, 0, c] * v
            state[1, c] += _GAINS[k, 1, c] * v
            state[2, c] += v * v * _GAINS[k, 2, c]


@compiled
def tell(
    state: Array,
    weeks: int,
    floor: float,
    grows: float,
    weights: Array,
    late_days: float,
    out: Array,
) -> None:
    """Fill out (2,): value `late_days` after the end of the last week, and slope per day, on the grid's average."""
    believe(state, weeks, floor, grows, weights)
    out[:] = 0.0
    for c in range(GRID):
        out[0] += weights[c] * state[0, c]
        out[1] += weights[c] * state[1, c] / WEEK_DAYS
    out[0] += out[1] * (late_days + WEEK_DAYS // 2)


@compiled
def spread_of(
    state: Array, weeks: int, weights: Array, horizons: Array, floor: float, out: Array
) -> None:
    """Standard deviation of a week's level that many days ahead: out, as long as horizons."""
    for b in range(len(horizons)):
        h = (horizons[b] + WEEK_DAYS // 2) / WEEK_DAYS
        middle, square = 0.0, 0.0
        for c in range(GRID):
            far = state[0, c] + h * state[1, c]
            after = _AFTER[weeks - 1]
            variance = after[0, c] + 2 * h * after[1, c] + h * h * after[2, c]
            variance += h * _STEP[c] + h * h * h * _BEND[c] / 3
            variance *= state[2, c] / (weeks - 2) + floor
            middle += weights[c] * far
            square += weights[c] * (variance + far * far)
        out[b] = math.sqrt(max(0.0, square - middle * middle))


@compiled
def shape_of(weights: Array, pace: int, renewed: bool) -> int:
    """FLAT, STEADY, BENT or RENEWED: what the grid's weights and what was found say of the series as a whole."""
    if renewed:
        return RENEWED
    sloped, bent = 0.0, 0.0
    for c in range(GRID):
        sloped += weights[c] * _FREE[c]
        bent += weights[c] * _BENT[c]
    if pace > 0 or bent >= 0.5:
        return BENT
    return STEADY if sloped >= 0.5 else FLAT
