"""Days of a time zone as spans of UTC, daylight saving included: the one definition, for daily figures and for the cut of an edition alike."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

_EPOCH: Final = date(1970, 1, 1)
_SECOND: Final = timedelta(seconds=1)


@lru_cache(maxsize=8192)
def day_start(day: date, zone: str) -> datetime:
    """The first instant, in UTC, from which on the zone's date is `day` or later, for good.

    Where clocks go back over midnight it comes twice and the second counts (no later instant is the day
    before again); where they go forward over midnight it does not come at all and the day begins at the jump.
    """
    place = ZoneInfo(zone)
    local = datetime.combine(day, time.min, place)
    first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if first <= second:
        return second
    return _jump(second, first, place)


def _jump(before: datetime, after: datetime, place: ZoneInfo) -> datetime:
    """The instant between the two, to the second, at which the zone's offset changes."""
    old = before.astimezone(place).utcoffset()
    while after - before > _SECOND:
        middle = before + timedelta(seconds=int((after - before).total_seconds() / 2))
        if middle.astimezone(place).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after


def day_of(at: datetime, zone: str) -> date:
    """The day of the zone in which an instant lies: the one with day_start(day) <= at < day_start(day + 1)."""
    day = at.astimezone(ZoneInfo(zone)).date()
    return day if at >= day_start(day, zone) else day - timedelta(days=1)


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - _EPOCH).days


def day_starts(first_day: date, last_day: date, zone: str) -> NDArray[np.int64]:
    """Where each day from `first_day` to `last_day` begins, and where the last one ends: seconds since 1970, int64 (days + 1,)."""
    days = range((last_day - first_day).days + 2)
    starts = (day_start(first_day + timedelta(days=d), zone) for d in days)
    return np.array([int(at.timestamp()) for at in starts], np.int64)


def hour_fraction_seconds(at: datetime, zone: str) -> int:
    """How far the zone's hours are from those of UTC: 1800 in India."""
    offset = at.astimezone(ZoneInfo(zone)).utcoffset()
    return int(offset.total_seconds()) % 3600 if offset else 0
