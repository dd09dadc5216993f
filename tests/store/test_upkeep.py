"""Merging and removing: what is pinned stays the same (MISSION B3)."""

import os
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pyarrow.parquet as pq
import pytest

from kado.store import lake
from kado.store.inbox import accept
from kado.store.rewriting import FILES_COUNT, merge_small_files
from kado.store.schemas import TABLES
from kado.store.telemetry import DailySeries, ServerRef, daily_series
from kado.store.upkeep import upkeep
from kado.tenancy.models import Server, bucket_of
from tests.store.conftest import NOW, bundle, packed, permit_for
from tests.store.tables import samples

OWNER = uuid4()
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 20)
START = NOW.replace(day=1, hour=0)


def ref(bucket: int = 3) -> ServerRef:
    """A server of a chosen bucket."""
    while bucket_of(server_id := uuid4()) != bucket:
        pass
    return ServerRef(server_id, OWNER, bucket)


def fill(*servers: ServerRef, batches: int = FILES_COUNT) -> None:
    for number in range(batches):
        for server in servers:
            start = START + timedelta(days=number)
            lake.append(samples(server.server_id, start, [number / 100] * 24), uuid4())


def read(servers: list[ServerRef], pins: dict[str, int]) -> DailySeries:
    metrics = ["processor_used_ratio"]
    return daily_series(permit_for(OWNER), pins, servers, metrics, FIRST, LAST, "Asia/Tokyo")


def same(one: DailySeries, other: DailySeries) -> bool:
    return one.keys == other.keys and one.mean.tobytes() == other.mean.tobytes()


def age(folder: Path) -> None:
    """Make every data file look ten days old."""
    old = time.time() - 10 * 86_400
    for path in folder.rglob("*.parquet"):
        if "_delta_log" not in path.parts:
            os.utime(path, (old, old))


def test_merging_changes_files_and_no_figure() -> None:
    servers = [ref(), ref(), ref(9)]
    fill(*servers)
    before = lake.versions()
    figures = read(servers, before)
    assert merge_small_files("samples", NOW) == 3 * FILES_COUNT
    after = lake.versions()
    assert len(lake.data_files("samples", after["samples"])) == 2
    assert same(figures, read(servers, after))
    assert same(figures, read(servers, before))
    schema = pq.read_schema(lake.files("samples", after["samples"], {"2026-11"}, [3])[0])
    assert schema.names == TABLES["samples"].names[2:]
    assert schema.field("observed_at").type == TABLES["samples"].field("observed_at").type
    assert merge_small_files("samples", NOW) == 0


def test_unnamed_files_go_and_pinned_ones_stay(db: None, lake_folder: Path) -> None:
    servers = [ref()]
    fill(*servers, batches=4)
    pinned = lake.versions()
    figures = read(servers, pinned)
    fill(*servers, batches=FILES_COUNT)
    unpinned = lake.versions()
    orphan = lake_folder / "samples" / "month=2026-11" / "bucket=3" / "left-by-a-kill.parquet"
    orphan.write_bytes(b"")
    today = datetime.now(UTC)  # the age of a file is told by the disk's clock
    assert merge_small_files("samples", today - timedelta(days=10)) == 4 + FILES_COUNT
    kept = {name: [version] for name, version in pinned.items()}
    assert upkeep(today, kept).files_removed_count == FILES_COUNT
    assert orphan.exists()  # too young: its append may be under way
    age(lake_folder)
    assert upkeep(today, kept).files_removed_count == 1
    assert not orphan.exists()
    assert same(figures, read(servers, pinned))
    with pytest.raises(lake.PinGone):
        read(servers, unpinned)


def test_old_receipts_are_forgotten(server: Server) -> None:
    from kado.store.bundle import unpack
    from kado.store.bundle_rows import read as read_bundle

    for at in (NOW - timedelta(days=101), NOW - timedelta(days=99)):
        body = packed(bundle(server.pk))
        accept(server, body, read_bundle(unpack(body), at), at)
    assert upkeep(NOW, {}).receipts_removed_count == 1
