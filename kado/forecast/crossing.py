"""When the mean of seven days first reaches a level: probability by day, and the three dates of an 80 % window.

The level is reached by day h exactly when the highest seven-day mean so far is at least the level. So what is
calibrated on the fleet's past is that highest mean, not the quantiles of single days (see `kado.forecast.fleet`).
"""

import math
from datetime import date, timedelta
from typing import Final

import numpy as np

from kado.facts.forecasts import Crossing
from kado.forecast.compiled import compiled
from kado.forecast.fleet import PEAK_LEVELS
from kado.forecast.kernels import Array, fill_gaps
from kado.forecast.long import HORIZONS
from kado.forecast.rows import Whole

HORIZONS_DAYS: Final = (30, 90, 180, 365)
EARLY, MIDDLE, LATE = 0.1, 0.5, 0.9
BLOCK_DAYS: Final = 28
MIN_BLOCKS: Final = 8
# Von Neumann's ratio of the blocks' maxima is 2 where they are independent, near 0 where they drift; with the blocks of
# a year, one in forty independent series falls below the first and one in six below the second.
DRIFTING, INDEPENDENT = 1.0, 1.5
EULER: Final = 0.5772156649
_H = np.array(HORIZONS)
_LEVELS = np.array(PEAK_LEVELS)


@compiled
def _below(tables: Array, b: int, share: float, levels: Array, need: float) -> float:
    """Probability that a quantity stays under `need`; beyond the ends of its table it fades with distance.

    tables (B, levels): its quantiles by horizon; the one that holds lies `share` of the way from row b to the next.
    """
    last = len(levels) - 1
    low = (1 - share) * tables[b, 0] + share * tables[b + 1, 0]
    high = (1 - share) * tables[b, last] + share * tables[b + 1, last]
    width = max(high - low, 1e-9)
    if need <= low:
        return float(levels[0] * (1.0 - min(1.0, (low - need) / width)))
    if need >= high:
        return float(levels[last] + (1.0 - levels[last]) * min(1.0, (need - high) / width))
    j, left = 1, low
    right = (1 - share) * tables[b, 1] + share * tables[b + 1, 1]
    while right <= need:
        j += 1
        left = right
        right = (1 - share) * tables[b, j] + share * tables[b + 1, j]
    return float(levels[j - 1] + (need - left) / (right - left) * (levels[j] - levels[j - 1]))


@compiled
def _record(y: Array, n: int, out: Array) -> None:
    """Fill out (3,): place and width of the Gumbel law of the highest seven-day mean of four weeks, and its trust 0-1."""
    out[:] = 0.0
    count = (n - 6) // BLOCK_DAYS
    if count < MIN_BLOCKS:
        return
    tops = np.empty(count)
    for j in range(count):
        stop = n - BLOCK_DAYS * j
        best = -np.inf
        for end in range(stop - BLOCK_DAYS + 1, stop + 1):
            total = 0.0
            for t in range(end - 7, end):
                total += y[t]
            best = max(best, total / 7)
        tops[j] = best
    middle = tops.mean()
    square, steps = 0.0, 0.0
    for j in range(count):
        square += (tops[j] - middle) ** 2
        if j > 0:
            steps += (tops[j] - tops[j - 1]) ** 2
    if square <= 0:
        return
    out[1] = math.sqrt(6.0 * square / (count - 1)) / math.pi
    out[0] = middle - EULER * out[1]
    ratio = steps / square * count / (count - 1)
    out[2] = min(1.0, max(0.0, (ratio - DRIFTING) / (INDEPENDENT - DRIFTING)))


@compiled
def records(values: Array, out: Array) -> None:
    """Fill out (n, 3) with what each row's own maxima say of those to come (Gumbel, by moments).

    Bursts that nothing announces come again as often as they came. Only where the maxima do not drift.
    """
    y = np.empty(values.shape[1])
    for i in range(len(values)):
        n, _, _ = fill_gaps(values[i], y)
        _record(y, n, out[i])


@compiled
def probabilities(
    level: Array,
    peak: Array,
    scale: Array,
    groups: Whole,
    tables: Array,
    record: Array,
    chance: Array,
) -> None:
    """Fill chance (n, H): the probability that the level (n,) is reached by each day.

    peak (n, H): highest seven-day mean of the middle so far. scale (n, H). tables (groups, B, levels): how much the
    highest mean outruns `peak`, in scales, at PEAK_LEVELS and HORIZONS; groups (n,) its row for each series.
    record (n, 3): from `records`.
    """
    for i in range(len(level)):
        table = tables[groups[i]]
        b = 0
        best = 0.0
        trust = record[i, 2]
        rate = (
            0.0  # how often a day, on the mean, the level is reached by what came again and again
        )
        if trust > 0:
            far = (level[i] - record[i, 0]) / record[i, 1]
            rate = math.exp(-max(-30.0, far)) / BLOCK_DAYS
        for h in range(1, peak.shape[1] + 1):
            while b < len(_H) - 2 and h > _H[b + 1]:
                b += 1
            share = min(1.0, max(0.0, (h - _H[b]) / (_H[b + 1] - _H[b])))
            need = (level[i] - peak[i, h - 1]) / max(scale[i, h - 1], 1e-12)
            best = max(best, 1.0 - _below(table, b, share, _LEVELS, need))
            chance[i, h - 1] = (1 - trust) * best + trust * (1 - math.exp(-rate * h))


def _first(chance: Array, at_least: float) -> int | None:
    """The first day whose chance, which never falls, is at least that; None for none."""
    day = int(chance.searchsorted(at_least))
    return day + 1 if day < len(chance) else None


def crossing_of(chance: Array, threshold: float, cut: date) -> Crossing:
    """The crossing of one series from its probabilities (H,) by day."""
    dates = [
        None if day is None else cut + timedelta(days=day)
        for day in (_first(chance, EARLY), _first(chance, MIDDLE), _first(chance, LATE))
    ]
    return Crossing(
        threshold_ratio=threshold,
        horizon_days=len(chance),
        probability_within_horizon=float(chance[-1]),
        date_early=dates[0],
        date_median=dates[1],
        date_late=dates[2],
        probability_by_horizon={h: float(chance[h - 1]) for h in HORIZONS_DAYS if h <= len(chance)},
    )
