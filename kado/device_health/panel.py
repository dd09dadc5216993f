"""Many drives side by side: rows of (drive, day) sorted, and questions about the past that are asked of all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_DAY_SPAN = 1 << 24  # a day's ordinal fits below, so drive * span + day sorts by drive, then by day


@dataclass(frozen=True, slots=True)
class Panel:
    """Readings of `n` drives. drive, day: int64 (rows,), sorted by drive then day; day is a proleptic ordinal.

    values: SMART id -> float64 (rows,), counts already unpacked, NaN where unknown. models: one a drive, '' where unknown.
    """

    models: tuple[str, ...]
    drive: Integers
    day: Integers
    values: Mapping[int, Floats]

    @property
    def count(self) -> int:
        return len(self.models)


@dataclass(frozen=True, slots=True)
class Track:
    """One attribute of a panel, rows where it is known: what it was, by how much and how often it rose."""

    key: Integers
    day: Integers
    value: Floats
    risen: Floats  # sum of the rises of this drive up to the row
    rises: Floats  # number of them
    last_rise_day: Floats  # NaN before the first
    last_change_day: Floats  # the same for falls too
    drives: int

    def at(self, day: int) -> "Moment":
        """What is known of each drive at the end of `day`."""
        drives = np.arange(self.drives, dtype=np.int64)
        position = np.searchsorted(self.key, drives * _DAY_SPAN + day, side="right") - 1
        known = (
            (position >= 0) & (self.key[np.maximum(position, 0)] >= drives * _DAY_SPAN)
            if len(self.key)
            else None
        )
        if known is None:
            nothing = np.full(self.drives, np.nan)
            return Moment(nothing, nothing, nothing, nothing, nothing, nothing)
        index = np.maximum(position, 0)

        def pick(column: Floats) -> Floats:
            return np.where(known, column[index], np.nan)

        return Moment(
            pick(self.day.astype(np.float64)),
            pick(self.value),
            pick(self.risen),
            pick(self.rises),
            pick(self.last_rise_day),
            pick(self.last_change_day),
        )

    def first(self) -> "Moment":
        """The first known reading of each drive."""
        nothing = np.full(self.drives, np.nan)
        if not len(self.key):
            return Moment(nothing, nothing, nothing, nothing, nothing, nothing)
        drives = np.arange(self.drives, dtype=np.int64)
        position = np.searchsorted(self.key, drives * _DAY_SPAN, side="left")
        index = np.minimum(position, len(self.key) - 1)
        known = (position < len(self.key)) & (self.key[index] < (drives + 1) * _DAY_SPAN)

        def pick(column: Floats) -> Floats:
            return np.where(known, column[index], np.nan)

        zero = np.where(known, 0.0, np.nan)
        return Moment(
            pick(self.day.astype(np.float64)), pick(self.value), zero, zero, nothing, nothing
        )


@dataclass(frozen=True, slots=True)
class Moment:
    """Float64 (n,) each, NaN where unknown."""

    day: Floats
    value: Floats
    risen: Floats
    rises: Floats
    last_rise_day: Floats
    last_change_day: Floats


def track(panel: Panel, number: int) -> Track:
    """The course of attribute `number`; empty when the panel does not have it."""
    column = panel.values.get(number)
    if column is None:
        column = np.full(len(panel.day), np.nan)
    known = np.isfinite(column)
    drive, day, value = panel.drive[known], panel.day[known], column[known]
    same = np.zeros(len(value), dtype=bool)
    same[1:] = drive[1:] == drive[:-1]
    index = np.arange(len(value))
    start = np.maximum.accumulate(np.where(same, 0, index)) if len(value) else index
    step = np.zeros(len(value))
    step[1:] = np.where(same[1:], value[1:] - value[:-1], 0.0)
    rise = np.maximum(step, 0.0)
    risen, rises = np.cumsum(rise), np.cumsum(rise > 0).astype(np.float64)

    def last_day(happened: NDArray[np.bool_]) -> Floats:
        last = np.maximum.accumulate(np.where(happened, index, -1)) if len(value) else index
        return np.where(last > start, day[np.maximum(last, 0)], np.nan).astype(np.float64)

    return Track(
        key=drive * _DAY_SPAN + day,
        day=day,
        value=value,
        risen=risen - risen[start],
        rises=rises - rises[start],
        last_rise_day=last_day(rise > 0),
        last_change_day=last_day(step != 0),
        drives=panel.count,
    )


def build(
    models: Sequence[str],
    drive: Integers,
    day: Integers,
    values: Mapping[int, Floats],
) -> Panel:
    """A panel from rows in any order; of several rows of a drive on one day the last given counts."""
    order = np.lexsort((np.arange(len(day)), day, drive))
    drive, day = drive[order], day[order]
    last = np.ones(len(day), dtype=bool)
    last[:-1] = (drive[1:] != drive[:-1]) | (day[1:] != day[:-1])
    keep = order[last]
    columns = {number: column[keep] for number, column in values.items()}
    return Panel(tuple(models), drive[last], day[last], columns)
