"""`kado forecast`: the forecast engine on a Parquet file of one's own (docs/forecasting.md).

Reads `unique_id, ds, y` and optionally `kind, upper`; writes one row per series and day with 10/50/90 % quantiles
and a state, and with --threshold a second file with the dates at which the threshold is crossed.
"""

import argparse
import os
import sys
from collections import Counter, deque
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kado.cli.main import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from kado.cli.daily_series import DailySeries
    from kado.forecast.result import ForecastBatch

HELP = "forecast daily series in a Parquet file"
MAX_HORIZON_DAYS: Final = 3660
MAX_WORKERS_COUNT: Final = 8
_EPOCH: Final = date(1970, 1, 1)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--input, --output, --horizon-days and --threshold."""
    parser.add_argument(
        "--input",
        required=True,
        type=Path,
        help="Parquet: unique_id, ds, y and optionally kind, upper",
    )
    parser.add_argument(
        "--output", required=True, type=Path, help="Parquet: unique_id, ds, q10, q50, q90, state"
    )
    parser.add_argument("--horizon-days", required=True, type=int, help="days ahead, 1 to 3660")
    parser.add_argument(
        "--threshold", type=float, help="share of the capacity (0-1) whose crossing is dated"
    )


def run(options: argparse.Namespace) -> int:
    """Forecast the input; 0 when the output is written."""
    if not 1 <= options.horizon_days <= MAX_HORIZON_DAYS:
        raise UsageError(
            f"--horizon-days must be 1 to {MAX_HORIZON_DAYS}, not {options.horizon_days}"
        )
    if options.threshold is not None and not 0 < options.threshold <= 1:
        raise UsageError(
            f"--threshold is a share of the capacity above 0 and up to 1, not {options.threshold}"
        )
    if not options.input.is_file():
        raise UsageError(f"there is no file {options.input}")
    from kado.cli.daily_series import SeriesReader

    reasons: Counter[str] = Counter()
    with SeriesReader(options.input) as reader, _Writer(options, reader.ds_type) as writer:
        for table, result in _forecasts(reader.series(), options):
            reasons.update(reason for reason in result.reasons if reason)
            writer.write(table, result)
    if reader.left_out_count:
        print(
            f"kado forecast: {reader.left_out_count} rows without unique_id or ds were left out",
            file=sys.stderr,
        )
    _print_reasons(reasons)
    return 0


def _print_reasons(reasons: Counter[str]) -> None:
    if reasons:
        from kado.language import say  # not at the start: most runs have nothing to say

        for reason, count in sorted(reasons.items()):
            print(f"kado forecast: {count} series: {say('en', reason)}", file=sys.stderr)


def _forecasts(
    tables: "Iterator[DailySeries]", options: argparse.Namespace
) -> "Iterator[tuple[DailySeries, ForecastBatch]]":
    """Every table with its forecast, in order; a few at a time side by side (the kernels release the interpreter)."""
    workers = min(MAX_WORKERS_COUNT, os.cpu_count() or 1)
    waiting: deque[tuple[DailySeries, Future[ForecastBatch]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for table in tables:
            waiting.append((table, pool.submit(_forecast, table, options)))
            if len(waiting) > workers:
                done, future = waiting.popleft()
                yield done, future.result()
        while waiting:
            done, future = waiting.popleft()
            yield done, future.result()


def _forecast(table: "DailySeries", options: argparse.Namespace) -> "ForecastBatch":
    from kado.facts.series import SeriesBatch, SeriesKey
    from kado.forecast.engine import forecast_batch

    days = table.values.shape[1]
    batch = SeriesBatch(
        keys=tuple(SeriesKey(name, "") for name in table.names),
        first_day=_EPOCH + timedelta(days=table.last_day - days + 1),
        values=table.values,
        upper=table.upper,
        kinds=table.kinds,
    )
    thresholds = () if options.threshold is None else (options.threshold,)
    return forecast_batch(
        batch, horizon_days=options.horizon_days, thresholds=thresholds, explained=False
    )


class _Writer:
    """The output file and, with a threshold, the file of crossings beside it."""

    def __init__(self, options: argparse.Namespace, ds_type: "pa.DataType") -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        day = pa.date32() if pa.types.is_date(ds_type) else pa.timestamp("us")
        quantiles = [(name, pa.float64()) for name in ("q10", "q50", "q90")]
        self._schema = pa.schema(
            [("unique_id", pa.string()), ("ds", day), *quantiles, ("state", pa.string())]
        )
        dates = [(name, pa.date32()) for name in ("date_early", "date_median", "date_late")]
        self._crossing_schema = pa.schema(
            [("unique_id", pa.string()), ("probability_within_horizon", pa.float64()), *dates]
        )
        self._horizon = int(options.horizon_days)
        self._file: pq.ParquetWriter = pq.ParquetWriter(options.output, self._schema)
        self._crossings: pq.ParquetWriter | None = None
        if options.threshold is not None:
            path = options.output.with_suffix(".crossings.parquet")
            self._crossings = pq.ParquetWriter(path, self._crossing_schema)

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        if self._crossings is not None:
            self._crossings.close()

    def write(self, table: "DailySeries", result: "ForecastBatch") -> None:
        """Append the forecasts of one table of series."""
        import numpy as np
        import pyarrow as pa

        n, horizon = len(table.names), self._horizon
        owner = pa.array(np.repeat(np.arange(n), horizon))
        days = np.tile(np.arange(1, horizon + 1, dtype=np.int32) + table.last_day, n)
        columns = [
            pa.array(table.names, pa.string()).take(owner),
            pa.array(days, pa.int32()).cast(pa.date32()).cast(self._schema.field("ds").type),
            *(pa.array(result.quantiles[:, :, j].ravel(), from_pandas=True) for j in range(3)),
            pa.array([state.value for state in result.states], pa.string()).take(owner),
        ]
        self._file.write_table(pa.Table.from_arrays(columns, schema=self._schema))
        if self._crossings is not None:
            self._crossings.write_table(self._crossing_table(table, result))

    def _crossing_table(self, table: "DailySeries", result: "ForecastBatch") -> "pa.Table":
        import pyarrow as pa

        told = [crossings[0] if crossings else None for crossings in result.crossings]
        columns = [
            table.names,
            [c and c.probability_within_horizon for c in told],
            [c and c.date_early for c in told],
            [c and c.date_median for c in told],
            [c and c.date_late for c in told],
        ]
        arrays = [pa.array(v, f.type) for v, f in zip(columns, self._crossing_schema, strict=True)]
        return pa.Table.from_arrays(arrays, schema=self._crossing_schema)
