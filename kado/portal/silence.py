"""Servers whose data does not arrive, as of now (MISSION D1): an edition is a month old, silence is not."""

from datetime import datetime, timedelta
from typing import Final

from kado.tenancy.models import Server

# Collectors send once an hour. 26 hours is the freshness that Red Hat Insights asks of a daily report: it forgives a night
# switched off and no more. Source: its documentation of host staleness ("fresh" for 26 h), read 2026-11.
LATE_AFTER: Final = timedelta(hours=26)


def is_silent(server: Server, at: datetime) -> bool:
    """Whether an enrolled server has sent nothing for too long."""
    if server.enrolled_at is None:
        return False
    return at - (server.last_arrival_at or server.enrolled_at) > LATE_AFTER


def silent_servers(servers: list[Server], at: datetime) -> list[Server]:
    """Those that are silent, the longest silent first."""
    found = [s for s in servers if is_silent(s, at)]
    return sorted(found, key=lambda s: s.last_arrival_at or s.enrolled_at or at)
