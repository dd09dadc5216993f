"""Histories in the long format: stored once, whatever is wrong in them counted by name (MISSION G3)."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kado.importers.report import ImportRefused
from kado.importers.samples import import_file, import_path
from kado.store import lake
from kado.store.telemetry import DailySeries, daily_series
from kado.tenancy.models import AuditEntry, Organisation, Server
from tests.store.conftest import NOW, permit_for, reference

HEAD = "hostname,metric,instance,observed_at,mean,maximum\n"
DAY = date(2026, 11, 22)


def days(organisation: Organisation, *metrics: str) -> DailySeries:
    servers = [reference(s) for s in Server.objects.filter(organisation=organisation)]
    wanted = metrics or ("processor_used_ratio",)
    permit = permit_for(organisation.pk)
    return daily_series(permit, lake.versions(), servers, wanted, DAY, DAY, "UTC")


def test_a_csv_file_is_brought_in_once(organisation: Organisation, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [
        f"web01,processor_used_ratio,,2026-11-22T{h:02}:00:00Z,0.{h:02},0.9" for h in range(24)
    ]
    path.write_text(HEAD + "\n".join(lines))
    report = import_file(path, organisation, NOW)
    assert (report.rows_stored_count, report.servers_new) == (24, ["web01"])
    again = import_file(path, organisation, NOW + timedelta(hours=1))
    assert (again.rows_stored_count, again.rows_known_count) == (0, 24)
    found = days(organisation)
    assert found.mean.item() == pytest.approx(sum(range(24)) / 2400)
    assert (found.maximum.item(), found.hours_count.item()) == (0.9, 24)
    server = Server.objects.get()
    assert server.first_arrival_at == NOW
    assert server.last_arrival_at == NOW + timedelta(hours=1)
    assert AuditEntry.objects.filter(action="data_imported").count() == 2


def test_times_are_read_however_they_are_written(
    organisation: Organisation, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    times = [
        "2026-11-22T09:00:00+09:00",
        "2026-11-22 01:00:00",
        "2026-11-22T02:00Z",
        "20261122T030000Z",
    ]
    path.write_text(HEAD + "".join(f"a,processor_used_ratio,,{t},0.5,\n" for t in times))
    import_file(path, organisation, NOW)
    assert days(organisation).hours_count.item() == 4


def test_what_cannot_be_stored_is_counted_and_the_rest_is_kept(
    organisation: Organisation, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    rows = [
        "a,processor_used_ratio,,2026-11-22T00:00:00Z,0.5,1.7",
        "a,processor_used_ratio,,2026-11-22T01:00:00Z,much,",
        "a,processor_used_ratio,,yesterday,0.5,",
        "a,processor_used_ratio,,2027-11-22T00:00:00Z,0.5,",
        ",processor_used_ratio,,2026-11-22T00:00:00Z,0.5,",
        "a,cpu,,2026-11-22T00:00:00Z,0.5,",
        f"a,memory_used_bytes,{'x' * 600},2026-11-22T00:00:00Z,1,",
    ]
    path.write_text(HEAD + "\n".join(rows))
    report = import_file(path, organisation, NOW)
    assert report.rows_stored_count == 1
    assert dict(report.dropped) == {
        ("processor_used_ratio maximum", "out_of_range"): 1,
        ("rows", "no_value"): 1,
        ("rows", "no_instant"): 1,
        ("rows", "in_the_future"): 1,
        ("rows", "no_hostname"): 1,
        ("cpu", "unknown_metric"): 1,
        ("rows", "text_too_long"): 1,
    }
    assert (
        days(organisation).maximum.item() == 0.5
    )  # an impossible maximum is not known; the mean is


def parquet(path: Path, **columns: Any) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def test_a_folder_of_parquet_with_its_servers(organisation: Organisation, tmp_path: Path) -> None:
    times = pa.array([NOW - timedelta(days=1), NOW - timedelta(days=1, minutes=10)])
    parquet(
        tmp_path / "samples.parquet",
        server=pa.array(["db01"] * 2).dictionary_encode(),
        metric=["memory_used_bytes"] * 2,
        observed_at=times.cast(pa.timestamp("ns", "Asia/Tokyo")),
        value=pa.array([10, 30], pa.int64()),
    )
    (tmp_path / "servers.csv").write_text(
        "hostname,serial_number,os_name,os_version,warranty_end,colour\n"
        "db01,S77,rhel,9.4,2027-03-31,red\nspare,S78,,,,\n"
    )
    report = import_path(tmp_path, organisation, NOW)
    assert sorted(report.servers_new) == ["db01", "spare"]
    assert report.dropped == {("servers.csv colour", "unknown_column"): 1}
    db01 = Server.objects.get(hostname="db01")
    assert (db01.serial_number, db01.os_name, db01.warranty_end) == (
        "S77",
        "rhel",
        date(2027, 3, 31),
    )
    found = days(organisation, "memory_used_bytes")
    assert (found.mean.item(), found.last.item()) == (20.0, 10.0)
    assert import_path(tmp_path, organisation, NOW).rows_stored_count == 0


def test_a_host_name_is_looked_for_in_its_own_organisation(server: Server, tmp_path: Path) -> None:
    other = Organisation.objects.create(kind="customer", name="乙工業")
    path = tmp_path / "a.csv"
    path.write_text(HEAD + f"{server.hostname},processor_used_ratio,,2026-11-22T00:00:00Z,0.5,\n")
    assert import_file(path, server.organisation, NOW).servers_known == [server.hostname]
    assert import_file(path, other, NOW).rows_stored_count == 1
    assert Server.objects.count() == 2
    assert len(days(other).keys) == len(days(server.organisation).keys) == 1


def test_what_is_refused_says_why(
    organisation: Organisation, server: Server, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("host,metric,observed_at,mean\n")
    with pytest.raises(ImportRefused, match="no column hostname"):
        import_file(path, organisation, NOW)
    with pytest.raises(ImportRefused, match=r"no \.parquet or \.csv"):
        import_path(_empty(tmp_path), organisation, NOW)
    damaged = tmp_path / "a.parquet"
    damaged.write_bytes(b"PAR1 not really")
    with pytest.raises(ImportRefused, match="cannot be read as Parquet"):
        import_file(damaged, organisation, NOW)


def _empty(folder: Path) -> Path:
    (folder / "empty").mkdir()
    return folder / "empty"


def test_another_customers_unit_is_not_taken_over(server: Server, tmp_path: Path) -> None:
    other = Organisation.objects.create(kind="customer", name="乙工業")
    (tmp_path / "servers.csv").write_text(
        "hostname,manufacturer,model_number,serial_number\nmine,NEC,R120j-2M,S1\n"
    )
    path = tmp_path / "a.csv"
    path.write_text(HEAD + "mine,processor_used_ratio,,2026-11-22T00:00:00Z,0.5,\n")
    with pytest.raises(ImportRefused, match="another customer"):
        import_file(path, other, NOW)
