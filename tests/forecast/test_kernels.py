"""Pieces that take a short way against the long one they stand for."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from kado.forecast.kernels import middle_of
from kado.forecast.long import _spread_of_sorted
from kado.forecast.pace import pace_change

NUMBERS = st.one_of(
    st.floats(-1e18, 1e18), st.integers(-3, 3).map(float)
)  # the latter for many equal values


@given(st.lists(NUMBERS, min_size=1, max_size=200))
@example([1.0, 1.0])
def test_the_middle_is_the_median(values: list[float]) -> None:
    ordered = sorted(values)
    low, high = ordered[(len(values) - 1) // 2], ordered[len(values) // 2]
    assert middle_of(np.array(values)) == low + 0.5 * (high - low)


@given(st.lists(NUMBERS, min_size=15, max_size=15))
def test_distances_from_the_middle_are_taken_nearest_first(values: list[float]) -> None:
    window = np.sort(np.array(values))
    assert _spread_of_sorted(window, 7) == np.sort(np.abs(window - window[7]))[7]


def test_a_change_of_pace_is_dated_however_large_the_numbers_are() -> None:
    rng = np.random.default_rng(4)
    for size in (1e-6, 1.0, 1e12):
        steps = np.where(np.arange(300) < 216, 0.1, 0.5) + rng.normal(0, 0.05, 300)
        sums = np.concatenate(([0.0], np.cumsum(size * np.cumsum(steps))))
        out = np.zeros(3)
        assert 300 - pace_change(sums, 300, out) in range(202, 231)
        assert abs(out[1] / size - 0.5) < 0.05
        steady = np.concatenate(([0.0], np.cumsum(size * np.cumsum(steps[:216]))))
        assert pace_change(steady, 216, out) == 0
