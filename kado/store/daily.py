"""Daily figures from samples, with NumPy over sorted rows: rows -> what they say of each series and day -> (series, days) arrays.

Rows of one series lie together and in order of time in every file, so that a group is a run: sums and extremes of runs need no hash
table. Sums are made in one order only (month, series, instant), always over the same parts of the rows (a UTC month of one
series), so that the same files give the same bytes whether a part was kept or is worked out again (MISSION B3).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kado.facts.server import LATE_AFTER_HOURS
from kado.store.days import day_number, day_of, day_starts, hour_fraction_seconds

COLUMNS: Final = (
    *("server_id", "metric", "instance", "observed_at", "interval_seconds"),
    *("mean", "minimum", "maximum", "received_at", "source"),
)
TEXTS: Final = ("server_id", "metric", "instance", "source")
LATE_AFTER: Final = timedelta(hours=LATE_AFTER_HOURS)
IMPORTED: Final = "import"
_HOUR: Final = 3600
_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]
Column = NDArray[Any]


class SampleKey(NamedTuple):
    """One series in the lake. `instance` is a mount point, a device, an interface, or ''."""

    server_id: str
    metric: str
    instance: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The local days and hours of a span. Instants are seconds since 1970, days are days since 1970-01-01.

    starts: where each day begins and the last one ends, int64 (days + 1,). Hours begin where the zone's hours begin.
    """

    first_day: int
    starts: _Ints
    fraction_seconds: int

    @classmethod
    def of(cls, start: datetime, end: datetime, zone: str) -> "Calendar":
        """The calendar of the days that a span touches."""
        first = day_of(start, zone)
        starts = day_starts(first, day_of(end, zone), zone)
        return cls(day_number(first), starts, hour_fraction_seconds(start, zone))

    def hours(self, seconds: _Ints) -> _Ints:
        return (seconds + self.fraction_seconds) // _HOUR

    def columns(self, seconds: _Ints) -> _Ints:
        """Which of the calendar's days each instant lies in."""
        return np.searchsorted(self.starts, seconds, side="right") - 1

    @property
    def is_aligned(self) -> bool:
        """Whether every day begins with an hour. Not so where clocks change by half an hour (Lord Howe Island)."""
        return not ((self.starts + self.fraction_seconds) % _HOUR).any()


# What is kept of each series and day, in this order. The first seven make the daily figures. The masks have a bit for each
# hour of the day (hour 0 begins with the day): any row; any that a collector sent; any of those that came in time.
FIGURES: Final[Mapping[str, Any]] = {
    "total": np.float64,  # sum of mean times seconds
    "weight": np.float64,  # seconds
    "peak": np.float64,
    "maximum": np.float64,
    "minimum": np.float64,
    "last": np.float64,
    "hours": np.int16,
    "present": np.int32,
    "collected": np.int32,
    "punctual": np.int32,
    "first_us": np.int64,
    "last_us": np.int64,
}
STATISTICS: Final = ("mean", "peak", "maximum", "minimum", "last")


@dataclass(frozen=True, slots=True)
class DayParts:
    """What some rows say of each series and day; what two parts say of one day can be put together.

    series: for each row its place in `keys`. day: days since 1970-01-01. figures: a column for each of FIGURES. Rows are in
    order of series and day, each once.
    """

    keys: tuple[SampleKey, ...]
    series: _Ints
    day: _Ints
    figures: dict[str, Column]

    def of_servers(self, server_ids: Collection[str]) -> "DayParts":
        """Only what is about these servers."""
        wanted = np.array([k.server_id in server_ids for k in self.keys], np.bool_)
        return self if wanted.all() else self._chosen(wanted)

    def of_metrics(self, metrics: Collection[str]) -> "DayParts":
        """Only what is about these metrics."""
        wanted = np.array([k.metric in metrics for k in self.keys], np.bool_)
        return self if wanted.all() else self._chosen(wanted)

    def _chosen(self, wanted: NDArray[np.bool_]) -> "DayParts":
        place = np.cumsum(wanted) - 1
        rows = wanted[self.series]
        keys = tuple(k for k, keep in zip(self.keys, wanted.tolist(), strict=True) if keep)
        figures = {name: column[rows] for name, column in self.figures.items()}
        return DayParts(keys, place[self.series[rows]], self.day[rows], figures)


