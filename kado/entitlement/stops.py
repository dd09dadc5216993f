"""Stops of the service (MISSION D2): which are in force, for whom. Every page, API and edition asks here."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from kado.entitlement.models import Stop


def stops_in_force(
    at: datetime,
    *,
    organisation_id: UUID | None = None,
    server_id: UUID | None = None,
    function: str | None = None,
) -> list[Stop]:
    """The stops in force at an instant, the newest first.

    Those of the whole service always; those of the organisation and of the server where they are named. With `function`
    only the stops that cover it, without it the stops of single functions too.
    """
    chosen = (
        Stop.objects.filter(begins_at__lte=at)
        .filter(Q(ends_at=None) | Q(ends_at__gt=at))
        .filter(Q(organisation=None) | Q(organisation_id=organisation_id))
        .filter(Q(server=None) | Q(server_id=server_id))
    )
    if function is not None:
        chosen = chosen.filter(function__in=("", function))
    return list(chosen.order_by("-begins_at", "pk"))


@dataclass(frozen=True, slots=True)
class ToldStop:
    """A stop as answers of the API tell it. function '': all of them. until None: until further notice. scope: what it stops."""

    scope: str  # 'service', 'organisation' or 'unit'
    reason: str
    function: str
    since: datetime
    until: datetime | None
    with_notice: bool
    data_meanwhile: str
    notice: str


def told(stop: Stop, locale: str) -> ToldStop:
    """A stop in words of data, the operator's notice in the language asked for."""
    return ToldStop(
        scope="unit" if stop.server_id else "organisation" if stop.organisation_id else "service",
        reason=stop.reason,
        function=stop.function,
        since=stop.begins_at,
        until=stop.ends_at,
        with_notice=stop.with_notice,
        data_meanwhile=stop.data_meanwhile,
        notice=stop.notice_in(locale),
    )


def is_stopped(at: datetime, organisation_id: UUID) -> bool:
    """Whether the whole service, or all of it for this organisation, is stopped."""
    return any(
        not s.function and s.server_id is None
        for s in stops_in_force(at, organisation_id=organisation_id)
    )
