"""Rewriting data files of the lake: merging small ones, and leaving a deleted server's rows out.

New files are forced to the disk before the one commit that puts them in the place of the old ones. A commit that met another's
change of the same files fails and changes nothing.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Final
from uuid import uuid4

import pyarrow.parquet as pq
from deltalake.exceptions import CommitFailedError
from deltalake.transaction import AddAction, RemoveAction

from kado.store.durable import sync_tree
from kado.store.lake import (
    ROW_GROUP_ROWS,
    DataFile,
    add_action,
    commit,
    data_files,
    folder_of,
    open_table,
    remove_files,
)
from kado.store.query import connected
from kado.store.schemas import PARTITIONS, SORT_KEYS, TABLES

# Files above this are left alone: large enough to be read well.
SMALL_ROWS: Final = 4_000_000
FILES_COUNT: Final = 16  # of small ones in a partition, before they are merged

_COPY_SQL: Final = """
COPY (SELECT {columns} FROM read_parquet($paths, hive_partitioning = false)
      WHERE server_id NOT IN (SELECT unnest($without)) ORDER BY {order})
TO '{target}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {rows})
"""


def merge_small_files(name: str, at: datetime) -> int:
    """Merge the small files of every partition that has many; returns how many files went. Readers of pinned versions keep theirs."""
    table = open_table(name)
    gone = 0
    for part in _partitions(data_files(name, table.version())):
        small = [f for f in part if f.rows_count < SMALL_ROWS]
        if len(small) < FILES_COUNT:
            continue
        try:
            _replace(name, small, without=(), at=at)
        except CommitFailedError:  # somebody else changed the partition: next time
            continue
        gone += len(small)
    return gone


def leave_out(
    name: str, server_ids: Collection[str], buckets: Collection[int], at: datetime
) -> list[str]:
    """Rewrite every file that holds rows of these servers without them; returns the files replaced (still on the disk)."""
    table = open_table(name)
    replaced: list[str] = []
    for part in _partitions(data_files(name, table.version())):
        if part[0].bucket not in buckets:
            continue
        holding = [f for f in part if _holds(name, f, server_ids)]
        if holding:
            _replace(name, holding, without=server_ids, at=at)
            replaced += [f.path for f in holding]
    return replaced


def _partitions(files: Sequence[DataFile]) -> Iterator[list[DataFile]]:
    grouped: dict[tuple[str, int], list[DataFile]] = {}
    for file in files:
        grouped.setdefault((file.month, file.bucket), []).append(file)
    yield from grouped.values()


def _holds(name: str, file: DataFile, server_ids: Collection[str]) -> bool:
    column = pq.read_table(
        folder_of(name) / file.path,
        columns=["server_id"],
        filters=[("server_id", "in", server_ids)],
    )
    return bool(column.num_rows)


def _replace(name: str, files: Sequence[DataFile], without: Collection[str], at: datetime) -> None:
    """Put one file with the rows of `files`, but those of the servers `without`, in their place."""
    table = open_table(name)
    stamp = int(at.timestamp() * 1000)
    removes = [RemoveAction(f.path, bool(without), stamp, f.size_bytes, _values(f)) for f in files]
    added = _merged(name, files, without)
    adds = [added] if added else []
    try:
        commit(table, [*removes, *adds], [])
    except CommitFailedError:
        remove_files(name, [a.path for a in adds])
        raise


def _values(file: DataFile) -> dict[str, str | None]:
    return {"month": file.month, "bucket": str(file.bucket)}


def _merged(name: str, files: Sequence[DataFile], without: Collection[str]) -> AddAction | None:
    """Write the merged file, sorted, and force it to the disk; None where no row is left. DuckDB sorts, on the disk if need be."""
    folder = folder_of(name)
    path = f"month={files[0].month}/bucket={files[0].bucket}/{uuid4().hex}.parquet"
    columns = [c for c in TABLES[name].names if c not in PARTITIONS]
    sql = _COPY_SQL.format(
        columns=", ".join(columns),
        order=", ".join((*SORT_KEYS[name], "received_at")),
        target=str(folder / path).replace("'", "''"),
        rows=ROW_GROUP_ROWS,
    )
    paths = [str(folder / f.path) for f in files]
    with connected() as connection:
        connection.execute(sql, {"paths": paths, "without": list(without)})
    written = pq.read_table(folder / path, columns=["server_id", "observed_at"])
    if not written.num_rows:
        remove_files(name, [path])
        return None
    sync_tree([folder / path], folder)
    size = (folder / path).stat().st_size
    return add_action(
        path, size, {k: str(v) for k, v in _values(files[0]).items()}, written, is_new=False
    )
