"""`kado device-risk`: columns of daily SMART readings in, one line of risk a drive out. Nothing dated after --at is used."""

import argparse
import re
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as parquet

from kado.cli.main import UsageError
from kado.device_health.drive_days import DriveDayRisk, assess_drive_days
from kado.device_health.panel import Floats, Integers

HELP = "risk of failure within 30 days for every drive in a Parquet file of daily SMART readings"

ROWS_LIMIT: Final = 50_000_000
COLUMNS_LIMIT: Final = 4_096
_ATTRIBUTE: Final = re.compile(r"smart_(\d{1,3})_raw")
_EPOCH: Final = date(1970, 1, 1).toordinal()
_SCHEMA: Final = pa.schema(
    [
        ("serial_number", pa.string()),
        ("risk_30d", pa.float64()),
        ("verdict", pa.string()),
        ("reasons", pa.list_(pa.string())),
    ]
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--input", required=True, type=Path, help="Parquet: serial_number, date, model, smart_N_raw"
    )
    parser.add_argument("--at", required=True, help="the day, YYYY-MM-DD; later rows are not used")
    parser.add_argument("--output", required=True, type=Path, help="Parquet to write")


def run(options: argparse.Namespace) -> int:
    """Exit status 0; UsageError (2) where the input is not what docs/device-health.md says."""
    at = _day(options.at)
    table = _read(options.input)
    serials, drive = _drives(table)
    raw = {
        int(match[1]): _numbers(table, name)
        for name in table.column_names
        if (match := _ATTRIBUTE.fullmatch(name)) and 1 <= int(match[1]) <= 255
    }
    day = _days(table)
    models = _models(table, drive, len(serials))
    _write(assess_drive_days(serials, drive, day, models, raw, at), options.output)
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--at {text!r} is not a date; write it as 2013-04-19") from error


def _read(path: Path) -> pa.Table:
    try:
        file = parquet.ParquetFile(path)
        if file.metadata.num_rows > ROWS_LIMIT:
            raise UsageError(f"{path} has {file.metadata.num_rows} rows; the limit is {ROWS_LIMIT}")
        if len(file.schema_arrow.names) > COLUMNS_LIMIT:
            raise UsageError(f"{path} has more than {COLUMNS_LIMIT} columns")
        names = [
            name
            for name in file.schema_arrow.names
            if name in ("serial_number", "date", "model") or _ATTRIBUTE.fullmatch(name)
        ]
        _require(path, names)
        return file.read(columns=names)
    except pa.ArrowException as error:
        raise UsageError(f"{path} cannot be read as Parquet: {_first_line(error)}") from error


def _require(path: Path, names: list[str]) -> None:
    for name in ("serial_number", "date"):
        if names.count(name) != 1:
            raise UsageError(f"{path} needs exactly one column {name!r}")
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise UsageError(f"{path} has the column {repeated[0]!r} more than once")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:300]


def _cast(table: pa.Table, name: str, kind: pa.DataType) -> pa.ChunkedArray:
    try:
        return pc.cast(table.column(name), kind)
    except pa.ArrowException as error:
        raise UsageError(
            f"column {name!r} cannot be read as {kind}: {_first_line(error)}"
        ) from error


def _drives(table: pa.Table) -> tuple[list[str], Integers]:
    """Serial numbers in order of first appearance, and the index of each row's drive."""
    column = _cast(table, "serial_number", pa.string())
    if column.null_count:
        raise UsageError(f"column 'serial_number' is empty in {column.null_count} rows")
    encoded = column.combine_chunks().dictionary_encode()
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy().astype(np.int64)


def _days(table: pa.Table) -> Integers:
    """Proleptic ordinals. A timestamp with a zone counts in UTC."""
    column = table.column("date")
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        column = pc.utf8_slice_codeunits(column, 0, 10)
        column = _cast(pa.table({"date": column}), "date", pa.date32())
    elif not (pa.types.is_timestamp(column.type) or pa.types.is_date(column.type)):
        raise UsageError(
            f"column 'date' is {column.type}; it has to hold dates, timestamps or text as 2013-04-19"
        )
    column = (
        _cast(pa.table({"date": column}), "date", pa.date32())
        if not _is_zoned(column)
        else _utc_day(column)
    )
    if column.null_count:
        raise UsageError(f"column 'date' is empty in {column.null_count} rows")
    days: Integers = column.cast(pa.int32()).to_numpy().astype(np.int64) + _EPOCH
    return days


def _is_zoned(column: pa.ChunkedArray) -> bool:
    return pa.types.is_timestamp(column.type) and column.type.tz is not None


def _utc_day(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return (
        column.cast(pa.timestamp("us", "UTC"))
        .cast(pa.timestamp("us"))
        .cast(pa.date32(), safe=False)
    )


def _models(table: pa.Table, drive: Integers, count: int) -> list[str]:
    """The first model name given for each drive, '' where none is."""
    names = [""] * count
    if "model" not in table.column_names:
        return names
    column = _cast(table, "model", pa.string()).combine_chunks().dictionary_encode()
    index = column.indices.to_numpy(zero_copy_only=False)
    known = np.flatnonzero(~np.isnan(index.astype(np.float64)))
    chosen, first = np.unique(drive[known], return_index=True)
    texts = column.dictionary.to_pylist()
    for one, row in zip(chosen, known[first], strict=True):
        names[int(one)] = texts[int(index[row])]
    return names


def _numbers(table: pa.Table, name: str) -> Floats:
    """Raw values as numbers, NaN where unknown; 2^53 and above lose their lowest bits, which are no counts."""
    column = _cast(table, name, pa.float64())
    numbers: Floats = column.to_numpy(zero_copy_only=False).astype(np.float64)
    return numbers


def _write(answers: tuple[DriveDayRisk, ...], path: Path) -> None:
    columns = [
        [answer.serial_number for answer in answers],
        [answer.risk_30d for answer in answers],
        [answer.verdict.value for answer in answers],
        [list(answer.reasons) for answer in answers],
    ]
    arrays = [
        pa.array(column, type=field.type) for column, field in zip(columns, _SCHEMA, strict=True)
    ]
    parquet.write_table(pa.Table.from_arrays(arrays, schema=_SCHEMA), path)
