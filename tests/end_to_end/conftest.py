"""The demonstration, made once for all files of this folder and for all processes of one test run: making it is the long part."""

import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from tests.end_to_end.installation import Ended, Installation, free_port


@dataclass(frozen=True)
class Demonstration:
    """An installation after its first `kado up --once`, and how that ended. port: where it was served."""

    installation: Installation
    first: Ended
    port: int


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """Test processes that run beside each other (xdist) share it: the first makes it, the others wait."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demonstration"
    shared.mkdir(exist_ok=True)
    installation, told = Installation(shared / "home"), shared / "first.json"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            port = free_port()
            first = installation.run("up", "--once", "--port", port)
            told.write_text(json.dumps({"first": asdict(first), "port": port}))
    known = json.loads(told.read_text())
    return Demonstration(installation, Ended(**known["first"]), known["port"])


@pytest.fixture(scope="module")
def served(demonstration: Demonstration) -> Iterator[str]:
    """The address at which the demonstration is served."""
    assert demonstration.first.status == 0, demonstration.first.errors
    with demonstration.installation.served() as url:
        yield url


@pytest.fixture(scope="session")
def artefacts() -> Path:
    folder = Path(__file__).resolve().parents[2] / "artefacts" / "end_to_end"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
