"""The lake's tables as Arrow schemas, and the rows of one append. Changing a schema means a new table version: see docs/data-flow.md.

Instants are microseconds in UTC. `month` ('YYYY-MM' of observed_at, UTC) and `bucket` (`tenancy.models.bucket_of`) are the partitions.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc

from kado.tenancy.models import bucket_of

INSTANT: Final = pa.timestamp("us", tz="UTC")
PARTITIONS: Final = ("month", "bucket")
SOURCES: Final = ("collector", "import", "demonstration")

_HEAD: Final = [("month", pa.string()), ("bucket", pa.int16()), ("server_id", pa.string())]
_TIMES: Final = [("observed_at", INSTANT), ("received_at", INSTANT), ("source", pa.string())]

# One row is one interval of one series. observed_at: its start. A statistic that is not known is null, never zero.
SAMPLES_SCHEMA: Final = pa.schema(
    [
        *_HEAD,
        ("metric", pa.string()),
        ("instance", pa.string()),
        ("observed_at", INSTANT),
        ("interval_seconds", pa.int32()),
        ("mean", pa.float64()),
        ("minimum", pa.float64()),
        ("maximum", pa.float64()),
        ("samples_count", pa.int32()),
        ("received_at", INSTANT),
        ("source", pa.string()),
    ]
)
# document: JSON of the allow-listed part of smartctl's output.
DEVICES_SCHEMA: Final = pa.schema(
    [*_HEAD, ("device", pa.string()), *_TIMES, ("document", pa.string())]
)
# document: JSON of facts.configuration.Configuration.
CONFIGURATIONS_SCHEMA: Final = pa.schema([*_HEAD, *_TIMES, ("document", pa.string())])

TABLES: Final = {
    "samples": SAMPLES_SCHEMA,
    "devices": DEVICES_SCHEMA,
    "configurations": CONFIGURATIONS_SCHEMA,
}
# The order of rows inside a file: a server's rows lie together, so that one server is read without the others.
SORT_KEYS: Final = {
    "samples": ("server_id", "metric", "instance", "observed_at"),
    "devices": ("server_id", "device", "observed_at"),
    "configurations": ("server_id", "observed_at"),
}


class SchemaMismatch(ValueError):
    """Rows that do not have the schema of their table; the message names the table and the column."""


@dataclass(frozen=True, slots=True)
class LakeRows:
    """What one append brings: a table each, empty where there is nothing. Row order does not matter."""

    samples: pa.Table = field(default_factory=SAMPLES_SCHEMA.empty_table)
    devices: pa.Table = field(default_factory=DEVICES_SCHEMA.empty_table)
    configurations: pa.Table = field(default_factory=CONFIGURATIONS_SCHEMA.empty_table)

    def __post_init__(self) -> None:
        for name, table in self.items():
            if not table.schema.equals(TABLES[name]):
                raise SchemaMismatch(
                    f"the rows for {name!r} have the columns {table.schema.names} with other names, order or types "
                    f"than store.schemas.TABLES[{name!r}]: build them with store.schemas.complete"
                )

    def items(self) -> Iterator[tuple[str, pa.Table]]:
        """(table name, rows) for each table, in a fixed order."""
        yield "samples", self.samples
        yield "devices", self.devices
        yield "configurations", self.configurations

    @property
    def rows_count(self) -> int:
        return sum(int(table.num_rows) for _, table in self.items())


def complete(name: str, columns: dict[str, pa.Array]) -> pa.Table:
    """A table of the schema called `name` from its columns without `month` and `bucket`, which follow from observed_at and server_id."""
    schema = TABLES[name]
    server_id = pa.array(columns["server_id"], pa.string())
    observed_at = pa.array(columns["observed_at"], INSTANT)
    whole = {
        **columns,
        "server_id": server_id,
        "observed_at": observed_at,
        "month": months_of(observed_at),
        "bucket": buckets_of(server_id),
    }
    return pa.table([pa.array(whole[f.name], f.type) for f in schema], schema=schema)


def months_of(observed_at: pa.Array) -> pa.Array:
    """'YYYY-MM' (UTC) of each instant."""
    return pc.strftime(observed_at, format="%Y-%m")


def buckets_of(server_id: pa.Array) -> pa.Array:
    """The bucket of each server id."""
    encoded = pc.dictionary_encode(server_id)
    buckets = [bucket_of(UUID(text)) for text in encoded.dictionary.to_pylist()]
    return pa.array(buckets, pa.int16()).take(encoded.indices)
