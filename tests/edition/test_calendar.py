"""Months are cut where people of a zone live through midnight (MISSION B1, B2)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kado.edition import calendar

ZONES = st.sampled_from(sorted(available_timezones() - {"localtime"}))
MONTHS = st.builds("{:04d}-{:02d}".format, st.integers(1975, 2037), st.integers(1, 12))
SECOND = timedelta(seconds=1)


@given(MONTHS, ZONES)
@example("2009-11", "America/St_Johns")  # clocks went back over midnight on the first
@example("2017-10", "America/Asuncion")  # midnight of the first did not come
@example("1994-12", "Pacific/Kiritimati")  # a whole day was left out
@example("2011-12", "Pacific/Apia")
def test_the_month_is_all_that_lies_between_its_ends(month: str, zone: str) -> None:
    start_at, cut_at = calendar.cut(month, zone)
    place = ZoneInfo(zone)
    assert start_at.tzinfo is UTC and cut_at.tzinfo is UTC
    assert calendar.month_of(start_at, zone) >= month
    assert calendar.month_of(cut_at, zone) > month
    assert (start_at - SECOND).astimezone(place).date() < calendar.first_day(month)
    assert (cut_at - SECOND).astimezone(place).date() <= calendar.last_day(month)
    assert timedelta(days=26) < cut_at - start_at < timedelta(days=33)


@given(MONTHS, ZONES)
def test_nothing_after_the_cut_is_the_month_again(month: str, zone: str) -> None:
    _, cut_at = calendar.cut(month, zone)
    for minutes in range(0, 26 * 60, 7):
        assert calendar.month_of(cut_at + timedelta(minutes=minutes), zone) > month


@given(MONTHS, ZONES)
def test_months_follow_each_other_without_gap_or_overlap(month: str, zone: str) -> None:
    assert calendar.cut(month, zone)[1] == calendar.cut(calendar.shifted(month, 1), zone)[0]
    assert calendar.previous_month(calendar.shifted(month, 1)) == month


@given(MONTHS, ZONES)
def test_there_is_time_between_making_and_the_deadline(month: str, zone: str) -> None:
    made, due = calendar.makeable_from(month, zone), calendar.publish_deadline(month, zone)
    assert calendar.cut(month, zone)[1] < made < due
    assert calendar.month_of(due - SECOND, zone) <= calendar.shifted(month, 1)


def test_tokyo_berlin_and_los_angeles() -> None:
    assert calendar.cut("2026-10", "Asia/Tokyo") == (
        datetime(2026, 9, 30, 15, tzinfo=UTC),
        datetime(2026, 10, 31, 15, tzinfo=UTC),
    )
    start_at, cut_at = calendar.cut("2026-10", "Europe/Berlin")
    assert cut_at - start_at == timedelta(days=31, hours=1)
    start_at, cut_at = calendar.cut("2026-03", "America/Los_Angeles")
    assert cut_at - start_at == timedelta(days=31, hours=-1)
    assert calendar.last_day("2024-02") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "month", ["2026", "2026-13", "26-10", "2026-1", "2026-10-01", "", "２０２６-10"]
)
def test_what_is_no_month_is_refused(month: str) -> None:
    with pytest.raises(ValueError):
        calendar.first_day(month)
