"""One definition of the day, for every zone there is."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kado.edition import calendar
from kado.store.days import day_of, day_start, day_starts

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
# Clocks at or near midnight: St. John's changed at 00:01 until 2011, the others put midnight away or have it twice.
HARD = ["America/St_Johns", "America/Santiago", "Africa/Cairo", "Asia/Beirut", "America/Havana", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu"]  # fmt: skip
# Where a whole day was left out at the date line it has no instant of its own.
zones = st.one_of(st.sampled_from(HARD), st.sampled_from(ZONES))
instants = st.integers(631_152_000, 2_208_988_800)  # 1990 to 2039


@given(zones, instants)
@settings(max_examples=300, deadline=None)
def test_every_instant_lies_in_the_day_it_is_said_to(zone: str, seconds: int) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    day = day_of(at, zone)
    assert day_start(day, zone) <= at < day_start(day + timedelta(days=1), zone)


@given(zones, instants)
@settings(max_examples=300, deadline=None)
def test_after_a_day_began_no_instant_is_of_the_day_before(zone: str, seconds: int) -> None:
    day = datetime.fromtimestamp(seconds, UTC).date()
    start = day_start(day, zone)
    place = ZoneInfo(zone)
    for minutes in (0, 1, 59, 60, 61, 119, 180):
        assert (start + timedelta(minutes=minutes)).astimezone(place).date() >= day
    assert (start - timedelta(seconds=1)).astimezone(place).date() <= day


@given(zones, instants)
@settings(max_examples=100, deadline=None)
def test_the_month_of_an_edition_is_its_days(zone: str, seconds: int) -> None:
    month = f"{datetime.fromtimestamp(seconds, UTC):%Y-%m}"
    first, last = calendar.first_day(month), calendar.last_day(month)
    starts = day_starts(first, last, zone)
    begins, ends = calendar.cut(month, zone)
    assert (starts[0], starts[-1]) == (begins.timestamp(), ends.timestamp())
    assert (starts[1:] >= starts[:-1]).all()


@pytest.mark.parametrize(
    ("zone", "day", "begins"),
    [
        ("America/St_Johns", date(2010, 11, 7), "2010-11-07 03:30"),  # 00:00 twice: the second
        ("America/Santiago", date(2026, 9, 6), "2026-09-06 04:00"),  # no 00:00: the jump
        ("Asia/Tokyo", date(2026, 11, 1), "2026-10-31 15:00"),
    ],
)
def test_days_that_are_known(zone: str, day: date, begins: str) -> None:
    assert f"{day_start(day, zone):%Y-%m-%d %H:%M}" == begins
