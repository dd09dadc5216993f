"""Local time of each hour, for the rhythm of a business: hour of day, day of week, month end, closing days.

The closing days are those of the invented companies: fixed dates on which nobody works there. They are no list of public holidays.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from kado.demonstration.dice import Floats, Hours
from kado.units import HOUR_SECONDS

# (month, day) of the closing days by country.
CLOSING_DAYS: Final[dict[str, frozenset[tuple[int, int]]]] = {
    "JP": frozenset(
        {
            (12, 29),
            (12, 30),
            (12, 31),
            (1, 1),
            (1, 2),
            (1, 3),
            (4, 29),
            (5, 3),
            (5, 4),
            (5, 5),
            (8, 13),
            (8, 14),
            (8, 15),
            (11, 3),
            (11, 23),
        }
    ),
    "DE": frozenset({(1, 1), (5, 1), (10, 3), (12, 24), (12, 25), (12, 26), (12, 31)}),
}


@dataclass(frozen=True, slots=True)
class LocalHours:
    """hours: UTC hours since 1970. Arrays of one length; weekday 0 is Monday; days_to_month_end 0 is the last day."""

    hours: Hours
    hour_of_day: Floats
    weekday: NDArray[np.int64]
    days_to_month_end: NDArray[np.int64]
    is_closed: NDArray[np.bool_]  # a weekend or a closing day


@lru_cache(maxsize=8)
def _offset_hours(zone: str, first_day: int, last_day: int) -> tuple[int, ...]:
    """The zone's distance from UTC in hours at each UTC hour of the days. Zones with half hours are rounded down."""
    tz = ZoneInfo(zone)
    return tuple(
        int(
            (datetime.fromtimestamp(h * HOUR_SECONDS, UTC).astimezone(tz).utcoffset() or _ZERO)
            / _HOUR
        )
        for h in range(first_day * 24, (last_day + 1) * 24)
    )


_ZERO: Final = timedelta(0)
_HOUR: Final = timedelta(hours=1)


def local(hours: Hours, zone: str, country: str) -> LocalHours:
    """The local calendar of each hour. `hours` is not empty and rises by one."""
    first = int(hours[0] // 24)
    offsets = np.array(_offset_hours(zone, first, int(hours[-1] // 24)), dtype=np.int64)
    here = hours + offsets[hours - first * 24]
    days = here // 24
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    month_last = (months + 1).astype("datetime64[D]") - 1
    month_number = months.astype(np.int64) % 12 + 1
    day_number = (dates - months.astype("datetime64[D]")).astype(np.int64) + 1
    weekday = (days + 3) % 7  # 1 January 1970 was a Thursday
    closing = np.array(
        [m * 100 + d for m, d in sorted(CLOSING_DAYS.get(country, frozenset()))], dtype=np.int64
    )
    return LocalHours(
        hours=hours,
        hour_of_day=(here % 24).astype(np.float64),
        weekday=weekday,
        days_to_month_end=(month_last - dates).astype(np.int64),
        is_closed=(weekday >= 5) | np.isin(month_number * 100 + day_number, closing),
    )
