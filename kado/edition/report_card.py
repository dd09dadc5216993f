"""The report card: what earlier editions said about the days that have come (MISSION A6). Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from operator import attrgetter
from statistics import median
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from kado.facts.edition import Accuracy
from kado.facts.forecasts import Crossing, HorizonQuantiles, PastForecast, SeriesForecast
from kado.facts.series import SeriesKey
from kado.forecast.score import Actual, PathPoint, came_true

# The newest editions week by week, so that they can be laid over what happened; older ones at the horizons only.
WHOLE_PATH_EDITIONS: Final = 3
HORIZONS_DAYS: Final = frozenset({30, 90, 180, 365})
CROSSING_DAYS: Final = 7  # a crossing is where the mean of seven days reaches the threshold
_DAY_AND_HORIZON: Final = attrgetter("day", "horizon_days")
_path: Final = msgspec.json.Decoder(tuple[PathPoint, ...])


class EarlierSeries(msgspec.Struct):
    """The part of an earlier forecast that is read again. Of the history only the length is wanted, of most paths only whether there is one: left as text."""

    metric: str
    instance: str
    statistic: str
    history_first_day: date | None
    history: msgspec.Raw
    path: msgspec.Raw
    horizons: tuple[HorizonQuantiles, ...]
    crossings: tuple[Crossing, ...]

    @property
    def has_path(self) -> bool:
        return bytes(self.path) != b"[]"

    @property
    def cut(self) -> date | None:
        """The last day of the history; None where nothing was forecast."""
        if self.history_first_day is None or not self.has_path:
            return None
        history = bytes(self.history)
        days = 0 if history == b"[]" else history.count(b",") + 1  # numbers and nulls only
        return self.history_first_day + timedelta(days=days - 1)


class EarlierForecasts(msgspec.Struct):
    """The part of an earlier edition's server document that is read again."""

    forecasts: tuple[EarlierSeries, ...] = ()


def key_of(server_id: str, forecast: EarlierSeries) -> SeriesKey:
    return SeriesKey(server_id, forecast.metric, forecast.instance, forecast.statistic)


def past_of(
    earlier: Sequence[tuple[str, EarlierForecasts]],
    server_id: str,
    actuals: dict[SeriesKey, NDArray[np.float64]],
    first_day: date,
) -> dict[SeriesKey, tuple[PastForecast, ...]]:
    """What the earlier editions of a server (month, forecasts; newest first) said of each series, by day and horizon.

    Of the older editions the horizons alone count; a forecast that reaches one of them has it among its `horizons`.
    """
    happened = {key: Actual(first_day, values) for key, values in actuals.items()}
    found: dict[SeriesKey, list[PastForecast]] = {}
    for age, (month, document) in enumerate(earlier):
        for forecast in document.forecasts:
            actual = happened.get(key := key_of(server_id, forecast))
            if actual is None:
                continue
            said = found.setdefault(key, [])
            if (cut := forecast.cut) is None:
                continue
            if age < WHOLE_PATH_EDITIONS:
                path = _path.decode(forecast.path)
                said += came_true(month, cut, path, forecast.horizons, actual)
            else:
                horizons = [h for h in forecast.horizons if h.horizon_days in HORIZONS_DAYS]
                said += came_true(month, cut, (), horizons, actual)
    return {k: tuple(sorted(v, key=_DAY_AND_HORIZON)) for k, v in found.items()}


def crossed_on(forecast: SeriesForecast, threshold_ratio: float, month_days: int) -> date | None:
    """The day of the history's last `month_days` on which the mean of seven days first reached the threshold, having been below it."""
    if forecast.capacity is None or forecast.history_first_day is None:
        return None
    values = np.array([np.nan if v is None else v for v in forecast.history], np.float64)
    if len(values) <= CROSSING_DAYS:
        return None
    means = np.convolve(values, np.full(CROSSING_DAYS, 1 / CROSSING_DAYS), "valid")
    above = means >= threshold_ratio * forecast.capacity
    below = (
        means < threshold_ratio * forecast.capacity
    )  # not simply `not above`: unknown is neither
    reached = np.flatnonzero(above[1:] & below[:-1]) + 1 + CROSSING_DAYS - 1
    recent = [int(i) for i in reached if i >= len(values) - month_days]
    if not recent:
        return None
    return date.fromordinal(forecast.history_first_day.toordinal() + recent[0])


def was_called(crossings: Iterable[Crossing], threshold_ratio: float, day: date) -> bool:
    """Whether an earlier forecast's window for the threshold covers the day on which it was reached."""
    return any(
        c.threshold_ratio == threshold_ratio
        and c.date_early is not None
        and c.date_early <= day
        and (c.date_late is None or day <= c.date_late)
        for c in crossings
    )


class AccuracyCounter:
    """Adds up the report cards of many series."""

    def __init__(self) -> None:
        self._inside_count = 0
        self._count = 0
        self._errors: list[float] = []
        self.called_count = 0
        self.missed_count = 0

    def add(self, forecast: SeriesForecast) -> None:
        for past in forecast.past:
            self._count += 1
            self._inside_count += past.q10 <= past.actual <= past.q90
            if forecast.capacity:
                self._errors.append(abs(past.actual - past.q50) / forecast.capacity)

    def add_crossing(self, called: bool) -> None:
        self.called_count += called
        self.missed_count += not called

    def accuracy(self) -> Accuracy | None:
        """None where no day has been forecast before."""
        if not self._count:
            return None
        return Accuracy(
            forecasts_count=self._count,
            coverage_ratio=self._inside_count / self._count,
            median_error_ratio=median(self._errors) if self._errors else None,
            crossings_called_count=self.called_count,
            crossings_missed_count=self.missed_count,
        )
