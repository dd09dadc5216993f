"""Long tables of measurements (`unique_id, ds, y`) from Parquet, as daily series by day of the cut.

Rows may come in any order, doubled or finer than a day. A day is the mean of its values, in UTC. Files too large to
hold are split by series into temporary files first, so memory stays bounded whatever the order of the rows.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from kado.cli.main import UsageError

BATCH_ROWS_COUNT: Final = 1 << 19
PART_ROWS_COUNT: Final = 2_000_000  # rows of one part held at a time
MAX_PARTS_COUNT: Final = 512
MAX_CELLS_COUNT: Final = 2_000_000  # days x series of one table of daily values
MAX_HISTORY_DAYS: Final = 1500  # older days of a series are not looked at
MAX_SERIES_COUNT: Final = 20_000_000
KINDS: Final = ("other", "cpu", "memory", "disk")
DEFAULT_UPPER: Final = 100.0
_DAY_US: Final = 86_400_000_000
_ROW: Final = np.dtype(
    [("code", "<i4"), ("day", "<i4"), ("y", "<f8"), ("upper", "<f8"), ("kind", "i1")]
)
Rows = NDArray[np.void]


@dataclass(frozen=True, slots=True)
class DailySeries:
    """Series that end on the same day. values: (n, days), the last column is `last_day` (days since 1970-01-01)."""

    names: tuple[str, ...]
    last_day: int
    values: NDArray[np.float64]
    upper: NDArray[np.float64]
    kinds: tuple[str, ...]


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )


def _is_number(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_floating(kind)
        or pa.types.is_integer(kind)
        or pa.types.is_decimal(kind)
        or pa.types.is_null(kind)
    )


def _is_time(kind: pa.DataType) -> bool:
    return bool(pa.types.is_timestamp(kind) or pa.types.is_date(kind))


_COLUMNS: Final = {
    "unique_id": (_is_text, "a string", "cast it to string"),
    "ds": (_is_time, "a timestamp or a date", "parse it into timestamps before writing the file"),
    "y": (_is_number, "a number", "cast it to double"),
    "kind": (
        _is_text,
        "a string ('cpu', 'memory', 'disk' or 'other')",
        "cast it to string or leave it out",
    ),
    "upper": (
        _is_number,
        "a number, the capacity in the unit of y",
        "cast it to double or leave it out",
    ),
}
_REQUIRED: Final = ("unique_id", "ds", "y")


def checked_columns(schema: pa.Schema) -> list[str]:
    """The columns to read; UsageError names the first that is absent, unknown or of another type, and the mend."""
    for name in _REQUIRED:
        if name not in schema.names:
            raise UsageError(
                f"column '{name}' is missing; the input needs unique_id, ds and y (there are: {', '.join(schema.names)})"
            )
    for name in schema.names:
        if name not in _COLUMNS:
            raise UsageError(
                f"column '{name}' is unknown; leave it out (known are: {', '.join(_COLUMNS)})"
            )
        is_right, wanted, mend = _COLUMNS[name]
        if not is_right(schema.field(name).type):
            raise UsageError(
                f"column '{name}' must be {wanted}, not {schema.field(name).type}; {mend}"
            )
        if schema.names.count(name) > 1:
            raise UsageError(f"column '{name}' occurs twice; keep one of them")
    return list(schema.names)


class SeriesReader:
    """Reads a file once and hands out its series in bounded tables. Use as a context manager."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = pq.ParquetFile(path)
        except pa.ArrowInvalid as error:
            raise UsageError(f"{path} is not a Parquet file: {error}") from error
        self.columns = checked_columns(self._file.schema_arrow)
        self.ds_type = self._file.schema_arrow.field("ds").type
        self.left_out_count = 0  # rows without unique_id or ds
        self._codes: dict[str, int] = {}
        self._folder = tempfile.TemporaryDirectory(prefix="kado-forecast-")
        rows = max(1, self._file.metadata.num_rows)
        self._parts = min(MAX_PARTS_COUNT, -(-rows // PART_ROWS_COUNT))

    def __enter__(self) -> "SeriesReader":
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def series(self) -> Iterator[DailySeries]:
        """Every series of the file, once, in tables of series that end on the same day."""
        batches = (
            self._rows(batch)
            for batch in self._file.iter_batches(BATCH_ROWS_COUNT, columns=self.columns)
        )
        parts: Iterator[Rows]
        if self._parts == 1:
            parts = iter([np.concatenate([np.empty(0, _ROW), *batches])])
        else:
            parts = self._spilled(batches)
        for rows in parts:
            names = list(self._codes)
            yield from _tables(rows, names)

    def _spilled(self, batches: Iterator[Rows]) -> Iterator[Rows]:
        paths = [Path(self._folder.name) / f"part-{p}" for p in range(self._parts)]
        files = [path.open("wb") for path in paths]
        try:
            for rows in batches:
                part = rows["code"] % self._parts
                for p in np.unique(part):
                    files[p].write(rows[part == p].tobytes())
        finally:
            for file in files:
                file.close()
        for path in paths:
            yield np.fromfile(path, _ROW)
            path.unlink()

    def _rows(self, batch: pa.RecordBatch) -> Rows:
        """One batch as rows of numbers; names become codes that stay the same over the file."""
        known = pc.and_(pc.is_valid(batch["unique_id"]), pc.is_valid(batch["ds"]))
        if batch.num_rows and not pc.all(known).as_py():
            self.left_out_count += batch.num_rows - pc.sum(known).as_py()
            batch = batch.filter(known)
        out = np.zeros(batch.num_rows, _ROW)
        out["code"] = self._coded(batch["unique_id"])
        out["day"] = _days(batch["ds"])
        out["y"] = _numbers(batch["y"])
        out["upper"] = _numbers(batch["upper"]) if "upper" in self.columns else np.nan
        if "kind" in self.columns:
            out["kind"] = _kinds(batch["kind"])
        return out

    def _coded(self, column: pa.Array) -> NDArray[np.int32]:
        names, index = _dictionary(column)
        codes = np.array(
            [self._codes.setdefault(name, len(self._codes)) for name in names], np.int32
        )
        if len(self._codes) > MAX_SERIES_COUNT:
            raise UsageError(
                f"more than {MAX_SERIES_COUNT} series in one file; split it by unique_id"
            )
        return codes[index] if len(codes) else np.empty(0, np.int32)


def _dictionary(column: pa.Array) -> tuple[list[Any], NDArray[np.int64]]:
    coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    index = coded.indices.fill_null(len(coded.dictionary)).to_numpy(zero_copy_only=False)
    return coded.dictionary.to_pylist(), index.astype(np.int64)


def _kinds(column: pa.Array) -> NDArray[np.int8]:
    names, index = _dictionary(column)
    codes = [KINDS.index(name) if name in KINDS else 0 for name in names]
    return np.array([*codes, 0], np.int8)[index]


def _numbers(column: pa.Array) -> NDArray[np.float64]:
    """Doubles, NaN for null."""
    values = column.cast(pa.float64(), safe=False)
    return np.asarray(values.to_numpy(zero_copy_only=False), dtype=np.float64)


def _days(column: pa.Array) -> NDArray[np.int32]:
    """Days since 1970-01-01 in UTC."""
    if pa.types.is_date(column.type):
        return np.asarray(column.cast(pa.date32()).cast(pa.int32()).to_numpy(zero_copy_only=False))
    micros = column.cast(pa.timestamp("us", column.type.tz), safe=False).cast(pa.int64())
    return np.asarray(micros.to_numpy(zero_copy_only=False) // _DAY_US, dtype=np.int32)


def _tables(rows: Rows, names: list[str]) -> Iterator[DailySeries]:
    """The series of `rows`, each whole in them, grouped by their last day and in tables of bounded size."""
    if not len(rows):
        return
    rows = rows[np.lexsort((rows["day"], rows["code"]))]
    starts = np.flatnonzero(np.r_[True, rows["code"][1:] != rows["code"][:-1]])
    stops = np.r_[starts[1:], len(rows)]
    last = rows["day"][stops - 1]
    for day in np.unique(last):
        chosen = np.flatnonzero(last == day)
        spans = np.minimum(MAX_HISTORY_DAYS, day - rows["day"][starts[chosen]].astype(np.int64) + 1)
        span = int(spans.max())
        step = max(1, MAX_CELLS_COUNT // span)
        for at in range(0, len(chosen), step):
            some = chosen[at : at + step]
            yield _table(rows, names, starts[some], stops[some], int(day), span)


def _table(
    rows: Rows,
    names: list[str],
    starts: NDArray[np.int64],
    stops: NDArray[np.int64],
    last_day: int,
    span: int,
) -> DailySeries:
    """Daily means of the series between starts and stops."""
    lengths = stops - starts
    owner = np.repeat(np.arange(len(starts)), lengths)
    index = np.repeat(starts - np.r_[0, np.cumsum(lengths)[:-1]], lengths) + np.arange(len(owner))
    part = rows[index]
    column = part["day"].astype(np.int64) - (last_day - span + 1)
    use = np.isfinite(part["y"]) & (column >= 0)
    cell = owner[use] * span + column[use]
    size = len(starts) * span
    count = np.bincount(cell, minlength=size)
    total = np.bincount(cell, weights=part["y"][use], minlength=size)
    values = np.where(count > 0, total / np.maximum(count, 1), np.nan).reshape(len(starts), span)
    return DailySeries(
        tuple(names[code] for code in rows["code"][starts]),
        last_day,
        values,
        _last_upper(part["upper"], owner, len(starts)),
        tuple(KINDS[k] for k in rows["kind"][stops - 1]),
    )


def _last_upper(
    upper: NDArray[np.float64], owner: NDArray[np.int64], count: int
) -> NDArray[np.float64]:
    """The latest capacity of each series that is a positive number; DEFAULT_UPPER where none is."""
    known = np.flatnonzero(np.isfinite(upper) & (upper > 0))
    out = np.full(count, DEFAULT_UPPER)
    out[owner[known]] = upper[known]  # rows are in order of days: the last assignment stays
    return out
