"""An organisation with servers, an empty lake of its own for each test, and bundles as a collector sends them."""

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from kado.entitlement.gate import Permit, Purpose
from kado.store.telemetry import ServerRef
from kado.tenancy.models import Organisation, Server, bucket_of
from kado.tenancy.scope import everything

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def lake_folder(tmp_path: Path, settings: Any) -> Path:
    """A lake of its own for each test."""
    settings.LAKE_URL = str(tmp_path / "lake")
    return tmp_path / "lake"


@pytest.fixture
def seen(db: None) -> Iterator[None]:
    """Tests look at all organisations."""
    with everything("test"):
        yield


@pytest.fixture
def organisation(seen: None) -> Organisation:
    return Organisation.objects.create(kind="customer", name="甲商事")


@pytest.fixture
def server(organisation: Organisation) -> Server:
    return Server.objects.create(
        organisation=organisation,
        manufacturer="NEC",
        model_number="R120j-2M",
        serial_number="S1",
        hostname="web01",
        enrolled_at=NOW,
    )


def reference(server: Server) -> ServerRef:
    return ServerRef(server.pk, server.organisation_id, bucket_of(server.pk))


def permit_for(*organisation_ids: UUID) -> Permit:
    return Permit(Purpose.SERVICE, frozenset(organisation_ids), NOW)


def hour_series(
    metric: str = "processor_used_ratio", start: datetime = NOW, **fields: Any
) -> dict[str, Any]:
    """An hour of five-minute points before `start`."""
    times = [start - timedelta(minutes=5 * n) for n in range(12, 0, -1)]
    return {
        "metric": metric,
        "instance": "",
        "interval_seconds": 300,
        "observed_at": [t.isoformat().replace("+00:00", "Z") for t in times],
        "mean": [0.25] * 12,
        "minimum": [0.1] * 12,
        "maximum": [0.5] * 12,
        "samples_count": [5] * 12,
        **fields,
    }


def bundle(server_id: UUID, **fields: Any) -> dict[str, Any]:
    return {
        "format": "kado.bundle/1",
        "bundle_id": str(uuid4()),
        "server_id": str(server_id),
        "created_at": NOW.isoformat(),
        "collector": {"version": "0.1.0", "platform": "linux"},
        "series": [hour_series()],
        **fields,
    }


def packed(document: dict[str, Any]) -> bytes:
    return gzip.compress(json.dumps(document).encode(), mtime=0)
