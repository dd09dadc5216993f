"""Daily series out of the lake -> what is forecast, the month's statistics and dated events. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.catalogue.metrics import METRICS, metric
from kado.facts.configuration import Configuration
from kado.facts.series import DatedEvent, EventKind, SeriesBatch, SeriesKey
from kado.facts.server import MonthStatistics
from kado.store.telemetry import DailySeries

# A capacity that moves less than this has not been changed; file systems report a few blocks more or less.
CAPACITY_CHANGE_RATIO: Final = 0.01
# Events of a machine that restarts every night say nothing more after the newest hundred.
EVENTS_LIMIT: Final = 100

# Over so many days something has to have come near its limit to be forecast, where it is forecast only then.
LIMIT_DAYS: Final = 28

FORECAST_METRICS: Final = tuple(m.key for m in METRICS if m.statistics)
# What the forecast metrics need beside them: their capacities, and the uptime that shows restarts.
HISTORY_METRICS: Final = tuple(
    sorted(
        {
            *FORECAST_METRICS,
            *(m.capacity for m in METRICS if m.statistics and m.capacity not in ("", "1")),
            "system_uptime_seconds",
        }
    )
)
OTHER_METRICS: Final = tuple(sorted({m.key for m in METRICS} - set(HISTORY_METRICS)))


@dataclass(frozen=True, slots=True)
class ServerSeries:
    """The rows of a DailySeries that belong to one server: (metric, instance) -> row."""

    daily: DailySeries
    rows: dict[tuple[str, str], int]

    def instances(self, metric_key: str) -> list[str]:
        return sorted(instance for key, instance in self.rows if key == metric_key)


def by_server(daily: DailySeries) -> dict[str, ServerSeries]:
    """The series of each server that has any."""
    found: dict[str, dict[tuple[str, str], int]] = {}
    for row, key in enumerate(daily.keys):
        found.setdefault(key.server_id, {})[key.metric, key.instance] = row
    return {server_id: ServerSeries(daily, rows) for server_id, rows in found.items()}


def forecast_keys(server_id: str, own: ServerSeries) -> list[SeriesKey]:
    """The series of a server that are forecast, in order."""
    return [
        SeriesKey(server_id, key, instance, statistic)
        for key in FORECAST_METRICS
        for instance in own.instances(key)
        if _matters(own, key, instance)
        for statistic in metric(key).statistics
    ]


def _matters(own: ServerSeries, key: str, instance: str) -> bool:
    """Whether a series is to be forecast: always, or only where what it limits by came near that limit of late."""
    bound = metric(key).limits_from
    if bound is None:
        return True
    limiting, ratio = bound
    row = own.rows.get((limiting, instance))
    if row is None:
        return False
    capacity = _capacity(own, SeriesKey("", limiting, instance))
    lately = _known(own.daily.peak[row][-LIMIT_DAYS:])
    return bool(len(lately)) and bool(lately.max() >= ratio * capacity)


def batch_of(
    own: Sequence[tuple[str, ServerSeries, tuple[DatedEvent, ...]]],
    first_day: date,
    days_count: int,
    country: str,
) -> SeriesBatch:
    """The series to forecast of several servers, each with the events of its machine."""
    keys: list[SeriesKey] = []
    values: list[NDArray[np.float64]] = []
    upper: list[float] = []
    events: list[tuple[DatedEvent, ...]] = []
    for server_id, series, machine_events in own:
        for key in forecast_keys(server_id, series):
            keys.append(key)
            values.append(_values(series, key))
            upper.append(_capacity(series, key))
            events.append(_in_order([*machine_events, *capacity_events(series, key)]))
    return SeriesBatch(
        keys=tuple(keys),
        first_day=first_day,
        values=np.array(values, np.float64).reshape(len(keys), days_count),
        upper=np.array(upper, np.float64),
        kinds=tuple(_kind(k.metric) for k in keys),
        events=tuple(events),
        country=country,
    )


def _kind(metric_key: str) -> str:
    found = metric(metric_key)
    return found.behaves_like or found.kind.value


def _values(series: ServerSeries, key: SeriesKey) -> NDArray[np.float64]:
    row = series.rows[key.metric, key.instance]
    chosen = {"mean": series.daily.mean, "peak": series.daily.peak, "max": series.daily.maximum}
    values: NDArray[np.float64] = chosen[key.statistic][row]
    return values


def _capacity(series: ServerSeries, key: SeriesKey) -> float:
    """The newest capacity known, NaN where there is none."""
    capacity = metric(key.metric).capacity
    if capacity == "1":
        return 1.0
    row = series.rows.get((capacity, key.instance))
    if row is None:
        return float("nan")
    known = _known(series.daily.last[row])
    return float(known[-1]) if len(known) and known[-1] > 0 else float("nan")


def _known(values: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = values[np.isfinite(values)]
    return found


def capacity_events(series: ServerSeries, key: SeriesKey) -> list[DatedEvent]:
    """The days on which the capacity of a series changed."""
    capacity = metric(key.metric).capacity
    row = series.rows.get((capacity, key.instance))
    if row is None:
        return []
    memory = capacity == "memory_total_bytes"
    kind = EventKind.MEMORY_RESIZED if memory else EventKind.CAPACITY_CHANGED
    values = series.daily.last[row]
    days = np.flatnonzero(np.isfinite(values))
    return [
        DatedEvent(_day(series, int(b)), kind, float(values[a]), float(values[b]))
        for a, b in pairwise(days)
        if abs(values[b] - values[a]) > CAPACITY_CHANGE_RATIO * max(values[a], values[b])
    ]


def machine_events(
    series: ServerSeries | None, configurations: Iterable[tuple[date, Configuration]]
) -> tuple[DatedEvent, ...]:
    """What happened to a machine besides capacities: restarts, gaps, processors and drives that came or went."""
    found = _configuration_events(list(configurations))
    if series is not None:
        found += [*_restarts(series), *_gaps(series)]
    return _in_order(found)


def all_events(
    server_id: str, series: ServerSeries | None, own: tuple[DatedEvent, ...]
) -> tuple[DatedEvent, ...]:
    """The machine's events and those of all its capacities, oldest first, the newest hundred."""
    if series is None:
        return own[-EVENTS_LIMIT:]
    found = set(own)
    for key in forecast_keys(server_id, series):
        found |= set(capacity_events(series, key))
    return _in_order(found)[-EVENTS_LIMIT:]


