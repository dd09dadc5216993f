"""Bringing in resource histories from CSV or Parquet in the long format (MISSION G3), streamed, once however often it is run."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import Q

from kado.importers.blocks import blocks_of, content_sha256
from kado.importers.cleaning import clean
from kado.importers.report import ImportRefused, ImportReport
from kado.importers.servers import Servers, read_servers
from kado.store import lake
from kado.store.schemas import INSTANT, LakeRows, complete
from kado.tenancy import audit
from kado.tenancy.models import Organisation, Server

_BATCHES: Final = UUID("5a1e3c5e-6a8e-4f0e-9a53-5d7b7b0f1c10")  # names the batches of imports
SERVERS_FILE: Final = "servers.csv"

Progress = Callable[[str, int], None]


def import_path(
    path: Path, organisation: Organisation, at: datetime, progress: Progress | None = None
) -> ImportReport:
    """Bring in a file, or every .parquet and .csv file of a folder with the servers.csv in it. Raises ImportRefused.

    Run again with the same content, nothing is stored twice. Needs a scope that covers the organisation.
    progress: called with a file's name and the rows read of it so far.
    """
    report = ImportReport()
    servers = Servers(organisation, report)
    described = (path if path.is_dir() else path.parent) / SERVERS_FILE
    if described.is_file():
        servers.described, strange = read_servers(described)
        report.dropped.update({(f"{SERVERS_FILE} {name}", "unknown_column"): 1 for name in strange})
        for hostname in servers.described:
            servers.id_of(hostname)
    for file in _files(path):
        _import_file(file, servers, at, report, progress)
    audit.record(
        at,
        "kado import",
        "data_imported",
        organisation.pk,
        subject=path.name[:255],
        rows_stored=str(report.rows_stored_count),
    )
    return report


def import_file(
    path: Path, organisation: Organisation, at: datetime, progress: Progress | None = None
) -> ImportReport:
    """`import_path` for one file."""
    if not path.is_file():
        raise ImportRefused(f"{path} is no file")
    return import_path(path, organisation, at, progress)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found = sorted(p for p in path.glob("*") if p.suffix in (".parquet", ".csv"))
    found = [p for p in found if p.name != SERVERS_FILE]
    if not found:
        raise ImportRefused(f"{path} has no .parquet or .csv file: see docs/importing.md")
    return found


def _import_file(
    path: Path,
    servers: Servers,
    at: datetime,
    report: ImportReport,
    progress: Progress | None,
) -> None:
    digest = content_sha256(path)
    seen: set[UUID] = set()
    read_count = 0
    for number, block in enumerate(blocks_of(path)):
        read_count += block.num_rows
        report.rows_read_count += block.num_rows
        rows = clean(block, at, report.dropped)
        for ids, part in _with_servers(rows, servers):
            seen.update(ids)
            batch_id = uuid5(_BATCHES, f"{digest}:{number}:{','.join(sorted(map(str, ids)))}")
            stored = lake.append(_lake_rows(part, at), batch_id)
            report.rows_stored_count += stored
            report.rows_known_count += part.num_rows - stored
            extremes = pc.min_max(part["observed_at"])
            report.saw(extremes["min"].as_py(), extremes["max"].as_py())
        if progress:
            progress(path.name, read_count)
    _note_arrival(servers.organisation, seen, at)


def _with_servers(rows: pa.Table, servers: Servers) -> Iterator[tuple[list[UUID], pa.Table]]:
    """The rows with their servers' ids, which name the batch too: a server deleted and brought in again is a new one."""
    if not rows.num_rows:
        return
    hostnames = rows["hostname"].combine_chunks().dictionary_encode()
    ids = [servers.id_of(name) for name in hostnames.dictionary.to_pylist()]
    server_id = pa.array([str(i) for i in ids], pa.string()).take(hostnames.indices)
    yield ids, rows.drop_columns(["hostname"]).append_column("server_id", server_id)


def _lake_rows(rows: pa.Table, at: datetime) -> LakeRows:
    stamp = {
        "received_at": pa.repeat(pa.scalar(at, INSTANT), rows.num_rows),
        "source": pa.repeat("import", rows.num_rows),
    }
    columns = {name: rows[name].combine_chunks() for name in rows.column_names}
    return replace(LakeRows(), samples=complete("samples", {**columns, **stamp}))


def _note_arrival(organisation: Organisation, ids: set[UUID], at: datetime) -> None:
    servers = Server.objects.filter(organisation=organisation, pk__in=ids)
    servers.filter(first_arrival_at=None).update(first_arrival_at=at)
    servers.filter(Q(last_arrival_at=None) | Q(last_arrival_at__lt=at)).update(last_arrival_at=at)
