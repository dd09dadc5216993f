"""Daily figures from samples: rows in, (series, days) arrays out, month after month, with NumPy over sorted rows.

Rows of one series lie together and in order of time in every file, so that a group is a run: sums and extremes of runs need no hash
table. Sums are made in one order only (month, series, instant), so that the same files give the same bytes (MISSION B3).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kado.store.days import day_start, offsets

COLUMNS: Final = (
    *("server_id", "metric", "instance", "observed_at", "interval_seconds"),
    *("mean", "minimum", "maximum"),
)
STATISTICS: Final = ("mean", "peak", "maximum", "minimum", "last")
_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]


class SampleKey(NamedTuple):
    """One series in the lake. `instance` is a mount point, a device, an interface, or ''."""

    server_id: str
    metric: str
    instance: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The local days and hours of a span: which day and which hour an instant (seconds since 1970) lies in.

    Hours begin where the zone's hours begin (half past in India) and differ also on days that have 23 or 25 of them.
    """

    first_day_number: int  # days since 1970-01-01
    days_count: int
    fraction_seconds: int
    changes: _Ints  # instants from which the offset of the same place holds
    offsets_seconds: _Ints

    @classmethod
    def of(cls, first_day: date, last_day: date, zone: str) -> "Calendar":
        """The calendar of the days from `first_day` to `last_day` inclusive."""
        start, end = day_start(first_day, zone), day_start(last_day + timedelta(days=1), zone)
        pieces = offsets(start, end, zone)
        return cls(
            (first_day - date(1970, 1, 1)).days,
            (last_day - first_day).days + 1,
            pieces[0][1] % 3600,
            np.array([int(at.timestamp()) for at, _ in pieces], np.int64),
            np.array([seconds for _, seconds in pieces], np.int64),
        )

    def hours(self, seconds: _Ints) -> _Ints:
        return (seconds + self.fraction_seconds) // 3600

    def days(self, hours: _Ints) -> _Ints:
        """The column of the local day in which each hour begins."""
        seconds = hours * 3600 - self.fraction_seconds
        piece = np.maximum(np.searchsorted(self.changes, seconds, side="right") - 1, 0)
        return (seconds + self.offsets_seconds[piece]) // 86_400 - self.first_day_number


@dataclass(slots=True)
class _Runs:
    """Values of hours or days, a row each: series, when, weighted sum, weight, peak, maximum, minimum, last, hours."""

    series: _Ints
    when: _Ints
    total: _Floats
    weight: _Floats
    peak: _Floats
    high: _Floats
    low: _Floats
    last: _Floats
    hours: _Ints


