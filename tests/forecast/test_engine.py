"""What the engine says of series a person can forecast by eye, and of those nobody can."""

from datetime import date, timedelta

import numpy as np
import pytest

from kado.facts.forecasts import ForecastState
from kado.facts.series import EventKind
from kado.forecast.engine import forecast_batch
from kado.forecast.present import series_forecasts
from kado.forecast.score import coverage_ratio, median_absolute_error, past_forecasts
from kado.language import LOCALES, has

from .conftest import Make, wandering

S = ForecastState


def test_a_steady_growth_goes_on(make: Make) -> None:
    rng = np.random.default_rng(1)
    values = (0.2 + 0.001 * np.arange(300) + rng.normal(0, 0.002, (10, 300))).clip(0, 1)
    result = forecast_batch(make(values, kinds="disk"), horizon_days=180)
    np.testing.assert_allclose(result.quantiles[:, 179, 1], 0.2 + 0.001 * 479, atol=0.02)
    assert set(result.states) == {S.FORECAST}
    crossing = forecast_batch(make(values, kinds="disk"), horizon_days=365).crossings[0][0]
    truth = date(2025, 1, 1) + timedelta(days=700)
    assert crossing.date_median is None or abs((crossing.date_median - truth).days) < 40


def test_a_crossing_is_dated(make: Make) -> None:
    rng = np.random.default_rng(2)
    values = (0.5 + 0.001 * np.arange(330) + rng.normal(0, 0.002, (20, 330))).clip(0, 1)
    result = forecast_batch(make(values, kinds="disk"), horizon_days=180)
    truth = date(2025, 1, 1) + timedelta(days=403)
    for (crossing,) in result.crossings:
        assert crossing.probability_within_horizon > 0.9
        assert crossing.date_early is not None
        assert crossing.date_median is not None
        assert crossing.date_early <= crossing.date_median
        assert abs((crossing.date_median - truth).days) <= 14


def test_the_working_week_is_kept(make: Make) -> None:
    values = wandering(5, 200)
    result = forecast_batch(make(values), horizon_days=28)
    middle = result.quantiles[:, :, 1].mean(axis=0)
    day = (np.arange(28) + 200) % 7
    assert middle[day < 5].min() > middle[day >= 5].max()
    explanation = result.explanations[0]
    assert explanation is not None
    assert "weekday" in explanation.cycles


def test_a_level_shift_is_dated(make: Make) -> None:
    rng = np.random.default_rng(3)
    values = rng.normal(0.2, 0.01, (4, 250))
    values[:, 180:] += 0.4
    result = forecast_batch(make(values, kinds="memory"), horizon_days=60)
    np.testing.assert_allclose(result.quantiles[:, 29, 1], 0.6, atol=0.03)
    explanation = result.explanations[0]
    assert explanation is not None
    shifts = [e.day for e in explanation.events if e.kind is EventKind.LEVEL_SHIFT]
    assert any(abs((d - date(2025, 6, 30)).days) <= 3 for d in shifts)


@pytest.mark.parametrize(
    ("values", "state", "reason"),
    [
        (np.full(100, np.nan), S.NO_DATA, "reason-no-data"),
        (np.full(100, -1.0), S.NO_DATA, "reason-negative"),
        (np.r_[np.full(95, np.nan), np.full(5, 0.5)], S.LEARNING, "reason-too-short"),
        (np.r_[np.full(60, np.nan), np.full(40, 0.5)], S.LEVEL_ONLY, "reason-too-short-for-trend"),
        (np.r_[np.full(30, 0.5), np.full(70, np.nan)], S.UNPREDICTABLE, "reason-silent"),
        (np.full(100, 5.0), S.UNPREDICTABLE, "reason-above-capacity"),
        (np.full(100, 1.0), S.FULL_ALREADY, "reason-full"),
        (np.tile([0.4, -0.4], 50), S.UNPREDICTABLE, "reason-negative"),
        (np.where(np.arange(100) % 3 == 0, 0.3, np.nan), S.LEVEL_ONLY, "reason-many-gaps"),
        (np.full(100, 0.4), S.FORECAST, ""),
    ],
)
def test_states_and_reasons(make: Make, values: np.ndarray, state: S, reason: str) -> None:
    result = forecast_batch(make(values[None]), horizon_days=30)
    assert (result.states[0], result.reasons[0]) == (state, reason)
    assert all(not reason or has(locale, reason) for locale in LOCALES)
    says_something = state not in (S.NO_DATA, S.LEARNING)
    assert np.isfinite(result.quantiles[0]).all() == says_something


