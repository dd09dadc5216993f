"""What is known of deletions outside the database: one JSON file each, so that a restored backup can be cleansed (MISSION E5).

While a deletion is under way its file holds the ids that it is about; when it is done they are gone from it and their digests and the
certificate stand there. An id is random, so its digest tells nobody which it was, and finds it again in a backup.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from kado.rights.models import Deletion
from kado.rights.places import deletions_folder
from kado.store.durable import sync_folder


class Tombstone(msgspec.Struct, frozen=True):
    """One deletion. server_ids and organisation_id only while it is under way; certificate only when it is done."""

    scope: str
    address: str
    subject_sha256: list[str]
    organisation_sha256: str = ""
    server_ids: list[str] = []
    organisation_id: str = ""
    certificate: dict[str, object] | None = None


def digest_of(identifier: object) -> str:
    return hashlib.sha256(str(identifier).encode()).hexdigest()


def path_of(deletion: Deletion) -> Path:
    return deletions_folder() / f"{deletion.asked_at:%Y%m%d-%H%M%S}-{deletion.address[:12]}.json"


def write(deletion: Deletion, tombstone: Tombstone) -> None:
    """Put the file in place whole, on the disk when this returns."""
    path = path_of(deletion)
    beside = path.with_suffix(".part")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(tombstone), indent=1))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def read(deletion: Deletion) -> Tombstone | None:
    """The file of a deletion, None where it was not begun."""
    path = path_of(deletion)
    return _read(path) if path.is_file() else None


def of_folder(folder: Path) -> Iterator[Tombstone]:
    """Every tombstone of a folder, oldest first."""
    for path in sorted(folder.glob("*.json")):
        yield _read(path)


def _read(path: Path) -> Tombstone:
    return msgspec.json.decode(path.read_bytes(), type=Tombstone)
