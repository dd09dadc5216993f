"""How fast the lake takes and gives: append, merge, a year of daily figures. `python benchmarks/lake.py [--servers 200] [--seconds 3600]`

Times are processor time of this process: the machine is shared. Named peers, in the same process and over the same files: (1) pyarrow's own dataset scan with its group_by for the daily mean alone,
(2) `deltalake.write_deltalake` for the append (which forces nothing to the disk).
Measured on the reference machine (2 cores, shared), 2026-11-23: see docs/data-flow.md.
"""

import argparse
import itertools
import os
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import numpy as np

SERIES = [
    *(("processor_used_ratio", ""), ("processor_iowait_ratio", ""), ("processor_load_count", "")),
    *(("memory_used_bytes", ""), ("memory_total_bytes", ""), ("swap_used_bytes", "")),
    *((m, f"/data{n}") for n in range(6) for m in ("filesystem_used_bytes", "filesystem_total_bytes")),
    *((m, f"sd{n}") for n in range(4) for m in ("disk_read_bytes_per_second", "disk_written_bytes_per_second")),
    *((m, f"eth{n}") for n in range(2) for m in ("network_received_bytes_per_second", "network_sent_bytes_per_second")),
]  # fmt: skip
WANTED = [
    "processor_used_ratio",
    "memory_used_bytes",
    "memory_total_bytes",
    "filesystem_used_bytes",
    "filesystem_total_bytes",
]
FIRST, LAST = date(2025, 10, 1), date(2026, 10, 31)
OWNER = uuid4()


def month_of_servers(ids: list[UUID], start: datetime, end: datetime, seconds: int):  # type: ignore[no-untyped-def]
    """All series of the servers in a span, as LakeRows."""
    import pyarrow as pa

    from kado.store.schemas import INSTANT, LakeRows, complete

    count = int((end - start).total_seconds()) // seconds
    instants = np.arange(count) * seconds * 1_000_000 + int(start.timestamp()) * 1_000_000
    per_server = len(SERIES) * count
    size = per_server * len(ids)
    mean = np.random.default_rng(0).random(size).round(4)
    names = pa.array([m for m, _ in SERIES]).take(
        pa.array(np.tile(np.repeat(np.arange(len(SERIES)), count), len(ids)))
    )
    instances = pa.array([i for _, i in SERIES]).take(
        pa.array(np.tile(np.repeat(np.arange(len(SERIES)), count), len(ids)))
    )
    columns = {
        "server_id": pa.array([str(i) for i in ids]).take(
            pa.array(np.repeat(np.arange(len(ids)), per_server))
        ),
        "metric": names,
        "instance": instances,
        "observed_at": pa.array(np.tile(instants, len(SERIES) * len(ids)), INSTANT),
        "interval_seconds": pa.repeat(pa.scalar(seconds, pa.int32()), size),
        "mean": pa.array(mean),
        "minimum": pa.array(mean * 0.5),
        "maximum": pa.array(np.minimum(mean * 1.5, 1.0)),
        "samples_count": pa.repeat(pa.scalar(5, pa.int32()), size),
        "received_at": pa.repeat(pa.scalar(start, INSTANT), size),
        "source": pa.repeat("demonstration", size),
    }
    return LakeRows(samples=complete("samples", columns))