def joined(parts: Sequence[DayParts]) -> DayParts:
    """Parts about different servers as one."""
    if len(parts) == 1:
        return parts[0]
    offsets = np.cumsum([0, *(len(p.keys) for p in parts)])
    series = [p.series + offset for p, offset in zip(parts, offsets[:-1], strict=True)]
    return DayParts(
        tuple(k for p in parts for k in p.keys),
        np.concatenate([np.empty(0, np.int64), *series]),
        np.concatenate([np.empty(0, np.int64), *(p.day for p in parts)]),
        {
            name: np.concatenate([np.empty(0, kind), *(p.figures[name] for p in parts)])
            for name, kind in FIGURES.items()
        },
    )


def day_parts(rows: pa.Table, calendar: Calendar) -> DayParts:
    """What rows (COLUMNS; the texts as dictionaries) say of each series and day. A part of the calendar's span, a month or less."""
    if not rows.num_rows:
        return joined([])
    keys, series, order = _sorted(rows)
    hourly = _by_hour(rows, series, order, calendar)
    starts = _starts(hourly["series"], hourly["day"])
    reduced = {
        "total": np.add.reduceat(hourly["total"], starts),
        "weight": np.add.reduceat(hourly["weight"], starts),
        "peak": np.fmax.reduceat(hourly["peak"], starts),
        "maximum": np.fmax.reduceat(hourly["maximum"], starts),
        "minimum": np.fmin.reduceat(hourly["minimum"], starts),
        "last": _last_known(hourly["last"], starts),
        "hours": np.add.reduceat(hourly["hours"], starts),
        **{
            n: np.bitwise_or.reduceat(hourly[n], starts)
            for n in ("present", "collected", "punctual")
        },
        "first_us": hourly["first_us"][starts],
        "last_us": np.maximum.reduceat(hourly["last_us"], starts),
    }
    figures = {name: reduced[name].astype(kind, copy=False) for name, kind in FIGURES.items()}
    day = calendar.first_day + hourly["day"][starts]
    return DayParts(keys, hourly["series"][starts], day, figures)


