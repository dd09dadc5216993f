"""Exports (MISSION E5): whole, explained, proven by digests, in open formats; made again when killed; gone after seven days."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.edition import fleet
from tests.rights.acting import HOSTS
from tests.rights.conftest import Act

KILLED = -9


def archive_of(home: Path) -> zipfile.ZipFile:
    [path] = (home / "exports").glob("*.zip")
    return zipfile.ZipFile(path)


def test_an_export_holds_everything_and_proves_it(home: Path, act: Act, tmp_path: Path) -> None:
    act("ask_export")
    made = act("work")["exports"][0]
    assert (made["state"], made["problem"]) == ("ready", "")
    assert made["done_count"] == made["total_count"] == len(HOSTS) + 2
    archive = archive_of(home)
    manifest = json.loads(archive.read("manifest.json"))
    names = set(archive.namelist())
    assert names == {f["path"] for f in manifest["files"]} | {"manifest.json"}
    for file in manifest["files"]:
        body = archive.read(file["path"])
        assert len(body) == file["size_bytes"]
        assert hashlib.sha256(body).hexdigest() == file["sha256"], file["path"]
    folder = f"servers/srv-0-{str(fleet.server_id(fleet.CUSTOMER, 'srv-0'))[:8]}"
    archive.extract(f"{folder}/samples.parquet", tmp_path)
    table = pq.read_table(tmp_path / folder / "samples.parquet")
    rows = {f["path"]: f["rows_count"] for f in manifest["files"]}
    assert table.num_rows == rows[f"{folder}/samples.parquet"] > 30_000
    assert set(table["server_id"].to_pylist()) == {str(fleet.server_id(fleet.CUSTOMER, "srv-0"))}
    assert {f"{folder}/devices.parquet", f"{folder}/configurations.parquet"} <= names
    assert json.loads(archive.read(f"{folder}/server.json"))["hostname"] == "srv-0"
    edition = json.loads(archive.read("editions/2026-10-r0/summary.json"))
    assert edition["month"] == "2026-10"
    assert archive.read("editions/2026-10-r0/edition.pdf").startswith(b"%PDF")
    assert len([n for n in names if n.startswith("editions/2026-10-r0/servers/")]) == len(HOSTS)
    readme = archive.read("README.txt").decode("utf-8-sig")
    assert "エクスポート" in readme and "Export of Kado" in readme
    assert all(n.rpartition("/")[2] in readme for n in names if n.startswith("records/"))


def test_tables_of_an_export_hold_what_is_held_and_no_secrets(home: Path, act: Act) -> None:
    act("ask_export")
    act("work")
    archive = archive_of(home)

    def table(name: str) -> list[dict[str, str]]:
        text = archive.read(f"records/{name}.csv").decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    assert sorted(r["hostname"] for r in table("servers")) == list(HOSTS)
    assert {r["role"] for r in table("people")} == {"administrator", "reader"}
    assert [r["purpose"] for r in table("consents")] == ["c"]
    assert len(table("contracts")) == len(HOSTS) and table("answers")[0]["rule"] == "r"
    assert any(r["action"] == "export_asked" for r in table("audit"))
    assert any(r["what"].startswith("export") for r in table("uses"))
    whole = b"".join(archive.read(n) for n in archive.namelist() if n.endswith(".csv"))
    assert b"a" * 64 not in whole and b"b" * 64 not in whole, "no digest of a token"
    assert "みどり".encode() not in whole, "nothing of another customer"


@pytest.mark.parametrize("point", ["export", "export row"])
def test_killed_in_the_middle_it_is_made_again(point: str, home: Path, act: Act) -> None:
    act("ask_export")
    assert act("work", point) == KILLED
    assert act("work")["exports"][0]["state"] == "ready"
    assert len(list((home / "exports").iterdir())) == 1, "nothing half-made is left"
    assert archive_of(home).testzip() is None


def test_an_export_is_gone_after_seven_days(home: Path, act: Act) -> None:
    act("ask_export")
    act("work")
    assert act("work_later")["exports"][0]["state"] == "gone"
    assert not list((home / "exports").iterdir())
