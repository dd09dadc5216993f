"""The lake: three Delta tables in a folder, appended to exactly once per batch and readable at every pinned version (MISSION B3).

Order of an append: data files are written and forced to the disk, then the commit names them, then the commit is forced to
the disk, then `append` returns. Killed anywhere in between, the batch is either not in the table (files without a commit are
left for `kado.store.upkeep`) or wholly in it. The commit carries the batch id as a Delta application transaction, so that
appending the batch again does nothing, even while another process does the same.
"""

import json
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError, DeltaError
from deltalake.transaction import (
    AddAction,
    CommitProperties,
    PostCommitHookProperties,
    Transaction,
)
from django.conf import settings

from kado.store.durable import mend_log, sync_file, sync_folder, sync_tree
from kado.store.schemas import PARTITIONS, SORT_KEYS, TABLES, LakeRows

# Old versions stay readable: an edition made again from its pin must come out the same (MISSION B3).
_CONFIGURATION: Final = {
    "delta.enableExpiredLogCleanup": "false",
    "delta.logRetentionDuration": "interval 3650 days",
    "delta.checkpointInterval": "100",
}
ROW_GROUP_ROWS: Final = 131_072


class PinGone(LookupError):
    """A pinned version cannot be read any more: its files were removed because a customer had data deleted (MISSION E5)."""


def append(rows: LakeRows, batch_id: UUID) -> int:
    """Add the rows of one batch, once; returns how many rows were new. On return they are on the disk.

    Called again with the same batch id (after a crash) it adds nothing to the tables that have the batch already.
    """
    return sum(_append(name, table, batch_id) for name, table in rows.items() if table.num_rows)


def versions() -> dict[str, int]:
    """The newest version of every table: the pin of an edition."""
    return {name: open_table(name).version() for name in TABLES}


def folder_of(name: str) -> Path:
    """Where a table lies."""
    return Path(settings.LAKE_URL) / name


def open_table(name: str, version: int | None = None) -> DeltaTable:
    """A table, made where there is none, at a version or at its newest. Raises PinGone for a version that is not there."""
    folder = folder_of(name)
    log = folder / "_delta_log"
    if version is not None:
        try:
            return DeltaTable(folder, version=version)
        except DeltaError as error:
            raise PinGone(f"version {version} of {name!r} cannot be read: {error}") from error
    if not log.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        DeltaTable.create(
            folder,
            TABLES[name],
            mode="ignore",
            partition_by=list(PARTITIONS),
            configuration=_CONFIGURATION,
        )
        sync_tree(log.glob("*.json"), Path(settings.LAKE_URL))
    mend_log(log)
    return DeltaTable(folder)


def _append(name: str, rows: pa.Table, batch_id: UUID) -> int:
    table = open_table(name)
    if table.transaction_version(str(batch_id)) is not None:
        _sync_log(name)  # the crash may have come between commit and fsync
        return 0
    actions = [_write(name, part, values) for values, part in _partitions(rows, name)]
    folder = folder_of(name)
    sync_tree((folder / a.path for a in actions), folder)
    stamp = time.time_ns() // 1_000_000
    try:
        commit(table, actions, [Transaction(str(batch_id), 1, stamp)])
    except CommitFailedError:
        if open_table(name).transaction_version(str(batch_id)) is None:
            raise
        remove_files(name, [a.path for a in actions])  # somebody else was faster with this batch
        return 0
    return int(rows.num_rows)


def commit(table: DeltaTable, actions: Sequence[Any], transactions: list[Transaction]) -> None:
    """Add and remove files in one commit and force the commit to the disk."""
    name = Path(table.table_uri).name
    table.create_write_transaction(
        list(actions),
        "append",
        table.schema(),
        list(PARTITIONS),
        commit_properties=CommitProperties(app_transactions=transactions),
        post_commithook_properties=PostCommitHookProperties(cleanup_expired_logs=False),
    )
    _sync_log(name)


def _sync_log(name: str) -> None:
    """Force the newest commits, a checkpoint made with them and their folder to the disk."""
    log = folder_of(name) / "_delta_log"
    for path in sorted(log.iterdir(), key=lambda p: p.stat().st_mtime_ns)[-8:]:
        sync_file(path)
    sync_folder(log)


def remove_files(name: str, paths: Sequence[str]) -> None:
    """Remove data files that no version names any more."""
    for path in paths:
        (folder_of(name) / path).unlink(missing_ok=True)


