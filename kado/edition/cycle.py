"""The monthly cycle: which editions are due, and making and publishing them unattended (MISSION B2, B3)."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Max, Min

from kado.edition import calendar
from kado.edition.attempts import forget_failures, note_failure
from kado.edition.make import EVERYDAY, NotMakeable, Work, make
from kado.edition.models import Edition, Making
from kado.edition.progress import is_made_elsewhere
from kado.edition.publish import publish
from kado.edition.review import Policy, policies_of
from kado.edition.runners import RunLost
from kado.entitlement.gate import Purpose, is_allowed
from kado.entitlement.stops import is_stopped
from kado.tenancy import scope
from kado.tenancy.models import Organisation, Server

# Five-minute data is kept for thirteen months: what was missed longer ago cannot be made any more.
CATCH_UP_MONTHS: Final = 13
# Editions that say "nothing has arrived" of every server: after this many there is nobody left to read them.
SILENT_MONTHS: Final = 2
_PUBLISHED: Final = (Edition.State.PUBLISHED, Edition.State.SUPERSEDED)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Heard:
    """When an organisation's first server was enrolled, and when any of them was heard of last."""

    first_at: datetime | None
    last_at: datetime | None


def heard_of(organisation_ids: Iterable[UUID], at: datetime) -> dict[UUID, Heard]:
    """For each organisation with enrolled servers, in one query; read in a scope that sees them."""
    rows = Server.objects.filter(organisation_id__in=list(organisation_ids), enrolled_at__lte=at)
    found = rows.values("organisation_id").annotate(
        first=Min("enrolled_at"), last=Max("last_arrival_at")
    )
    return {r["organisation_id"]: Heard(r["first"], r["last"]) for r in found.order_by()}


def months_due(heard: Heard, zone: str, published: set[str], at: datetime) -> list[str]:
    """The months whose edition is due and not published, oldest first.

    A month is due from its cut plus the grace time for late data. The first is the one in which the first server was enrolled,
    the last the one after which nothing at all has arrived for SILENT_MONTHS.
    """
    if heard.first_at is None or heard.last_at is None:
        return []
    now = calendar.month_of(at, zone)
    month = max(calendar.month_of(heard.first_at, zone), calendar.shifted(now, -CATCH_UP_MONTHS))
    end = min(now, calendar.shifted(calendar.month_of(heard.last_at, zone), SILENT_MONTHS + 1))
    due = []
    while month < end:
        if month not in published and calendar.makeable_from(month, zone) <= at:
            due.append(month)
        month = calendar.shifted(month, 1)
    return due


def due_months(organisation: Organisation, at: datetime) -> list[str]:
    """The organisation's months that are due, as `months_due` says."""
    with scope.within([organisation.pk], "edition"):
        heard = heard_of([organisation.pk], at).get(organisation.pk, Heard(None, None))
        rows = Edition.objects.filter(organisation=organisation, state__in=_PUBLISHED)
        published = set(rows.values_list("month", flat=True))
    return months_due(heard, organisation.zone, published, at)


def run_due(
    at: datetime, work: Work = EVERYDAY, organisations: Iterable[Organisation] | None = None
) -> list[Edition]:
    """Make and publish what is due for every organisation (or for those given); returns what was published.

    An organisation that is stopped, or has not agreed to the terms, waits and is caught up later. A failure is kept
    and tried again after a while (kado.edition.attempts), and keeps nobody else waiting.
    """
    published = []
    chosen = Organisation.objects.order_by("pk") if organisations is None else organisations
    for organisation in chosen:
        try:
            published += _run_organisation(organisation, at, work)
        except Exception:  # noqa: BLE001  # one customer's failure must not keep the others waiting
            _log.exception("the cycle of organisation %s failed", organisation.pk)
    return published


def _run_organisation(organisation: Organisation, at: datetime, work: Work) -> list[Edition]:
    """In order of the months; a later one waits for an earlier one as long as its own deadline allows."""
    published: list[Edition] = []
    months = makeable_months(organisation, at)
    if not months:
        return published
    with scope.within([organisation.pk], "edition"):
        policy = policies_of([organisation.pk])[organisation.pk]
        waiting = False
        for month in months:
            last_call = calendar.publish_deadline(month, organisation.zone) - policy.before
            if waiting and at < last_call:
                break
            done = _run_month(organisation, month, at, work, policy)
            waiting = done is None
            published += [done] if done else []
    return published


def _run_month(
    organisation: Organisation, month: str, at: datetime, work: Work, policy: Policy
) -> Edition | None:
    """The month's edition, published; None where it waits: for review, for another process, or for its next attempt."""
    making = Making.objects.filter(organisation=organisation, month=month).first()
    if is_made_elsewhere(making, at):
        return None
    if making is not None and making.next_attempt_at is not None and at < making.next_attempt_at:
        return None
    try:
        edition = make(organisation, month, at, work)
        waits = policy.waits(month, organisation.zone, at)
        done = None if waits else publish(edition, at)
    except Exception as error:  # noqa: BLE001  # kept, shown to the operator and tried again
        _note(organisation, month, at, error)
        return None
    if making is not None and making.attempts_count:
        forget_failures(organisation.pk, month)
    return done


def _note(organisation: Organisation, month: str, at: datetime, error: Exception) -> None:
    making = note_failure(organisation.pk, month, at, error)
    _log.error(
        "the %s edition of organisation %s failed, attempt %d, next not before %s: %s",
        month,
        organisation.pk,
        making.attempts_count,
        making.next_attempt_at,
        error,
        # Of what is told in words the traceback says nothing more.
        exc_info=None if isinstance(error, (NotMakeable, RunLost)) else error,
    )


def makeable_months(organisation: Organisation, at: datetime) -> list[str]:
    """The months that are due, oldest first; none while the organisation is stopped or has not agreed to the terms."""
    months = due_months(organisation, at)
    if not months or waits_for(organisation, at):
        return []
    return months


def waits_for(organisation: Organisation, at: datetime) -> str:
    """What keeps all its editions waiting: 'stopped', 'not_agreed', or '' for nothing."""
    if is_stopped(at, organisation.pk):
        return "stopped"
    with scope.within([organisation.pk], "edition"):
        return "" if is_allowed(Purpose.SERVICE, organisation.pk, at) else "not_agreed"
