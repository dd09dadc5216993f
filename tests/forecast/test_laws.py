"""Laws that every forecast keeps, whatever the series."""

from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kado.facts.series import SeriesBatch
from kado.forecast.engine import calibration_of, forecast_batch

from .conftest import batch_of, wandering

HORIZON = 60
SHAPES = ("wandering", "constant", "zero", "ramp", "saw", "spikes", "steps", "gaps")


def shaped(shape: str, days: int, seed: int) -> NDArray[np.float64]:
    """One row of a shape, within 0-1."""
    rng = np.random.default_rng(seed)
    t = np.arange(days)
    rows = {
        "wandering": wandering(1, days, seed)[0],
        "constant": np.full(days, rng.uniform(0, 1)),
        "zero": np.zeros(days),
        "ramp": t / days * rng.uniform(0.1, 1),
        "saw": (t % rng.integers(5, 40)) / 40,
        "spikes": (rng.random(days) < 0.05) * rng.random(days),
        "steps": np.repeat(rng.random(days // 20 + 1), 20)[:days],
        "gaps": np.where(rng.random(days) < 0.4, np.nan, rng.random(days)),
    }
    return rows[shape]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    shapes=st.lists(st.sampled_from(SHAPES), min_size=1, max_size=5),
    days=st.integers(1, 420),
    kind=st.sampled_from(("cpu", "memory", "disk", "other")),
    seed=st.integers(0, 2**31),
)
def test_quantiles_are_ordered_and_bounded(
    shapes: list[str], days: int, kind: str, seed: int
) -> None:
    values = np.array([shaped(s, days, seed + j) for j, s in enumerate(shapes)])
    result = forecast_batch(batch_of(values, kinds=kind), horizon_days=HORIZON)
    for i in range(len(values)):
        said = result.quantiles[i, : result.effective_horizon_days[i]]
        assert np.isfinite(said).all()
        assert (np.diff(said, axis=1) >= 0).all()
        assert (said >= 0).all()
        assert (said <= 1).all()
        assert np.isnan(result.quantiles[i, result.effective_horizon_days[i] :]).all()
        chances = [c.probability_by_horizon for c in result.crossings[i]]
        assert all(list(c.values()) == sorted(c.values()) for c in chances)


@pytest.mark.parametrize("days", [40, 100, 300])
def test_order_of_series_changes_nothing(days: int) -> None:
    values = wandering(12, days)
    plain = forecast_batch(batch_of(values, kinds="memory"), horizon_days=HORIZON)
    order = np.random.default_rng(3).permutation(12)
    batch = batch_of(values[order], kinds="memory")
    keys = batch_of(values).keys
    shuffled = SeriesBatch(
        tuple(keys[i] for i in order), batch.first_day, batch.values, batch.upper, batch.kinds
    )
    result = forecast_batch(shuffled, horizon_days=HORIZON)
    np.testing.assert_array_equal(result.quantiles, plain.quantiles[order])
    assert result.crossings == tuple(plain.crossings[i] for i in order)


@pytest.mark.parametrize("days", [30, 80, 200])
def test_missing_days_before_the_first_value_change_nothing(days: int) -> None:
    values = wandering(6, days)
    plain = forecast_batch(batch_of(values), horizon_days=30)
    padded = np.hstack([np.full((6, 20), np.nan), values])
    result = forecast_batch(batch_of(padded, first_day=date(2024, 12, 12)), horizon_days=30)
    np.testing.assert_allclose(result.quantiles[:, :, 1], plain.quantiles[:, :, 1])
    assert result.states == plain.states


def test_the_past_of_one_cut_does_not_hang_on_what_came_later() -> None:
    values = wandering(8, 260)
    first = forecast_batch(batch_of(values[:, :200]), horizon_days=30)
    changed = values.copy()
    changed[:, 200:] = 1.0
    second = forecast_batch(batch_of(changed[:, :200]), horizon_days=30)
    np.testing.assert_array_equal(first.quantiles, second.quantiles)


@pytest.mark.parametrize("unit", [1.0, 100.0, 64e9])
def test_the_unit_does_not_matter(unit: float) -> None:
    values = wandering(6, 150)
    plain = forecast_batch(batch_of(values), horizon_days=30)
    result = forecast_batch(batch_of(values * unit, upper=unit), horizon_days=30)
    np.testing.assert_allclose(result.quantiles / unit, plain.quantiles, rtol=1e-5, atol=1e-6)


def test_a_part_forecast_with_the_fleets_tables_equals_the_whole() -> None:
    values = wandering(10, 300)
    whole = batch_of(values, kinds="disk")
    tables = calibration_of(whole, horizon_days=90)
    together = forecast_batch(whole, horizon_days=90)
    alone = forecast_batch(batch_of(values[:1], kinds="disk"), horizon_days=90, calibration=tables)
    np.testing.assert_allclose(alone.quantiles[0], together.quantiles[0])
