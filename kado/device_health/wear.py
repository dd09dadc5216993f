"""How long an SSD lasts: the date at which it reaches its rated endurance, as an 80 % window (MISSION A1, A4-A6).

Wear is read in whole percents, so what is known well is the day of each step. The rate is a mean (of logarithms) of the rates
over the last 90, 180 and 365 days and over the drive's whole life; the window around the date comes from how far such dates
were off on a generated fleet (`wear_windows.json`, made by `python -m benchmarks.device_wear --calibrate`).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.facts.devices import DeviceFacts, DeviceHistory, DriveKind, WearForecast

Floats = NDArray[np.float64]

HORIZON_DAYS: Final = 3653  # ten years: no date beyond it is named
LEAST_DAYS: Final = 28
LEAST_READINGS: Final = 5
DAYS_PER_YEAR: Final = 365.25
# Days looked back -> weight of that rate; what is left goes to the rate over the drive's life (when its age is known).
WINDOW_WEIGHTS: Final[dict[int, float]] = {90: 0.15, 180: 0.2, 365: 0.45}
LONGEST_WINDOW_DAYS: Final = 365
BLOCK_DAYS: Final = 60
COARSEST_STEP_RATIO: Final = 0.01
SLOWEST_PER_DAY: Final = 1e-7  # a thousandth of a percent a month
RESET_RATIO: Final = (
    0.05  # a fall by more is another drive or a reset counter: what was before does not count
)


@dataclass(frozen=True, slots=True)
class Rate:
    """Wear as it stands and how it goes on.

    spread: how unsteady the rate has been: the larger of how far the windows' rates lie apart (in log units) and how much
    the wear of its two-month blocks varies (standard deviation over mean, less what whole percents alone would cause).
    """

    wear_ratio: float
    per_day: float
    spread: float
    window_days: int
    steps_count: int
    age_known: bool = True  # the rate over the drive's whole life was among them

    @property
    def days_left(self) -> float:
        return max(0.0, 1.0 - self.wear_ratio) / max(self.per_day, SLOWEST_PER_DAY)


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
    days, ratios = since_reset(days, ratios)
    if not enough(days):
        return _result(history, "learning", wear)
    return _dated(history, at, wear, rate(days, ratios, age_days(latest)))


def age_days(latest: DeviceFacts) -> float | None:
    """Days the drive was powered on, as it counts them."""
    return None if latest.power_on_seconds is None else latest.power_on_seconds / 86_400


def enough(days: Floats) -> bool:
    """Whether readings on these days (at most 0, rising) show a rate."""
    return len(days) >= LEAST_READINGS and -days[0] >= LEAST_DAYS


def since_reset(days: Floats, ratios: Floats) -> tuple[Floats, Floats]:
    """The readings after the last fall: what was before is of another drive or another count."""
    falls = np.flatnonzero(np.diff(ratios) < -RESET_RATIO)
    start = int(falls[-1]) + 1 if len(falls) else 0
    return days[start:], ratios[start:]


def rate(days: Floats, ratios: Floats, age_days: float | None) -> Rate:
    """The rate of wear now. days: rising, the last at most 0; ratios: what was read, in steps; both (n,), n at least 2."""
    knots, levels, now, steps = _steps(days, ratios, age_days)
    rates: list[float] = []
    weights: list[float] = []
    for window, weight in WINDOW_WEIGHTS.items():
        start = max(float(-window), float(knots[0]))
        before = float(np.interp(start, knots, levels))
        rates.append(max((now - before) / max(1.0, -start), SLOWEST_PER_DAY))
        weights.append(weight)
    age_known = age_days is not None and age_days >= -days[0]
    if age_days is not None and age_known:
        rates.append(max(now / max(age_days, 1.0), SLOWEST_PER_DAY))
        weights.append(1.0 - sum(WINDOW_WEIGHTS.values()))
    logs = np.log(rates)
    mean = float(np.average(logs, weights=weights))
    window = int(min(LONGEST_WINDOW_DAYS, -days[0]))
    spread = max(float(logs.max() - logs.min()), _unsteadiness(knots, levels))
    return Rate(now, float(np.exp(mean)), spread, window, steps, age_known)


def _unsteadiness(knots: Floats, levels: Floats) -> float:
    blocks = min(int(-knots[0] // BLOCK_DAYS), 2 * LONGEST_WINDOW_DAYS // BLOCK_DAYS)
    if blocks < 2:
        return 0.0
    edges = np.arange(-blocks, 1) * float(BLOCK_DAYS)
    worn = np.diff(np.interp(edges, knots, levels))
    mean = float(worn.mean())
    if mean <= 0:
        return 0.0
    rounding = COARSEST_STEP_RATIO**2 / 6  # variance of a difference of two values rounded down
    return float(np.sqrt(max(0.0, float(worn.var()) - rounding)) / mean)


def _steps(
    days: Floats, ratios: Floats, age_days: float | None
) -> tuple[Floats, Floats, float, int]:
    """Knots of wear between the steps: day, level; wear now; number of steps.

    A step from 3 % to 4 % puts the wear at 4 % on the day between the two readings: firmware writes the floor.
    """
    level = np.maximum.accumulate(ratios)
    rises = np.flatnonzero(np.diff(level) > 0)
    grain = (
        min(float(np.diff(level)[rises].min()), COARSEST_STEP_RATIO)
        if len(rises)
        else COARSEST_STEP_RATIO
    )
    step_days = (days[rises] + days[rises + 1]) / 2
    step_levels = (level[rises] + grain + level[rises + 1]) / 2
    if len(rises) >= 2:
        slope = float((step_levels[-1] - step_levels[0]) / (step_days[-1] - step_days[0]))
    else:
        slope = float(level[-1] + grain / 2) / max(age_days or float(-days[0]), 1.0)
    if not len(rises):
        now = float(level[-1]) + grain / 2
        first = max(float(level[-1]), now - slope * float(-days[0]))
        return np.array([days[0], 0.0]), np.array([first, now]), now, 0
    now = min(float(step_levels[-1]) + slope * float(-step_days[-1]), float(level[-1]) + grain)
    first = max(float(step_levels[0]) - slope * float(step_days[0] - days[0]), float(level[0]))
    knots = np.concatenate([[days[0]], step_days, [0.0]])
    return knots, np.concatenate([[first], step_levels, [now]]), now, len(rises)


@dataclass(frozen=True, slots=True)
class Windows:
    """Log of (true days left / days said) at 10 and 90 %, by how far ahead, and by how unsteady the rate was.

    reach_edges, spread_edges: inner edges of the bins; early, middle, late: (reach bins, spread bins).
    """

    reach_edges: Floats
    spread_edges: Floats
    early: Floats
    middle: Floats
    late: Floats

    def factors(self, found: Rate) -> tuple[float, float, float]:
        """What to multiply the days left with for the early, median and late date."""
        i = int(np.searchsorted(self.reach_edges, found.days_left / found.window_days))
        j = int(np.searchsorted(self.spread_edges, found.spread))
        early, middle, late = (
            float(np.exp(table[i, j])) for table in (self.early, self.middle, self.late)
        )
        return early, middle, late


@cache
def windows(age_known: bool) -> Windows:
    """The committed table, read once; one for drives that say how long they were powered on, one for the others."""
    tables = json.loads(
        files("kado.device_health").joinpath("wear_windows.json").read_text("utf-8")
    )
    table = tables["age_known" if age_known else "age_unknown"]
    return Windows(
        *(
            np.asarray(table[name], dtype=np.float64)
            for name in ("reach_edges", "spread_edges", "early", "middle", "late")
        )
    )


def dates_of(found: Rate, at: date) -> tuple[date | None, date | None, date | None]:
    """The early, median and late date of reaching ratio 1; None beyond the horizon."""
    early, middle, late = (
        _day(at, found.days_left * factor) for factor in windows(found.age_known).factors(found)
    )
    return early, middle, late


def _dated(history: DeviceHistory, at: date, wear: float, found: Rate) -> WearForecast:
    yearly = found.per_day * DAYS_PER_YEAR
    return _result(history, "forecast", wear, yearly, found.window_days, dates_of(found, at))


def _day(at: date, days: float) -> date | None:
    return at + timedelta(days=round(days)) if days <= HORIZON_DAYS else None


def _result(
    history: DeviceHistory,
    state: str,
    wear: float | None,
    per_year: float | None = None,
    window: int | None = None,
    dates: Sequence[date | None] = (None, None, None),
) -> WearForecast:
    latest = history.latest
    early, median, late = dates
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
