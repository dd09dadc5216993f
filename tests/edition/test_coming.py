"""When the first edition and the first forecast of a server are due."""

from datetime import UTC, date, datetime

import pytest

from kado.edition.coming import first_edition_on, first_forecast_on


@pytest.mark.parametrize(
    ("since", "edition", "forecast"),
    [
        ("2026-11-01T00:00", date(2026, 12, 3), date(2026, 12, 3)),
        ("2026-11-17T23:59", date(2026, 12, 3), date(2026, 12, 3)),  # its 14th day is the last
        ("2026-11-18T00:00", date(2026, 12, 3), date(2027, 1, 3)),
        ("2026-11-23T07:51", date(2026, 12, 3), date(2027, 1, 3)),
    ],
)
def test_the_first_edition_is_of_the_month_and_the_first_forecast_after_the_collection_period(
    since: str, edition: date, forecast: date
) -> None:
    begun = datetime.fromisoformat(since).replace(tzinfo=UTC)
    assert first_edition_on(begun, begun, "UTC") == edition
    assert first_forecast_on(begun, begun, "UTC") == forecast


def test_the_month_is_the_customers() -> None:
    """23:30 UTC on the last day of November is December in Tokyo."""
    begun = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    assert first_edition_on(begun, begun, "Asia/Tokyo") == date(2027, 1, 3)


def test_what_was_missed_is_not_promised_for_a_day_that_has_passed() -> None:
    begun = datetime(2026, 8, 20, tzinfo=UTC)
    at = datetime(2026, 11, 23, tzinfo=UTC)
    assert first_edition_on(begun, at, "UTC") == date(2026, 12, 3)
    assert first_forecast_on(begun, at, "UTC") == date(2026, 12, 3)
