"""Samples of a minute become points of five minutes: mean, minimum, maximum and how many samples."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from kado_collector.limits import AGGREGATE_SECONDS
from kado_collector.readings import Gauge


@dataclass(frozen=True, slots=True)
class Point:
    """One interval of one series. observed_at: the interval's start, a multiple of its length since 1970."""

    observed_at: datetime
    metric: str
    instance: str
    mean: float
    minimum: float
    maximum: float
    samples_count: int


@dataclass(slots=True)
class _Sum:
    total: float
    minimum: float
    maximum: float
    count: int

    def add(self, value: float) -> None:
        self.total += value
        self.minimum = min(self.minimum, value)
        self.maximum = max(self.maximum, value)
        self.count += 1


def interval_start(at: datetime, seconds: int) -> datetime:
    """The start of the interval that holds `at`."""
    return datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, UTC)


class Aggregator:
    """Sums of the intervals that are still open. `close` takes out what is complete."""

    def __init__(self, seconds: int = AGGREGATE_SECONDS) -> None:
        self.seconds = seconds
        self._sums: dict[tuple[datetime, str, str], _Sum] = {}

    def add(self, at: datetime, gauges: Iterable[Gauge]) -> None:
        start = interval_start(at, self.seconds)
        for gauge in gauges:
            key = (start, gauge.metric, gauge.instance)
            held = self._sums.get(key)
            if held is None:
                self._sums[key] = _Sum(gauge.value, gauge.value, gauge.value, 1)
            else:
                held.add(gauge.value)

    def close(self, before: datetime | None = None) -> list[Point]:
        """The points of every interval that began before the one that holds `before`; of all for None."""
        limit = None if before is None else interval_start(before, self.seconds)
        keys = sorted(k for k in self._sums if limit is None or k[0] < limit)
        return [_point(key, self._sums.pop(key)) for key in keys]


def merged(points: Iterable[Point]) -> list[Point]:
    """Points of one series by time, those of the same interval made one (a restart, a clock set back)."""
    held: dict[datetime, Point] = {}
    for point in points:
        other = held.get(point.observed_at)
        held[point.observed_at] = point if other is None else _together(other, point)
    return [held[at] for at in sorted(held)]


def _together(a: Point, b: Point) -> Point:
    count = a.samples_count + b.samples_count
    low, high = min(a.minimum, b.minimum), max(a.maximum, b.maximum)
    mean = (a.mean * a.samples_count + b.mean * b.samples_count) / count
    return Point(a.observed_at, a.metric, a.instance, min(max(mean, low), high), low, high, count)


def _point(key: tuple[datetime, str, str], held: _Sum) -> Point:
    # The mean of equal values may differ from them in the last bit; it must not leave their range.
    mean = min(max(held.total / held.count, held.minimum), held.maximum)
    return Point(*key, mean, held.minimum, held.maximum, held.count)
