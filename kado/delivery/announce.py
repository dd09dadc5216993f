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
from kado.facts.verdicts import SEVERITY_ORDER, Severity
from kado.language import say
from kado.language.human import human_month
from kado.tenancy.models import Membership, User

FIRST_FINDINGS: Final = 5
# An edition older than this when it comes to telling (an imported past, a long outage of the mail) is no news.
NEWS: Final = timedelta(days=7)


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
    subject, text = words(edition, summary, user.locale)
    return OutboxMessage(
        organisation_id=edition.organisation_id,
        key=f"edition-published:{edition.pk}:{edition.revision}:{user.pk}",
        channel="mail",
        address=user.email,
        user=user,
        purpose="a",
        subject=subject,
        text=text,
        next_attempt_at=at,
    )


def words(edition: Edition, summary: EditionSummary, locale: str) -> tuple[str, str]:
    """Subject and text in one language."""
    values = {
        "month": human_month(locale, edition.month),
        "organisation": edition.organisation.name_in(locale),
    }
    revised = "-revised" if edition.revision else ""
    lines = [
        say(locale, f"mail-edition{revised}-opening", **values, reason=edition.revision_reason)
    ]
    lines += ["", *_counts(locale, summary)]
    titles = _titles(locale, summary)
    if titles:
        lines += ["", say(locale, "mail-edition-first"), *(f"- {title}" for title in titles)]
    lines += ["", say(locale, "mail-edition-link"), _address(edition)]
    lines += ["", say(locale, "mail-edition-disclaimer"), ""]
    return say(locale, f"mail-edition{revised}-subject", **values), "\n".join(lines)


def _counts(locale: str, summary: EditionSummary) -> list[str]:
    """Findings by severity; and the servers of which nothing can be said, which is never "all is well" (MISSION D1)."""
    found = [
        say(locale, f"mail-edition-{severity.value.replace('_', '-')}", findings_count=count)
        for severity in SEVERITY_ORDER
        if severity is not Severity.FINE
        and (count := summary.counts_by_severity.get(severity.value, 0))
    ]
    states = summary.counts_by_state
    seen = sum(states.get(state, 0) for state in ("fine", "findings"))
    if seen and not found:
        found = [say(locale, "mail-edition-nothing", servers_count=seen)]
    unseen = {
        "learning": states.get("learning", 0),
        "no-data": states.get("no_data", 0),
        "not-served": states.get("not_eligible", 0) + states.get("stopped", 0),
        "not-analysed": states.get("could_not_be_analysed", 0),
    }
    return found + [
        say(locale, f"mail-edition-{state}", servers_count=count)
        for state, count in unseen.items()
        if count
    ]


def _titles(locale: str, summary: EditionSummary) -> list[str]:
    """The most urgent findings as their rules call them; what is only to be watched is left to the page."""
    urgent = [
        line
        for line in summary.findings
        if line.verdict.severity in (Severity.ACT_NOW, Severity.PLAN)
    ]
    return [
        say(
            locale,
            f"rule-{line.verdict.rule.replace('_', '-')}-title",
            **{
                **(line.verdict.values or {}),
                "hostname": line.hostname,
                "subject": line.verdict.subject,
            },
        )
        for line in urgent[:FIRST_FINDINGS]
    ]


def _address(edition: Edition) -> str:
    path = reverse("edition", args=[edition.organisation_id, edition.month, edition.revision])
    return f"{settings.PUBLIC_URL}{path}"
