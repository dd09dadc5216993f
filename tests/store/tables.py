"""Rows for the lake, made of plain values."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pyarrow as pa

from kado.store.schemas import LakeRows, complete
from tests.store.conftest import NOW


def samples(
    server_id: UUID,
    start: datetime,
    means: Sequence[float | None],
    *,
    seconds: int = 3600,
    metric: str = "processor_used_ratio",
    **columns: Any,
) -> LakeRows:
    """One series: a value every `seconds` from `start`."""
    count = len(means)
    rows = {
        "server_id": [str(server_id)] * count,
        "metric": [metric] * count,
        "instance": [""] * count,
        "observed_at": [start + timedelta(seconds=seconds * n) for n in range(count)],
        "interval_seconds": [seconds] * count,
        "mean": list(means),
        "minimum": [None] * count,
        "maximum": [None] * count,
        "samples_count": [1] * count,
        "received_at": [NOW] * count,
        "source": ["collector"] * count,
    }
    return LakeRows(samples=complete("samples", {**rows, **columns}))


def together(*parts: LakeRows) -> LakeRows:
    return LakeRows(
        samples=pa.concat_tables([p.samples for p in parts]),
        devices=pa.concat_tables([p.devices for p in parts]),
        configurations=pa.concat_tables([p.configurations for p in parts]),
    )
