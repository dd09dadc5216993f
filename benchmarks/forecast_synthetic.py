"""Daily series of kinds that servers are known to make, 13 months and the 180 days after, for the benchmark only.

The engine was developed beside these kinds
(docs/forecasting.md says which constants were set with them in view). Values are percent of a capacity of 100.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Generator = np.random.Generator


def _noise(rng: Generator, days: int, size: float, memory: float = 0.5) -> Array:
    """Autocorrelated noise of standard deviation `size`."""
    out = np.empty(days)
    state = 0.0
    for t in range(days):
        state = memory * state + rng.normal() * np.sqrt(1 - memory**2)
        out[t] = state
    return size * out


def _week(rng: Generator, days: int, size: float) -> Array:
    """Working days high, weekends low, starting on any weekday."""
    shape = np.array([1.0, 1.1, 1.05, 1.0, 0.9, 0.1, 0.0]) * size
    return shape[(np.arange(days) + rng.integers(7)) % 7]


def processor_weekly(rng: Generator, days: int) -> Array:
    """Processor with a working week."""
    return (
        rng.uniform(10, 40)
        + _week(rng, days, rng.uniform(5, 30))
        + _noise(rng, days, rng.uniform(1, 5))
    )


def processor_growing(rng: Generator, days: int) -> Array:
    """Processor with a working week and steady growth."""
    return processor_weekly(rng, days) * 0.6 + np.arange(days) * rng.uniform(0.02, 0.09)


def processor_bursty(rng: Generator, days: int) -> Array:
    """Idle processor with rare bursts."""
    burst = (rng.random(days) < rng.uniform(0.02, 0.1)) * rng.gamma(2.0, 15.0, days)
    return rng.uniform(1, 8) * np.exp(_noise(rng, days, 0.3)) + burst


def month_end(rng: Generator, days: int) -> Array:
    """A closing run in the last days of each month (days counted from 2024-01-01)."""
    day = np.datetime64("2024-01-01") + np.arange(days)
    following = (day + 3).astype("datetime64[M]")
    last = following > day.astype("datetime64[M]")
    return rng.uniform(10, 30) + last * rng.uniform(15, 50) + _noise(rng, days, rng.uniform(1, 4))


def memory_leak(rng: Generator, days: int) -> Array:
    """Grows until a restart, at irregular times."""
    out = np.empty(days)
    base, slope, length = rng.uniform(20, 40), rng.uniform(0.3, 1.2), rng.uniform(20, 50)
    left, value = rng.uniform(0, length), base
    for t in range(days):
        out[t] = value
        value += slope
        left -= 1
        if left <= 0:
            left, value = length * rng.uniform(0.8, 1.2), base + rng.normal()
    return out + _noise(rng, days, 0.5)


def memory_wandering(rng: Generator, days: int) -> Array:
    """A level that wanders."""
    return rng.uniform(30, 60) + np.cumsum(rng.normal(0, rng.uniform(0.2, 0.8), days))


def level_shifts(rng: Generator, days: int) -> Array:
    """A level that jumps a few times (moved load, resized memory)."""
    out = np.full(days, rng.uniform(20, 60))
    for at in rng.integers(0, days, rng.poisson(2.5 * days / 396)):
        out[at:] += rng.choice((-1, 1)) * rng.uniform(5, 25)
    return out + _noise(rng, days, rng.uniform(0.5, 3))


def disk_growing(rng: Generator, days: int) -> Array:
    """A data volume that only grows."""
    step = rng.gamma(1.0, rng.uniform(0.03, 0.16), days)
    return rng.uniform(5, 45) + np.cumsum(step)


def disk_cleaned(rng: Generator, days: int) -> Array:
    """Growth with clean-ups that take part of it back."""
    out = np.empty(days)
    value, slope = rng.uniform(10, 40), rng.uniform(0.08, 0.3)
    for t in range(days):
        value += slope * rng.gamma(2.0, 0.5)
        if rng.random() < 1 / 45:
            value -= rng.uniform(0.2, 0.7) * slope * 45
        out[t] = max(value, 1.0)
    return out


def disk_rotated(rng: Generator, days: int) -> Array:
    """Logs rotated on the first of each month (days counted from 2024-01-01)."""
    day = np.datetime64("2024-01-01") + np.arange(days)
    age = (day - day.astype("datetime64[M]").astype("datetime64[D]")).astype(int)
    return rng.uniform(20, 40) + age * rng.uniform(0.4, 1.5) + _noise(rng, days, 0.6)


def disk_saturating(rng: Generator, days: int) -> Array:
    """Growth that slows towards a level."""
    tau = rng.uniform(80, 300)
    level = rng.uniform(30, 70) * (1 - np.exp(-np.arange(days) / tau))
    return rng.uniform(5, 25) + level + _noise(rng, days, 0.4)


def disk_accelerating(rng: Generator, days: int) -> Array:
    """Growth that changes its pace once."""
    at = rng.integers(days // 4, 3 * days // 4)
    pace = np.where(np.arange(days) < at, rng.uniform(0.01, 0.06), rng.uniform(0.04, 0.2))
    return rng.uniform(5, 30) + np.cumsum(pace) + _noise(rng, days, 0.3)


KINDS: Final[dict[str, tuple[str, Callable[[Generator, int], Array]]]] = {
    "processor weekly": ("cpu", processor_weekly),
    "processor growing": ("cpu", processor_growing),
    "processor bursty": ("cpu", processor_bursty),
    "month end": ("cpu", month_end),
    "memory leak": ("memory", memory_leak),
    "memory wandering": ("memory", memory_wandering),
    "level shifts": ("memory", level_shifts),
    "disk growing": ("disk", disk_growing),
    "disk cleaned": ("disk", disk_cleaned),
    "disk rotated": ("disk", disk_rotated),
    "disk saturating": ("disk", disk_saturating),
    "disk changing pace": ("disk", disk_accelerating),
}


def generate(
    count: int, days: int, seed: int, most: float = 100.0
) -> tuple[list[str], list[str], Array]:
    """`count` series of every kind: (kind names, the engine's kinds, values (n, days) within 0-`most`)."""
    rng = np.random.default_rng(seed)
    names, kinds, rows = [], [], []
    for name, (kind, make) in KINDS.items():
        for _ in range(count):
            names.append(name)
            kinds.append(kind)
            rows.append(np.clip(make(rng, days), 0.0, most))
    return names, kinds, np.array(rows)
