"""Weights of the short-history mixture: a small network that looks at a series and says which candidates to trust.

The network only chooses weights between candidates that a person can compute: what it says stays inside what they
say, and the heaviest candidates are named in the explanation. `benchmarks/forecast_train.py` fits it.
"""

import base64
import math
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from kado.forecast.compiled import compiled
from kado.forecast.kernels import Array
from kado.forecast.short import (
    DAMPING,
    FEATURES,
    FIRST_DAMPED,
    FIRST_LINE,
    SPREADS,
    K,
    describe,
)

KINDS: Final = ("cpu", "memory")  # other kinds have no column of their own
INPUTS: Final = FEATURES + len(KINDS) + 2
OUTPUTS: Final = K + 2 * SPREADS + 2
# Horizons at which the weights are asked for; between them they change along straight lines.
GRID: Final = (1, 7, 15, 30, 45)
LAST_TRAINED_DAY: Final = 45
_GRID = np.array(GRID)


@dataclass(frozen=True, slots=True)
class Mixture:
    """An ensemble of `e` networks with one hidden layer of `u` units.

    centre, spread: (INPUTS,), what inputs are standardised with. first: (e, INPUTS + 1, u) and second:
    (e, u + 1, OUTPUTS); the last row of each is the offset.
    """

    centre: Array
    spread: Array
    first: Array
    second: Array

    def packed(self) -> str:
        """The numbers as base64 of little-endian 32-bit floats, in the order of the fields."""
        fields = (self.centre, self.spread, self.first, self.second)
        raw = b"".join(np.ascontiguousarray(f, "<f4").tobytes() for f in fields)
        return base64.b64encode(raw).decode("ascii")


def unpacked(text: str, networks_count: int, units_count: int) -> Mixture:
    """The mixture that `Mixture.packed` wrote."""
    flat = np.frombuffer(base64.b64decode(text), "<f4").astype(np.float64)
    shapes = (
        (INPUTS,),
        (INPUTS,),
        (networks_count, INPUTS + 1, units_count),
        (networks_count, units_count + 1, OUTPUTS),
    )
    sizes = [int(np.prod(shape)) for shape in shapes]
    if len(flat) != sum(sizes):
        raise ValueError(
            f"{len(flat)} numbers in the mixture, {sum(sizes)} expected: train it anew"
        )
    parts = np.split(flat, np.cumsum(sizes)[:-1])
    return Mixture(*(part.reshape(s).copy() for part, s in zip(parts, shapes, strict=True)))


@cache
def shipped() -> Mixture:
    """The mixture that comes with Kado."""
    from kado.forecast import mixture_table as table

    return unpacked(table.PACKED, table.NETWORKS_COUNT, table.UNITS_COUNT)


@compiled
def horizon_inputs(h: float) -> tuple[float, float]:
    """The two inputs that stand for the horizon."""
    h = min(h, float(LAST_TRAINED_DAY))
    return math.log(h) / 2.0 - 1.0, (h - 15.0) / 15.0


@compiled
def damped_days(h: int) -> float:
    """How many days' worth of slope a damped trend has gone after h days."""
    return DAMPING * (1.0 - DAMPING**h) / (1.0 - DAMPING)


@compiled
def _softmax_into(z: Array, out: Array) -> None:
    top = z.max()
    total = 0.0
    for k in range(len(z)):
        total += math.exp(z[k] - top)
    for k in range(len(z)):
        out[k] += math.exp(z[k] - top) / total


@compiled
def ask(
    x: Array, kind: int, centre: Array, spread: Array, first: Array, second: Array, out: Array
) -> None:
    """Weights at every horizon of the grid: out (len(GRID), OUTPUTS), each group of weights adds up to 1."""
    networks, units = first.shape[0], first.shape[2]
    out[:] = 0.0
    inputs = np.zeros(INPUTS)
    inputs[:FEATURES] = x
    if 0 <= kind < len(KINDS):
        inputs[FEATURES + kind] = 1.0
    for f in range(INPUTS):
        inputs[f] = (inputs[f] - centre[f]) / spread[f]
    z = np.empty(OUTPUTS)
    base = np.empty(units)
    for e in range(networks):
        base[:] = first[e, INPUTS]
        for f in range(INPUTS - 2):
            for u in range(units):  # written out: numpy's own sums make an array each
                base[u] += inputs[f] * first[e, f, u]
        for g in range(len(_GRID)):
            near, far = horizon_inputs(float(_GRID[g]))
            near = (near - centre[INPUTS - 2]) / spread[INPUTS - 2]
            far = (far - centre[INPUTS - 1]) / spread[INPUTS - 1]
            z[:] = second[e, units]
            for u in range(units):
                hidden = math.tanh(
                    base[u] + near * first[e, INPUTS - 2, u] + far * first[e, INPUTS - 1, u]
                )
                for o in range(OUTPUTS):
                    z[o] += hidden * second[e, u, o]
            _softmax_into(z[:K], out[g, :K])
            _softmax_into(z[K : K + SPREADS], out[g, K : K + SPREADS])
            _softmax_into(z[K + SPREADS : K + 2 * SPREADS], out[g, K + SPREADS : K + 2 * SPREADS])
            for j in range(OUTPUTS - 2, OUTPUTS):
                out[g, j] += 1.0 / (1.0 + math.exp(-z[j]))
    out /= networks


@compiled
def _bounded(value: float, upper: float) -> float:
    return min(max(value, 0.0), upper)


@compiled
def short_quantiles(
    y: Array,
    n: int,
    kind: int,
    upper: float,
    centre: Array,
    spread: Array,
    first: Array,
    second: Array,
    quantiles: Array,
    weights: Array,
    x: Array,
) -> float:
    """Fill quantiles (H, 3) of the days after y[:n]; weights (len(GRID), OUTPUTS) and features x are what it came from.

    Returns the scale. Beyond the horizons it was trained on the interval widens with the root of time.
    """
    a, b = np.empty(K), np.empty(K)
    low, high, profiles = np.empty(SPREADS), np.empty(SPREADS), np.empty((2, 7))
    scale = describe(y, n, a, b, low, high, profiles, x)
    ask(x, kind, centre, spread, first, second, weights)
    for j in range(SPREADS):
        low[j], high[j] = _bounded(low[j], upper), _bounded(high[j], upper)
    g = 0
    now = np.empty(OUTPUTS)
    for h in range(1, len(quantiles) + 1):
        while g < len(_GRID) - 2 and h > _GRID[g + 1]:
            g += 1
        share = min(1.0, (h - _GRID[g]) / (_GRID[g + 1] - _GRID[g]))
        for o in range(OUTPUTS):
            now[o] = weights[g, o] + share * (weights[g + 1, o] - weights[g, o])
        middle, lower, upward = 0.0, 0.0, 0.0
        for k in range(K):
            days = 0.0
            if k >= FIRST_DAMPED:
                days = damped_days(h)
            elif k >= FIRST_LINE:
                days = float(h)
            middle += now[k] * _bounded(a[k] + b[k] * days, upper)
        for j in range(SPREADS):
            lower += now[K + j] * low[j]
            upward += now[K + SPREADS + j] * high[j]
        wider = math.sqrt(max(1.0, h / LAST_TRAINED_DAY))
        day = (h - 1) % 7
        cycle = now[OUTPUTS - 2] * profiles[0, day] + now[OUTPUTS - 1] * profiles[1, day]
        quantiles[h - 1, 0] = middle + cycle - wider * max(0.0, middle - lower)
        quantiles[h - 1, 1] = middle + cycle
        quantiles[h - 1, 2] = middle + cycle + wider * max(0.0, upward - middle)
    return scale