def _by_hour(rows: pa.Table, series: _Ints, order: Any, calendar: Calendar) -> dict[str, Column]:
    """A row for each series and hour. `day` is the calendar's column."""
    micros = _column(rows, "observed_at", pa.int64())[order]
    seconds = micros // 1_000_000
    hour = calendar.hours(seconds)
    if calendar.is_aligned:
        starts = _starts(series, hour)
        day = calendar.columns(seconds[starts])
    else:
        every = calendar.columns(seconds)
        starts = _starts(series, hour, every)
        day = every[starts]
    mean, low, high = (_column(rows, n)[order] for n in ("mean", "minimum", "maximum"))
    known = ~np.isnan(mean)
    interval = _column(rows, "interval_seconds")[order]
    weight = np.where(known, interval, 0.0)
    total = np.add.reduceat(np.where(known, mean, 0.0) * weight, starts)
    weights = np.add.reduceat(weight, starts)
    hourly = np.divide(total, weights, out=np.full(len(starts), np.nan), where=weights > 0)
    high = np.fmax.reduceat(np.fmax(high, mean), starts)
    low = np.fmin.reduceat(np.fmin(low, mean), starts)
    bit = np.int32(1) << ((seconds[starts] - calendar.starts[day]) // _HOUR).astype(np.int32)
    collected, punctual = _arrival(rows, order, micros, interval)
    return {
        "series": series[starts], "day": day, "total": total, "weight": weights, "peak": hourly,
        "maximum": high, "minimum": low, "last": _last_known(mean, starts),
        "hours": ~(np.isnan(hourly) & np.isnan(high) & np.isnan(low)),
        "present": bit, "collected": bit * _any(collected, starts), "punctual": bit * _any(punctual, starts),
        "first_us": micros[starts], "last_us": np.maximum.reduceat(micros, starts),
    }  # fmt: skip


def _arrival(rows: pa.Table, order: Any, micros: _Ints, interval: Column) -> tuple[Column, Column]:
    """For each row whether a collector sent it, and whether it did so in time: bool (rows,)."""
    source = rows["source"].combine_chunks()
    imported = np.array([n == IMPORTED for n in source.dictionary.to_pylist()], np.bool_)
    collected = ~imported[source.indices.to_numpy()[order]]
    received = _column(rows, "received_at", pa.int64())[order]
    allowed = micros + (interval + int(LATE_AFTER.total_seconds())).astype(np.int64) * 1_000_000
    return collected, collected & (received <= allowed)


def _any(flags: NDArray[np.bool_], starts: _Ints) -> NDArray[np.int32]:
    """Whether any of a run is true, as 0 or 1."""
    return np.logical_or.reduceat(flags, starts).astype(np.int32)


def _sorted(rows: pa.Table) -> tuple[tuple[SampleKey, ...], _Ints, Any]:
    """The series, each row's series, and the order of rows by series and instant (all of them, where they lie so already)."""
    keys, series = _series(rows)
    seconds = _column(rows, "observed_at", pa.int64()) // 1_000_000
    key = series * (1 << 33) + seconds  # seconds fit in 33 bits until the year 2242
    if (key[1:] >= key[:-1]).all():
        return keys, series, slice(None)
    order = np.argsort(key, kind="stable")
    return keys, series[order], order


def _series(rows: pa.Table) -> tuple[tuple[SampleKey, ...], _Ints]:
    """The series and the number of each row's. Names are looked at once for each run of rows, not once for each row."""
    codes = [rows[n].combine_chunks() for n in SampleKey._fields]
    indices = [c.indices.to_numpy() for c in codes]
    starts = _starts(*indices)
    heads = zip(*(i[starts].tolist() for i in indices), strict=True)
    names = [c.dictionary.to_pylist() for c in codes]
    known: dict[tuple[int, ...], int] = {}
    numbers = np.array([known.setdefault(head, len(known)) for head in heads], np.int64)
    keys = tuple(SampleKey(*(n[h] for n, h in zip(names, head, strict=True))) for head in known)
    return keys, np.repeat(numbers, np.diff(starts, append=rows.num_rows))


def _column(rows: pa.Table, name: str, kind: pa.DataType = None) -> Column:
    """A column as NumPy, NaN for null."""
    column = rows[name].cast(kind) if kind else rows[name]
    values: Column = column.to_numpy()
    return values


def _starts(*keys: Column) -> _Ints:
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


def arrays_of(
    parts: Iterable[DayParts], first_day: date, days_count: int
) -> tuple[tuple[SampleKey, ...], dict[str, _Floats], NDArray[np.int16]]:
    """The series in order, and for each of STATISTICS a (series, days) array; hours as int16. Parts of one series oldest first."""
    listed = list(parts)
    keys = sorted({key for part in listed for key in part.keys})
    place = {key: row for row, key in enumerate(keys)}
    size = len(keys) * days_count
    figures = {name: np.full(size, np.nan) for name in STATISTICS}
    total, weight, hours = np.zeros(size), np.zeros(size), np.zeros(size, np.int16)
    for part in listed:
        column = part.day - day_number(first_day)
        inside = (column >= 0) & (column < days_count)
        rows = np.array([place[k] for k in part.keys], np.int64)
        at = (rows[part.series] * days_count + column)[inside]
        own = {name: values[inside] for name, values in part.figures.items()}
        total[at] += own["total"]
        weight[at] += own["weight"]
        hours[at] += own["hours"]
        for name, join in (("peak", np.fmax), ("maximum", np.fmax), ("minimum", np.fmin)):
            figures[name][at] = join(figures[name][at], own[name])
        figures["last"][at] = np.where(np.isnan(own["last"]), figures["last"][at], own["last"])
    np.divide(total, weight, out=figures["mean"], where=weight > 0)
    shape = (len(keys), days_count)
    return tuple(keys), {n: v.reshape(shape) for n, v in figures.items()}, hours.reshape(shape)
