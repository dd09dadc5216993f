"""A fleet of five for the tests of editions, each test with a copy of the lake of its own."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from kado.tenancy.models import Organisation, Server
from tests.edition import fleet, processes

SERVED = ("srv-0", "srv-1", "srv-2")


@pytest.fixture(scope="session")
def written_lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Telemetry to early November of the three served and of the one without contract; written once."""
    folder = tmp_path_factory.mktemp("fleet") / "lake"
    with override_settings(LAKE_URL=str(folder)):
        names = (*SERVED, "srv-without-contract")
        fleet.fill([fleet.server_id(fleet.CUSTOMER, name) for name in names])
    return folder


@pytest.fixture
def own_lake(settings: Any, tmp_path: Path, written_lake: Path) -> Path:
    settings.LAKE_URL = str(tmp_path / "lake")
    shutil.copytree(written_lake, tmp_path / "lake")
    return tmp_path / "lake"


@pytest.fixture
def customer(db: None, own_lake: Path) -> Organisation:
    fleet.support_lists()
    return fleet.organisation()


@pytest.fixture
def servers(customer: Organisation) -> list[Server]:
    """Three that are served, one without contract, one that never sent."""
    made = [fleet.server(customer, name) for name in SERVED]
    unserved = fleet.server(customer, "srv-without-contract", contract_to=None)
    silent = fleet.server(customer, "srv-silent", first_arrival_at=None, last_arrival_at=None)
    return [*made, unserved, silent]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation of its own with a month to make, for tests that kill processes."""
    home = tmp_path_factory.mktemp("filled")
    assert processes.start(home, "fill").wait(processes.WAIT_SECONDS) == 0
    return home


@pytest.fixture(scope="session")
def expected(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The digest of the edition that one process makes undisturbed."""
    home = tmp_path_factory.mktemp("undisturbed") / "home"
    shutil.copytree(filled, home)
    return processes.digest(processes.start(home, "make", "--workers", "1"))


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    shutil.copytree(filled, tmp_path / "home")
    return tmp_path / "home"
