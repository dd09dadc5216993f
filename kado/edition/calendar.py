"""The calendar of editions: where a month begins and ends in a zone, and when its edition is due (MISSION B1, B2).

A month is 'YYYY-MM' as people of the zone live it; every instant that comes out is aware UTC.
"""

from datetime import date, datetime, timedelta
from typing import Final

from kado.store.days import day_of, day_start

__all__ = [
    "cut",
    "day_of",
    "first_day",
    "last_day",
    "makeable_from",
    "month_of",
    "previous_month",
    "publish_deadline",
    "shifted",
]

# Collectors send once an hour and spool while they cannot; most of what is late comes within a weekend's
# outage. What comes later still makes a revision, never a change (MISSION B3).
GRACE: Final = timedelta(days=2)


def first_day(month: str) -> date:
    """The first day of 'YYYY-MM'. Raises ValueError for anything else."""
    year, dash, number = month.partition("-")
    digits = year + number
    if not (dash and len(year) == 4 and len(number) == 2 and digits.isascii() and digits.isdigit()):
        raise ValueError(f"a month is written YYYY-MM, not {month!r}")
    return date(int(year), int(number), 1)


def shifted(month: str, months_count: int) -> str:
    """The month `months_count` later, or earlier when negative."""
    day = first_day(month)
    year, zero_based = divmod(day.year * 12 + day.month - 1 + months_count, 12)
    return f"{year:04d}-{zero_based + 1:02d}"


def previous_month(month: str) -> str:
    return shifted(month, -1)


def last_day(month: str) -> date:
    """The last day of the month: the day of the cut, in the customer's words."""
    return first_day(shifted(month, 1)) - timedelta(days=1)


def month_of(at: datetime, zone: str) -> str:
    """The month people of the zone live in at an instant."""
    return f"{day_of(at, zone):%Y-%m}"


def cut(month: str, zone: str) -> tuple[datetime, datetime]:
    """(start_at, cut_at) of the month: from its first instant to the first that is no longer in it."""
    return day_start(first_day(month), zone), day_start(first_day(shifted(month, 1)), zone)


def makeable_from(month: str, zone: str) -> datetime:
    """When the month's edition may be made: after its cut and the grace time for late data."""
    return cut(month, zone)[1] + GRACE


def publish_deadline(month: str, zone: str) -> datetime:
    """By when the month's edition is to be published: the end of the month after it (MISSION B2)."""
    return cut(shifted(month, 1), zone)[1]
