"""The operator's look at an edition before it is published: who wants it, how long it may take, and what comes of it (MISSION B2, F3).

An edition that waits is `made`. Approving publishes it; discarding throws it away, and it is made anew from what is known then.
One that nobody looked at is published in time all the same, unless the operator chose otherwise.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kado.edition import calendar
from kado.edition.models import Edition, ReviewPolicy
from kado.edition.publish import NotPublishable, publish
from kado.tenancy import audit, scope


@dataclass(frozen=True, slots=True)
class Policy:
    """holds: editions wait for review. publishes_unreviewed: those nobody reviewed are published `before` the deadline."""

    holds: bool
    publishes_unreviewed: bool
    before: timedelta

    def published_by_itself_at(self, month: str, zone: str) -> datetime | None:
        """When a month's edition is published without review; None for never. Past for months that are caught up late."""
        if not self.publishes_unreviewed:
            return None
        return calendar.publish_deadline(month, zone) - self.before

    def waits(self, month: str, zone: str, at: datetime) -> bool:
        """Whether a made edition of the month still waits for its review."""
        due_at = self.published_by_itself_at(month, zone)
        return self.holds and (due_at is None or at < due_at)


def policies_of(organisation_ids: Iterable[UUID]) -> dict[UUID, Policy]:
    """What holds for each organisation: its own rule, or the installation's."""
    wanted = list(organisation_ids)
    own = {r.organisation_id: r for r in ReviewPolicy.objects.filter(organisation_id__in=wanted)}
    return {o: _policy(own.get(o)) for o in wanted}


def _policy(own: ReviewPolicy | None) -> Policy:
    hours = settings.EDITION_UNREVIEWED_HOURS
    if own is None:
        return Policy(settings.EDITION_REVIEW_HOLDS, hours is not None, timedelta(hours=hours or 0))
    # Where the installation never publishes unreviewed ones, one that does so by its own rule does it on the last day.
    before = timedelta(hours=24 if hours is None else hours)
    return Policy(own.holds, own.publishes_unreviewed, before)


def set_policy(
    organisation_id: UUID, holds: bool | None, publishes_unreviewed: bool, at: datetime, actor: str
) -> None:
    """Give an organisation a rule of its own; holds None: the installation's holds again."""
    with transaction.atomic():
        if holds is None:
            ReviewPolicy.objects.filter(organisation_id=organisation_id).delete()
        else:
            ReviewPolicy.objects.update_or_create(
                organisation_id=organisation_id,
                defaults={"holds": holds, "publishes_unreviewed": publishes_unreviewed},
            )
        audit.record(
            at,
            actor,
            "edition_review_set",
            organisation_id,
            holds=str(holds),
            publishes_unreviewed=str(publishes_unreviewed),
        )


def approve(edition: Edition, at: datetime, actor: str, digest: str = "") -> Edition:
    """Publish what a person looked at, and keep who it was. digest: of what was looked at, where it may have been made anew since.

    Raises NotPublishable for one that is not made, and for another digest.
    """
    with scope.within([edition.organisation_id], "review"), transaction.atomic():
        row = Edition.objects.select_for_update().filter(pk=edition.pk).first()
        if row is None or (digest and row.content_sha256 != digest):
            raise NotPublishable(
                f"{edition} was made anew since it was looked at: look at it again, then approve"
            )
        if row.state != Edition.State.MADE:
            raise NotPublishable(f"{edition} is {row.state}: only a made one can be approved")
        Edition.objects.filter(pk=row.pk).update(reviewed_at=at, reviewed_by=actor)
        subject = f"{row.month} r{row.revision}"
        audit.record(at, actor, "edition_approved", row.organisation_id, subject=subject)
        return publish(row, at, actor=actor)
