"""Deleting again what a restored backup brought back (MISSION E5): the tombstones know what was deleted, though no id is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from kado.rights import steps, tombstones
from kado.rights.places import deletions_folder
from kado.rights.scanning import Scan, purge_free_pages, scan
from kado.rights.steps import STEPS, Subject
from kado.rights.tombstones import Tombstone, digest_of
from kado.store.erasing import DeletionMustWait, server_ids_in_lake
from kado.tenancy import audit, scope
from kado.tenancy.models import Organisation, Server

_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Reapplied:
    """What had come back and is gone again."""

    servers_count: int
    organisations_count: int


def reapply(at: datetime, folder: Path | None = None, *, with_lake: bool = True) -> Reapplied:
    """Delete again whatever the tombstones of `folder` (this installation's own where None) name and is here.

    with_lake False: only what the database knows, which takes a moment; the worker does so when it starts. Raises DeletionMustWait.
    """
    with scope.everything("deletions are applied again after a restore"):
        done = [
            reapply_one(t, at, with_lake=with_lake)
            for t in tombstones.of_folder(folder or deletions_folder())
            if t.certificate is not None
        ]
    return Reapplied(sum(d.servers_count for d in done), sum(d.organisations_count for d in done))


def reapply_one(tombstone: Tombstone, at: datetime, *, with_lake: bool = True) -> Reapplied:
    """One finished deletion. Nothing came back: nothing is touched. Raises DeletionMustWait."""
    wanted = set(tombstone.subject_sha256)
    organisations = _organisations(tombstone)
    for organisation_id in organisations:
        own = Server.objects.filter(organisation_id=organisation_id)
        ids = tuple(own.values_list("pk", flat=True))
        _again(Subject(organisation_id, ids, True, "", at))
    back = [
        row
        for row in Server.objects.values_list("pk", "organisation_id", "hostname")
        if digest_of(row[0]) in wanted
    ]
    for server_id, organisation_id, hostname in back:
        _again(Subject(organisation_id, (server_id,), False, hostname, at))
    in_lake = _in_lake(wanted, at) if with_lake and wanted else 0
    count = len(back) + in_lake
    if count or organisations:
        name = str((tombstone.certificate or {}).get("hostname", ""))
        audit.record(at, "rights", "deletion_reapplied", None, subject=name)
    return Reapplied(count, len(organisations))


def _organisations(tombstone: Tombstone) -> list[UUID]:
    if not tombstone.organisation_sha256:
        return []
    ids: Iterable[UUID] = Organisation.objects.values_list("pk", flat=True)
    return [i for i in ids if digest_of(i) == tombstone.organisation_sha256]


def _again(subject: Subject) -> None:
    for _, step in STEPS:
        step(subject)
    look_again(subject)


def _in_lake(wanted: set[str], at: datetime) -> int:
    """Rows of servers that the database does not know: a lake restored by itself."""
    left = tuple(UUID(s) for s in server_ids_in_lake() if digest_of(s) in wanted)
    if left:
        steps.lake(Subject(_NOBODY, left, False, "", at))
        look_again(Subject(_NOBODY, left, False, "", at))
    return len(left)


def look_again(subject: Subject) -> Scan:
    """Purge what the database keeps for later, and look everywhere. Raises DeletionMustWait where something is left."""
    purge_free_pages()
    found = scan(subject.ids, subject.organisation_id)
    if found.found:
        places = ", ".join(found.found[:5])
        raise DeletionMustWait(f"something is left and is looked for again: {places}")
    return found
