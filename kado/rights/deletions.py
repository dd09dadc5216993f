"""Deletions (MISSION E5): asked for by an administrator, taken back within the waiting time, carried out by the worker, certified.

    ask -> waiting (72 hours) -> doing: count, tombstone, steps, scan -> done: certificate
              `-> taken back

Killed anywhere, it goes on where it stands: counts and ids are kept first, every step can be done again, and the certificate is
written only when a scan finds nothing.
"""

import logging
import secrets
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from msgspec.structs import replace

from kado.entitlement import gate
from kado.rights import certificate, inventory, tombstones
from kado.rights.kinds import all_kinds
from kado.rights.models import UNFINISHED, Deletion, Inventory
from kado.rights.reapply import look_again, reapply_one
from kado.rights.scanning import Scan
from kado.rights.steps import STEPS, Subject
from kado.rights.tombstones import Tombstone
from kado.store.erasing import DeletionMustWait
from kado.store.holdings import held, waiting
from kado.tenancy import audit
from kado.tenancy import scope as tenant_scope
from kado.tenancy.models import Organisation, Server, User

# Long enough for somebody who comes back from a weekend; the same for everybody, so that nobody shortens it under pressure.
WAIT: Final = timedelta(hours=72)
_ADDRESS_BYTES: Final = 32
_log = logging.getLogger(__name__)
State = Deletion.State


class DeletionRefused(ValueError):
    """It cannot be asked for now. key: the text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def ask(
    organisation: Organisation,
    server: Server | None,
    user: User,
    at: datetime,
    *,
    typed: str,
    wait: timedelta = WAIT,
) -> Deletion:
    """Ask for a server, or for the organisation with everything, to be deleted. typed: the name, written out. Raises DeletionRefused."""
    name = server.hostname if server else organisation.name
    if typed.strip() not in (name, organisation.name_en if server is None else name):
        raise DeletionRefused("deletion-refused-typed")
    if organisation.kind != Organisation.Kind.CUSTOMER:
        raise DeletionRefused("deletion-refused-kind")
    if pending(organisation.pk).filter(Q(server_id=None) | Q(server_id=_pk(server))).exists():
        raise DeletionRefused("deletion-refused-pending")
    made = Deletion.objects.create(
        scope=Deletion.Scope.SERVER if server else Deletion.Scope.ORGANISATION,
        address=secrets.token_urlsafe(_ADDRESS_BYTES),
        organisation_id=organisation.pk,
        server_id=_pk(server),
        organisation_name=organisation.name,
        hostname=server.hostname if server else "",
        zone=organisation.zone,
        asked_by=user.email,
        asked_at=at,
        due_at=at + wait,
    )
    audit.record(at, user.email, "deletion_asked", organisation.pk, subject=name)
    return made


def pending(organisation_id: UUID) -> Any:
    """Deletions of the organisation that wait or are under way."""
    return Deletion.objects.filter(organisation_id=organisation_id, state__in=UNFINISHED)


def take_back(deletion: Deletion, user: User, at: datetime) -> bool:
    """Take a deletion back; whether it was still waiting."""
    changed = Deletion.objects.filter(pk=deletion.pk, state=State.WAITING).update(
        state=State.TAKEN_BACK, taken_back_by=user.email, taken_back_at=at
    )
    if changed:
        subject = deletion.hostname or deletion.organisation_name
        audit.record(
            at, user.email, "deletion_taken_back", deletion.organisation_id, subject=subject
        )
    return bool(changed)


def work(at: datetime) -> int:
    """The worker's part: begin what is due, go on with what is under way; returns how many were finished."""
    with tenant_scope.everything("deletions that customers asked for"):
        due = Q(state=State.DOING) | Q(state=State.WAITING, due_at__lte=at)
        return sum(_try(d, at) for d in Deletion.objects.filter(due).order_by("asked_at"))


def _try(deletion: Deletion, at: datetime) -> bool:
    """Carry one out as far as it goes; what has to wait is told on its page and tried again in the next round."""
    own = Deletion.objects.filter(pk=deletion.pk)
    if deletion.state == State.WAITING:
        if not own.filter(state=State.WAITING).update(state=State.DOING, begun_at=at):
            return False  # taken back at this moment
        deletion.refresh_from_db()
    try:
        carry_out(deletion, at)
    except (DeletionMustWait, OSError) as error:
        _log.warning("deletion %s waits: %s", deletion.pk, error)
        own.update(problem=str(error)[:300])
        return False
    return True


