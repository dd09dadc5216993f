"""Rows of an append lie in the partition that their month and their server ask for, however many there are (MISSION B3)."""

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pyarrow as pa
import pytest

from kado.store.lake import _partitions
from kado.store.schemas import complete
from kado.tenancy.models import bucket_of

BEGUN = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize("chance", [random.Random(n) for n in range(6)])
def test_every_row_lies_in_its_own_partition(chance: random.Random) -> None:
    ids = [str(UUID(int=chance.getrandbits(128))) for _ in range(chance.randint(2, 12))]
    days = [BEGUN + timedelta(days=d) for d in range(216)]
    rows = [(server_id, day) for server_id in ids for day in days]
    columns = {
        "server_id": [s for s, _ in rows],
        "device": ["/dev/sda"] * len(rows),
        "observed_at": [d for _, d in rows],
        "received_at": [d for _, d in rows],
        "source": ["collector"] * len(rows),
        "document": ["{}"] * len(rows),
    }
    whole = complete("devices", columns)
    # in the chunks in which bundles bring it
    pieces = pa.concat_tables([whole.slice(n, 216) for n in range(0, len(rows), 216)])
    count = 0
    for values, part in _partitions(pieces, "devices"):
        count += part.num_rows
        assert {bucket_of(UUID(s)) for s in part["server_id"].to_pylist()} == {
            int(values["bucket"])
        }
        assert {f"{d:%Y-%m}" for d in part["observed_at"].to_pylist()} == {values["month"]}
    assert count == len(rows)
