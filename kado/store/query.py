"""Queries over a pinned version of one lake table: DuckDB in this process over the table's files, a few servers at a time."""

import os
import tempfile
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import duckdb
import pyarrow as pa

from kado.store.lake import PinGone, files, months_between
from kado.store.schemas import TABLES

# One thread keeps the order of additions, hence the result's bytes (MISSION B3); more buckets at once is how to go faster.
THREADS_COUNT: Final = 1
MEMORY_LIMIT: Final = "1GB"

_ROWS_SQL: Final = "WITH rows AS (SELECT * FROM {source} WHERE {condition}) SELECT * FROM ({sql})"
_EXTREMES_SQL: Final = (
    "SELECT server_id, {function}(observed_at) AS at FROM rows GROUP BY server_id"
)


@dataclass(frozen=True, slots=True)
class Query:
    """Rows of `table` at `version` observed from `start` (inclusive, None: ever) to `end` (exclusive)."""

    table: str
    version: int
    start: datetime | None
    end: datetime

    def run(
        self, sql: str, buckets: Collection[int], server_ids: Sequence[str], **values: Any
    ) -> pa.Table:
        """Run `sql` over the view `rows`: the rows of these servers, which lie in these buckets, in the span."""
        months = months_between(self.table, self.version, self.start, self.end)
        return self._run(sql, buckets, months, server_ids, values)

    def first(self, buckets: Collection[int], server_ids: Sequence[str]) -> dict[str, datetime]:
        """The first instant of each server that has any. Most began with the oldest month: the others are looked for in all at once."""
        months = months_between(self.table, self.version, self.start, self.end)
        return self._extremes("min", buckets, (months[:1], months[1:]), server_ids)

    def last(self, buckets: Collection[int], server_ids: Sequence[str]) -> dict[str, datetime]:
        """The last instant of each server that has any; most have some in the newest months."""
        months = months_between(self.table, self.version, self.start, self.end)
        return self._extremes("max", buckets, (months[-2:], months[:-2]), server_ids)

    def _extremes(
        self,
        function: str,
        buckets: Collection[int],
        spans: Sequence[Sequence[str]],
        server_ids: Sequence[str],
    ) -> dict[str, datetime]:
        sql = _EXTREMES_SQL.format(function=function)
        found: dict[str, datetime] = {}
        for months in spans:
            missing = [s for s in server_ids if s not in found]
            if not missing or not months:
                break
            for row in self._run(sql, buckets, months, missing, {}).to_pylist():
                found[row["server_id"]] = row["at"]
        return found

    def _run(
        self,
        sql: str,
        buckets: Collection[int],
        months: Sequence[str],
        server_ids: Sequence[str],
        values: dict[str, Any],
    ) -> pa.Table:
        paths = files(self.table, self.version, set(months), set(buckets))
        span: dict[str, Any] = {"servers": list(server_ids), "end": self.end}
        condition = "server_id IN (SELECT unnest($servers)) AND observed_at < $end"
        if self.start is not None:
            span["start"] = self.start
            condition += " AND observed_at >= $start"
        source = "nothing"
        if paths:
            source = "read_parquet($paths, hive_partitioning = false)"
            values = {**values, "paths": paths}
        whole = _ROWS_SQL.format(source=source, condition=condition, sql=sql)
        with connected() as connection:
            connection.register("nothing", TABLES[self.table].empty_table())
            try:
                return connection.sql(whole, params={**span, **values}).to_arrow_table()
            except duckdb.IOException as error:
                raise PinGone(
                    f"files of version {self.version} of {self.table!r}: {error}"
                ) from error


_threads = threading.local()


@contextmanager
def connected() -> Iterator[duckdb.DuckDBPyConnection]:
    """This thread's DuckDB, kept: making one takes as long as a small query. Its spill folder is its own and goes with it."""
    connection: duckdb.DuckDBPyConnection | None = getattr(_threads, "connection", None)
    if connection is None or _threads.process_id != os.getpid():  # a forked worker needs its own
        _threads.folder = tempfile.TemporaryDirectory(prefix="kado-query-")
        connection = duckdb.connect(
            ":memory:",
            config={
                "threads": THREADS_COUNT,
                "memory_limit": MEMORY_LIMIT,
                "temp_directory": _threads.folder.name,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            },
        )
        _threads.connection, _threads.process_id = connection, os.getpid()
    yield connection
