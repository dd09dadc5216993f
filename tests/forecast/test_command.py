"""`kado forecast` on good, odd and damaged files."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kado.cli import daily_series
from kado.cli.main import main

from .conftest import wandering

START = date(2025, 1, 1)


def days(n: int) -> list[date]:
    return [START + timedelta(days=i) for i in range(n)]


def rows_of(values: np.ndarray, name: str = "s") -> dict[str, list[object]]:
    """One row per series and day."""
    n, length = values.shape
    return {
        "unique_id": [f"{name}{i}" for i in range(n) for _ in range(length)],
        "ds": days(length) * n,
        "y": values.ravel().tolist(),
    }


def forecast(tmp_path: Path, table: pa.Table, *options: str, horizon: int = 30) -> dict[str, list]:
    """Run the command on a table and return its output by column."""
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    pq.write_table(table, source)
    arguments = ["forecast", "--input", str(source), "--output", str(target)]
    assert main([*arguments, "--horizon-days", str(horizon), *options]) == 0
    return pq.read_table(target).to_pydict()


def test_one_row_per_series_and_day(tmp_path: Path) -> None:
    out = forecast(tmp_path, pa.table(rows_of(100 * wandering(3, 90))))
    assert list(out) == ["unique_id", "ds", "q10", "q50", "q90", "state"]
    assert len(out["ds"]) == 90
    assert out["ds"][:30] == [START + timedelta(days=90 + h) for h in range(30)]
    assert set(out["state"]) == {"forecast"}
    quantiles = np.array([out["q10"], out["q50"], out["q90"]])
    assert (np.diff(quantiles, axis=0) >= 0).all()
    assert quantiles.min() >= 0
    assert quantiles.max() <= 100


def test_order_of_rows_and_doubled_rows_change_nothing(tmp_path: Path) -> None:
    table = pa.table(rows_of(100 * wandering(3, 90)))
    plain = forecast(tmp_path, table)
    order = np.random.default_rng(1).permutation(np.tile(np.arange(table.num_rows), 2))
    other = forecast(tmp_path, table.take(pa.array(order)))
    for name in ("s0", "s1", "s2"):
        a = [q for q, u in zip(plain["q50"], plain["unique_id"], strict=True) if u == name]
        b = [q for q, u in zip(other["q50"], other["unique_id"], strict=True) if u == name]
        np.testing.assert_allclose(a, b)


def test_finer_than_a_day_becomes_daily_means(tmp_path: Path) -> None:
    values = 100 * wandering(1, 60)[0]
    stamps = [datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=6 * i) for i in range(240)]
    noise = np.tile([-3.0, -1.0, 1.0, 3.0], 60)
    fine = pa.table({"unique_id": ["s0"] * 240, "ds": stamps, "y": np.repeat(values, 4) + noise})
    coarse = pa.table({"unique_id": ["s0"] * 60, "ds": days(60), "y": values})
    a, b = forecast(tmp_path, fine), forecast(tmp_path, coarse)
    np.testing.assert_allclose(a["q50"], b["q50"])
    assert a["ds"][0].isoformat() == "2025-03-02T00:00:00"


ODD = {
    "constant": np.full(120, 40.0),
    "zero": np.zeros(120),
    "all missing": np.full(120, np.nan),
    "infinite": np.full(120, np.inf),
    "one value": np.array([3.0]),
    "negative": np.full(120, -5.0),
    "above capacity": np.full(120, 400.0),
    "a year's gap": np.r_[np.full(30, 20.0), np.full(365, np.nan), np.full(30, 30.0)],
    "huge": np.full(120, 1e300),
}


def test_odd_series_have_a_state_and_never_a_silent_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = []
    for name, values in ODD.items():
        rows = rows_of(values[None])
        tables.append(pa.table({**rows, "unique_id": [name] * len(values)}))
    out = forecast(tmp_path, pa.concat_tables(tables), "--threshold", "0.9")
    state = dict(zip(out["unique_id"], out["state"], strict=True))
    said = {
        name: np.isfinite(np.array(out["q50"], float)[np.array(out["unique_id"]) == name]).all()
        for name in ODD
    }
    assert state["constant"] == state["zero"] == "forecast"
    assert {state[k] for k in ("all missing", "infinite", "negative", "huge")} == {"no_data"}
    assert state["one value"] == "learning"
    assert state["above capacity"] == "unpredictable"
    assert state["a year's gap"] == "level_only"
    silent = {"all missing", "infinite", "negative", "huge", "one value"}
    assert {name for name, finite in said.items() if not finite} == silent
    assert "above the stated capacity" in capsys.readouterr().err
    crossings = pq.read_table(tmp_path / "out.crossings.parquet").to_pydict()
    assert set(crossings["unique_id"]) == set(ODD)
    assert (
        crossings["probability_within_horizon"][crossings["unique_id"].index("all missing")] is None
    )


def test_a_million_points_of_one_series(tmp_path: Path) -> None:
    minutes = np.datetime64("2024-01-01T00:00") + np.arange(1_000_000)
    y = 50 + 10 * np.sin(np.arange(1_000_000) / 1440)
    table = pa.table(
        {"unique_id": ["s"] * 1_000_000, "ds": minutes.astype("datetime64[us]"), "y": y}
    )
    out = forecast(tmp_path, table)
    assert np.isfinite(out["q50"]).all()


def test_parts_on_disk_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = pa.table(rows_of(100 * wandering(20, 40)))
    plain = forecast(tmp_path, table)
    monkeypatch.setattr(daily_series, "PART_ROWS_COUNT", 100)
    monkeypatch.setattr(daily_series, "BATCH_ROWS_COUNT", 70)
    split = forecast(tmp_path, table)
    a = dict(zip(zip(plain["unique_id"], plain["ds"], strict=True), plain["q50"], strict=True))
    b = dict(zip(zip(split["unique_id"], split["ds"], strict=True), split["q50"], strict=True))
    assert a.keys() == b.keys()
    np.testing.assert_allclose([a[k] for k in a], [b[k] for k in a], atol=1e-6)


def test_crossings_are_dated(tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    values = 50 + 0.1 * np.arange(330) + rng.normal(0, 0.2, (12, 330))
    table = pa.table({**rows_of(values), "kind": ["disk"] * values.size})
    forecast(tmp_path, table, "--threshold", "0.9", horizon=180)
    crossings = pq.read_table(tmp_path / "out.crossings.parquet").to_pydict()
    truth = START + timedelta(days=403)
    assert min(crossings["probability_within_horizon"]) > 0.9
    assert all(abs((d - truth).days) <= 14 for d in crossings["date_median"])


def test_an_empty_file_gives_an_empty_file(tmp_path: Path) -> None:
    table = pa.table(
        {
            "unique_id": pa.array([], pa.string()),
            "ds": pa.array([], pa.date32()),
            "y": pa.array([], pa.float64()),
        }
    )
    assert forecast(tmp_path, table)["ds"] == []


@pytest.mark.parametrize(
    ("columns", "named"),
    [
        ({"unique_id": ["a"], "y": [1.0]}, "'ds' is missing"),
        ({"unique_id": [1], "ds": days(1), "y": [1.0]}, "'unique_id' must be a string"),
        ({"unique_id": ["a"], "ds": ["2025-01-01"], "y": [1.0]}, "'ds' must be a timestamp"),
        ({"unique_id": ["a"], "ds": days(1), "y": ["1"]}, "'y' must be a number"),
        ({"unique_id": ["a"], "ds": days(1), "y": [1.0], "kind": [1]}, "'kind' must be a string"),
        (
            {"unique_id": ["a"], "ds": days(1), "y": [1.0], "upper": ["x"]},
            "'upper' must be a number",
        ),
        ({"unique_id": ["a"], "ds": days(1), "y": [1.0], "host": ["x"]}, "'host' is unknown"),
    ],
)
def test_a_wrong_column_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], columns: dict[str, list[object]], named: str
) -> None:
    source = tmp_path / "in.parquet"
    pq.write_table(pa.table(columns), source)
    arguments = ["forecast", "--input", str(source), "--output", str(tmp_path / "out.parquet")]
    assert main([*arguments, "--horizon-days", "30"]) == 2
    assert named in capsys.readouterr().err
    assert not (tmp_path / "out.parquet").exists()


def test_a_file_that_is_not_parquet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.parquet"
    source.write_text("unique_id,ds,y\n")
    target = str(tmp_path / "out.parquet")
    arguments = ["forecast", "--input", str(source), "--output", target, "--horizon-days"]
    assert main([*arguments, "30"]) == 2
    assert "not a Parquet file" in capsys.readouterr().err
    assert main([*arguments, "0"]) == 2
    assert main([*arguments, "30", "--threshold", "90"]) == 2
