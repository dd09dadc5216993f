"""Killed with SIGKILL anywhere, digest loses nothing and doubles nothing (MISSION B3)."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from tests.store.conftest import NOW, bundle, hour_series, packed

ROOT = Path(__file__).resolve().parents[2]
SERVER = "11111111-1111-4111-8111-111111111111"
BUNDLES_COUNT = 12
POINTS = [
    "before reading",
    "before the files",
    "after the first file",
    "before the commit",
    "before the commit is on the disk",
    "after a table",
    "before the inbox is cleared",
]
KILLED = -signal.SIGKILL
Digest = Callable[..., list[int]]


def fill() -> None:
    """A server and bundles of twelve hours in the inbox; run in a process that owns the database."""
    from kado.store.bundle import unpack
    from kado.store.bundle_rows import read
    from kado.store.inbox import accept
    from kado.tenancy.models import Organisation, Server
    from kado.tenancy.scope import everything

    with everything("test"):
        owner = Organisation.objects.create(kind="customer", name="甲商事")
        server = Server.objects.create(
            id=UUID(SERVER), organisation=owner, serial_number="S1", hostname="web01"
        )
        for number in range(BUNDLES_COUNT):
            start = NOW - timedelta(hours=number)
            device = {"device": "/dev/sda", "observed_at": start.isoformat(), "smartctl": {}}
            document = bundle(server.pk, series=[hour_series(start=start)], devices=[device])
            body = packed(document)
            accept(server, body, read(unpack(body), NOW), NOW)


def _environment(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("KADO_DATABASE", "KADO_LAKE")}
    own = {"KADO_HOME": str(home), "PYTHONPATH": str(ROOT), "KADO_SECRET_KEY": "only-for-tests"}
    return {**kept, "DJANGO_SETTINGS_MODULE": "kado.site.settings", **own}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the filled database."""
    home = tmp_path_factory.mktemp("prepared")
    code = """
import django; django.setup()
from django.core.management import call_command; call_command("migrate", verbosity=0)
from tests.store.test_crash import fill; fill()
"""
    subprocess.run([sys.executable, "-c", code], env=_environment(home), check=True, cwd=ROOT)
    return home


@pytest.fixture(scope="module")
def digest(prepared: Path) -> Iterator[Digest]:
    """Run digests over a home in processes of their own; how each ended."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.crashing"],
        env=_environment(prepared),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as nursery:
        assert nursery.stdin and nursery.stdout

        def run(
            home: Path, point: str = "", seconds: float | None = None, processes: int = 1
        ) -> list[int]:
            command = {
                "home": str(home),
                "point": point,
                "seconds": seconds,
                "processes": processes,
            }
            print(json.dumps(command), file=nursery.stdin, flush=True)
            ended: list[int] = json.loads(nursery.stdout.readline())  # type: ignore[union-attr]
            return ended

        yield run


@pytest.fixture
def home(prepared: Path, tmp_path: Path) -> Path:
    with (
        sqlite3.connect(prepared / "kado.sqlite3") as source,
        sqlite3.connect(tmp_path / "kado.sqlite3") as copy,
    ):
        source.backup(copy)
    return tmp_path


def assert_everything_once(home: Path, settings: object) -> None:
    """Twelve hours of samples and twelve device documents, each once, and nothing left to do."""
    from kado.store import lake

    settings.LAKE_URL = str(home / "lake")  # type: ignore[attr-defined]
    samples = lake.open_table("samples").to_pyarrow_table()
    instants = samples["observed_at"].to_pylist()
    assert len(instants) == len(set(instants)) == 12 * BUNDLES_COUNT
    devices = lake.open_table("devices").to_pyarrow_table()["observed_at"].to_pylist()
    assert len(devices) == len(set(devices)) == BUNDLES_COUNT
    unfinished = "SELECT count(*) FROM store_digestbatch WHERE committed_at IS NULL"
    with sqlite3.connect(home / "kado.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM store_inboxbundle").fetchone() == (0,)
        assert database.execute(unfinished).fetchone() == (0,)


@pytest.mark.parametrize("point", POINTS)
def test_killed_at(point: str, home: Path, digest: Digest, settings: object) -> None:
    assert digest(home, point) == [KILLED]
    assert digest(home) == [0]
    assert_everything_once(home, settings)


def test_killed_again_and_again_at_any_moment(home: Path, digest: Digest, settings: object) -> None:
    chance = random.Random(20261123)
    ended = [digest(home, seconds=chance.uniform(0, 0.15))[0] for _ in range(40)]
    assert KILLED in ended
    assert digest(home) == [0]
    assert_everything_once(home, settings)


def test_several_digests_at_a_time(home: Path, digest: Digest, settings: object) -> None:
    assert digest(home, processes=3) == [0, 0, 0]
    assert digest(home) == [0]
    assert_everything_once(home, settings)
