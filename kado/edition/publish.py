"""Publishing: from one instant on the edition is what its readers see, and it never changes again (MISSION B2, B3)."""

from datetime import datetime

from django.db import transaction

from kado.edition.models import Edition
from kado.edition.responses import reopen_changed
from kado.tenancy import audit, scope


class NotPublishable(ValueError):
    """The edition cannot be published; the message says why."""


def publish(
    edition: Edition, at: datetime, *, actor: str = "edition", quietly: bool = False
) -> Edition:
    """Publish a made edition; the revision before it is superseded and stays readable. Published already, nothing happens.

    quietly: its readers are not told (a demonstration's past, a fleet's imported history). Raises NotPublishable.
    """
    with scope.within([edition.organisation_id], "publish"), transaction.atomic():
        edition.refresh_from_db()
        if edition.state == Edition.State.PUBLISHED:
            return edition
        own = Edition.objects.filter(organisation_id=edition.organisation_id, month=edition.month)
        own.filter(state=Edition.State.PUBLISHED).update(state=Edition.State.SUPERSEDED)
        changed = own.filter(pk=edition.pk, state=Edition.State.MADE).update(
            state=Edition.State.PUBLISHED,
            published_at=at,
            announced_at=at if quietly else None,
        )
        if not changed:
            raise NotPublishable(f"{edition} is {edition.state}: only a made one can be published")
        audit.record(
            at,
            actor,
            "edition_published",
            edition.organisation_id,
            subject=f"{edition.month} r{edition.revision}",
            digest=edition.content_sha256,
        )
        edition.refresh_from_db()
        reopen_changed(edition, at)
    return edition
