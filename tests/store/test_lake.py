"""The lake as files: forced to the disk in the right order, mended after a power cut, exact about what it takes."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pytest
from deltalake import DeltaTable

from kado.store import durable, lake
from kado.store.schemas import SAMPLES_SCHEMA, LakeRows, SchemaMismatch, complete, months_of
from tests.store.tables import samples

START = datetime(2026, 10, 31, 22, tzinfo=UTC)


def log_of(folder: Path) -> list[Path]:
    return sorted((folder / "samples" / "_delta_log").glob("*.json"))


def test_a_batch_is_taken_once() -> None:
    batch = uuid4()
    rows = samples(uuid4(), START, [0.5] * 4)
    assert [lake.append(rows, batch) for _ in range(2)] == [4, 0]
    assert lake.append(rows, uuid4()) == 4
    assert lake.versions() == {"samples": 2, "devices": 0, "configurations": 0}


def test_files_lie_by_month_and_bucket_and_rows_by_server(lake_folder: Path) -> None:
    server_id = uuid4()
    lake.append(samples(server_id, START, [0.1, 0.2, 0.3, 0.4]), uuid4())
    files = lake.data_files("samples", 1)
    assert [f.month for f in files] == ["2026-10", "2026-11"]
    assert all((lake_folder / "samples" / f.path).is_file() and f.rows_count == 2 for f in files)
    added = [
        json.loads(line).get("add") for line in log_of(lake_folder)[-1].read_text().splitlines()
    ]
    statistics = json.loads(next(a for a in added if a)["stats"])
    assert statistics["minValues"]["server_id"] == str(server_id)


def test_data_is_on_the_disk_before_the_commit_names_it(
    monkeypatch: pytest.MonkeyPatch, lake_folder: Path
) -> None:
    lake.versions()
    steps: list[str] = []
    sync = durable.sync_file

    def seen(path: Path) -> None:
        steps.append("log" if "_delta_log" in path.parts else path.suffix or "folder")
        sync(path)

    def commit(*arguments: Any) -> None:
        steps.append("commit")
        original(*arguments)

    original = lake.commit
    monkeypatch.setattr(durable, "sync_file", seen)
    monkeypatch.setattr(lake, "sync_file", seen)
    monkeypatch.setattr(lake, "commit", commit)
    lake.append(samples(uuid4(), START, [0.5]), uuid4())
    at = steps.index("commit")
    assert ".parquet" in steps[:at] and steps[:at].count("folder") >= 3  # bucket, month, table
    assert set(steps[at + 1 :]) == {"log"}


@pytest.mark.parametrize("left", [b"", b'{"commitInfo":{}}\n{"add":{"pa'])
def test_a_commit_torn_by_a_power_cut_is_set_aside(lake_folder: Path, left: bytes) -> None:
    batch = uuid4()
    lake.append(samples(uuid4(), START, [0.5]), uuid4())
    lake.append(samples(uuid4(), START, [0.5]), batch)
    log_of(lake_folder)[-1].write_bytes(left)
    assert lake.append(samples(uuid4(), START, [0.5]), batch) == 1
    assert lake.versions()["samples"] == 2
    assert lake.open_table("samples").to_pyarrow_table().num_rows == 2


def test_other_readers_of_delta_tables_can_read_it(lake_folder: Path) -> None:
    lake.append(samples(uuid4(), START, [0.5, None]), uuid4())
    table = DeltaTable(str(lake_folder / "samples")).to_pyarrow_table()
    assert table["mean"].to_pylist() == [0.5, None]


def test_rows_of_another_schema_are_refused_by_name() -> None:
    with pytest.raises(SchemaMismatch, match="samples"):
        LakeRows(samples=SAMPLES_SCHEMA.remove(0).empty_table())


def test_a_version_that_is_not_there_says_so() -> None:
    lake.versions()
    with pytest.raises(lake.PinGone, match="version 7"):
        lake.open_table("samples", 7)


def test_months_are_those_of_utc() -> None:
    instants = pa.array(
        [START, datetime(2026, 11, 1, tzinfo=UTC)], SAMPLES_SCHEMA.field("observed_at").type
    )
    assert months_of(instants).to_pylist() == ["2026-10", "2026-11"]
    assert complete("configurations", _one())["month"].to_pylist() == ["2026-10"]


def _one() -> dict[str, Any]:
    times = {"observed_at": [START], "received_at": [START]}
    return {"server_id": [str(uuid4())], **times, "source": ["import"], "document": ["{}"]}
