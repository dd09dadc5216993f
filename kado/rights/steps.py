"""The steps of a deletion, in their order. Each may be killed and done again: what is gone already stays gone (MISSION E5)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Cast, Replace

from kado.delivery.models import OutboxMessage
from kado.edition.models import Edition
from kado.edition.removal import remove_server
from kado.entitlement.models import ImportedRow
from kado.rights import exports
from kado.rights.models import Deletion, Export
from kado.store.erasing import erase, erase_folders, erase_waiting, finder
from kado.store.telemetry import ServerRef
from kado.tenancy.models import (
    AuditEntry,
    CollectorToken,
    EnrolmentToken,
    Membership,
    Organisation,
    Server,
    User,
    bucket_of,
)

# Servers whose rows go in one rewriting of the lake: ids travel in every query.
SERVERS_AT_ONCE: Final = 200
ROWS_AT_ONCE: Final = 2_000


@dataclass(frozen=True, slots=True)
class Subject:
    """What a deletion is about. is_whole: the organisation with everything; otherwise one server of it."""

    organisation_id: UUID
    server_ids: tuple[UUID, ...]
    is_whole: bool
    hostname: str
    at: datetime

    @property
    def ids(self) -> tuple[UUID, ...]:
        """Every id that must not be found any more."""
        return (*self.server_ids, self.organisation_id) if self.is_whole else self.server_ids

    def refs(self) -> list[ServerRef]:
        return [ServerRef(s, self.organisation_id, bucket_of(s)) for s in self.server_ids]


Step = Callable[[Subject], None]


def tokens(subject: Subject) -> None:
    """Nothing new comes: collectors' tokens are revoked, and for an organisation those that enrol."""
    CollectorToken.objects.filter(server_id__in=subject.server_ids, revoked_at=None).update(
        revoked_at=subject.at
    )
    if subject.is_whole:
        EnrolmentToken.objects.filter(
            organisation_id=subject.organisation_id, revoked_at=None
        ).update(revoked_at=subject.at)


def inbox(subject: Subject) -> None:
    """Bundles that wait, also unreadable ones. Raises DeletionMustWait."""
    for some in _chunks(subject.refs()):
        erase_waiting(some)


def lake(subject: Subject) -> None:
    """Rows of the lake, from the disk too. Raises DeletionMustWait."""
    for some in _chunks(subject.refs()):
        erase(some, subject.at)
    if subject.is_whole:
        erase_folders(subject.organisation_id)


def archives(subject: Subject) -> None:
    """Exports that hold what goes: those of the server, and those of the whole organisation."""
    own = Export.objects.filter(organisation_id=subject.organisation_id)
    if not subject.is_whole:
        own = own.filter(Q(server=None) | Q(server_id__in=subject.server_ids))
    exports.remove(own.exclude(state__in=(Export.State.GONE, Export.State.FAILED)))


def editions(subject: Subject) -> None:
    """The server's part of every edition; an organisation's editions altogether."""
    if not subject.is_whole:
        for server_id in subject.server_ids:
            remove_server(subject.organisation_id, server_id, subject.at)
        return
    own = Edition.objects.filter(organisation_id=subject.organisation_id)
    for edition_id in list(own.values_list("pk", flat=True)):
        own.filter(pk=edition_id).delete()


def messages(subject: Subject) -> None:
    """Messages that name the server: their texts go; one that still waits is not sent."""
    if subject.is_whole:
        return  # they go with the organisation
    mentions = finder([str(s) for s in subject.server_ids])
    named = re.compile(rf"(?<![\w.-]){re.escape(subject.hostname)}(?![\w-])")
    own = OutboxMessage.objects.filter(organisation_id=subject.organisation_id)
    texts = ("subject", "text", "html")
    for pk, *values in own.values_list("pk", *texts).iterator(ROWS_AT_ONCE):
        whole = "\n".join(values)
        if mentions(whole.encode()) or (subject.hostname and named.search(whole)):
            one = own.filter(pk=pk)
            one.filter(state=OutboxMessage.State.WAITING).update(state=OutboxMessage.State.WITHHELD)
            one.update(problem="", **dict.fromkeys(texts, ""))


