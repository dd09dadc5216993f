"""Days of a time zone as spans of UTC, daylight saving included."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def day_start(day: date, zone: str) -> datetime:
    """The first instant of `day` in `zone`, in UTC. Where midnight does not exist (clocks put forward at midnight), the first that does."""
    local = datetime.combine(day, time.min, ZoneInfo(zone))
    return local.astimezone(UTC)


def offsets(start: datetime, end: datetime, zone: str) -> list[tuple[datetime, int]]:
    """The zone's distance from UTC in seconds, as (from this instant on, seconds); the first entry is at `start`."""
    found = [(start, _offset(start, zone))]
    step = timedelta(hours=1)
    at = start
    while at < end:
        following = min(at + step, end)
        if _offset(following, zone) != found[-1][1]:
            found.append((_change(at, following, zone), _offset(following, zone)))
        at = following
    return found


def _offset(at: datetime, zone: str) -> int:
    difference = at.astimezone(ZoneInfo(zone)).utcoffset()
    return int(difference.total_seconds()) if difference else 0


def _change(before: datetime, after: datetime, zone: str) -> datetime:
    """The instant in (before, after] at which the offset becomes that of `after`, to the second."""
    low, high = int(before.timestamp()), int(after.timestamp())
    wanted = _offset(after, zone)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(datetime.fromtimestamp(middle, UTC), zone) == wanted:
            high = middle
        else:
            low = middle
    return datetime.fromtimestamp(high, UTC)
