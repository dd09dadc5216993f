"""Small compiled pieces that every candidate stands on. Arrays are float64; n counts days up to the cut."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.forecast.compiled import compiled

Array = NDArray[np.float64]
# Bytes of the largest storage and more: beyond it a value is damage, and its square would overflow.
MAX_VALUE: Final = 1e18


@compiled
def fill_gaps(row: Array, out: Array) -> tuple[int, int, int]:
    """Write the days from the first observed one to the cut into `out`, gaps joined by straight lines.

    NaN, negative and impossibly large values are gaps: no resource is used less than not at all. The days after the last
    observed one hold its value. Returns (days written, days observed, days of silence before the cut).
    """
    first, last, observed = -1, -1, 0
    for t in range(len(row)):
        value = row[t]
        if not (value >= 0.0 and value <= MAX_VALUE):
            continue
        if first < 0:
            first = t
        elif t - last > 1:
            step = (value - row[last]) / (t - last)
            for g in range(last + 1, t):
                out[g - first] = row[last] + step * (g - last)
        out[t - first] = value
        last = t
        observed += 1
    if first < 0:
        return 0, 0, len(row)
    for t in range(last + 1, len(row)):
        out[t - first] = row[last]
    return len(row) - first, observed, len(row) - 1 - last


@compiled
def sorted_quantile(ordered: Array, q: float) -> float:
    """Quantile of an ascending array by linear interpolation (numpy's default definition)."""
    place = q * (len(ordered) - 1)
    low = int(place)
    if low + 1 >= len(ordered):
        return float(ordered[-1])
    return float(ordered[low] + (place - low) * (ordered[low + 1] - ordered[low]))


@compiled
def insertion_sort(values: Array) -> None:
    """Sort a short array in place; faster than a general sort up to some dozens of values."""
    for i in range(1, len(values)):
        v = values[i]
        j = i - 1
        while j >= 0 and values[j] > v:
            values[j + 1] = values[j]
            j -= 1
        values[j + 1] = v


@compiled
def middle_of(values: Array) -> float:
    """Median of an array whose order may be lost; no more of it is sorted than that takes (Hoare, 1961)."""
    k = (len(values) - 1) // 2
    low, high = 0, len(values) - 1
    while low < high:
        pivot = values[(low + high) // 2]
        i, j = low, high
        while i <= j:
            while values[i] < pivot:
                i += 1
            while pivot < values[j]:
                j -= 1
            if i <= j:
                values[i], values[j] = values[j], values[i]
                i += 1
                j -= 1
        if k <= j:
            high = j
        elif k >= i:
            low = i
        else:
            break
    left = values[k]
    if len(values) % 2:
        return float(left)
    right = values[k + 1]
    for t in range(k + 2, len(values)):
        right = min(right, values[t])
    return float(left + 0.5 * (right - left))


@compiled
def mean_of(y: Array, start: int, stop: int) -> float:
    """Mean of y[start:stop]."""
    total = 0.0
    for t in range(start, stop):
        total += y[t]
    return total / (stop - start)


@compiled
def median_of(y: Array, start: int, stop: int, work: Array) -> float:
    """Median of y[start:stop]; `work` is scratch space at least as long."""
    part = work[: stop - start]
    part[:] = y[start:stop]
    if len(part) <= 32:
        insertion_sort(part)
    else:
        part.sort()
    return sorted_quantile(part, 0.5)


@compiled
def line_of(y: Array, start: int, stop: int) -> tuple[float, float, float]:
    """Least squares line of y[start:stop]: (value at stop - 1, slope per day, R²)."""
    m = stop - start
    centre = (m - 1) / 2.0
    mean = mean_of(y, start, stop)
    cross, total = 0.0, 0.0
    for t in range(m):
        d = y[start + t] - mean
        cross += d * (t - centre)
        total += d * d
    spread = m * (m * m - 1) / 12.0
    slope = cross / spread if spread > 0 else 0.0
    r2 = slope * cross / total if total > 0 else 0.0
    return mean + slope * centre, slope, r2