def trails(subject: Subject) -> None:
    """Entries about the server in the audit trail, the operator's log and imports: who did something stays, to which server goes."""
    units = Server.objects.filter(pk__in=subject.server_ids).exclude(serial_number="")
    serials = dict(units.values_list("pk", "serial_number"))
    if not subject.is_whole:
        for server_id in subject.server_ids:
            _scrub_audit(subject, server_id, serials.get(server_id, ""))
    names = {str(i) for i in subject.ids}
    LogEntry.objects.filter(object_id__in=names).delete()
    wanted = names | set(serials.values())
    rows = ImportedRow.objects.values_list("pk", "before", "after")
    gone = [pk for pk, *told in rows.iterator(ROWS_AT_ONCE) if any(_names(t, wanted) for t in told)]
    for pk in gone:
        ImportedRow.objects.filter(pk=pk).delete()


def _names(row: object, wanted: set[str]) -> bool:
    """Whether one of the values of an imported row is one of these."""
    return isinstance(row, dict) and any(v in wanted for v in row.values() if isinstance(v, str))


def _scrub_audit(subject: Subject, server_id: UUID, serial_number: str) -> None:
    entries = AuditEntry.objects.filter(organisation_id=subject.organisation_id)
    named = entries.annotate(said=Cast("detail", TextField())).filter(
        Q(actor__contains=str(server_id))
        | Q(subject__contains=str(server_id))
        | Q(said__contains=str(server_id))
        | Q(subject__in=[name for name in (subject.hostname, serial_number) if name])
        | Q(subject__startswith=f"{subject.hostname} · ")
        | Q(subject__endswith=f": {subject.hostname}")  # as the operator's site writes it
    )
    AuditEntry.objects.filter(pk__in=list(named.values_list("pk", flat=True))).update(
        actor=Replace(F("actor"), Value(str(server_id)), Value("")), subject="", detail={}
    )


def rows(subject: Subject) -> None:
    """The server with all that hangs on it; or the organisation, and its people who belong nowhere else."""
    for server_id in subject.server_ids:  # each by itself: intake does not wait for thousands
        Server.objects.filter(pk=server_id).delete()
    if not subject.is_whole:
        return
    with transaction.atomic():
        _let_go(subject)
        people = set(
            Membership.objects.filter(organisation_id=subject.organisation_id).values_list(
                "user_id", flat=True
            )
        )
        Organisation.objects.filter(pk=subject.organisation_id).delete()
        staying = set(
            Membership.objects.filter(user_id__in=people).values_list("user_id", flat=True)
        )
        User.objects.filter(pk__in=people - staying, is_staff=False).delete()


def _let_go(subject: Subject) -> None:
    """Deletions of single servers of an organisation that goes: what waits is overtaken, what is done is kept without the organisation's id."""
    own = Deletion.objects.filter(organisation_id=subject.organisation_id)
    own.filter(scope=Deletion.Scope.SERVER, state=Deletion.State.WAITING).update(
        state=Deletion.State.TAKEN_BACK, taken_back_at=subject.at, server_id=None
    )
    own.exclude(state=Deletion.State.WAITING).update(organisation_id=None)


STEPS: Final[tuple[tuple[str, Step], ...]] = (
    ("tokens", tokens),
    ("inbox", inbox),
    ("lake", lake),
    ("archives", archives),
    ("editions", editions),
    ("messages", messages),
    ("trails", trails),
    ("rows", rows),
)


def _chunks(refs: Sequence[ServerRef]) -> list[list[ServerRef]]:
    ordered = sorted(refs, key=lambda r: (r.bucket, str(r.server_id)))
    return [
        list(ordered[start : start + SERVERS_AT_ONCE])
        for start in range(0, len(ordered), SERVERS_AT_ONCE)
    ]
