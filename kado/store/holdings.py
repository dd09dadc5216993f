"""What is held of customers' telemetry, counted and copied out for the customer it is about (MISSION E5). Every read takes a permit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

from kado.entitlement.gate import Permit
from kado.store.lake import data_files, folder_of, versions
from kado.store.models import BundleReceipt, InboxBundle
from kado.store.query import Query, connected
from kado.store.schemas import PARTITIONS, SORT_KEYS, TABLES
from kado.store.telemetry import SERVERS_AT_ONCE, ServerRef

_EVER: Final = datetime(9999, 1, 1, tzinfo=UTC)
_COUNT_SQL: Final = """
SELECT server_id, {metric} AS metric, count(*) AS rows_count, min(observed_at) AS first_at, max(observed_at) AS last_at
FROM rows GROUP BY ALL ORDER BY ALL
"""
# Rows lie in this order in every file, so that sorting is a merge of runs and spills little.
_EXPORT_SQL: Final = """
COPY (SELECT {columns} FROM read_parquet($paths, hive_partitioning = false) WHERE server_id = $server ORDER BY {order})
TO '{target}' (FORMAT parquet, COMPRESSION zstd)
"""


@dataclass(frozen=True, slots=True)
class Held:
    """Rows of one table of the lake about one server; of samples, of one metric. metric is '' for the other tables."""

    server_id: str
    table: str
    metric: str
    rows_count: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """Bundles of some servers that are not in the lake: waiting, set aside as unreadable; and the receipts remembered."""

    bundles_count: int
    unreadable_count: int
    receipts_count: int


def held(permit: Permit, servers: Sequence[ServerRef]) -> Iterator[tuple[int, list[Held]]]:
    """What the newest version of the lake holds, some servers after others: (servers looked at, what is held of them).

    Raises UseRefused for a server the permit does not cover.
    """
    for server in servers:
        permit.check(server.organisation_id)
    pins = versions()
    ordered = sorted(servers, key=lambda s: (s.bucket, str(s.server_id)))
    for start in range(0, len(ordered), SERVERS_AT_ONCE):
        group = ordered[start : start + SERVERS_AT_ONCE]
        buckets, ids = {s.bucket for s in group}, [str(s.server_id) for s in group]
        found: list[Held] = []
        for table, version in pins.items():
            sql = _COUNT_SQL.format(metric="metric" if table == "samples" else "''")
            rows = Query(table, version, None, _EVER).run(sql, buckets, ids).to_pylist()
            found += [Held(table=table, **row) for row in rows]
        yield len(ids), found


def waiting(permit: Permit, servers: Sequence[ServerRef]) -> Waiting:
    """Bundles on their way into the lake. Raises UseRefused for a server the permit does not cover."""
    for server in servers:
        permit.check(server.organisation_id)
    ids = [s.server_id for s in servers]
    inbox = InboxBundle.objects.filter(server_id__in=ids)
    unreadable = inbox.exclude(problem="").count()
    receipts = BundleReceipt.objects.filter(server_id__in=ids).count()
    return Waiting(inbox.count() - unreadable, unreadable, receipts)


def export_table(permit: Permit, server: ServerRef, table: str, target: Path) -> int:
    """Write every row that the newest version of a table of the lake holds about one server into `target` (Parquet); returns how many.

    Where there is none, no file is written. DuckDB sorts on the disk what is more than its memory. Raises UseRefused.
    """
    permit.check(server.organisation_id)
    files = [f for f in data_files(table, versions()[table]) if f.bucket == server.bucket]
    if not files:
        return 0
    columns = [c for c in TABLES[table].names if c not in PARTITIONS]
    sql = _EXPORT_SQL.format(
        columns=", ".join(columns),
        order=", ".join((*SORT_KEYS[table], "received_at")),
        target=str(target).replace("'", "''"),
    )
    paths = [str(folder_of(table) / f.path) for f in files]
    with connected() as connection:
        connection.execute(sql, {"paths": paths, "server": str(server.server_id)}).fetchall()
    count = int(pq.ParquetFile(target).metadata.num_rows)
    if not count:
        target.unlink()
    return count
