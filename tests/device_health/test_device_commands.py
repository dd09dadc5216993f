"""`kado device-facts` and `kado device-risk`: the public formats, and what happens with input that is not as described."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from kado.cli.main import main
from tests.device_health.smartctl_documents import nvme

KEYS = [
    "file",
    "protocol",
    "model",
    "serial",
    "capacity_bytes",
    "power_on_seconds",
    "temperature_celsius",
    "wear_ratio",
    "spare_ratio",
    "written_bytes",
    "media_errors_count",
    "vendor_verdict",
    "problems",
]


def test_one_line_a_file_with_exactly_these_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(nvme()), "utf-8")
    bad.write_bytes(b'{"device": {"na')
    assert main(["device-facts", str(good), str(bad)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(line) for line in lines] == [KEYS, KEYS]
    assert lines[0] == {
        "file": str(good),
        "protocol": "nvme",
        "model": "KADO TEST NVME 960GB",
        "serial": "KDN00000001",
        "capacity_bytes": 960197124096,
        "power_on_seconds": 4442400,
        "temperature_celsius": 35,
        "wear_ratio": 0.07,
        "spare_ratio": 0.99,
        "written_bytes": 512000000000,
        "media_errors_count": 3,
        "vendor_verdict": "passed",
        "problems": [],
    }
    assert lines[1]["vendor_verdict"] == "unknown"
    assert lines[1]["problems"]


def test_file_that_is_not_there_gives_a_line_and_status_2(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["device-facts", "/nowhere/at-all.json"]) == 2
    assert json.loads(capsys.readouterr().out)["problems"][0].startswith("file: not-opened")


def table(**columns: Any) -> pa.Table:
    days = [date(2013, 4, day) for day in (10, 15, 19, 25)]
    base = {
        "serial_number": ["A"] * 4 + ["B"],
        "date": [*days, date(2013, 4, 25)],
        "model": ["ST31500341AS"] * 5,
        "smart_5_raw": [0, 10, 200, 4000, 0],
        "smart_197_raw": [0, 0, 8, 900, 0],
        "smart_9_raw": [30000, 30120, 30216, 30360, 10],
    }
    return pa.table({**base, **columns})


def run(given: pa.Table, folder: Path, at: str = "2013-04-19") -> list[dict[str, Any]]:
    parquet.write_table(given, folder / "in.parquet")
    arguments = [
        "--input",
        str(folder / "in.parquet"),
        "--at",
        at,
        "--output",
        str(folder / "out.parquet"),
    ]
    assert main(["device-risk", *arguments]) == 0
    out = parquet.read_table(folder / "out.parquet")
    assert out.schema.names == ["serial_number", "risk_30d", "verdict", "reasons"]
    assert [str(kind) for kind in out.schema.types] == [
        "string",
        "double",
        "string",
        "list<element: string>",
    ]
    return out.to_pylist()


def test_every_drive_has_a_row_and_later_rows_are_not_used(tmp_path: Path) -> None:
    answers = {row["serial_number"]: row for row in run(table(), tmp_path)}
    assert answers["B"]["verdict"] == "cannot_tell"
    assert answers["B"]["risk_30d"] is None
    assert answers["A"]["reasons"] == [
        "smart_197 0 -> 8 since 2013-04-19",
        "smart_5 0 -> 200 since 2013-04-19",
    ]
    known = table().filter(pa.array([True, True, True, False, True]))
    again = {row["serial_number"]: row for row in run(known, tmp_path)}
    assert again["A"] == answers["A"]


DATES = [
    [f"2013-04-{day}" for day in (10, 15, 19, 25, 25)],
    [datetime(2013, 4, day, 23, 30) for day in (10, 15, 19, 25, 25)],  # noqa: DTZ001
    [datetime(2013, 4, day, 23, 30, tzinfo=UTC) for day in (10, 15, 19, 25, 25)],
]


@pytest.mark.parametrize("dates", DATES)
def test_dates_may_be_text_or_instants(dates: list[Any], tmp_path: Path) -> None:
    assert run(table(date=dates), tmp_path) == run(table(), tmp_path)


def test_other_columns_and_missing_ones_are_fine(tmp_path: Path) -> None:
    given = table(
        smart_187_raw=[0, 0, 3, None, 0], failure=[0, 0, 0, 1, 0], smart_5_normalized=[100] * 5
    )
    answers = run(given, tmp_path)
    assert "smart_187 0 -> 3 since 2013-04-19" in answers[0]["reasons"]
    only = pa.table({"serial_number": ["A"], "date": [date(2013, 4, 19)], "smart_198_raw": [0]})
    assert run(only, tmp_path)[0]["risk_30d"] > 0


BROKEN = [
    (pa.table({"serial_number": ["A"]}), "needs exactly one column 'date'"),
    (pa.table({"serial_number": ["A"], "date": ["soon"]}), "cannot be read as date32"),
    (pa.table({"serial_number": [None], "date": [date(2013, 4, 19)]}), "empty in 1 rows"),
    (
        pa.table({"serial_number": ["A"], "date": [date(2013, 4, 19)], "smart_5_raw": ["x"]}),
        "smart_5_raw",
    ),
    (pa.table({"serial_number": ["A"], "date": [3]}), "it has to hold dates"),
]


@pytest.mark.parametrize(("given", "message"), BROKEN)
def test_broken_input_is_named(
    given: pa.Table, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parquet.write_table(given, tmp_path / "in.parquet")
    arguments = [
        "--input",
        str(tmp_path / "in.parquet"),
        "--at",
        "2013-04-19",
        "--output",
        str(tmp_path / "o.parquet"),
    ]
    assert main(["device-risk", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_not_parquet_and_no_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.parquet").write_bytes(b"PAR1 no")
    base = [
        "device-risk",
        "--input",
        str(tmp_path / "in.parquet"),
        "--output",
        str(tmp_path / "o.parquet"),
    ]
    assert main([*base, "--at", "2013-04-19"]) == 2
    assert main([*base, "--at", "tomorrow"]) == 2
    assert main(["device-risk", "--input", "/nowhere", "--output", "x", "--at", "2013-04-19"]) == 2
    assert "cannot be read as Parquet" in capsys.readouterr().err
