"""A fleet of five for the tests of editions, each test with a lake of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kado.tenancy.models import Organisation, Server
from tests.edition import fleet


@pytest.fixture
def own_lake(settings: Any, tmp_path: Path) -> Path:
    settings.LAKE_URL = str(tmp_path / "lake")
    return tmp_path / "lake"


@pytest.fixture
def customer(db: None, own_lake: Path) -> Organisation:
    fleet.support_lists()
    return fleet.organisation()


@pytest.fixture
def servers(customer: Organisation) -> Iterator[list[Server]]:
    """Three that are served, one without contract, one that never sent; telemetry to early November."""
    made = [fleet.server(customer, f"srv-{n}") for n in range(3)]
    unserved = fleet.server(customer, "srv-without-contract", contract_to=None)
    fleet.fill([*made, unserved])
    silent = fleet.server(customer, "srv-silent", first_arrival_at=None, last_arrival_at=None)
    yield [*made, unserved, silent]
