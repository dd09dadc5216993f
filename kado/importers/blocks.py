"""Reading files of the long format in blocks: one row per server, metric, instance and instant (docs/importing.md)."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from kado.importers.report import ImportRefused

BLOCK_ROWS: Final = 1_000_000
CSV_BLOCK_BYTES: Final = 64 * 1024**2

# our name -> names accepted for it, the first that is there wins
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "hostname": ("hostname", "server"),
    "metric": ("metric",),
    "instance": ("instance",),
    "observed_at": ("observed_at",),
    "mean": ("mean", "value"),
    "minimum": ("minimum",),
    "maximum": ("maximum",),
    "interval_seconds": ("interval_seconds",),
    "samples_count": ("samples_count",),
}
REQUIRED: Final = ("hostname", "metric", "observed_at", "mean")


def content_sha256(path: Path) -> str:
    """The digest of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def blocks_of(path: Path) -> Iterator[pa.Table]:
    """The file in blocks with our column names. The same content gives the same blocks. Raises ImportRefused."""
    if path.suffix == ".parquet":
        yield from _parquet_blocks(path)
    elif path.suffix == ".csv":
        yield from _csv_blocks(path)
    else:
        raise ImportRefused(f"{path} is neither .csv nor .parquet")


def _parquet_blocks(path: Path) -> Iterator[pa.Table]:
    try:
        file = pq.ParquetFile(path)
        chosen = _choose(path, file.schema_arrow.names)
        for batch in file.iter_batches(BLOCK_ROWS, columns=list(chosen.values())):
            yield _rename(pa.table(batch), chosen)
    except pa.ArrowInvalid as error:
        raise ImportRefused(f"{path} cannot be read as Parquet: {error}") from None


def _csv_blocks(path: Path) -> Iterator[pa.Table]:
    """Everything as text first, so that one odd value does not end the import."""
    try:
        with path.open("rb") as file:
            names = file.readline().decode("utf-8-sig").strip().split(",")
        chosen = _choose(path, [n.strip('"') for n in names])
        text = dict.fromkeys(chosen.values(), pa.string())
        convert = pa_csv.ConvertOptions(
            column_types=text, include_columns=list(text), strings_can_be_null=True
        )
        read = pa_csv.ReadOptions(block_size=CSV_BLOCK_BYTES)
        for batch in pa_csv.open_csv(path, read_options=read, convert_options=convert):
            yield _rename(pa.table(batch), chosen)
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise ImportRefused(f"{path} cannot be read as CSV: {error}") from None


def _choose(path: Path, names: list[str]) -> dict[str, str]:
    """Our name -> the file's name, for every column that is there."""
    chosen = {
        ours: next(n for n in accepted if n in names)
        for ours, accepted in COLUMNS.items()
        if any(n in names for n in accepted)
    }
    missing = [n for n in REQUIRED if n not in chosen]
    if missing:
        raise ImportRefused(
            f"{path} has no column {', '.join(missing)}; it has {', '.join(names)}: see docs/importing.md"
        )
    return chosen


def _rename(block: pa.Table, chosen: dict[str, str]) -> pa.Table:
    return block.select(list(chosen.values())).rename_columns(list(chosen))
