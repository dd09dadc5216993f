"""Batches made by rule: what the tests of the engine look at."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray

from kado.facts.series import SeriesBatch, SeriesKey

Make = Callable[..., SeriesBatch]


def batch_of(
    values: NDArray[np.float64],
    *,
    kinds: str | tuple[str, ...] = "cpu",
    upper: float = 1.0,
    first_day: date = date(2025, 1, 1),
) -> SeriesBatch:
    """A batch of rows named s0, s1, ..."""
    n = len(values)
    return SeriesBatch(
        keys=tuple(SeriesKey(f"s{i}", "processor_used_ratio") for i in range(n)),
        first_day=first_day,
        values=np.asarray(values, float),
        upper=np.full(n, upper),
        kinds=(kinds,) * n if isinstance(kinds, str) else kinds,
    )


def wandering(n: int, days: int, seed: int = 0) -> NDArray[np.float64]:
    """Rows with a working week, noise and a slowly wandering level, within 0-1."""
    rng = np.random.default_rng(seed)
    level = 0.3 + np.cumsum(rng.normal(0, 0.004, (n, days)), axis=1)
    week = np.array([1.0, 1.0, 1.0, 1.0, 0.9, 0.2, 0.1])[np.arange(days) % 7] * 0.1
    return np.clip(level + week + rng.normal(0, 0.02, (n, days)), 0, 1)


@pytest.fixture
def make() -> Make:
    """`batch_of`, for tests that make their own values."""
    return batch_of
