"""A yearly pattern is not claimed with less than two years of data (MISSION A5, A6)."""

import numpy as np
import pytest
from numpy.typing import NDArray

from kado.forecast.engine import forecast_batch

from .conftest import Make


def season(days: int) -> NDArray[np.float64]:
    """One row that rises and falls with the year around one half, with a little noise."""
    rng = np.random.default_rng(3)
    t = np.arange(days)
    wave: NDArray[np.float64] = 0.25 * np.sin(2 * np.pi * t / 365.25)
    return 0.5 + wave + rng.normal(0, 0.005, days)


@pytest.mark.parametrize("days", [396, 549, 729])
def test_a_yearly_pattern_is_not_claimed_with_less_than_two_years(make: Make, days: int) -> None:
    made = forecast_batch(make(season(days)[None]), horizon_days=365)
    explanation = made.explanations[0]
    assert explanation is not None
    assert set(explanation.cycles) <= {"weekday", "month_day"}
    # The curve of a year turns twice within the next one; without it the middle goes one way.
    weeks = made.quantiles[0, :364, 1].reshape(52, 7).mean(axis=1)
    steps = np.diff(weeks)
    up, down = steps[steps > 0].sum(), -steps[steps < 0].sum()
    assert min(up, down) <= 0.05 * 0.5  # a twentieth of the year's own range


def test_nothing_is_repeated_from_a_year_ago(make: Make) -> None:
    plain = season(700)
    burst = plain.copy()
    burst[700 - 365 + 60 : 700 - 365 + 67] += 0.2  # would come again 60 days ahead
    made = forecast_batch(make(np.array([plain])), horizon_days=180)
    other = forecast_batch(make(np.array([burst])), horizon_days=180)
    difference = (other.quantiles - made.quantiles)[0, :, 1]
    before, inside, after = (difference[h : h + 7].mean() for h in (46, 60, 74))
    assert abs(inside - (before + after) / 2) < 0.01  # a line through both, no bump of 0.2
