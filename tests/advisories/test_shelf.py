"""The packs of an installation: import, use, roll back; the shipped sample serves until something of its name is imported."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kado.advisories import files, keys, shelf
from kado.advisories.models import AdvisoryPack
from kado.advisories.pack import PackRefused
from kado.cli.main import main
from kado.tenancy import scope
from kado.tenancy.models import AuditEntry
from tests.advisories.test_packs import content, issue, signed

AT = datetime(2026, 11, 23, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def key(tmp_path: Path, settings: Any) -> Path:
    """A key that this installation trusts."""
    folder = tmp_path / "trusted"
    folder.mkdir()
    settings.ADVISORY_KEYS = folder
    keys.generate(tmp_path / "maker", "Maker")
    (tmp_path / "maker.pub").rename(folder / "maker.pub")
    return tmp_path / "maker"


def kept(key: Path, **overrides: object) -> AdvisoryPack:
    return shelf.keep(signed(content(**overrides), key), AT, "operator@example.com")


def refusal_code(key: Path, **overrides: object) -> str:
    with pytest.raises(PackRefused) as raised:
        kept(key, **overrides)
    return raised.value.code


def test_the_sample_serves_where_nothing_was_imported() -> None:
    assert [p.name for p in shelf.advisories().packs] == ["kado-public"]
    assert shelf.advisories().ends_of_support


def test_an_import_is_kept_and_used_only_when_chosen(key: Path) -> None:
    row = kept(key)
    assert shelf.in_use("maker") is None
    shelf.use(row, AT, "operator@example.com")
    assert [p.name for p in shelf.advisories().packs] == ["maker", "kado-public"]
    with scope.everything("test"):
        actions = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["advisories-imported", "advisories-used"]


def test_the_file_is_kept_as_it_came(key: Path) -> None:
    data = signed(content(), key)
    assert bytes(shelf.keep(data, AT, "x").file) == data


def test_an_older_one_is_refused_unless_forced_and_rolling_back_is_always_possible(
    key: Path,
) -> None:
    first, second = kept(key, version="2026.10"), kept(key, version="2026.11")
    shelf.use(second, AT, "x")
    assert refusal_code(key, version="2026.9") == "older"
    forced = shelf.keep(signed(content(version="2026.9"), key), AT, "x", force=True)
    assert not forced.in_use
    shelf.use(first, AT, "x")
    one = shelf.in_use("maker")
    assert one is not None and one.pack.version == "2026.10"
    assert AdvisoryPack.objects.filter(name="maker", in_use=True).count() == 1


def test_one_version_has_one_content(key: Path) -> None:
    kept(key)
    assert kept(key).pk == AdvisoryPack.objects.get().pk
    assert refusal_code(key, firmware_issues=[issue(severity="watch")]) == "same-version"


def test_what_no_trusted_key_signed_is_never_kept(key: Path, tmp_path: Path) -> None:
    keys.generate(tmp_path / "stranger", "")
    assert refusal_code(tmp_path / "stranger") == "unknown-key"
    assert not AdvisoryPack.objects.exists()


def test_the_difference_names_what_is_new_other_and_gone() -> None:
    before = files.sample().pack
    changed = json.loads(files.build(files.SAMPLE_FOLDER / "source"))["pack"]
    changed["known_issues"] = changed["known_issues"][1:]
    changed["firmware_issues"][0]["severity"] = "watch"
    changed["firmware_issues"].append(issue())
    from kado.advisories.pack import read

    found = shelf.difference(before, read(changed))
    assert found.added == (("firmware_issues", "maker-drive-bug"),)
    assert found.changed == (("firmware_issues", "hpe-sas-ssd-32768-hours"),)
    assert found.removed == (("known_issues", "micron-m500it-28224-hours"),)
    assert shelf.difference(before, before).nothing


def test_a_row_that_was_tampered_with_is_noticed(key: Path) -> None:
    row = kept(key)
    AdvisoryPack.objects.filter(pk=row.pk).update(file=signed(content(version="7"), key))
    with pytest.raises(PackRefused):
        shelf.advisories()


def test_the_command_makes_signs_checks_imports_and_stops(
    tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.ADVISORY_KEYS = tmp_path / "trusted"
    source = tmp_path / "source"
    source.mkdir()
    head = {k: v for k, v in content().items() if k != "firmware_issues"}
    (source / "pack.json").write_text(json.dumps(head))
    (source / "firmware_issues.json").write_text(json.dumps([issue()]))
    key, pack = str(tmp_path / "k"), str(tmp_path / "pack.json")
    assert main(["advisories", "keygen", key, "--comment", "desk"]) == 0
    assert main(["advisories", "keygen", key]) == 2
    assert main(["advisories", "build", str(source), "--output", pack]) == 0
    assert main(["advisories", "check", pack]) == 1
    assert main(["advisories", "sign", pack, "--key", key]) == 0
    assert main(["advisories", "import", pack]) == 1
    settings.ADVISORY_KEYS.mkdir()
    (tmp_path / "k.pub").rename(settings.ADVISORY_KEYS / "k.pub")
    assert main(["advisories", "import", pack, "--preview"]) == 0
    assert shelf.in_use("maker") is None
    assert main(["advisories", "import", pack]) == 0
    assert main(["advisories", "show", "maker"]) == 0
    assert main(["advisories", "stop", "kado-public"]) == 0
    assert [p.name for p in shelf.advisories().packs] == ["maker"]
    assert main(["advisories", "use", "kado-public", files.sample().pack.version]) == 0
    assert main(["advisories", "list"]) == 0
    said = capsys.readouterr().out
    assert "maker-drive-bug" in said and "does not trust" in said
