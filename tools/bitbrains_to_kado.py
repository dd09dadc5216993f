"""Turns the Bitbrains trace (GWA-T-12 "Rnd", hourly aggregates) into a folder that `kado import parquet` takes. docs/importing.md tells how.

    python tools/bitbrains_to_kado.py rnd_hourly.parquet OUT_FOLDER [--shift-to-end 2026-10-31] [--servers 50]

What becomes what (the trace's quirks are in its SOURCE.md):
- cpu_pct_mean, cpu_pct_max / 100 -> processor_used_ratio (mean, maximum). The trace goes above 100 % where a processor ran above its
  nominal clock; a ratio cannot, so such values are set to 1 and counted aloud.
- mem_used_kb_mean, mem_used_kb_max x 1024 -> memory_used_bytes. It is active memory, not allocated memory: lower than other tools tell.
- mem_provisioned_kb x 1024 -> memory_total_bytes; 0 in the trace means that nothing was known, so it is left out.
- disk_*_kbps, net_*_kbps x 1024 -> disk and network bytes per second of the whole machine (instance '').
The trace has no sizes of disks. --shift-to-end moves all times by whole weeks, so that weekdays stay what they were, and leaves out
what would then lie behind that day (UTC).
"""

import argparse
import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

KIB = 1024.0
HOUR_SECONDS = 3600
# metric -> (column of the mean, column of the maximum or None, factor)
METRICS = {
    "processor_used_ratio": ("cpu_pct_mean", "cpu_pct_max", 0.01),
    "memory_used_bytes": ("mem_used_kb_mean", "mem_used_kb_max", KIB),
    "memory_total_bytes": ("mem_provisioned_kb", None, KIB),
    "disk_read_bytes_per_second": ("disk_read_kbps", None, KIB),
    "disk_written_bytes_per_second": ("disk_write_kbps", None, KIB),
    "network_received_bytes_per_second": ("net_rx_kbps", None, KIB),
    "network_sent_bytes_per_second": ("net_tx_kbps", None, KIB),
}
SCHEMA = pa.schema(
    [
        ("hostname", pa.string()),
        ("metric", pa.string()),
        ("observed_at", pa.timestamp("us", tz="UTC")),
        ("interval_seconds", pa.int32()),
        ("mean", pa.float64()),
        ("maximum", pa.float64()),
    ]
)


def whole_weeks(last: datetime, end: date) -> timedelta:
    """How far to move the times, in whole weeks, so that the trace reaches the end of `end`; what lies behind it is left out."""
    missing = day_after(end) - timedelta(seconds=HOUR_SECONDS) - last.replace(tzinfo=UTC)
    return -(-missing // timedelta(weeks=1)) * timedelta(weeks=1)


def day_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, UTC)


def converted(rows: pa.Table, metric: str, shift: timedelta) -> tuple[pa.Table, int]:
    """The rows of one metric in the long format, and how many values were set to 1."""
    mean_name, maximum_name, factor = METRICS[metric]
    mean = pc.multiply(rows[mean_name].cast(pa.float64()), factor)
    maximum = pc.multiply(rows[maximum_name or mean_name].cast(pa.float64()), factor)
    clipped = 0
    if metric.endswith("_ratio"):
        clipped = sum(pc.sum(pc.greater(v, 1.0)).as_py() or 0 for v in (mean, maximum))
        mean, maximum = (pc.min_element_wise(v, 1.0) for v in (mean, maximum))
    nothing = pa.nulls(rows.num_rows, pa.float64())
    moved = pc.add(
        rows["hour"].cast(pa.timestamp("us", tz="UTC")), pa.scalar(shift, pa.duration("us"))
    )
    table = pa.table(
        {
            "hostname": rows["vm"].cast(pa.string()),
            "metric": pa.repeat(metric, rows.num_rows),
            "observed_at": moved,
            "interval_seconds": pa.repeat(pa.scalar(HOUR_SECONDS, pa.int32()), rows.num_rows),
            "mean": mean,
            "maximum": maximum if maximum_name else nothing,
        },
        schema=SCHEMA,
    )
    known = (
        pc.greater(table["mean"], 0.0)
        if metric == "memory_total_bytes"
        else pc.is_valid(table["mean"])
    )
    return table.filter(known), clipped


def machines(rows: pa.Table, limit: int | None) -> Iterator[tuple[str, pa.Table]]:
    """(name, rows) of each machine, in the order of the names."""
    for name in sorted(rows["vm"].unique().to_pylist())[:limit]:
        yield name, rows.filter(pc.equal(rows["vm"], name)).sort_by("hour")


def convert(source: Path, folder: Path, end: date | None, limit: int | None) -> dict[str, int]:
    """Write samples.parquet and servers.csv; returns what to tell: rows, machines, values set to 1."""
    rows = pq.read_table(source)
    shift = timedelta(0)
    if end:
        shift = whole_weeks(pc.max(rows["hour"]).as_py(), end)
        limit_at = (day_after(end) - shift).replace(tzinfo=None)
        rows = rows.filter(pc.less(rows["hour"], pa.scalar(limit_at, rows["hour"].type)))
    folder.mkdir(parents=True, exist_ok=True)
    told = {"rows": 0, "machines": 0, "values set to 1": 0, "weeks moved": shift.days // 7}
    with (
        pq.ParquetWriter(folder / "samples.parquet", SCHEMA, compression="zstd") as samples,
        (folder / "servers.csv").open("w", newline="", encoding="utf-8") as file,
    ):
        servers = csv.writer(file)
        servers.writerow(["hostname", "role"])
        for name, part in machines(rows, limit):
            servers.writerow([name, "virtual machine (GWA-T-12)"])
            told["machines"] += 1
            for metric in METRICS:
                table, clipped = converted(part, metric, shift)
                samples.write_table(table)
                told["rows"] += table.num_rows
                told["values set to 1"] += clipped
    return told


def main() -> None:
    parser = argparse.ArgumentParser(
        description="the Bitbrains trace as a folder for `kado import`"
    )
    parser.add_argument("source", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shift-to-end", type=date.fromisoformat, metavar="YYYY-MM-DD")
    parser.add_argument("--servers", type=int, help="only the first so many machines")
    options = parser.parse_args()
    told = convert(options.source, options.folder, options.shift_to_end, options.servers)
    print(", ".join(f"{count:,} {what}" for what, count in told.items()))


if __name__ == "__main__":
    main()
