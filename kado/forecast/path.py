"""The middle of a long forecast by day, and what it is unsure by, from the weighed candidates."""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.forecast.compiled import compiled
from kado.forecast.kernels import Array
from kado.forecast.long import _H, B, M, at_horizon

# Share (of logs) of what the drifting trend tells of its own uncertainty; the rest is the mixture's error in its trials.
TOLD: Final = 0.6
WEEK_TO_SCALE: Final = 0.8  # mean distance of a normal value from its middle, in deviations
PACE_DOUBT: Final = 0.07  # a pace is not sure to better than this share of itself


@compiled
def _mixed(
    candidates: Array,
    renewal: Array,
    has_renewal: bool,
    weights: Array,
    b: int,
    share: float,
    h: int,
    upper: float,
    values: Array,
    now: Array,
) -> tuple[float, float]:
    """The weighted mean of the candidates h days ahead, and how far they lie from it; values, now (M,) are work space."""
    at_horizon(candidates, renewal, has_renewal, h, upper, values)
    middle, apart = 0.0, 0.0
    for k in range(M):
        now[k] = weights[b, k] + share * (weights[b + 1, k] - weights[b, k])
        middle += now[k] * values[k]
    for k in range(M):
        apart += now[k] * abs(values[k] - middle)
    return middle, apart


@compiled
def _join_knots(values: Array, step: int) -> None:
    """Fill the days between knots (0, step, 2 step, ..., the last) along straight lines."""
    last = len(values) - 1
    left = 0
    while left < last:
        right = min(last, left + step)
        for t in range(left + 1, right):
            values[t] = values[left] + (values[right] - values[left]) * (t - left) / (right - left)
        left = right


@compiled
def path_of(
    candidates: Array,
    renewal: Array,
    has_renewal: bool,
    weights: Array,
    errors: Array,
    tries: Array,
    noise: float,
    week: Array,
    month: Array,
    n: int,
    bins_ahead: NDArray[np.int64],
    upper: float,
    path: Array,
    scale: Array,
    spread: Array,
) -> None:
    """The middle of the forecast, path (H,), and what it is unsure by, scale (H,), in the series' unit."""
    own = np.zeros(B)  # error of the mixture in its own trials
    for b in range(B):
        for k in range(M):
            own[b] += weights[b, k] * errors[b, k]
    for b in range(B):
        if tries[b] == 0:
            if b == 0:
                own[b] = noise
            else:
                own[b] = own[b - 1] * math.sqrt(_H[b] / _H[b - 1])
        elif b > 0:
            own[b] = max(own[b], own[b - 1])
    if not has_renewal:
        for b in range(B):
            told = WEEK_TO_SCALE * math.hypot(spread[b], WEEK_TO_SCALE * noise)
            own[b] = (own[b] + 1e-12) ** (1 - TOLD) * (told + 1e-12) ** TOLD
    values, now_weights = np.empty(M), np.empty(M)
    b = 0
    begin = 0.0
    step = 1 if has_renewal else 4  # without restarts everything is nearly straight between knots
    horizon = len(path)
    h = 1
    while True:
        while b < B - 2 and h > _H[b + 1]:
            b += 1
        share = min(1.0, max(0.0, (h - _H[b]) / (_H[b + 1] - _H[b])))
        middle, apart = _mixed(
            candidates, renewal, has_renewal, weights, b, share, h, upper, values, now_weights
        )
        path[h - 1] = middle
        now = max((1 - share) * own[b] + share * own[b + 1], 0.5 * noise) + apart
        if h == 1:
            begin = middle
        scale[h - 1] = math.hypot(now, PACE_DOUBT * (middle - begin)) + 1e-9
        if h == horizon:
            break
        h = min(horizon, h + step)
    if step > 1:
        _join_knots(path, step)
        _join_knots(scale, step)
    for t in range(horizon):
        path[t] += week[(n + t) % 7] + month[bins_ahead[t]]
