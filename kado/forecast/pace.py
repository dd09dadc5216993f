"""Whether a series has changed its pace: growth per day before and since, told from the steps between its weeks.

A change a few weeks old has no trial at a longer horizon behind it, so the candidates' own past cannot know of it.
"""

import math
from typing import Final

import numpy as np

from kado.forecast.compiled import compiled
from kado.forecast.kernels import Array

WEEK_DAYS: Final = 7
MIN_STEPS: Final = 4  # on either side of the change
MAX_STEPS: Final = 55
# Four deviations, as for a change of level, times sqrt(1.5): weekly means of a wandering level take steps that
# correlate by 1/4, which widens the spread of their mean by that much.
CHANGE_DEVIATIONS: Final = 4.9


@compiled
def _spread(total: float, square: float, count: int) -> float:
    """Sum of squared distances from the mean of `count` values with that sum and sum of squares."""
    return max(0.0, square - total * total / count)


@compiled
def pace_change(sums: Array, stop: int, out: Array) -> int:
    """Days since the pace last changed for good, before day `stop`; 0 where it did not.

    sums: running sums of the days. out (3,): slope per day before the change and since, and the deviation of the
    latter. One jump is no change of pace: it widens the spread of its own side as much as it moves the mean.
    """
    count = min(MAX_STEPS, stop // WEEK_DAYS - 1)
    if count < 2 * MIN_STEPS:
        return 0
    totals, squares = np.zeros(count + 1), np.zeros(count + 1)
    for j in range(count):
        end = stop - WEEK_DAYS * j
        step = (sums[end] - 2 * sums[end - WEEK_DAYS] + sums[end - 2 * WEEK_DAYS]) / WEEK_DAYS**2
        totals[j + 1] = totals[j] + step
        squares[j + 1] = squares[j] + step * step
    best, days = CHANGE_DEVIATIONS, 0
    for m in range(MIN_STEPS, count - MIN_STEPS + 1):
        rest = count - m
        new, old = totals[m] / m, (totals[count] - totals[m]) / rest
        inner = _spread(totals[m], squares[m], m)
        outer = _spread(totals[count] - totals[m], squares[count] - squares[m], rest)
        pooled = (inner + outer) / (count - 2)
        own = max(pooled, inner / (m - 1)) / m
        apart = math.sqrt(own + max(pooled, outer / (rest - 1)) / rest) + 1e-12
        if abs(new - old) > best * apart:
            best, days = abs(new - old) / apart, WEEK_DAYS * m
            out[0], out[1], out[2] = old, new, math.sqrt(own)
    return days
