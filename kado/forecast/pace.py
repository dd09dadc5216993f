"""Whether a series has changed its pace: growth per day before and since, told from the steps between its weeks.

A change a few weeks old has no trial at a longer horizon behind it, so the candidates' own past cannot know of it.
"""

import math
from typing import Final

import numpy as np

from kado.forecast.compiled import compiled
from kado.forecast.kernels import Array, middle_of

WEEK_DAYS: Final = 7
MIN_STEPS: Final = 3  # on either side of the change
MAX_STEPS: Final = 55
MAX_PAST_DAYS: Final = WEEK_DAYS * MAX_STEPS
# Four deviations, as for a change of level, times sqrt(1.5): weekly means of a wandering level take steps that
# correlate by 1/4, which widens the spread of their mean by that much.
# A day further than this from the middle step is a jump or a clean-up; it is no part of a pace.
JUMP_DEVIATIONS: Final = 6.0
CHANGE_DEVIATIONS: Final = 4.9


@compiled
def _spread(total: float, square: float, count: int) -> float:
    """Sum of squared distances from the mean of `count` values with that sum and sum of squares."""
    return max(0.0, square - total * total / count)


@compiled
def _smooth_pace(sums: Array, start: int, stop: int) -> float:
    """Mean daily step without the days that jump: clean-ups in a row are no change of pace."""
    count = stop - start - 1
    steps, apart = np.empty(count), np.empty(count)
    for j in range(count):
        t = start + j
        steps[j] = sums[t + 2] - 2 * sums[t + 1] + sums[t]
    apart[:] = steps
    middle = middle_of(apart)
    for j in range(count):
        apart[j] = abs(steps[j] - middle)
    limit = JUMP_DEVIATIONS * 1.4826 * middle_of(apart)
    total, kept = 0.0, 0
    for j in range(count):
        if abs(steps[j] - middle) <= limit:
            total += steps[j]
            kept += 1
    return total / kept if kept else middle


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
    best, days = CHANGE_DEVIATIONS**2, 0
    # What the two sides differ by has to be this part of all squares at least; a little less, for rounding.
    all_squares = _spread(totals[count], squares[count], count) - 1e-9 * squares[count]
    least = (1 - 1e-9) * best / (count - 2 + best) * all_squares * count
    for m in range(MIN_STEPS, count - MIN_STEPS + 1):
        rest = count - m
        between = count * totals[m] - m * totals[count]
        if between * between < least * m * rest:
            continue
        new, old = totals[m] / m, (totals[count] - totals[m]) / rest
        inner = _spread(totals[m], squares[m], m)
        outer = _spread(totals[count] - totals[m], squares[count] - squares[m], rest)
        pooled = (inner + outer) / (count - 2)
        own = max(pooled, inner / (m - 1)) / m
        apart = own + max(pooled, outer / (rest - 1)) / rest + 1e-24
        if (new - old) ** 2 > best * apart:
            best, days = (new - old) ** 2 / apart, WEEK_DAYS * m
            out[0], out[1], out[2] = old, new, math.sqrt(own)
    if days == 0:
        return 0
    new, old = (
        _smooth_pace(sums, stop - days, stop),
        _smooth_pace(sums, max(0, stop - MAX_PAST_DAYS), stop - days),
    )
    return days if (new - old) * (out[1] - out[0]) >= 0.5 * (out[1] - out[0]) ** 2 else 0
