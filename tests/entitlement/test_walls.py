"""No code reads customers' telemetry but through the gate (MISSION E3): the tree is walked, and the walk is shown to see what it should."""

import shutil
from pathlib import Path

import pytest

from tests.entitlement import walls

ROOT = Path(__file__).resolve().parents[2]


def test_there_is_no_other_way_in() -> None:
    assert walls.holes(ROOT) == []


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code, to put bad modules into."""
    root = tmp_path_factory.mktemp("tree")
    only_code = shutil.ignore_patterns(
        "*.html", "*.ftl", "static", "__pycache__", "*.json", "fonts"
    )
    shutil.copytree(ROOT / "kado", root / "kado", ignore=only_code)
    return root


# What somebody in a hurry might write, and what the walk has to say of it.
BAD = {
    "a reader of the store without a permit": (
        "portal/views/quick.py",
        "from kado.store.query import Query\n",
        "takes Query from kado.store.query",
    ),
    "the same through the module": (
        "portal/views/quick.py",
        "from kado.store import scan\ndef f():\n    return scan.Scan('samples', 1, None, None, [1])\n",
        "takes Scan from kado.store.scan",
    ),
    "the same under another name": (
        "portal/views/quick.py",
        "from kado.store import rollups as r\nkept = r.kept()\n",
        "takes kept from kado.store.rollups",
    ),
    "a module of the store handed on": (
        "portal/views/quick.py",
        "from kado.store import lake\nhidden = lake\n",
        "takes * from kado.store.lake",
    ),
    "a plain import": (
        "portal/views/quick.py",
        "import kado.store.lake\n",
        "takes * from kado.store.lake",
    ),
    "the library itself": (
        "contacts/quick.py",
        "def f():\n    import duckdb\n    return duckdb\n",
        "imports duckdb",
    ),
    "the library's parts": (
        "contacts/quick.py",
        "from deltalake import DeltaTable\n",
        "imports deltalake",
    ),
    "the lake's folder": (
        "press/quick.py",
        "from django.conf import settings\npath = settings.LAKE_URL\n",
        "names LAKE_URL",
    ),
    "the setting by name": (
        "press/quick.py",
        "from django.conf import settings\npath = getattr(settings, 'LAKE_URL')\n",
        "names LAKE_URL",
    ),
    "the bodies of bundles": (
        "operations/quick.py",
        "from kado.store.models import InboxBundle\n"
        "bodies = InboxBundle.objects.values_list('body')\n",
        "names InboxBundle",
    ),
    "a table by name": (
        "portal/quick.py",
        "from django.apps import apps\nt = apps.get_model('store', 'inbox' + 'bundle')\n",
        "by name (get_model)",
    ),
    "a table by SQL": (
        "portal/quick.py",
        "from django.db import connection\nc = connection.cursor()\n",
        "by name (cursor)",
    ),
    "a module by name": (
        "portal/quick.py",
        "import importlib\nm = importlib.import_module('kado.' + 'store.query')\n",
        "by name (import_module)",
    ),
    "a permit made by hand": (
        "portal/quick.py",
        "from kado.entitlement.gate import Permit, Purpose\np = Permit(Purpose.SERVICE, frozenset(), None)\n",
        "makes a permit itself",
    ),
    "a permit stretched": (
        "edition/quick.py",
        "from dataclasses import replace\ndef f(run):\n    return replace(run.permit, organisation_ids=())\n",
        "changes a permit",
    ),
    "a purpose that is no constant": (
        "portal/quick.py",
        "from kado.entitlement import gate\ndef f(purpose, at):\n    gate.permit(purpose, [], at=at, actor='', what='')\n",
        "without naming a Purpose",
    ),
    "the customer's own permit taken by others": (
        "contacts/quick.py",
        "from kado.entitlement import gate\ndef f(o, at):\n    gate.permit_own(o, at=at, actor='', what='')\n",
        "permit of a customer's own",
    ),
    "a reader that takes a permit and does not look at it": (
        "store/quick.py",
        "from kado.entitlement.gate import Permit\ndef rows(permit: Permit, server_id: str) -> list:\n    return [server_id]\n",
        "takes a permit and does not check it",
    ),
    "a reader that looks too late": (
        "store/quick.py",
        "from kado.entitlement.gate import Permit\ndef rows(permit: Permit, o: str) -> list:\n"
        "    found = open('x').read()\n    permit.check(o)\n    return [found]\n",
        "takes a permit and does not check it",
    ),
    "a new reader in a known module, without a permit": (
        "store/telemetry.py",
        "\n\ndef all_rows(pins: dict) -> list:\n    return [pins]\n",
        None,
    ),
    "editions read by a part that has no purpose": (
        "importers/quick.py",
        "from kado.edition import reading\n",
        "reads editions' documents",
    ),
    "a configuration read past the gate": (
        "contacts/quick.py",
        "from kado.tenancy.models import Server\ndef f(server: Server):\n    return server.configuration\n",
        "reads a server's configuration",
    ),
}


@pytest.mark.parametrize("name", [n for n, (_, _, said) in BAD.items() if said])
def test_a_bad_module_is_seen(name: str, tree: Path) -> None:
    where, code, said = BAD[name]
    path = tree / "kado" / where
    path.write_text(f'"""Bad."""\n{code}', encoding="utf-8")
    try:
        found = walls.holes(tree)
    finally:
        path.unlink()
    module = "kado." + where.removesuffix(".py").replace("/", ".")
    assert said and any(said in hole and module in hole for hole in found), found


def test_a_new_reader_without_a_permit_is_of_use_to_nobody(tree: Path) -> None:
    """Added to a module of the store that others use, it cannot be taken: it has no permit and no door."""
    where, code, _ = BAD["a new reader in a known module, without a permit"]
    store, user = tree / "kado" / where, tree / "kado/portal/quick.py"
    before = store.read_text(encoding="utf-8")
    try:
        store.write_text(before + code, encoding="utf-8")
        user.write_text('"""Bad."""\nfrom kado.store.telemetry import all_rows\n', encoding="utf-8")
        assert any("takes all_rows from kado.store.telemetry" in h for h in walls.holes(tree))
    finally:
        store.write_text(before, encoding="utf-8")
        user.unlink()


def test_a_door_that_nobody_uses_is_told(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(walls.DOORS, "kado.store.scan", {"Scan": "forgotten"})
    monkeypatch.setitem(walls.BY_NAME, "kado.gone", "forgotten")
    found = walls.holes(tree)
    assert "the door kado.store.scan.Scan is used by nobody: take it off the list" in found
    assert "kado.gone is on a list and is no module" in found


def test_every_exception_says_why() -> None:
    lists: list[dict[str, str]] = [*walls.DOORS.values(), *walls.FILES.values()]
    lists += [walls.BY_NAME, walls.EDITION_READERS, walls.PURPOSE_FROM_DATA]
    assert all(reason.strip() for entries in lists for reason in entries.values())
