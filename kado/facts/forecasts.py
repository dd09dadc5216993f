"""Forecasts as they are shown and stored: one series, its history, its quantiles, its crossing, its reasons."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kado.facts.series import DatedEvent


class ForecastState(StrEnum):
    """What can be said of a series (MISSION A5, A6)."""

    NO_DATA = "no_data"
    LEARNING = "learning"
    LEVEL_ONLY = "level_only"
    FORECAST = "forecast"
    UNPREDICTABLE = "unpredictable"
    FULL_ALREADY = "full_already"


@dataclass(frozen=True, slots=True)
class HorizonQuantiles:
    """10/50/90 % quantiles of the daily value `horizon_days` after the cut, in the series' unit."""

    horizon_days: int
    day: date
    q10: float
    q50: float
    q90: float


@dataclass(frozen=True, slots=True)
class Crossing:
    """When the mean of seven days first reaches `threshold_ratio` of the capacity.

    The three dates are an 80 % window; each is None when it is not expected within `horizon_days`.
    probability_by_horizon maps a horizon in days (30, 90, 180, 365; at most the forecast's own) to
    the probability that the crossing lies within it.
    """

    threshold_ratio: float
    horizon_days: int
    probability_within_horizon: float
    date_early: date | None
    date_median: date | None
    date_late: date | None
    probability_by_horizon: dict[int, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate method with its weight in the forecast (0-1)."""

    name: str
    weight_ratio: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the forecast is what it is, in numbers a person can check. Units are the series' own."""

    level: float
    slope_per_day: float
    window_days: int
    cycles: tuple[str, ...]  # 'weekday', 'month_day', 'month_end', ...
    events: tuple[DatedEvent, ...]
    candidates: tuple[Candidate, ...]  # the heaviest first
    own_error: float | None  # mean absolute error of the backtests on this series, at 30 days
    own_error_horizon_days: int | None
    outliers_count: int = 0
    ignored_days_count: int = 0  # days before the last level shift that were left out


@dataclass(frozen=True, slots=True)
class PastForecast:
    """What an earlier edition said about a day that has come, and what happened."""

    month: str  # the edition, 'YYYY-MM'
    day: date
    horizon_days: int
    q10: float
    q50: float
    q90: float
    actual: float


@dataclass(frozen=True, slots=True)
class SeriesForecast:
    """One series of one server in one edition.

    history: daily values from `history_first_day`, None where no data. path: (day, q10, q50, q90):
    the first 35 days one by one, then one point a week, the mean of each quantile over the seven days around it, the
    last of which is the horizon (`horizons` are single days). unit: a base unit. capacity: in that unit, None when unbounded.
    reason: a string key that says why the state is what it is ('' for FORECAST).
    """

    metric: str
    instance: str
    statistic: str
    unit: str
    state: ForecastState
    reason: str
    since: date | None
    first_forecast_due: date | None
    capacity: float | None
    last_value: float | None
    history_first_day: date | None
    history: tuple[float | None, ...]
    horizon_days: int
    path: tuple[tuple[date, float, float, float], ...]
    horizons: tuple[HorizonQuantiles, ...]
    crossings: tuple[Crossing, ...]
    explanation: Explanation | None
    past: tuple[PastForecast, ...] = ()
