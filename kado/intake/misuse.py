"""Writing down what looks like misuse (MISSION D3), once an hour for each kind and subject: a flood must not fill the audit."""

import logging
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from kado.tenancy import audit
from kado.tenancy.models import AuditEntry

REPEAT_SECONDS: Final = 3_600
_log = logging.getLogger(__name__)


def suspect(
    at: datetime, action: str, organisation_id: UUID | None, subject: str, actor: str, **detail: str
) -> None:
    """Audit `action` about `subject` unless the same was audited within the hour."""
    _log.warning("%s: %s by %s %s", action, subject, actor, detail)
    since = at - timedelta(seconds=REPEAT_SECONDS)
    known = AuditEntry.objects.filter(action=action, subject=subject, at__gt=since)
    if not known.exists():
        audit.record(at, actor, action, organisation_id, subject, **detail)
