"""Rollups change nothing but the time it takes: kept or not, damaged or stale, the figures are the same."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import pytest

from kado.store import lake, rollups, telemetry
from kado.store.erasing import erase
from kado.store.telemetry import DailySeries, ServerRef, daily_series
from kado.store.upkeep import ROLLUPS_MONTHS, UNNAMED_HOURS, upkeep
from kado.tenancy.models import Organisation, Server, bucket_of
from tests.store.conftest import permit_for, reference
from tests.store.tables import samples, together

OWNER = UUID(int=1)
METRICS = ("processor_used_ratio", "memory_used_bytes")
FIRST, LAST = date(2026, 7, 1), date(2026, 10, 31)
ZONES = ["UTC", "Asia/Tokyo", "America/Los_Angeles", "Asia/Kolkata", "America/St_Johns", "Australia/Lord_Howe"]  # fmt: skip
START = datetime(2026, 6, 25, tzinfo=UTC)
HOURS = 140 * 24


def ref() -> ServerRef:
    server_id = uuid4()
    return ServerRef(server_id, OWNER, bucket_of(server_id))


def fill(*servers: ServerRef, seed: int = 1, start: datetime = START, hours: int = HOURS) -> None:
    dice = np.random.default_rng(seed)
    rows = [
        samples(s.server_id, start, dice.random(hours).tolist(), metric=m)
        for s in servers
        for m in METRICS
    ]
    lake.append(together(*rows), uuid4())


def read(
    servers: list[ServerRef], pins: dict[str, int] | None = None, zone: str = "Asia/Tokyo"
) -> DailySeries:
    pins = pins or lake.versions()
    return daily_series(permit_for(OWNER), pins, servers, METRICS, FIRST, LAST, zone)


def presence(servers: list[ServerRef], zone: str) -> list[Any]:
    found = telemetry.hours_present(
        permit_for(OWNER), lake.versions(), servers, date(2026, 10, 1), LAST, zone
    )
    return [
        (s, p.hours.tobytes(), p.late.tobytes(), p.first_sample_at, p.last_sample_at)
        for s, p in sorted(found.items())
    ]


def bytes_of(daily: DailySeries) -> list[object]:
    arrays = (daily.mean, daily.peak, daily.maximum, daily.minimum, daily.last, daily.hours_count)
    return [daily.keys, *(a.tobytes() for a in arrays)]


def kept(folder: Path) -> list[Path]:
    return sorted((folder / rollups.FOLDER).rglob("*.parquet"))


@pytest.fixture
def raw_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The months of which raw rows are read."""
    months: list[str] = []
    before = rollups._from_rows

    def noted(version: int, server_ids: Any, buckets: Any, month: Any, zone: str) -> Any:
        months.append(month.text)
        return before(version, server_ids, buckets, month, zone)

    monkeypatch.setattr(rollups, "_from_rows", noted)
    return months


@pytest.mark.parametrize("zone", ZONES)
def test_the_same_bytes_with_and_without(zone: str, lake_folder: Path) -> None:
    servers = [ref(), ref(), ref()]
    fill(*servers)
    first, present = bytes_of(read(servers, zone=zone)), presence(servers, zone)
    assert kept(lake_folder)
    assert bytes_of(read(servers, zone=zone)) == first
    assert bytes_of(read(servers[1:], zone=zone)) == bytes_of(read(servers[1:], zone=zone))
    assert presence(servers, zone) == present
    shutil.rmtree(lake_folder / rollups.FOLDER)
    assert bytes_of(read(servers, zone=zone)) == first
    assert presence(servers, zone) == present


def test_raw_rows_are_read_once(raw_reads: list[str]) -> None:
    servers = [ref(), ref()]
    fill(*servers)
    read(servers)
    assert raw_reads == ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10"]
    read(servers)
    assert len(raw_reads) == 5


def test_west_of_utc_the_hours_after_the_month_are_read_each_time(raw_reads: list[str]) -> None:
    servers = [ref()]
    fill(*servers)
    read(servers, zone="America/Los_Angeles")
    raw_reads.clear()
    read(servers, zone="America/Los_Angeles")
    assert raw_reads == ["2026-11"]


