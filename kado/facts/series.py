"""Series: daily values of many machines, side by side, as the forecast engine takes them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class EventKind(StrEnum):
    """What is known to have happened to a machine on a day, besides what its series show."""

    CAPACITY_CHANGED = "capacity_changed"
    MEMORY_RESIZED = "memory_resized"
    PROCESSOR_CHANGED = "processor_changed"
    DISK_ADDED = "disk_added"
    DISK_REMOVED = "disk_removed"
    REBOOT = "reboot"
    DATA_GAP = "data_gap"
    LEVEL_SHIFT = "level_shift"  # found in the series itself
    CLEAN_UP = "clean_up"  # found in the series itself
    PACE_CHANGED = "pace_changed"  # found in the series itself


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """One dated event. `old` and `new` are in the unit of what changed, None where unknown."""

    day: date
    kind: EventKind
    old: float | None = None
    new: float | None = None


@dataclass(frozen=True, slots=True)
class SeriesKey:
    """Which series: `metric` is a key of the catalogue, `instance` a mount point, a device or ''.

    `statistic` tells how a day became one value: 'mean', 'peak' (the highest hourly mean of the
    day) or 'max'.
    """

    server_id: str
    metric: str
    instance: str = ""
    statistic: str = "mean"


@dataclass(frozen=True, slots=True)
class SeriesBatch:
    """Daily values of `n` series over the same `days` days.

    values: float64 (n, days); NaN is "no data", never zero. Column j is day `first_day + j`.
    upper: float64 (n,); the capacity in the unit of the values (1.0 for a ratio), NaN when unbounded.
    kinds: 'cpu', 'memory', 'disk' or 'other' for each series: the group in which intervals are calibrated.
    events: for each series, dated events of its machine (may be empty).
    country: ISO 3166 code for public holidays, '' where unknown.
    """

    keys: tuple[SeriesKey, ...]
    first_day: date
    values: NDArray[np.float64]
    upper: NDArray[np.float64]
    kinds: tuple[str, ...]
    events: tuple[tuple[DatedEvent, ...], ...] = field(default=())
    country: str = ""

    def __post_init__(self) -> None:
        n = len(self.keys)
        if self.values.ndim != 2 or self.values.shape[0] != n:
            raise ValueError(f"values must be ({n}, days), not {self.values.shape}")
        if self.upper.shape != (n,) or len(self.kinds) != n:
            raise ValueError("upper and kinds must have one entry per series")
        if self.events and len(self.events) != n:
            raise ValueError("events must be empty or have one entry per series")
