"""Exports (MISSION E5): asked for by an administrator, made by the worker, fetched for seven days, then gone.

An archive is written beside its name and put there when it is whole: killed half-way, it is made again from the beginning.
"""

import hashlib
import logging
import secrets
import shutil
import zipfile
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from uuid import UUID

from django.db.models import F

from kado.entitlement import gate
from kado.entitlement.gate import Permit
from kado.rights import export_parts
from kado.rights.archive import Archive
from kado.rights.inventory import refs_of
from kado.rights.models import Export
from kado.rights.places import exports_folder
from kado.rights.readme import readme
from kado.store.durable import sync_file, sync_folder
from kado.tenancy import audit, scope
from kado.tenancy.models import Organisation, Server, User

KEPT: Final = timedelta(days=7)
ATTEMPTS_MOST_COUNT: Final = 3
# Waiting or ready at a time, for an organisation: an archive is as large as what is held.
EXPORTS_MOST_COUNT: Final = 5
_PENDING: Final = (Export.State.WAITING, Export.State.MAKING)
_LIVE: Final = (*_PENDING, Export.State.READY)
_CHUNK_BYTES: Final = 1 << 20
_log = logging.getLogger(__name__)


class ExportRefused(ValueError):
    """It cannot be asked for now. key: the text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Overtaken(RuntimeError):
    """The export was taken away while it was made."""


def ask(organisation: Organisation, server: Server | None, user: User, at: datetime) -> Export:
    """Ask for an archive of the organisation, or of one server. Raises ExportRefused."""
    live = Export.objects.filter(organisation=organisation, state__in=_LIVE)
    if live.filter(server=server, state__in=_PENDING).exists():
        raise ExportRefused("export-refused-pending")
    if live.count() >= EXPORTS_MOST_COUNT:
        raise ExportRefused("export-refused-many")
    hostname = server.hostname if server else ""
    made = Export.objects.create(
        organisation=organisation, server=server, hostname=hostname, asked_by=user, asked_at=at
    )
    audit.record(at, user.email, "export_asked", organisation.pk, subject=hostname)
    return made


def path_of(export: Export) -> Path | None:
    """The archive, None where there is none to fetch."""
    if export.state != Export.State.READY or not export.file_name:
        return None
    path = exports_folder() / export.file_name
    return path if path.is_file() else None


def work(at: datetime) -> int:
    """The worker's part: take away what is past its days, make what was asked for; returns how many were made."""
    with scope.everything("exports that customers asked for"):
        remove(Export.objects.filter(state=Export.State.READY, expires_at__lte=at))
        _sweep()
        pending = Export.objects.filter(state__in=_PENDING).select_related("organisation", "server")
        return sum(_try(export, at) for export in pending.order_by("asked_at"))


def remove(exports: Iterable[Export]) -> int:
    """Take archives away, finished or under way; returns how many."""
    count = 0
    for export in exports:
        # First the row: a maker that is at it finds it taken away and puts nothing in place.
        Export.objects.filter(pk=export.pk).update(state=Export.State.GONE, file_name="")
        _clear(export.pk)
        count += 1
    sync_folder(exports_folder())
    return count


def _clear(export_id: int) -> None:
    """Remove every file of an export, also what a killed maker left."""
    for path in exports_folder().glob(f"{export_id}-*"):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _sweep() -> None:
    """Remove files of exports that are no more: their rows went with an organisation or a server."""
    live = {str(pk) for pk in Export.objects.filter(state__in=_LIVE).values_list("pk", flat=True)}
    for path in exports_folder().iterdir():
        number = path.name.partition("-")[0]
        if number.isdigit() and number not in live:
            _clear(int(number))


def _try(export: Export, at: datetime) -> bool:
    """Make one archive; what fails is tried again in later rounds, three times."""
    own = Export.objects.filter(pk=export.pk, state__in=_PENDING)
    if not own.update(state=Export.State.MAKING, attempts_count=F("attempts_count") + 1):
        return False
    try:
        _make(export, at)
    except Overtaken:
        return False
    except (OSError, RuntimeError, ValueError) as error:
        _log.exception("export %s failed", export.pk)
        failed = export.attempts_count + 1 >= ATTEMPTS_MOST_COUNT
        state = Export.State.FAILED if failed else Export.State.WAITING
        own.update(state=state, problem=str(error)[:300])
        return False
    return True


def _make(export: Export, at: datetime) -> None:
    organisation, server_id = export.organisation, export.server_id
    _clear(export.pk)
    permit = gate.permit_own(organisation.pk, at=at, actor="rights", what=f"export {export.pk}")
    name = f"{export.pk}-{secrets.token_hex(8)}.zip"
    part = exports_folder() / f"{name}.part"
    with (
        TemporaryDirectory(dir=exports_folder(), prefix=f"{export.pk}-") as pieces,
        zipfile.ZipFile(part, "w", allowZip64=True) as target,
    ):
        _fill(export, Archive(target, at), permit, Path(pieces), server_id)
    part.chmod(0o600)
    sync_file(part)
    digest, size = _digest(part)
    part.replace(exports_folder() / name)
    sync_folder(exports_folder())
    done = Export.objects.filter(pk=export.pk, state=Export.State.MAKING).update(
        state=Export.State.READY,
        file_name=name,
        made_at=at,
        expires_at=at + KEPT,
        size_bytes=size,
        sha256=digest,
        problem="",
    )
    if not done:
        (exports_folder() / name).unlink(missing_ok=True)
        raise Overtaken(f"export {export.pk} was taken away while it was made")
    who = export.asked_by.email if export.asked_by else "?"
    audit.record(
        at, "rights", "export_made", organisation.pk, subject=export.hostname, asked_by=who
    )


def _fill(
    export: Export, archive: Archive, permit: Permit, pieces: Path, server_id: UUID | None
) -> None:
    organisation = export.organisation
    servers = refs_of(organisation.pk, server_id)
    editions = export_parts.editions_of(organisation.pk, server_id)
    own = Export.objects.filter(pk=export.pk, state=Export.State.MAKING)
    if not own.update(done_count=0, total_count=len(servers) + len(editions) + 1):
        raise Overtaken(f"export {export.pk} was taken away before it was made")
    step = partial(_step, export.pk)
    export_parts.add_records(archive, organisation.pk, server_id)
    step()
    for ref in servers:
        export_parts.add_server(archive, permit, ref, pieces)
        step()
    for edition in editions:
        export_parts.add_edition(archive, edition, server_id, organisation.locale)
        step()
    head: dict[str, object] = {
        "made_at": archive.at,
        "organisation_id": str(organisation.pk),
        "organisation": organisation.name,
        "server_id": str(server_id) if server_id else None,
        "hostname": export.hostname or None,
    }
    archive.finish(head, partial(readme, organisation, export.hostname, archive.at))


def _step(export_id: int) -> None:
    """One piece more is written. Raises Overtaken for an export that was taken away meanwhile."""
    own = Export.objects.filter(pk=export_id, state=Export.State.MAKING)
    if not own.update(done_count=F("done_count") + 1):
        raise Overtaken(f"export {export_id} was taken away while it was made")


def _digest(path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(_CHUNK_BYTES):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size
