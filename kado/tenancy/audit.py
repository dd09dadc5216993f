"""Writing the audit trail."""

from datetime import datetime
from uuid import UUID

from kado.tenancy.models import AuditEntry


def record(
    at: datetime,
    actor: str,
    action: str,
    organisation_id: UUID | None = None,
    subject: str = "",
    **detail: str,
) -> None:
    """Add one entry. `action` is a string key `audit-<action>`; `detail` never holds secrets."""
    AuditEntry.objects.create(
        organisation_id=organisation_id,
        at=at,
        actor=actor,
        action=action,
        subject=subject,
        detail=detail,
    )