def test_a_constant_stays(make: Make) -> None:
    result = forecast_batch(make(np.full((1, 200), 0.25)), horizon_days=30)
    np.testing.assert_allclose(result.quantiles[0], 0.25, atol=1e-3)


def test_names_of_candidates_and_cycles_have_texts(make: Make) -> None:
    for days in (30, 200):
        result = forecast_batch(make(wandering(3, days)), horizon_days=30)
        for explanation in result.explanations:
            assert explanation is not None
            keys = [c.name for c in explanation.candidates]
            keys += [f"cycle-{c}" for c in explanation.cycles]
            assert all(has(locale, key) for locale in LOCALES for key in keys)
            assert sum(c.weight_ratio for c in explanation.candidates) <= 1 + 1e-9


def test_every_candidate_has_texts() -> None:
    from kado.forecast.long import CANDIDATES
    from kado.forecast.short import LEVELS

    for key in (*CANDIDATES, *LEVELS, *(f"event-{kind}" for kind in EventKind)):
        assert all(has(locale, key) for locale in LOCALES), key


def test_what_is_shown_and_later_scored(make: Make) -> None:
    values = wandering(3, 330)
    batch = make(values[:, :300], kinds="memory")
    result = forecast_batch(batch, horizon_days=120)
    shown = series_forecasts(batch, result)[0]
    assert [h.horizon_days for h in shown.horizons] == [30, 90]
    cut = date(2025, 1, 1) + timedelta(days=299)
    weeks = list(range(40, 118, 7))
    assert [(p[0] - cut).days for p in shown.path] == [*range(1, 36), *weeks]
    np.testing.assert_allclose(shown.path[34][1:], result.quantiles[0, 34])
    np.testing.assert_allclose(shown.path[35][1:], result.quantiles[0, 36:43].mean(axis=0))
    np.testing.assert_allclose(shown.path[-1][1:], result.quantiles[0, 113:120].mean(axis=0))
    assert shown.unit == "ratio"
    assert shown.history[-1] == pytest.approx(values[0, 299])
    first_day = date(2025, 1, 1) + timedelta(days=300)
    past = past_forecasts(shown, "2025-10", first_day, values[0, 300:])
    assert [p.horizon_days for p in past] == list(range(1, 31))
    assert past[6].actual == pytest.approx(values[0, 306])
    assert 0 <= (coverage_ratio(past) or 0) <= 1
    assert (median_absolute_error(past) or 0) < 0.2


def test_a_week_is_scored_against_what_came_of_it(make: Make) -> None:
    batch = make(wandering(1, 300), kinds="memory")
    shown = series_forecasts(batch, forecast_batch(batch, horizon_days=120))[0]
    cut = date(2025, 1, 1) + timedelta(days=299)
    actual = np.full(120, np.nan)
    actual[36:40] = (0.1, 0.2, 0.3, 0.4)  # four of the days 37-43
    actual[43:46] = 0.5  # three of the days 44-50: too few
    actual[89] = 0.9  # the single day of the horizon of 90 days
    past = past_forecasts(shown, "2025-10", cut + timedelta(days=1), actual)
    assert [(p.horizon_days, p.day) for p in past] == [
        (h, cut + timedelta(days=h)) for h in (40, 90)
    ]
    assert [p.actual for p in past] == pytest.approx([0.25, 0.9])
    earlier = past_forecasts(shown, "2025-10", cut - timedelta(days=29), np.full(30, 0.4))
    assert earlier == ()


