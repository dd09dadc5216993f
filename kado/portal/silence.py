"""Servers whose data does not arrive, as of now (MISSION D1): an edition is a month old, silence is not."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models.functions import Coalesce

from kado.tenancy.models import Organisation, Server

# Collectors send once an hour. 26 hours is the freshness that Red Hat Insights asks of a daily report: it forgives a night
# switched off and no more. Source: its documentation of host staleness ("fresh" for 26 h), read 2026-11.
LATE_AFTER: Final = timedelta(hours=26)


def is_silent(server: Server, at: datetime) -> bool:
    """Whether an enrolled server has sent nothing for too long."""
    if server.enrolled_at is None:
        return False
    return at - (server.last_arrival_at or server.enrolled_at) > LATE_AFTER


def silent_servers(organisation: Organisation, at: datetime) -> list[Server]:
    """Those that are silent, the longest silent first."""
    last = Coalesce("last_arrival_at", "enrolled_at")
    found = Server.objects.defer("configuration").filter(
        organisation=organisation, enrolled_at__isnull=False
    )
    return list(found.annotate(last=last).filter(last__lt=at - LATE_AFTER).order_by("last"))
