"""What a server that stands in no edition yet can expect, and when (MISSION A5, B2). Pure."""

from datetime import date, datetime, timedelta
from typing import Final

from kado.edition import calendar
from kado.forecast.states import MIN_OBSERVED_DAYS

# The collection period: days of data before anything is forecast (MISSION A5).
LEARNING_DAYS: Final = MIN_OBSERVED_DAYS


def first_edition_on(since: datetime, at: datetime, zone: str) -> date:
    """The day from which the next edition with a server can be made, seen at an instant.

    since: the server's first arrival. Its month's edition is the first; where that day has passed (the terms were not
    agreed to, a stop), it is that of the first month whose day is still to come.
    """
    return _made_on(calendar.month_of(since, zone), at, zone)


def first_forecast_on(since: datetime, at: datetime, zone: str) -> date:
    """The day from which an edition can hold a first forecast: the first that ends with the collection period behind it."""
    learned = calendar.day_of(since, zone) + timedelta(days=LEARNING_DAYS - 1)
    return _made_on(f"{learned:%Y-%m}", at, zone)


def _made_on(month: str, at: datetime, zone: str) -> date:
    """The day on which the edition of `month`, or of the next later month whose edition is still to come, can be made."""
    while calendar.makeable_from(month, zone) <= at:
        month = calendar.shifted(month, 1)
    return calendar.day_of(calendar.makeable_from(month, zone), zone)