class DailyFigures:
    """Gathers the rows of one month after another; `arrays` gives what they come to. Months must come oldest first."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._rows: dict[SampleKey, int] = {}
        self._days: list[_Runs] = []

    def add(self, rows: pa.Table) -> None:
        """Add the rows of one month (COLUMNS; the texts as dictionaries)."""
        if rows.num_rows:
            self._days.append(self._by_day(self._by_hour(rows)))

    def arrays(self) -> tuple[tuple[SampleKey, ...], dict[str, _Floats], NDArray[np.int16]]:
        """The series in order, and for each statistic a (series, days) array; hours as int16."""
        keys = sorted(self._rows)
        place = np.empty(len(keys), np.int64)
        place[[self._rows[k] for k in keys]] = np.arange(len(keys))
        shape = (len(keys), self._calendar.days_count)
        figures = {name: np.full(shape, np.nan) for name in STATISTICS}
        total, weight, hours = np.zeros(shape), np.zeros(shape), np.zeros(shape, np.int16)
        for part in self._days:
            inside = (part.when >= 0) & (part.when < shape[1])
            at = (place[part.series[inside]], part.when[inside])
            total[at] += part.total[inside]
            weight[at] += part.weight[inside]
            hours[at] += part.hours[inside].astype(np.int16)
            for name, values in (("peak", part.peak), ("maximum", part.high)):
                figures[name][at] = np.fmax(figures[name][at], values[inside])
            figures["minimum"][at] = np.fmin(figures["minimum"][at], part.low[inside])
            last = part.last[inside]
            figures["last"][at] = np.where(np.isnan(last), figures["last"][at], last)
        np.divide(total, weight, out=figures["mean"], where=weight > 0)
        return tuple(keys), figures, hours

    def _by_hour(self, rows: pa.Table) -> _Runs:
        series, order = self._sorted(rows)
        seconds = _column(rows, "observed_at", pa.int64())[order] // 1_000_000
        mean, low, high = (_column(rows, n)[order] for n in ("mean", "minimum", "maximum"))
        known = ~np.isnan(mean)
        weight = np.where(known, _column(rows, "interval_seconds")[order], 0.0)
        hour = self._calendar.hours(seconds)
        starts = _starts(series, hour)
        total = np.add.reduceat(np.where(known, mean, 0.0) * weight, starts)
        weights = np.add.reduceat(weight, starts)
        high = np.fmax.reduceat(np.fmax(high, mean), starts)
        low = np.fmin.reduceat(np.fmin(low, mean), starts)
        hourly = np.divide(total, weights, out=np.full(len(starts), np.nan), where=weights > 0)
        seen = ~(np.isnan(hourly) & np.isnan(high) & np.isnan(low))
        return _Runs(
            series[starts], hour[starts], total, weights, hourly, high, low,
            _last_known(mean, starts), seen.astype(np.int64),
        )  # fmt: skip

    def _by_day(self, hourly: _Runs) -> _Runs:
        day = self._calendar.days(hourly.when)
        starts = _starts(hourly.series, day)
        return _Runs(
            hourly.series[starts],
            day[starts],
            np.add.reduceat(hourly.total, starts),
            np.add.reduceat(hourly.weight, starts),
            np.fmax.reduceat(hourly.peak, starts),
            np.fmax.reduceat(hourly.high, starts),
            np.fmin.reduceat(hourly.low, starts),
            _last_known(hourly.last, starts),
            np.add.reduceat(hourly.hours, starts),
        )

    def _sorted(self, rows: pa.Table) -> tuple[_Ints, Any]:
        """The series of each row and the order of rows by series and instant (all of them, where they lie so already)."""
        series = self._series(rows)
        seconds = _column(rows, "observed_at", pa.int64()) // 1_000_000
        key = series * (1 << 33) + seconds  # seconds fit in 33 bits until the year 2242
        if (key[1:] >= key[:-1]).all():
            return series, slice(None)
        order = np.argsort(key, kind="stable")
        return series[order], order

    def _series(self, rows: pa.Table) -> _Ints:
        """The number of each row's series. Names are looked at once for each run of rows, not once for each row."""
        codes = [rows[n].combine_chunks() for n in SampleKey._fields]
        indices = [c.indices.to_numpy() for c in codes]
        starts = _starts(*indices)
        heads = zip(*(i[starts].tolist() for i in indices), strict=True)
        names = [c.dictionary.to_pylist() for c in codes]
        known: dict[tuple[int, ...], int] = {}
        numbers = np.empty(len(starts), np.int64)
        for position, head in enumerate(heads):
            if head not in known:
                key = SampleKey(*(n[h] for n, h in zip(names, head, strict=True)))
                known[head] = self._rows.setdefault(key, len(self._rows))
            numbers[position] = known[head]
        return np.repeat(numbers, np.diff(starts, append=rows.num_rows))


def _column(rows: pa.Table, name: str, kind: pa.DataType = None) -> NDArray[Any]:
    """A column as NumPy, NaN for null."""
    column = rows[name].cast(kind) if kind else rows[name]
    values: NDArray[Any] = column.to_numpy()
    return values


def _starts(*keys: NDArray[Any]) -> _Ints:
    """Where a run of equal keys begins."""
    new = np.zeros(len(keys[0]), np.bool_)
    new[0] = True
    for key in keys:
        new[1:] |= key[1:] != key[:-1]
    return np.flatnonzero(new)


def _last_known(values: _Floats, starts: _Ints) -> _Floats:
    """The last value of each run that is not NaN; NaN where all are."""
    place = np.where(np.isnan(values), -1, np.arange(len(values)))
    last = np.maximum.reduceat(place, starts)
    found: _Floats = np.where(last >= starts, values[last], np.nan)
    return found


def month_edges(
    start: datetime, end: datetime, fraction_seconds: int
) -> Sequence[tuple[datetime, datetime]]:
    """The span cut where UTC months begin, moved to where the zone's hours begin, so that no hour is cut in two."""
    edges = [start]
    year, month = start.year, start.month
    while True:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        edge = datetime.fromtimestamp(
            datetime(year, month, 1, tzinfo=UTC).timestamp() - fraction_seconds, UTC
        )
        if edge >= end:
            break
        if edge > start:
            edges.append(edge)
    return list(zip(edges, [*edges[1:], end], strict=True))