def months() -> list[datetime]:
    return [datetime(2025 + (n // 12), n % 12 + 1, 1, tzinfo=UTC) for n in range(9, 23)]


def tell(what: str, seconds: float, rows: int) -> None:
    print(f"{what:<58}{seconds:9.2f} s {rows / max(seconds, 1e-3) / 1e6:9.2f} M rows/s", flush=True)


def fill(ids: list[UUID], seconds: int) -> int:
    """Append thirteen months, one batch a month and sixteenth of the servers; returns the rows."""
    from kado.store import lake

    rows, spent = 0, 0.0
    edges = [
        *months()[:13],
        months()[13] if len(months()) > 13 else months()[-1] + timedelta(days=31),
    ]
    step = max(1, len(ids) // 16)
    for start, end in itertools.pairwise(edges):
        for n in range(0, len(ids), step):
            made = month_of_servers(ids[n : n + step], start, end, seconds)
            began = time.process_time()
            rows += lake.append(made, uuid4())
            spent += time.process_time() - began
    tell("append (13 months, all on the disk)", spent, rows)
    return rows


def peer_append(ids: list[UUID], folder: Path, seconds: int) -> None:
    from deltalake import write_deltalake

    from kado.store import lake

    made = month_of_servers(ids[: max(1, len(ids) // 16)], months()[0], months()[1], seconds)
    for _ in range(2):  # the second is warm
        began = time.process_time()
        lake.append(made, uuid4())
        ours = time.process_time() - began
        began = time.process_time()
        write_deltalake(
            str(folder / "peer"), made.samples, partition_by=["month", "bucket"], mode="append"
        )
        theirs = time.process_time() - began
    tell("one batch: lake.append", ours, made.samples.num_rows)
    tell("one batch: deltalake.write_deltalake (no fsync)", theirs, made.samples.num_rows)
    print(f"{'ratio ours / theirs':<58}{ours / theirs:9.2f}")


def read(ids: list[UUID], rows: int, metrics: list[str], label: str) -> float:
    from kado.entitlement.gate import Permit, Purpose
    from kado.store import lake
    from kado.store.telemetry import ServerRef, daily_series
    from kado.tenancy.models import bucket_of

    permit = Permit(Purpose.SERVICE, frozenset({OWNER}), datetime.now(UTC))
    servers = [ServerRef(i, OWNER, bucket_of(i)) for i in ids]
    pins = lake.versions()
    began = time.process_time()
    found = daily_series(permit, pins, servers, metrics, FIRST, LAST, "Asia/Tokyo")
    spent = time.process_time() - began
    tell(f"{label}: {len(found.keys)} series x {found.mean.shape[1]} days", spent, rows)
    return spent


def peer_read(rows: int, metrics: list[str]) -> float:
    """The daily mean in UTC, by pyarrow on all cores."""
    import pyarrow.compute as pc
    import pyarrow.dataset as ds

    from kado.store import lake

    version = lake.versions()["samples"]
    paths = [str(lake.folder_of("samples") / f.path) for f in lake.data_files("samples", version)]
    began = time.process_time()
    table = ds.dataset(paths).to_table(
        columns={
            "server_id": ds.field("server_id"),
            "metric": ds.field("metric"),
            "instance": ds.field("instance"),
            "day": pc.floor_temporal(ds.field("observed_at"), unit="day"),
            "mean": ds.field("mean"),
        },
        filter=ds.field("metric").isin(metrics),
    )
    table.group_by(["server_id", "metric", "instance", "day"]).aggregate(
        [("mean", "mean"), ("mean", "max")]
    )
    spent = time.process_time() - began
    tell("peer: pyarrow dataset + group_by, mean and max only", spent, rows)
    return spent


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--servers", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=3600, help="interval of the samples")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kado-bench-") as home:
        os.environ.update(KADO_HOME=home, KADO_SECRET_KEY="only-for-benchmarks")
        from kado.site.setup import ready

        ready()
        from kado.store.rewriting import merge_small_files
        from kado.tenancy.models import bucket_of

        ids = sorted(
            (uuid4() for _ in range(options.servers)), key=lambda i: (bucket_of(i), str(i))
        )
        print(
            f"{options.servers} servers x {len(SERIES)} series x 13 months every {options.seconds} s"
        )
        rows = fill(ids, options.seconds)
        size = sum(p.stat().st_size for p in Path(home).rglob("*.parquet"))
        print(f"{rows:,} rows, {size / rows:.1f} bytes a row on the disk")
        every = sorted({m for m, _ in SERIES})
        part = rows * sum(m in WANTED for m, _ in SERIES) // len(SERIES)
        read(ids, rows, every, "daily figures, every metric")
        ours = read(ids, part, WANTED, "daily figures, forecast metrics")
        theirs = peer_read(part, WANTED)
        print(f"{'ratio ours (1 thread) / pyarrow':<58}{ours / theirs:9.2f}")
        read(ids[:1], part // len(ids), WANTED, "daily figures, one server")
        began = time.process_time()
        gone = merge_small_files("samples", datetime.now(UTC))
        tell(f"merge: {gone} files", time.process_time() - began, rows)
        read(ids, part, WANTED, "daily figures after the merge")
        peer_append(ids, Path(home), options.seconds)


if __name__ == "__main__":
    main()
