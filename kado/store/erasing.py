"""Erasing servers from inbox and lake so that nothing of them is left on the disk, and looking whether that is so (MISSION E5).

Besides the rows, five things remember a server: files that a commit took out, files that no commit ever named (a killed append), the
statistics that the commits of the Delta log carry, checkpoints of that log, and rollups. All are dealt with here. Every step may be killed and
done again.
"""

import json
import re
import shutil
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake.exceptions import CommitFailedError
from django.conf import settings

from kado.store import rollups
from kado.store.durable import sync_file, sync_folder
from kado.store.lake import data_files, folder_of, open_table, remove_files
from kado.store.models import BundleReceipt, InboxBundle
from kado.store.rewriting import leave_out
from kado.store.schemas import TABLES
from kado.store.telemetry import ServerRef

# A file that no commit names may belong to an append under way for as long; an append takes seconds.
APPEND_SECONDS: Final = 900
# A digest of the past: of the same length as an id, so that statistics keep their form.
NOBODY: Final = str(UUID(int=0))
_CHUNK_BYTES: Final = 1 << 22
ID_CHARACTERS: Final = 36
# From so many on one pass over all that looks like an id is quicker than a pass for each.
FEW_NEEDLES: Final = 16
_IDS: Final = re.compile(rb"(?=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}))")
Finder = Callable[[bytes], bool]


class DeletionMustWait(RuntimeError):
    """Something about the server is being written right now: try again in a while. The message says what."""


@dataclass(frozen=True, slots=True)
class Erased:
    """Files of the lake that went, and files of its log that named the servers and no longer do."""

    files_count: int
    log_files_count: int


def erase_waiting(servers: Sequence[ServerRef]) -> int:
    """Remove the servers' bundles from the inbox, also unreadable ones, and their receipts; returns how many rows. Raises DeletionMustWait."""
    ids = [s.server_id for s in servers]
    bundles = InboxBundle.objects.filter(server_id__in=ids)
    if bundles.exclude(batch_id=None).filter(problem="").exists():
        raise DeletionMustWait("bundles of the server are being digested: try again in a minute")
    gone, _ = bundles.delete()
    receipts, _ = BundleReceipt.objects.filter(server_id__in=ids).delete()
    return gone + receipts


def erase_folders(organisation_id: UUID) -> None:
    """Remove what is kept in the lake's folder in the name of an organisation that goes altogether (rollups)."""
    for folder in sorted(lake_folder().rglob(str(organisation_id))):
        shutil.rmtree(folder)
        sync_folder(folder.parent)


def erase(servers: Sequence[ServerRef], at: datetime) -> Erased:
    """Remove every row of these servers from the lake, also from the disk, and their ids from its log.

    Revoke their tokens and empty the inbox first, so that nothing new comes. Versions pinned before can then no longer be read for
    those buckets: reading them raises PinGone, and an edition made again is made from a newer version. Raises DeletionMustWait.
    """
    ids = [str(s.server_id) for s in servers]
    buckets = {s.bucket for s in servers}
    files_count = log_files_count = 0
    for name in TABLES:
        try:
            replaced = leave_out(name, ids, buckets, at)
        except CommitFailedError as error:
            raise DeletionMustWait(f"{name} was changed at the same moment: {error}") from error
        gone = [*replaced, *_stale(name, buckets), *_left_by_killed(name, ids, buckets)]
        remove_files(name, gone)
        for folder in {(folder_of(name) / path).parent for path in gone}:
            sync_folder(folder)
        files_count += len(gone)
        log_files_count += _forget_in_log(name, ids)
    files_count += len(rollups.forget(ids, buckets))
    return Erased(files_count, log_files_count)


def _stale(name: str, buckets: Collection[int]) -> list[str]:
    """Files of these buckets that a commit took out and that are still on the disk: they may hold the servers' rows from before a merge."""
    taken_out = {a["remove"]["path"] for a in _actions(name) if "remove" in a}
    return sorted(
        p for p in taken_out if _in_buckets(p, buckets) and (folder_of(name) / p).exists()
    )


def _left_by_killed(name: str, server_ids: list[str], buckets: Collection[int]) -> list[str]:
    """Files of these buckets that no commit names and that hold rows of the servers or cannot be read. Raises DeletionMustWait for a young one."""
    folder = folder_of(name)
    named = {a[kind]["path"] for a in _actions(name) for kind in ("add", "remove") if kind in a}
    left = []
    for bucket in sorted(buckets):
        for path in folder.glob(f"month=*/bucket={bucket}/*"):
            inside = path.relative_to(folder).as_posix()
            if inside in named or not _may_hold(path, server_ids):
                continue
            if time.time() - path.stat().st_mtime < APPEND_SECONDS:
                raise DeletionMustWait(
                    f"{name}/{inside} was written just now and no commit names it: an import may be under way"
                )
            left.append(inside)
    return left


