"""Scanning data files of a pinned version into Arrow, texts as dictionaries, in one fixed order, never more than a part in memory."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from kado.store.lake import DataFile, PinGone, files_of, folder_of, months_between
from kado.store.schemas import INSTANT

# Rows of one part at most, by the files' own counts: about 60 bytes each in memory, three times that while they are worked on.
PART_ROWS: Final = 4_000_000
_REPEATED: Final = frozenset({"server_id", "metric", "instance", "source", "device"})


@dataclass(frozen=True, slots=True)
class Scan:
    """Rows of `table` at `version` in some buckets observed from `start` (inclusive, None: ever) to `end` (exclusive)."""

    table: str
    version: int
    start: datetime | None
    end: datetime
    buckets: Collection[int]

    def tables(self, columns: Sequence[str], server_ids: Sequence[str]) -> Iterator[pa.Table]:
        """The rows of the servers, in one table or in several of some servers each. Raises PinGone."""
        files = self._files()
        if not files or not server_ids:
            return
        paths = [str(folder_of(self.table) / f.path) for f in files]
        parts = -(-sum(f.rows_count for f in files) // PART_ROWS)
        size = -(-len(server_ids) // parts)
        ordered = sorted(server_ids)  # as they lie in the files: a part reads few row groups
        for first in range(0, len(ordered), size):
            wanted = self._wanted(ordered[first : first + size])
            dictionaries = _REPEATED.intersection(columns)
            try:
                dataset = _dataset(paths, dictionaries)
                yield dataset.to_table(list(columns), filter=wanted, use_threads=False)
            except FileNotFoundError as error:
                raise PinGone(f"version {self.version} of {self.table!r}: {error}") from error

    def _files(self) -> list[DataFile]:
        months = months_between(self.table, self.version, self.start, self.end)
        return files_of(self.table, self.version, months, self.buckets)

    def _wanted(self, server_ids: Sequence[str]) -> pc.Expression:
        at = pc.field("observed_at")
        wanted = pc.field("server_id").isin(list(server_ids)) & (at < pa.scalar(self.end, INSTANT))
        if self.start is not None:
            wanted &= at >= pa.scalar(self.start, INSTANT)
        return wanted


def _dataset(paths: Sequence[str], dictionaries: Collection[str]) -> ds.Dataset:
    read = ds.ParquetReadOptions(dictionary_columns=set(dictionaries))
    return ds.dataset(paths, format=ds.ParquetFileFormat(read_options=read))
