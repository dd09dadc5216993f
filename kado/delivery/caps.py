"""How often a person is contacted: caps by purpose and quiet days; what they hold back waits (MISSION E4).

A cap counts the mails that left to one person for one organisation within a sliding window, so that a month's end does not give twice the number.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from kado.delivery.choices import is_contact
from kado.delivery.models import OutboxMessage

_WEEK_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# A mail that another process is sending at this moment counts; whether it left is known by then.
_LOOK_AGAIN: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Cap:
    """At most so many mails to a person in an organisation within a window."""

    most_count: int
    window: timedelta


def cap_of(purpose: str) -> Cap | None:
    """The cap of a purpose; None for one without."""
    most = {"b": settings.PROPOSAL_MAILS_MOST, "d": settings.SURVEY_MAILS_MOST}.get(purpose)
    return None if most is None else Cap(most, timedelta(days=settings.CONTACT_WINDOW_DAYS))


def held_until(message: OutboxMessage, at: datetime) -> datetime | None:
    """When to look at the message again, because a cap or a quiet day holds it back; None where it may leave now."""
    if not is_contact(message):
        return None
    return _quiet_until(message.organisation.zone, at) or _capped_until(message, at)


def _quiet_until(zone: str, at: datetime) -> datetime | None:
    """The beginning of the next day on which the customer is written to, in its zone."""
    quiet = settings.CONTACT_QUIET_DAYS
    today = at.astimezone(ZoneInfo(zone)).date()
    days = [today + timedelta(days=n) for n in range(len(_WEEK_DAYS))]
    loud = next(day for day in days if _WEEK_DAYS[day.weekday()] not in quiet)
    return None if loud == today else datetime.combine(loud, time(), ZoneInfo(zone))


def _capped_until(message: OutboxMessage, at: datetime) -> datetime | None:
    cap = cap_of(message.purpose)
    if cap is None:
        return None
    others = OutboxMessage.objects.filter(
        user=message.user,
        organisation_id=message.organisation_id,
        purpose=message.purpose,
        to_proposer=False,
    ).exclude(pk=message.pk)
    leaving = Q(state="waiting", attempts_count__gt=0, next_attempt_at__gt=at, problem="")
    recent = others.filter(Q(state="sent", sent_at__gt=at - cap.window) | leaving)
    moments = sorted(sent or at for sent in recent.values_list("sent_at", flat=True))
    if len(moments) < cap.most_count:
        return None
    if cap.most_count == 0:
        return at + cap.window
    return max(moments[-cap.most_count] + cap.window, at + _LOOK_AGAIN)