def _may_hold(path: Path, server_ids: list[str]) -> bool:
    try:
        return holds_rows(path, server_ids)
    except (pa.ArrowInvalid, OSError):  # a file that was never finished
        return True


def holds_rows(path: Path, server_ids: Collection[str]) -> bool:
    """Whether a Parquet file holds rows of one of these servers. Raises ArrowInvalid for a file that is none."""
    wanted = [("server_id", "in", list(server_ids))]
    return bool(pq.read_table(path, columns=["server_id"], filters=wanted).num_rows)


def _in_buckets(path: str, buckets: Collection[int]) -> bool:
    return path.rpartition("/")[0].endswith(tuple(f"bucket={b}" for b in buckets))


def _actions(name: str) -> Iterator[dict[str, dict[str, str]]]:
    """What every commit of a table's log says of data files."""
    for commit in sorted((folder_of(name) / "_delta_log").glob("[0-9]*.json")):
        for line in commit.read_text(encoding="utf-8").splitlines():
            if line.startswith(('{"add"', '{"remove"')):
                yield json.loads(line)


def _forget_in_log(name: str, server_ids: list[str]) -> int:
    """Put nobody's id in the place of the servers' in the log's statistics, which speak of files that are gone; returns how many files changed."""
    log = folder_of(name) / "_delta_log"
    changed = 0
    for path in sorted(log.iterdir()):
        if path.suffix == ".parquet":
            changed += _drop_checkpoint(path, server_ids)
        elif path.is_file():
            changed += _rewrite(path, server_ids)
    if changed:
        sync_folder(log)
    if not (log / "_last_checkpoint").exists() and any(log.glob("*0.json")) and changed:
        open_table(name).create_checkpoint()  # opening the table stays quick
    return changed


def _rewrite(path: Path, server_ids: list[str]) -> bool:
    """A commit with the ids taken out: written beside it, forced to the disk, then put in its place at once."""
    text = before = path.read_bytes()
    for server_id in server_ids:
        text = text.replace(server_id.encode(), NOBODY.encode())
    if text == before:
        return False
    beside = path.with_name(f".{path.name}.erasing")
    beside.write_bytes(text)
    sync_file(beside)
    beside.replace(path)
    return True


def _drop_checkpoint(path: Path, server_ids: list[str]) -> bool:
    """A checkpoint only repeats the commits, which all stay: one that names the servers goes."""
    said = str(pq.ParquetFile(path).read(columns=["add.stats"]).to_pylist())
    if not any(server_id in said for server_id in server_ids):
        return False
    (path.parent / "_last_checkpoint").unlink(missing_ok=True)
    path.unlink()
    return True


def traces(server_ids: Collection[str], roots: Sequence[Path]) -> list[str]:
    """Files and folders below `roots` that still hold one of these ids: as text, as bare hexadecimal, in their name, or in a column
    `server_id` of a Parquet file.

    Paths in order. A root may be a file. Every byte of every file is looked at.
    """
    ids, mentions = list(server_ids), finder(server_ids)
    found = []
    for root in roots:
        paths = [root] if root.is_file() else sorted(root.rglob("*"))
        found += [str(p) for p in paths if _remembers(p, ids, mentions)]
    return found


def finder(ids: Collection[str]) -> Finder:
    """Whether a text names one of these ids, with or without dashes. Few are looked for one by one, many all at once."""
    needles = {form.encode() for i in ids for form in (i, i.replace("-", ""))}
    if len(needles) <= FEW_NEEDLES:
        return lambda text: any(needle in text for needle in needles)
    return lambda text: any(m.group(1) in needles for m in _IDS.finditer(text))


def _remembers(path: Path, server_ids: list[str], mentions: Finder) -> bool:
    if mentions(path.name.encode()):
        return True
    return path.is_file() and (_holds_text(path, mentions) or _holds_column(path, server_ids))


def server_ids_in_lake() -> set[str]:
    """Every server that the newest version of the lake holds rows of, one file after another (for cleansing a restored backup)."""
    found: set[str] = set()
    for name in TABLES:
        for file in data_files(name, open_table(name).version()):
            path = folder_of(name) / file.path
            column = pq.read_table(path, columns=["server_id"], read_dictionary=["server_id"])
            found.update(column["server_id"].unique().to_pylist())
    return found


def lake_folder() -> Path:
    """Where the whole lake lies."""
    return Path(settings.LAKE_URL)


def _holds_text(path: Path, mentions: Finder) -> bool:
    kept = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            window = kept + chunk
            if mentions(window):
                return True
            kept = window[-ID_CHARACTERS:]
    return False


def _holds_column(path: Path, server_ids: list[str]) -> bool:
    if path.suffix != ".parquet" or "_delta_log" in path.parts:
        return False
    try:
        if "server_id" not in pq.read_schema(path).names:
            return False
        return holds_rows(path, server_ids)
    except (pa.ArrowInvalid, OSError):
        return False
