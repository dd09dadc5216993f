"""Facts of recorded machines: 300 virtual machines of GWA-T-12 Bitbrains Rnd (July to September 2013), read where KADO_REAL_DATA points.

The cut is the end of August; September is what happened. Only processor and memory are recorded, so most rules cannot tell.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from kado.facts.configuration import Configuration
from kado.facts.forecasts import SeriesForecast
from kado.facts.series import SeriesBatch, SeriesKey
from kado.facts.server import MonthStatistics, ServerFacts
from kado.forecast.engine import forecast_batch
from kado.forecast.present import series_forecasts
from tests.advice.factory import identity, presence, server_facts

FOLDER = "ts_bitbrains_rnd_3months"
FIRST_DAY, CUT, LAST_DAY = date(2013, 7, 1), date(2013, 8, 31), date(2013, 9, 30)
AT = datetime(2013, 9, 1, tzinfo=UTC)
DAYS = (CUT - FIRST_DAY).days + 1
ALL_DAYS = (LAST_DAY - FIRST_DAY).days + 1


@dataclass(frozen=True)
class Machine:
    """Hourly shares of processor and memory, float64 (ALL_DAYS, 24), NaN where nothing was recorded."""

    name: str
    processor: NDArray[np.float64]
    memory: NDArray[np.float64]
    memory_bytes: float


def machines(root: Path) -> list[Machine]:
    """Every machine that spans the three months and kept its memory."""
    columns = ["vm", "hour", "cpu_pct_mean", "mem_used_kb_mean", "mem_provisioned_kb"]
    table = pq.read_table(root / FOLDER / "rnd_hourly.parquet", columns=columns)
    frame = table.sort_by([("vm", "ascending"), ("hour", "ascending")]).to_pydict()
    hours = np.array(frame["hour"], dtype="datetime64[h]")
    place = (hours - np.datetime64(FIRST_DAY, "h")).astype(int)
    names = np.array([str(name) for name in frame["vm"]])
    cpu = np.array(frame["cpu_pct_mean"], dtype=float) / 100
    used = np.array(frame["mem_used_kb_mean"], dtype=float) * 1024
    size = np.array(frame["mem_provisioned_kb"], dtype=float) * 1024
    inside = (place >= 0) & (place < ALL_DAYS * 24)
    found = []
    for name in np.unique(names):
        mine = (names == name) & inside
        if len(set(size[mine][size[mine] > 0])) != 1 or mine.sum() < 0.8 * ALL_DAYS * 24:
            continue
        found.append(_machine(name, place[mine], cpu[mine], used[mine], float(size[mine].max())))
    return found


def _machine(
    name: str,
    place: NDArray[np.int64],
    cpu: NDArray[np.float64],
    used: NDArray[np.float64],
    size: float,
) -> Machine:
    processor = np.full(ALL_DAYS * 24, np.nan)
    memory = np.full(ALL_DAYS * 24, np.nan)
    processor[place], memory[place] = np.clip(cpu, 0, 1), np.clip(used / size, 0, 1)
    return Machine(name, processor.reshape(ALL_DAYS, 24), memory.reshape(ALL_DAYS, 24), size)


def facts_of(found: list[Machine]) -> list[ServerFacts]:
    """What the edition of August would have known of each machine."""
    forecasts = _forecasts(found)
    blank = server_facts(
        at=AT, today=CUT, month="2013-08", previous_configuration=None, devices=(), device_risks=(),
        presence=presence(first_sample_at=AT, last_sample_at=AT), peers=None, warranty_end=None,
        configuration=Configuration(virtualisation="vmware"),
        identity=identity(os_name="", os_version=""), newest_collector_version="",
    )  # fmt: skip
    return [
        replace(blank, forecasts=series, statistics=_statistics(machine))
        for machine, series in zip(found, forecasts, strict=True)
    ]


def _forecasts(found: list[Machine]) -> list[tuple[SeriesForecast, ...]]:
    keys, rows, upper, kinds = [], [], [], []
    with np.errstate(all="ignore"):
        for m in found:
            keys += [
                SeriesKey(m.name, "processor_used_ratio", "", "peak"),
                SeriesKey(m.name, "memory_used_bytes", "", "mean"),
            ]
            rows += [
                np.nanmax(np.where(np.isnan(m.processor[:DAYS]), -1, m.processor[:DAYS]), axis=1),
                np.nanmean(m.memory[:DAYS], axis=1) * m.memory_bytes,
            ]
            upper += [1.0, m.memory_bytes]
            kinds += ["cpu", "memory"]
    values = np.array(rows)
    values[values < 0] = np.nan
    batch = SeriesBatch(tuple(keys), FIRST_DAY, values, np.array(upper), tuple(kinds))
    made = series_forecasts(batch, forecast_batch(batch, horizon_days=180))
    return [made[i : i + 2] for i in range(0, len(made), 2)]


def _statistics(machine: Machine) -> tuple[MonthStatistics, ...]:
    july, august = machine.processor[:31], machine.processor[31:DAYS]
    memory = machine.memory[31:DAYS] * machine.memory_bytes
    return (
        _month("processor_used_ratio", august, july),
        _month("memory_used_bytes", memory, memory),
        MonthStatistics("memory_total_bytes", "", 31, *(machine.memory_bytes,) * 3, None, None),
    )


def _month(metric: str, now: NDArray[np.float64], before: NDArray[np.float64]) -> MonthStatistics:
    return MonthStatistics(
        metric,
        "",
        int(np.isfinite(now).any(axis=1).sum()),
        float(np.nanmean(now)),
        float(np.nanpercentile(now, 95)),
        float(np.nanmax(now)),
        float(np.nanmean(before)),
        float(np.nanpercentile(before, 95)),
    )
