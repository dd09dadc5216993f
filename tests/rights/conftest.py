"""A home with two customers, prepared once; every test gets a copy and acts on it in processes of its own."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
Act = Callable[..., Any]


def environment(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("KADO_DATABASE", "KADO_LAKE")}
    own = {"KADO_HOME": str(home), "PYTHONPATH": str(ROOT), "KADO_SECRET_KEY": "only-for-tests"}
    return {**kept, "DJANGO_SETTINGS_MODULE": "kado.site.settings", **own}


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("prepared")
    code = "import django; django.setup(); from tests.rights.acting import prepare; prepare()"
    subprocess.run([sys.executable, "-c", code], env=environment(home), check=True, cwd=ROOT)
    return home


@pytest.fixture(scope="session")
def nursery(prepared: Path) -> "Iterator[subprocess.Popen[str]]":
    with subprocess.Popen(
        [sys.executable, "-m", "tests.rights.acting"],
        env=environment(prepared),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


@pytest.fixture
def home(prepared: Path, tmp_path: Path) -> Path:
    copy_of(prepared, tmp_path / "home")
    return tmp_path / "home"


def copy_of(source: Path, target: Path) -> None:
    """A backup of database and lake, as docs/operating.md says."""
    shutil.copytree(source / "lake", target / "lake", dirs_exist_ok=True)
    with (
        sqlite3.connect(source / "kado.sqlite3") as one,
        sqlite3.connect(target / "kado.sqlite3") as other,
    ):
        one.backup(other)


@pytest.fixture
def act(home: Path, nursery: "subprocess.Popen[str]") -> Act:
    """Run an act of `tests.rights.acting` over the home; what it gave back, or how it ended (-9: killed)."""

    def run(name: str, point: str = "", at: Path = home) -> Any:
        assert nursery.stdin and nursery.stdout
        command = json.dumps({"home": str(at), "act": name, "point": point})
        print(command, file=nursery.stdin, flush=True)
        return json.loads(nursery.stdout.readline())

    return run