def _partitions(rows: pa.Table, name: str) -> Iterator[tuple[dict[str, str], pa.Table]]:
    """The rows of each partition, sorted, without the partition columns."""
    keys = [*PARTITIONS, *SORT_KEYS[name]]
    ordered = rows.sort_by([(k, "ascending") for k in keys])
    groups = ordered.group_by(list(PARTITIONS), use_threads=False).aggregate([([], "count_all")])
    # Grouping promises no order, not even that of its input: unsorted, rows came to lie in other servers' buckets.
    groups = groups.sort_by([(k, "ascending") for k in PARTITIONS])
    start = 0
    for group in groups.to_pylist():
        part = ordered.slice(start, group["count_all"]).drop_columns(list(PARTITIONS))
        start += group["count_all"]
        yield {k: str(group[k]) for k in PARTITIONS}, part


def _write(name: str, part: pa.Table, values: dict[str, str]) -> AddAction:
    """Write one data file (not yet forced to the disk, not yet named by a commit)."""
    path = "/".join([*(f"{k}={v}" for k, v in values.items()), f"{uuid4().hex}.parquet"])
    whole = folder_of(name) / path
    whole.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(
        part,
        whole,
        compression="zstd",
        row_group_size=ROW_GROUP_ROWS,
        write_page_index=True,
    )
    return add_action(path, whole.stat().st_size, values, part)


def add_action(
    path: str, size: int, values: dict[str, str], part: pa.Table, *, is_new: bool = True
) -> AddAction:
    """What a commit says of a data file. The statistics let readers skip files; instants are widened to whole milliseconds.

    is_new False: its rows were in the table before, in other files.
    """
    servers, instants = pc.min_max(part["server_id"]), pc.min_max(part["observed_at"])
    low, high = instants["min"].as_py(), instants["max"].as_py() + timedelta(microseconds=999)
    statistics = {
        "numRecords": part.num_rows,
        "minValues": {"server_id": servers["min"].as_py(), "observed_at": _text(low)},
        "maxValues": {"server_id": servers["max"].as_py(), "observed_at": _text(high)},
        "nullCount": {"server_id": 0, "observed_at": 0},
    }
    stamp = time.time_ns() // 1_000_000
    return AddAction(path, size, values, stamp, is_new, json.dumps(statistics))


def _text(instant: datetime) -> str:
    """An instant as Delta's statistics write it."""
    return (
        instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.")
        + f"{instant.microsecond // 1000:03}Z"
    )


@dataclass(frozen=True, slots=True)
class DataFile:
    """One data file of a table's version."""

    path: str  # inside the table's folder
    month: str
    bucket: int
    rows_count: int
    size_bytes: int


def data_files(name: str, version: int) -> tuple[DataFile, ...]:
    """Every data file of a pinned version, in a fixed order."""
    return _data_files(settings.LAKE_URL, name, version)


@lru_cache(maxsize=8)
def _data_files(lake_url: str, name: str, version: int) -> tuple[DataFile, ...]:
    table = pa.table(open_table(name, version).get_add_actions(flatten=True))
    columns = ("path", "partition.month", "partition.bucket", "num_records", "size_bytes")
    if not table.num_rows:
        return ()
    rows = zip(*(table[c].to_pylist() for c in columns), strict=True)
    return tuple(DataFile(*row) for row in sorted(rows))


def files_by_partition(name: str, version: int) -> Mapping[tuple[str, int], tuple[DataFile, ...]]:
    """(month, bucket) -> its data files at a pinned version, in a fixed order."""
    return _files_by_partition(settings.LAKE_URL, name, version)


@lru_cache(maxsize=8)
def _files_by_partition(
    lake_url: str, name: str, version: int
) -> Mapping[tuple[str, int], tuple[DataFile, ...]]:
    found: dict[tuple[str, int], list[DataFile]] = {}
    for file in _data_files(lake_url, name, version):
        found.setdefault((file.month, file.bucket), []).append(file)
    return {partition: tuple(own) for partition, own in found.items()}


def files_of(
    name: str, version: int, months: Collection[str], buckets: Collection[int]
) -> list[DataFile]:
    """The data files of some buckets for some months at a pinned version, in a fixed order."""
    known = files_by_partition(name, version)
    return [f for m in sorted(months) for b in sorted(buckets) for f in known.get((m, b), ())]


def files(name: str, version: int, months: Collection[str], buckets: Collection[int]) -> list[str]:
    """Where they are."""
    folder = folder_of(name)
    return [str(folder / f.path) for f in files_of(name, version, months, buckets)]


def months_between(name: str, version: int, start: datetime | None, end: datetime) -> list[str]:
    """The months ('YYYY-MM', UTC) of a pinned version that a span touches, oldest first."""
    first = start.astimezone(UTC).strftime("%Y-%m") if start else ""
    last = (end - timedelta(microseconds=1)).astimezone(UTC).strftime("%Y-%m")
    return sorted({m for m, _ in files_by_partition(name, version) if first <= m <= last})