def test_a_new_server_costs_its_own_rows_only(raw_reads: list[str], lake_folder: Path) -> None:
    old = ref()
    fill(old)
    read([old])
    new = next(r for r in (ref() for _ in range(10_000)) if r.bucket != old.bucket)
    fill(new, seed=2)
    both = bytes_of(read([old, new]))
    assert len(kept(lake_folder)) == 10
    shutil.rmtree(lake_folder / rollups.FOLDER)
    assert bytes_of(read([old, new])) == both


def test_late_data_and_merged_files_are_seen(raw_reads: list[str]) -> None:
    server = ref()
    fill(server, hours=24 * 20)
    early, pins = bytes_of(read([server])), lake.versions()
    raw_reads.clear()
    fill(server, seed=2, start=START + timedelta(days=50), hours=24)
    assert bytes_of(read([server])) != early
    assert raw_reads == ["2026-08"]
    assert bytes_of(read([server], pins)) == early


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def flip(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 3] ^= 0x40
    path.write_bytes(whole)


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [cut_short, flip, empty])
def test_a_damaged_file_is_made_again(damage: Callable[[Path], None], lake_folder: Path) -> None:
    server = ref()
    fill(server)
    before = bytes_of(read([server]))
    for path in kept(lake_folder):
        damage(path)
    assert bytes_of(read([server])) == before
    assert len(kept(lake_folder)) == 5
    assert bytes_of(read([server])) == before


def test_where_nothing_can_be_kept_nothing_is_lost(lake_folder: Path) -> None:
    server = ref()
    fill(server)
    (lake_folder / rollups.FOLDER).write_text("a file in the folder's place")
    assert read([server]).mean.shape == (2, 123)


def test_another_organisations_rollups_are_not_read(raw_reads: list[str]) -> None:
    server = ref()
    fill(server)
    mine = bytes_of(read([server]))
    raw_reads.clear()
    moved = ServerRef(server.server_id, UUID(int=2), server.bucket)
    pins, permit = lake.versions(), permit_for(UUID(int=2))
    theirs = daily_series(permit, pins, [moved], METRICS, FIRST, LAST, "Asia/Tokyo")
    assert bytes_of(theirs) == mine and len(raw_reads) == 5


def test_an_erased_server_is_in_no_rollup(lake_folder: Path) -> None:
    going, staying = ref(), ref()
    fill(going, staying)
    read([going, staying])
    erase([going], datetime.now(UTC))
    assert all(str(going.server_id) not in rollups.coverage(p) for p in kept(lake_folder))
    assert all(str(going.server_id).encode() not in p.read_bytes() for p in kept(lake_folder))
    assert read([staying]).mean.shape == (2, 123)


def registered(organisation: Organisation, number: int) -> ServerRef:
    made = Server.objects.create(
        organisation=organisation,
        manufacturer="Example",
        model_number="EX",
        serial_number=str(number),
        hostname=f"s{number}",
    )
    return reference(made)


def test_upkeep_removes_what_is_of_no_more_use(organisation: Organisation, lake_folder: Path) -> None:  # fmt: skip
    server = registered(organisation, 1)
    permit = permit_for(organisation.pk)

    def again() -> None:
        daily_series(permit, lake.versions(), [server], METRICS, FIRST, LAST, "Asia/Tokyo")

    fill(server)
    again()
    today = datetime.now(UTC)
    assert upkeep(today, {}).rollups_removed_count == 0
    fill(server, seed=2, start=datetime(2026, 8, 5, tzinfo=UTC), hours=24)
    again()
    assert len(kept(lake_folder)) == 6  # the one before the late data is still there
    later = today + timedelta(hours=UNNAMED_HOURS + 1)
    assert upkeep(later, {}).rollups_removed_count == 1
    assert len(kept(lake_folder)) == 5
    much_later = datetime(2026, 9, 15, tzinfo=UTC) + timedelta(days=31 * ROLLUPS_MONTHS)
    assert upkeep(much_later, {}).rollups_removed_count == 3
    Server.objects.filter(pk=server.server_id).delete()
    upkeep(today, {})
    assert kept(lake_folder) == []
