"""How long an SSD lasts: the date at which it reaches its rated endurance, as an 80 % window (MISSION A1, A4-A6)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.facts.devices import DeviceHistory, DriveKind, WearForecast

HORIZON_DAYS: Final = 3653  # ten years: no date beyond it is named
WINDOWS_DAYS: Final = (365, 180, 90)
LEAST_DAYS: Final = 28
DAYS_PER_YEAR: Final = 365.25


def remaining_life(histories: Sequence[DeviceHistory], at: date) -> tuple[WearForecast, ...]:
    """One forecast a history, in their order; readings after `at` are not looked at."""
    return tuple(_forecast(history, at) for history in histories)


def _forecast(history: DeviceHistory, at: date) -> WearForecast:
    readings = [reading for reading in history.readings if reading.day <= at]
    latest = readings[-1].facts if readings else history.latest
    known = [(r.day, r.facts.wear_ratio) for r in readings if r.facts.wear_ratio is not None]
    if latest.kind is DriveKind.HDD:
        return _result(history, "not_applicable", None)
    if not known:
        return _result(history, "no_data", None)
    wear = float(known[-1][1] or 0.0)
    if wear >= 1.0:
        return _result(history, "worn_out", wear)
    days = np.array([(day - at).days for day, _ in known], dtype=np.float64)
    ratios = np.array([ratio for _, ratio in known], dtype=np.float64)
    if -days[0] < LEAST_DAYS or len(days) < 5:
        return _result(history, "learning", wear)
    slope, window = _slope(days, ratios)
    return _dated(history, at, wear, slope, window)


def _slope(days: NDArray[np.float64], ratios: NDArray[np.float64]) -> tuple[float, int]:
    window = next((w for w in WINDOWS_DAYS if -days[0] >= w), int(-days[0]))
    inside = days >= -window
    return float(np.polyfit(days[inside], ratios[inside], 1)[0]), window


def _dated(
    history: DeviceHistory, at: date, wear: float, slope: float, window: int
) -> WearForecast:
    if slope <= 0:
        return _result(history, "forecast", wear, 0.0, window)
    days = (1.0 - wear) / slope
    early, median, late = (_day(at, days * factor) for factor in (0.7, 1.0, 1.5))
    return _result(history, "forecast", wear, slope * DAYS_PER_YEAR, window, early, median, late)


def _day(at: date, days: float) -> date | None:
    return at + timedelta(days=round(days)) if days <= HORIZON_DAYS else None


def _result(
    history: DeviceHistory,
    state: str,
    wear: float | None,
    per_year: float | None = None,
    window: int | None = None,
    early: date | None = None,
    median: date | None = None,
    late: date | None = None,
) -> WearForecast:
    latest = history.latest
    return WearForecast(
        history.server_id,
        history.device,
        latest.serial,
        latest.model,
        state,
        wear,
        per_year,
        window,
        early,
        median,
        late,
    )
