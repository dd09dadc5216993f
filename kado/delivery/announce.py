"""Telling the members of an organisation that an edition is there, each in their language (MISSION B2, F4).

Only the newest month is told about: a year that was caught up in a night is one message, not twelve.
"""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from kado.delivery.models import OutboxMessage
from kado.edition import calendar, reading
from kado.edition.models import Edition
from kado.facts.edition import EditionSummary
from kado.press.mail import edition_mail
from kado.tenancy.models import Membership, User

# An edition older than this when it comes to telling (an imported past, a long outage of the mail) is no news.
NEWS: Final = timedelta(days=7)
SUBJECT_CHARACTERS: Final = 300  # the column's length


def announce_editions(at: datetime) -> int:
    """Put a message for every member into the outbox for each edition not yet told about; returns how many editions."""
    waiting = Edition.objects.filter(
        state=Edition.State.PUBLISHED, announced_at=None, published_at__lte=at
    )
    return sum(_announce(edition, at) for edition in waiting.select_related("organisation"))


def _announce(edition: Edition, at: datetime) -> bool:
    """Messages and the note that they are written, in one transaction: each is written once."""
    with transaction.atomic():
        unclaimed = Edition.objects.filter(pk=edition.pk, announced_at=None)
        if not unclaimed.update(announced_at=at):
            return False
        if not _is_news(edition, at):
            return False
        summary = reading.summary_of(edition)
        OutboxMessage.objects.bulk_create(
            (_message(edition, summary, user, at) for user in _members(edition)),
            ignore_conflicts=True,
        )
    return True


def _is_news(edition: Edition, at: datetime) -> bool:
    """Whether it was published just now, and is of the newest month or a revision."""
    newest = calendar.previous_month(calendar.month_of(at, edition.zone))
    fresh = edition.published_at is not None and at - edition.published_at <= NEWS
    return fresh and (edition.month >= newest or edition.revision > 0)


def _members(edition: Edition) -> list[User]:
    rows = Membership.objects.filter(
        organisation_id=edition.organisation_id, user__is_active=True
    ).select_related("user")
    return [m.user for m in rows.order_by("user_id")]


def _message(edition: Edition, summary: EditionSummary, user: User, at: datetime) -> OutboxMessage:
    mail = edition_mail(summary, user.locale, _address(edition))
    return OutboxMessage(
        organisation_id=edition.organisation_id,
        key=f"edition-published:{edition.pk}:{edition.revision}:{user.pk}",
        channel="mail",
        address=user.email,
        user=user,
        purpose="a",
        subject=mail.subject[:SUBJECT_CHARACTERS],
        text=mail.text,
        html=mail.html,
        next_attempt_at=at,
    )


def _address(edition: Edition) -> str:
    path = reverse("edition", args=[edition.organisation_id, edition.month, edition.revision])
    return f"{settings.PUBLIC_URL}{path}"
