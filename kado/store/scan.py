"""Scanning data files of a pinned version into Arrow, texts as dictionaries, in one fixed order, never more than a part in memory."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from kado.store.lake import PinGone, data_files, folder_of, months_between
from kado.store.schemas import INSTANT

# Rows of one part at most, by the files' own counts: about 60 bytes each in memory, three times that while they are worked on.
PART_ROWS: Final = 4_000_000
_TEXTS: Final = ("server_id", "metric", "instance")


@dataclass(frozen=True, slots=True)
class Scan:
    """Rows of `table` at `version` in some buckets observed from `start` (inclusive) to `end` (exclusive), a month or less."""

    table: str
    version: int
    start: datetime
    end: datetime
    buckets: Collection[int]

    def tables(
        self, columns: Sequence[str], server_ids: Sequence[str], metrics: Sequence[str]
    ) -> Iterator[pa.Table]:
        """The rows of the servers and metrics, in one table or in several of some servers each. Raises PinGone."""
        months = set(months_between(self.table, self.version, self.start, self.end))
        known = data_files(self.table, self.version)
        files = [f for f in known if f.bucket in self.buckets and f.month in months]
        if not files:
            return
        paths = [str(folder_of(self.table) / f.path) for f in files]
        parts = -(-sum(f.rows_count for f in files) // PART_ROWS)
        size = -(-len(server_ids) // parts)
        for first in range(0, len(server_ids), size):
            wanted = self._wanted(server_ids[first : first + size], metrics)
            try:
                yield _dataset(paths).to_table(list(columns), filter=wanted, use_threads=False)
            except FileNotFoundError as error:
                raise PinGone(f"version {self.version} of {self.table!r}: {error}") from error

    def _wanted(self, server_ids: Sequence[str], metrics: Sequence[str]) -> pc.Expression:
        at = pc.field("observed_at")
        return (
            pc.field("server_id").isin(list(server_ids))
            & pc.field("metric").isin(list(metrics))
            & (at >= pa.scalar(self.start, INSTANT))
            & (at < pa.scalar(self.end, INSTANT))
        )


def _dataset(paths: Sequence[str]) -> ds.Dataset:
    read = ds.ParquetReadOptions(dictionary_columns=set(_TEXTS))
    return ds.dataset(paths, format=ds.ParquetFileFormat(read_options=read))
