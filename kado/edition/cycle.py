"""The monthly cycle: which editions are due, and making and publishing them unattended (MISSION B2, B3)."""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db.models import Max, Min

from kado.edition import calendar
from kado.edition.make import EVERYDAY, Work, make
from kado.edition.models import Edition
from kado.edition.publish import publish
from kado.entitlement.gate import Purpose, is_allowed
from kado.entitlement.stops import is_stopped
from kado.tenancy import scope
from kado.tenancy.models import Organisation, Server

# Five-minute data is kept for thirteen months: what was missed longer ago cannot be made any more.
CATCH_UP_MONTHS: Final = 13
# Editions that say "nothing has arrived" of every server: after this many there is nobody left to read them.
SILENT_MONTHS: Final = 2
_log = logging.getLogger(__name__)


def due_months(organisation: Organisation, at: datetime) -> list[str]:
    """The months whose edition is due and not published, oldest first.

    A month is due from its cut plus the grace time for late data. The first is the one in which the first server was enrolled,
    the last the one after which nothing at all has arrived for SILENT_MONTHS.
    """
    with scope.within([organisation.pk], "edition"):
        enrolled = Server.objects.filter(organisation=organisation, enrolled_at__lte=at)
        seen = enrolled.aggregate(first=Min("enrolled_at"), last=Max("last_arrival_at"))
        states = (Edition.State.PUBLISHED, Edition.State.SUPERSEDED)
        rows = Edition.objects.filter(organisation=organisation, state__in=states)
        published = set(rows.values_list("month", flat=True))
    if seen["first"] is None or seen["last"] is None:
        return []
    now = calendar.month_of(at, organisation.zone)
    begin = max(
        calendar.month_of(seen["first"], organisation.zone), calendar.shifted(now, -CATCH_UP_MONTHS)
    )
    heard = calendar.month_of(seen["last"], organisation.zone)
    end = min(now, calendar.shifted(heard, SILENT_MONTHS + 1))
    due, month = [], begin
    while month < end:
        if month not in published and calendar.makeable_from(month, organisation.zone) <= at:
            due.append(month)
        month = calendar.shifted(month, 1)
    return due


def run_due(
    at: datetime, work: Work = EVERYDAY, organisations: Iterable[Organisation] | None = None
) -> list[Edition]:
    """Make and publish what is due for every organisation (or for those given); returns what was published.

    An organisation that is stopped, or has not agreed to the terms, waits and is caught up later. One whose
    edition fails is logged and tried again with the next call, and keeps nobody else waiting.
    """
    published = []
    chosen = Organisation.objects.order_by("pk") if organisations is None else organisations
    for organisation in chosen:
        try:
            published += _run_organisation(organisation, at, work)
        except Exception:  # noqa: BLE001  # one customer's failure must not keep the others waiting
            _log.exception(
                "the edition of organisation %s failed and will be tried again", organisation.pk
            )
    return published


def _run_organisation(organisation: Organisation, at: datetime, work: Work) -> list[Edition]:
    months = makeable_months(organisation, at)
    return [publish(make(organisation, month, at, work), at) for month in months]


def makeable_months(organisation: Organisation, at: datetime) -> list[str]:
    """The months that are due, oldest first; none while the organisation is stopped or has not agreed to the terms."""
    months = due_months(organisation, at)
    if not months or is_stopped(at, organisation.pk):
        return []
    with scope.within([organisation.pk], "edition"):
        allowed = is_allowed(Purpose.SERVICE, organisation.pk, at)
    if not allowed:
        _log.info("organisation %s has not agreed to the terms in force", organisation.pk)
        return []
    return months
