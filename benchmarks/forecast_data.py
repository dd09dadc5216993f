"""Real daily series for the forecast benchmark, read from KADO_REAL_DATA; nothing of it is kept here.

Every case is (values up to the origin, values after it). Machines are split by the SHA-1 of their id into
a half on which the engine was tuned and a half on which it is reported.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """Series with one origin: values (n, context) to the origin, actual (n, horizon) after it."""

    name: str
    kind: str
    ids: tuple[str, ...]
    values: Array
    actual: Array
    last_day: np.datetime64
    upper: float


def tuning_half(machine: str) -> bool:
    """Whether a machine belongs to the half on which the engine was tuned."""
    return int(hashlib.sha1(f"kado-{machine}".encode()).hexdigest(), 16) % 2 == 0


def daily(
    ids: NDArray[np.str_], hours: NDArray[np.datetime64], values: Array, how: str, min_hours: int
) -> tuple[list[str], np.datetime64, Array]:
    """Daily means or maxima: (names, first day, (n, days)); a day with fewer hours is missing."""
    names, code = np.unique(ids, return_inverse=True)
    day = hours.astype("datetime64[D]")
    first = day.min()
    column = (day - first).astype(int)
    shape = (len(names), int(column.max()) + 1)
    ok = np.isfinite(values)
    flat = (code * shape[1] + column)[ok]
    count = np.bincount(flat, minlength=shape[0] * shape[1])
    if how == "mean":
        total = np.bincount(flat, weights=values[ok], minlength=len(count)) / np.maximum(count, 1)
    else:
        total = np.full(len(count), -np.inf)
        np.maximum.at(total, flat, values[ok])
    total[count < min_hours] = np.nan
    return list(names), first, total.reshape(shape)


def bitbrains(folder: Path) -> dict[str, tuple[list[str], np.datetime64, Array]]:
    """Processor mean and peak and memory in use, in percent, of 298 production machines over 91 days.

    GWA-T-12 Bitbrains (Shen, van Beek, Iosup, CCGrid 2015), part Rnd.
    """
    table = pq.read_table(folder / "ts_bitbrains_rnd_3months" / "rnd_hourly.parquet")
    column = {name: table[name].to_numpy(zero_copy_only=False) for name in table.column_names}
    vm = column["vm"].astype(str)
    provisioned = column["mem_provisioned_kb"].astype(float)
    memory = 100 * column["mem_used_kb_mean"] / np.where(provisioned > 0, provisioned, np.nan)
    wanted = (
        ("cpu mean", column["cpu_pct_mean"].astype(float), "mean"),
        ("cpu peak", column["cpu_pct_max"].astype(float), "max"),
        ("memory", memory, "mean"),
    )
    return {
        name: daily(vm, column["hour"], np.clip(values, 0, 100), how, 12)
        for name, values, how in wanted
    }


def cluster(folder: Path) -> tuple[list[str], np.datetime64, Array]:
    """Processor allocation in percent of 19 cluster nodes over 90 days (MetaCentrum, WAGAP 2013)."""
    path = folder / "ts_hpc_clusters" / "metacentrum_wagap2013_nodes_hourly.parquet"
    table = pq.read_table(path)
    column = {name: table[name].to_numpy(zero_copy_only=False) for name in table.column_names}
    stamp = column["timestamp"].astype("datetime64[h]")
    return daily(
        column["node"].astype(str),
        stamp,
        100 * column["busy_cpus"].astype(float) / column["cpu_capacity"],
        "mean",
        12,
    )


def cut(
    name: str,
    kind: str,
    data: tuple[list[str], np.datetime64, Array],
    origin: int,
    context: int,
    horizon: int,
) -> Case:
    """The case with `context` days up to and without column `origin`, `horizon` days from it.

    Machines with less than 80 % of the days on either side are left out.
    """
    names, first, values = data
    past, future = values[:, origin - context : origin], values[:, origin : origin + horizon]
    keep = (np.isfinite(past).mean(1) >= 0.8) & (np.isfinite(future).mean(1) >= 0.8)
    ids = tuple(n for n, k in zip(names, keep, strict=True) if k)
    return Case(name, kind, ids, past[keep], future[keep], first + origin - 1, 100.0)


def real_cases(folder: Path) -> list[Case]:
    """40, 50 and 60 days of history, 30 days ahead: from the first days on, and up to one origin."""
    cases = []
    for name, data in bitbrains(folder).items():
        kind = "memory" if name == "memory" else "cpu"
        days = data[2].shape[1]
        last = days - 31
        for context in (40, 50, 60):
            origin = min(context + 1, last)
            cases.append(cut(f"{name} {context}d", kind, data, origin, context, 30))
        for context in (40, 50):
            cases.append(cut(f"{name} {context}d late", kind, data, last, context, 30))
    return cases