def _in_order(events: Iterable[DatedEvent]) -> tuple[DatedEvent, ...]:
    return tuple(sorted(events, key=lambda e: (e.day, e.kind.value, e.old or 0.0, e.new or 0.0)))


def _day(series: ServerSeries, column: int) -> date:
    return series.daily.first_day + timedelta(days=column)


def _restarts(series: ServerSeries) -> list[DatedEvent]:
    """Days on which the uptime is seen to begin again: its lowest value lies below the last one seen before."""
    row = series.rows.get(("system_uptime_seconds", ""))
    if row is None:
        return []
    last, low = series.daily.last[row], series.daily.minimum[row]
    days = np.flatnonzero(np.isfinite(last) & np.isfinite(low))
    return [
        DatedEvent(_day(series, int(b)), EventKind.REBOOT)
        for a, b in pairwise(days)
        if low[b] < last[a]
    ]


def _gaps(series: ServerSeries) -> list[DatedEvent]:
    """The first day of each run of whole days without any sample, between days with some."""
    seen = (series.daily.hours_count[list(series.rows.values())] > 0).any(axis=0)
    days = np.flatnonzero(seen)
    return [
        DatedEvent(_day(series, int(a) + 1), EventKind.DATA_GAP)
        for a, b in pairwise(days)
        if b - a > 1
    ]


def _configuration_events(known: list[tuple[date, Configuration]]) -> list[DatedEvent]:
    found = []
    for (_, old), (day, new) in pairwise(known):
        cores = (old.processor_cores_count, new.processor_cores_count)
        if cores[0] is not None and cores[1] is not None and cores[0] != cores[1]:
            found.append(
                DatedEvent(day, EventKind.PROCESSOR_CHANGED, float(cores[0]), float(cores[1]))
            )
        drives = (_serials(old), _serials(new))
        counts = (float(len(old.drives)), float(len(new.drives)))
        if drives[1] - drives[0]:
            found.append(DatedEvent(day, EventKind.DISK_ADDED, *counts))
        if drives[0] - drives[1]:
            found.append(DatedEvent(day, EventKind.DISK_REMOVED, *counts))
    return found


def _serials(configuration: Configuration) -> set[str]:
    return {d.serial for d in configuration.drives if d.serial}


def month_statistics(
    parts: Iterable[ServerSeries], first_day: date, last_day: date, previous_first_day: date
) -> tuple[MonthStatistics, ...]:
    """Every series of a server over the month and the month before, by metric and instance."""
    found = []
    for series in parts:
        for (key, instance), row in series.rows.items():
            one = _statistics(series, row, (first_day, last_day), previous_first_day)
            if one is not None:
                found.append(MonthStatistics(key, instance, *one))
    return tuple(sorted(found, key=lambda s: (s.metric, s.instance)))


def _statistics(
    series: ServerSeries, row: int, month: tuple[date, date], previous_first_day: date
) -> tuple[int, float, float, float, float | None, float | None] | None:
    """days, mean, p95, maximum, and mean and p95 of the month before; None for a month without a day.

    p95 is the 95th percentile (linear between neighbours) of the days' highest hourly means: on 95 of 100 days the busiest
    hour stays below it.
    """
    now = _window(series, row, *month)
    before = _window(series, row, previous_first_day, month[0] - timedelta(days=1))
    if now is None:
        return None
    days_count, mean, p95, maximum = now
    return days_count, mean, p95, maximum, before and before[1], before and before[2]


def _window(
    series: ServerSeries, row: int, first_day: date, last_day: date
) -> tuple[int, float, float, float] | None:
    daily = series.daily
    start = max(0, (first_day - daily.first_day).days)
    stop = (last_day - daily.first_day).days + 1
    means, hours = daily.mean[row, start:stop], daily.hours_count[row, start:stop]
    known = np.isfinite(means)
    if not known.any():
        return None
    mean = float(np.average(means[known], weights=np.maximum(hours[known], 1)))
    p95 = float(np.percentile(_known(daily.peak[row, start:stop]), 95))
    highs = _known(daily.maximum[row, start:stop])
    return int(known.sum()), mean, p95, float(highs.max()) if len(highs) else p95
