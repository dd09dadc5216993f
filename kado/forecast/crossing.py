"""When the mean of seven days first reaches a level: probability by day, and the three dates of an 80 % window.

The level is reached by day h exactly when the highest seven-day mean so far is at least the level. So what is
calibrated on the fleet's past is that highest mean, not the quantiles of single days (see `kado.forecast.fleet`).
"""

from datetime import date, timedelta
from typing import Final

import numpy as np

from kado.facts.forecasts import Crossing
from kado.forecast.compiled import compiled
from kado.forecast.fleet import PEAK_LEVELS
from kado.forecast.kernels import Array
from kado.forecast.long import HORIZONS
from kado.forecast.rows import Whole

HORIZONS_DAYS: Final = (30, 90, 180, 365)
EARLY, MIDDLE, LATE = 0.1, 0.5, 0.9
_H = np.array(HORIZONS)
_LEVELS = np.array(PEAK_LEVELS)


@compiled
def _below(table: Array, levels: Array, need: float) -> float:
    """Probability that the table's quantity stays under `need`; beyond the table's ends it fades with distance."""
    last = len(levels) - 1
    width = max(table[last] - table[0], 1e-9)
    if need <= table[0]:
        return float(levels[0] * (1.0 - min(1.0, (table[0] - need) / width)))
    if need >= table[last]:
        return float(levels[last] + (1.0 - levels[last]) * min(1.0, (need - table[last]) / width))
    j = 0
    while table[j + 1] <= need:
        j += 1
    share = (need - table[j]) / (table[j + 1] - table[j])
    return float(levels[j] + share * (levels[j + 1] - levels[j]))


@compiled
def probabilities(
    level: Array, peak: Array, scale: Array, groups: Whole, tables: Array, chance: Array
) -> None:
    """Fill chance (n, H): the probability that the level (n,) is reached by each day.

    peak (n, H): highest seven-day mean of the middle so far. scale (n, H). tables (groups, B, levels): how much the
    highest mean outruns `peak`, in scales, at PEAK_LEVELS and HORIZONS; groups (n,) its row for each series.
    """
    now = np.empty(tables.shape[2])
    for i in range(len(level)):
        b = 0
        best = 0.0
        for h in range(1, peak.shape[1] + 1):
            while b < len(_H) - 2 and h > _H[b + 1]:
                b += 1
            share = min(1.0, max(0.0, (h - _H[b]) / (_H[b + 1] - _H[b])))
            now[:] = (1 - share) * tables[groups[i], b] + share * tables[groups[i], b + 1]
            need = (level[i] - peak[i, h - 1]) / max(scale[i, h - 1], 1e-12)
            best = max(best, 1.0 - _below(now, _LEVELS, need))
            chance[i, h - 1] = best


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