def carry_out(deletion: Deletion, at: datetime) -> None:
    """Everything from where it stands to the certificate. Raises DeletionMustWait: again later."""
    kept = tombstones.read(deletion) or _begin(deletion, at)
    if (
        kept.certificate is not None
    ):  # killed after the certificate, or a restored database that does not know of it
        reapply_one(kept, at)
        _close(deletion, kept.certificate, at)
        return
    subject = Subject(
        organisation_id=UUID(kept.organisation_id),
        server_ids=tuple(UUID(s) for s in kept.server_ids),
        is_whole=deletion.scope == Deletion.Scope.ORGANISATION,
        hostname=deletion.hostname,
        at=at,
    )
    own = Deletion.objects.filter(pk=deletion.pk, state=State.DOING)
    for name, step in STEPS:
        own.update(step=name)
        step(subject)
    # The ids go from the row before the file is rewritten; until the end they stand in the tombstone's file.
    own.update(step="scan", server_id=None)
    found = look_again(subject)
    _close(deletion, _certify(deletion, kept, found, at), at)


def _begin(deletion: Deletion, at: datetime) -> Tombstone:
    """Count what is held and write the tombstone."""
    if deletion.organisation_id is None:
        raise DeletionMustWait("the deletion was begun and its file is missing: bring it back")
    organisation_id = deletion.organisation_id
    refs = inventory.refs_of(organisation_id, deletion.server_id)
    counts = _counts(deletion, organisation_id, at)
    server_ids = [str(r.server_id) for r in refs]
    digests = [tombstones.digest_of(s) for s in server_ids]
    Deletion.objects.filter(pk=deletion.pk).update(counts=counts, subject_sha256=digests)
    deletion.counts, deletion.subject_sha256 = counts, digests
    made = Tombstone(
        scope=deletion.scope,
        address=deletion.address,
        subject_sha256=digests,
        organisation_sha256=_organisation_digest(deletion, organisation_id),
        server_ids=server_ids,
        organisation_id=str(organisation_id),
    )
    tombstones.write(deletion, made)
    return made


def _organisation_digest(deletion: Deletion, organisation_id: UUID) -> str:
    whole = deletion.scope == Deletion.Scope.ORGANISATION
    return tombstones.digest_of(organisation_id) if whole else ""


def _counts(deletion: Deletion, organisation_id: UUID, at: datetime) -> dict[str, int]:
    """Rows by kind, before anything goes."""
    server_id = deletion.server_id
    refs = inventory.refs_of(organisation_id, server_id)
    permit = gate.permit_own(organisation_id, at=at, actor="rights", what="deletion: counted")
    counts = {"samples": 0, "devices": 0, "configurations": 0}
    for _, lines in held(permit, refs):
        for line in lines:
            counts[line.table] += line.rows_count
    inbox = waiting(permit, refs)
    counts["inbox"] = inbox.bundles_count + inbox.unreadable_count
    counts["edition-parts"] = inventory.editions(organisation_id, server_id).parts_count
    if server_id is None:
        counts["editions"] = inventory.editions(organisation_id).editions_count
    for kind in all_kinds():
        if server_id is None or kind.server_path:
            counts[kind.key] = kind.rows(organisation_id, server_id).count()
    return counts


def _certify(deletion: Deletion, kept: Tombstone, found: Scan, at: datetime) -> dict[str, Any]:
    """Sign what was done, and put it into the tombstone, from which the ids go."""
    deletion.refresh_from_db()
    made = certificate.signed(_content(deletion, len(kept.server_ids), found, at))
    tombstones.write(deletion, replace(kept, server_ids=[], organisation_id="", certificate=made))
    return made


def _close(deletion: Deletion, made: dict[str, Any], at: datetime) -> None:
    """The deletion is done: its certificate is shown from now on."""
    whole = deletion.scope == Deletion.Scope.ORGANISATION
    name = deletion.hostname or deletion.organisation_name
    digest = certificate.digest_of(made)
    values = {"server_id": None, "certificate": made, "problem": "", "step": "", "done_at": at}
    if whole:
        values["organisation_id"] = None
    with transaction.atomic():
        Deletion.objects.filter(pk=deletion.pk).update(state=State.DONE, **values)
        action = "organisation_deleted" if whole else "server_deleted"
        owner = None if whole else deletion.organisation_id
        audit.record(at, deletion.asked_by, action, owner, subject=name, digest=digest)
        if owner is not None:
            Inventory.objects.filter(organisation_id=owner).update(asked_at=at)  # counted anew


def _content(deletion: Deletion, servers_count: int, found: Scan, at: datetime) -> dict[str, Any]:
    return {
        "installation": settings.PUBLIC_URL,
        "operator": {"ja": settings.OPERATOR_NAME_JA, "en": settings.OPERATOR_NAME_EN},
        "scope": deletion.scope,
        "organisation": deletion.organisation_name,
        "hostname": deletion.hostname,
        "asked_by": deletion.asked_by,
        "asked_at": _text(deletion.asked_at),
        "due_at": _text(deletion.due_at),
        "begun_at": _text(deletion.begun_at),
        "done_at": _text(at),
        "servers_count": servers_count,
        "counts": deletion.counts,
        "subject_sha256": deletion.subject_sha256,
        "scan": {
            "at": _text(at),
            "tables_count": found.tables_count,
            "files_count": found.files_count,
            "found_count": len(found.found),
        },
    }


def _text(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def _pk(server: Server | None) -> UUID | None:
    return server.pk if server else None
