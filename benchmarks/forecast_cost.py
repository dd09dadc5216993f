"""What forecasts cost: 13 months of generated daily series in batches as an edition makes them, and the start of `kado forecast`.

    python benchmarks/forecast_cost.py [--series 100000] [--quick]
    python benchmarks/forecast_cost.py --series 500000      # the goal: 4 minutes on two cores, 1.5 GB

Every process draws its own calibration from the first series, as an edition does once, and then forecasts batch after batch:
365 days ahead, two thresholds dated and everything explained, the result of a batch let go before the next. A pool of generated series
is drawn again for every batch with other levels and order, so that no two batches are the same; making them is not in the figures.
"""

import argparse
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from forecast_synthetic import generate

from kado.facts.series import SeriesBatch, SeriesKey
from kado.forecast.engine import calibration_of, forecast_batch
from kado.forecast.fleet import MAX_FLEET_COUNT, Calibration

# Named limits of the goal.
GOAL_SERIES: Final = 500_000
GOAL_SECONDS: Final = 240
GOAL_MIB: Final = 1536
GOAL_CORES: Final = 2
GOAL_START_SECONDS: Final = 2.0
HISTORY_DAYS: Final = 396
HORIZON_DAYS: Final = 365
THRESHOLDS: Final = (0.8, 0.9)
BATCH_COUNT: Final = 960  # 32 servers of 30 series
FIRST_DAY: Final = date(2024, 1, 1)
POOL_OF_EACH_KIND: Final = 160
STARTS: Final = 5


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process needed: CPU seconds of the calibration and of each batch, peak of resident memory."""

    calibration_seconds: float
    batch_seconds: tuple[float, ...]
    peak_mib: float


class Pool:
    """Generated series that batches are drawn from."""

    def __init__(self, seed: int) -> None:
        _, kinds, self._values = generate(POOL_OF_EACH_KIND, HISTORY_DAYS, seed)
        self._kinds = np.array(kinds)
        self._rng = np.random.default_rng(seed)

    def batch(self, count: int) -> SeriesBatch:
        """`count` series in another order and at other levels than ever before; capacity 100."""
        rows = self._rng.integers(0, len(self._values), count)
        values = self._values[rows] * self._rng.uniform(0.5, 1.0, count)[:, None]
        keys = tuple(SeriesKey(f"server-{i // 30}", "", f"{i % 30}") for i in range(count))
        kinds = tuple(self._kinds[rows].tolist())
        return SeriesBatch(keys, FIRST_DAY, values, np.full(count, 100.0), kinds)


def forecast(batch: SeriesBatch, calibration: Calibration) -> float:
    """CPU seconds of one batch, forecast as an edition does."""
    start = time.process_time()
    forecast_batch(batch, horizon_days=HORIZON_DAYS, thresholds=THRESHOLDS, calibration=calibration)
    return time.process_time() - start


def work(job: tuple[int, int]) -> Cost:
    """Forecast (count, seed) series in this process, which has loaded everything before."""
    count, seed = job
    pool = Pool(seed)
    forecast_batch(pool.batch(12), horizon_days=HORIZON_DAYS, thresholds=THRESHOLDS)
    sample = pool.batch(MAX_FLEET_COUNT)
    start = time.process_time()
    calibration = calibration_of(sample, horizon_days=HORIZON_DAYS)
    calibrated = time.process_time() - start
    spent = [
        forecast(pool.batch(min(BATCH_COUNT, count - done)), calibration)
        for done in range(0, count, BATCH_COUNT)
    ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cost(calibrated, tuple(spent), peak)


def over(count: int, processes: int) -> tuple[float, list[Cost]]:
    """Wall seconds and what each process needed; `count` series shared among them."""
    share = -(-count // processes)
    jobs = [(min(share, count - share * p), p + 1) for p in range(processes)]
    start = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        costs = pool.map(work, jobs, chunksize=1)
    return time.perf_counter() - start, costs


def verdict(value: float, limit: float) -> str:
    """How a figure stands to its limit."""
    return "holds" if value <= limit else "does not hold"


def print_costs(count: int) -> None:
    """One and two processes over `count` series, and what that means for the goal."""
    print(f"\n## {count} series of {HISTORY_DAYS} days, {HORIZON_DAYS} ahead\n")
    print("| processes | wall s | CPU s | peak MiB a process | us CPU a series |")
    print("|---|---|---|---|---|")
    for processes in (1, GOAL_CORES):
        wall, costs = over(count, processes)
        cpu = sum(c.calibration_seconds + sum(c.batch_seconds) for c in costs)
        peaks = ", ".join(f"{c.peak_mib:.0f}" for c in costs)
        print(f"| {processes} | {wall:.1f} | {cpu:.1f} | {peaks} | {1e6 * cpu / count:.0f} |")
    print("\n| the first series of each process | CPU s | us CPU a series |\n|---|---|---|")
    whole = count // GOAL_CORES // BATCH_COUNT  # full batches of each
    for share in (4, 2, 1):
        batches = max(1, whole // share)
        seconds = sum(sum(c.batch_seconds[:batches]) for c in costs)
        done = batches * BATCH_COUNT
        print(f"| {done} | {seconds:.1f} | {1e6 * seconds / (done * len(costs)):.0f} |")
    seconds = cpu / count * GOAL_SERIES / GOAL_CORES
    memory = sum(c.peak_mib for c in costs)
    measured = "measured" if count >= GOAL_SERIES else "by the cost of a series above"
    print(
        f"\n{GOAL_SERIES} series on {GOAL_CORES} idle cores, {measured}: {seconds:.0f} s", end="; "
    )
    print(f"at most {GOAL_SECONDS} s: {verdict(seconds, GOAL_SECONDS)}")
    print(f"memory of both processes {memory:.0f} MiB", end="; ")
    print(f"at most {GOAL_MIB} MiB: {verdict(memory, GOAL_MIB)}")


def print_start() -> None:
    """How long `kado forecast` takes over one series when its code has been compiled before."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "in.parquet"
        days = np.datetime64(FIRST_DAY) + np.arange(HISTORY_DAYS)
        _, _, values = generate(1, HISTORY_DAYS, 1)
        names = ["one"] * HISTORY_DAYS
        pq.write_table(pa.table({"unique_id": names, "ds": days, "y": values[0]}), file)
        command = [str(Path(sys.executable).parent / "kado"), "forecast", "--input", str(file)]
        command += ["--output", str(Path(folder) / "out.parquet"), "--horizon-days", "180"]
        # Warm: compiled to byte code, which an environment may have forbidden to keep.
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "code")
        walls, cpus = [], []
        for _ in range(1 + STARTS):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            start = time.perf_counter()
            subprocess.run(command, check=True, env=environment, capture_output=True)
            walls.append(time.perf_counter() - start)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpus.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    wall, cpu = float(np.median(walls[1:])), float(np.median(cpus[1:]))
    print(
        f"\n`kado forecast`, one series, warm: median of {STARTS} {wall:.2f} s ({cpu:.2f} s CPU)",
        end="; ",
    )
    print(f"at most {GOAL_START_SECONDS} s: {verdict(wall, GOAL_START_SECONDS)}")


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--series", type=int, default=100_000)
    parser.add_argument("--quick", action="store_true", help="10,000 series")
    options = parser.parse_args()
    if options.series < GOAL_CORES * BATCH_COUNT:
        parser.error(f"--series must be at least {GOAL_CORES * BATCH_COUNT}: a batch a process")
    print_start()
    print_costs(10_000 if options.quick else options.series)
    return 0


if __name__ == "__main__":
    sys.exit(main())
