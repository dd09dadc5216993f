"""Upkeep of the lake and of what is remembered: merging small files, removing what nobody names, deleting and exporting a server (MISSION E5)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from kado.entitlement.gate import Permit
from kado.store.durable import sync_folder
from kado.store.lake import data_files, folder_of, open_table, remove_files, versions
from kado.store.models import BundleReceipt, InboxBundle
from kado.store.query import connected
from kado.store.rewriting import leave_out, merge_small_files
from kado.store.schemas import TABLES
from kado.store.telemetry import ServerRef
from kado.tenancy.scope import everything

# A file that no version names any more, or that a killed append left, is removed after this long: a reader may still be at it.
UNNAMED_HOURS: Final = 7 * 24
# After this a bundle sent again is stored again. Doubled rows change no daily figure: means are weighted, the rest are extremes.
RECEIPTS_DAYS: Final = 100

_EXPORT_SQL: Final = """
COPY (SELECT * FROM read_parquet($paths, hive_partitioning = false) WHERE server_id = $server ORDER BY observed_at)
TO '{target}' ({form})
"""


class DeletionMustWait(RuntimeError):
    """Bundles of the server are being digested right now: try again in a minute."""


@dataclass(frozen=True, slots=True)
class UpkeepReport:
    files_merged_count: int
    files_removed_count: int
    receipts_removed_count: int


def upkeep(at: datetime, pins: Mapping[str, Sequence[int]]) -> UpkeepReport:
    """Merge small files, remove files that neither the newest nor a pinned version names, forget old receipts.

    pins: for each table the versions that must stay readable (those of editions, MISSION B3).
    """
    merged = sum(merge_small_files(name, at) for name in TABLES)
    removed = sum(_remove_unnamed(name, pins.get(name, ())) for name in TABLES)
    with everything("upkeep: receipts of all organisations grow old"):
        old = BundleReceipt.objects.filter(received_at__lt=at - timedelta(days=RECEIPTS_DAYS))
        return UpkeepReport(merged, removed, old.delete()[0])


def _remove_unnamed(name: str, keep: Sequence[int]) -> int:
    table = open_table(name)
    newest = table.version()
    kept = sorted({newest, *(v for v in keep if v <= newest)})
    listed = table.vacuum(  # it lists files gone long ago too
        UNNAMED_HOURS, dry_run=True, enforce_retention_duration=False, full=True, keep_versions=kept
    )
    gone = [path for path in listed if (folder_of(name) / path).exists()]
    remove_files(name, gone)
    return len(gone)


def delete_servers(servers: Sequence[ServerRef], at: datetime) -> int:
    """Remove every row of these servers from the lake and the inbox, also from the disk; returns how many data files were replaced.

    Revoke their tokens first, so that nothing new comes. Versions pinned before can then no longer be read for those buckets:
    reading them raises PinGone, and an edition made again is made from a newer version. Raises DeletionMustWait.
    """
    ids = [s.server_id for s in servers]
    waiting = InboxBundle.objects.filter(server_id__in=ids)
    if waiting.exclude(batch_id=None).filter(problem="").exists():
        raise DeletionMustWait("bundles of the server are being digested: try again in a minute")
    waiting.delete()
    BundleReceipt.objects.filter(server_id__in=ids).delete()
    buckets = {s.bucket for s in servers}
    count = 0
    for name in TABLES:
        replaced = leave_out(name, [str(i) for i in ids], buckets, at)
        count += len(replaced)
        gone = [*replaced, *_stale(name, buckets)]
        remove_files(name, gone)
        for folder in {(folder_of(name) / path).parent for path in gone}:
            sync_folder(folder)
    return count


def _stale(name: str, buckets: set[int]) -> list[str]:
    """Files of these buckets that a commit took out and that are still on the disk: they may hold the servers' rows from before a merge.

    Only files named by a commit: one that no commit names yet may belong to an append under way.
    """
    folder = folder_of(name)
    taken_out: set[str] = set()
    for commit in (folder / "_delta_log").glob("[0-9]*.json"):
        lines = (line for line in commit.read_text().splitlines() if '"remove"' in line)
        actions = (json.loads(line).get("remove") for line in lines)
        taken_out.update(a["path"] for a in actions if a)
    endings = tuple(f"/bucket={b}" for b in buckets)
    in_buckets = (p for p in taken_out if p.rpartition("/")[0].endswith(endings))
    return sorted(p for p in in_buckets if (folder / p).exists())


def export_server(permit: Permit, server: ServerRef, folder: Path) -> list[Path]:
    """Write everything the lake holds about one server into `folder`: samples as Parquet, documents as JSON lines. The files written."""
    permit.check(server.organisation_id)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, version in versions().items():
        files = [f for f in data_files(name, version) if f.bucket == server.bucket]
        paths = [str(folder_of(name) / f.path) for f in files]
        if not paths:
            continue
        end, form = (
            ("parquet", "FORMAT parquet, COMPRESSION zstd")
            if name == "samples"
            else ("jsonl", "FORMAT json")
        )
        target = folder / f"{name}.{end}"
        sql = _EXPORT_SQL.format(target=str(target).replace("'", "''"), form=form)
        with connected() as connection:
            connection.execute(sql, {"paths": paths, "server": str(server.server_id)})
        written.append(target)
    return written
