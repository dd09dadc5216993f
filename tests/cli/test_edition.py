"""`kado edition` makes, publishes, lists, verifies and revises, and says what to do when it cannot."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kado import clock
from kado.cli.main import main
from kado.edition.models import Edition
from kado.tenancy import scope
from tests.edition import fleet

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def early_november(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.LAKE_URL = str(tmp_path / "lake")
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 4, tzinfo=UTC))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    fleet.server(fleet.organisation(), "srv")


def test_from_making_to_a_revision(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["edition", "list", "--month", "2026-10"]) == 0
    assert "due by 30 Nov 2026" in capsys.readouterr().out
    assert main(["edition", "make", "--month", "2026-10"]) == 0
    assert "(revision 0) is made. Digest" in capsys.readouterr().out
    assert main(["edition", "make", "--month", "2026-10", "--again"]) == 0
    assert main(["edition", "publish", "--month", "2026-10"]) == 0
    assert main(["edition", "verify", "--month", "2026-10", "--workers", "1"]) == 0
    assert "came out the same" in capsys.readouterr().out
    revise = ["edition", "revise", "--month", "2026-10", "--organisation", "Aoba Works"]
    assert main(revise) == 2
    assert "needs a reason" in capsys.readouterr().err
    assert main([*revise, "--reason", "late data"]) == 0
    assert main(["edition", "publish", "--month", "2026-10"]) == 0
    assert main(["edition", "list", "--month", "2026-10"]) == 0
    listed = capsys.readouterr().out
    assert "r0  superseded, published 4 Nov 2026" in listed
    assert "r1  published, published 4 Nov 2026" in listed


def test_a_stored_edition_that_was_changed_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    main(["edition", "make", "--month", "2026-10"])
    with scope.everything("test"):
        Edition.objects.update(content_sha256="0" * 64)
    assert main(["edition", "verify", "--month", "2026-10"]) == 1
    assert "does not match the digest" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["make", "--month", "2026-11"], "is not over in Asia/Tokyo"),
        (["make", "--month", "November"], "a month is written YYYY-MM"),
        (["publish", "--month", "2026-10"], "`kado edition make` makes it"),
        (["make", "--month", "2026-10", "--organisation", "nobody"], "no such organisation"),
        (["make", "--month", "2026-10", "--workers", "0"], "--workers is at least 1"),
    ],
)
def test_what_cannot_be_done_is_told_with_what_to_do(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["edition", *arguments]) == 2
    assert message in capsys.readouterr().err