def test_learning_says_when_the_first_forecast_is_due(make: Make) -> None:
    values = np.r_[np.full(95, np.nan), np.full(5, 0.5)][None]
    batch = make(values)
    shown = series_forecasts(batch, forecast_batch(batch, horizon_days=30))[0]
    assert shown.since == date(2025, 1, 1) + timedelta(days=95)
    assert shown.first_forecast_due == date(2025, 1, 1) + timedelta(days=95 + 14)
    assert shown.path == ()


def test_a_new_pace_is_followed_before_it_has_a_past(make: Make) -> None:
    rng = np.random.default_rng(4)
    pace = np.where(np.arange(390) < 340, 0.0002, 0.002)
    values = 0.1 + np.cumsum(pace) + rng.normal(0, 0.001, (10, 390))
    result = forecast_batch(make(values, kinds="disk"), horizon_days=90)
    truth = values[:, -7:].mean() + 93 * 0.002
    np.testing.assert_allclose(result.quantiles[:, 89, 1], truth, atol=0.04)
    changed = date(2025, 1, 1) + timedelta(days=340)
    for explanation in result.explanations:
        assert explanation is not None
        (day,) = (e.day for e in explanation.events if e.kind is EventKind.PACE_CHANGED)
        assert abs((day - changed).days) <= 10


def test_what_was_reached_again_and_again_is_expected_again(make: Make) -> None:
    rng = np.random.default_rng(6)
    values = 0.3 + rng.normal(0, 0.01, (10, 392))
    for start in range(20, 380, 60):
        values[:, start : start + 10] += 0.35
    batch = make(values, kinds="memory")
    often, never = forecast_batch(batch, horizon_days=180, thresholds=(0.6, 0.95)).crossings[0]
    assert (
        often.probability_within_horizon > 0.5
    )  # it is called; the fit to two kinds of months is cautious
    assert never.probability_within_horizon < 0.3


def test_clean_ups_in_a_row_are_no_change_of_pace() -> None:
    from kado.forecast.pace import pace_change

    rng = np.random.default_rng(7)
    grown = np.cumsum(rng.gamma(2.0, 0.1, 392))
    cleaned = grown.copy()
    for day in (352, 358, 363, 370, 380):
        cleaned[day:] -= 6.0
    slowed = np.cumsum(np.where(np.arange(392) < 350, 0.2, -0.4)) + rng.normal(0, 0.1, 392)
    found = [
        pace_change(np.concatenate([[0.0], np.cumsum(y)]), 392, np.zeros(3))
        for y in (grown, cleaned, slowed)
    ]
    assert found[:2] == [0, 0]
    assert 28 <= found[2] <= 56


def test_growth_of_independent_steps_goes_on_from_where_it_is(make: Make) -> None:
    """The best forecast of a random walk with drift is its last value and its mean step."""
    rng = np.random.default_rng(8)
    values = 0.1 + np.cumsum(rng.gamma(1.0, 0.0008, (40, 576)), axis=1)
    result = forecast_batch(make(values[:, :396], kinds="disk"), horizon_days=180)
    slope = (values[:, 395] - values[:, 0]) / 395
    drift = values[:, 395:396] + slope[:, None] * np.arange(1, 181)
    error = np.abs(result.quantiles[:, :, 1] - values[:, 396:]).mean()
    assert error <= 1.15 * np.abs(drift - values[:, 396:]).mean()


def test_tables_kept_before_shapes_are_still_read(make: Make) -> None:
    from kado.forecast.engine import GROUPS, calibration_of
    from kado.forecast.fleet import Calibration, upgraded

    batch = make(wandering(6, 300), kinds="disk")
    now = calibration_of(batch, horizon_days=90)
    assert upgraded(now) is now
    rows = slice(0, len(now.low), len(now.low) // len(GROUPS))
    old = Calibration(now.regrets[rows], now.low[rows], now.high[rows], now.peak[rows])
    new = upgraded(old)
    assert [t.shape for t in (new.regrets, new.low, new.high, new.peak)] == [
        t.shape for t in (now.regrets, now.low, now.high, now.peak)
    ]
    said = forecast_batch(batch, horizon_days=90, calibration=new).quantiles
    assert np.isfinite(said).all()
