"""`kado edition` makes, publishes, lists, verifies and revises, and says what to do when it cannot."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kado import clock
from kado.cli.main import main
from kado.edition import documents, runners
from kado.edition.code import CODE_VERSION
from kado.edition.models import Edition, EditionServer
from kado.edition.whole import digest_of
from kado.tenancy import scope
from kado.tenancy.models import AuditEntry
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


def test_what_waits_for_review_is_shown_approved_and_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["edition", "make", "--month", "2026-10"])
    capsys.readouterr()
    assert main(["edition", "review", "--month", "2026-10"]) == 0
    shown = capsys.readouterr().out
    assert "Aoba Works, Oct 2026 (revision 0): made, not published" in shown
    assert "Servers by state: N" in shown and "approve" in shown
    assert main(["edition", "review", "--month", "2026-10", "discard"]) == 0
    assert main(["edition", "review", "--month", "2026-10"]) == 2
    main(["edition", "make", "--month", "2026-10"])
    assert main(["edition", "review", "--month", "2026-10", "approve"]) == 0
    assert "is approved and published" in capsys.readouterr().out
    assert main(["edition", "review", "--month", "2026-10", "discard"]) == 2
    assert "`kado edition revise` corrects it" in capsys.readouterr().err
    with scope.everything("test"):
        edition = Edition.objects.get()
        assert edition.reviewed_by.startswith("operator")
        actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
        assert list(actions) == ["edition_discarded", "edition_approved", "edition_published"]


@pytest.mark.parametrize("arguments", [["--schedule"], []])
def test_the_schedule_is_listed(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["edition", "list", *arguments]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert listed[0].startswith("2026-11  Month not over  cut 1 Dec 2026 00:00 JST")
    assert listed[1].startswith("2026-10  Due  cut 1 Nov 2026 00:00 JST")
    assert "publish by 1 Dec 2026 00:00 JST  Aoba Works" in listed[1]


def test_one_organisation_is_chosen_by_name_or_id(capsys: pytest.CaptureFixture[str]) -> None:
    other = fleet.organisation("隣の会社")
    fleet.server(other, "srv")
    assert main(["edition", "make", "--month", "2026-10", "--organisation", str(other.pk)]) == 0
    assert main(["edition", "make", "--month", "2026-10", "--organisation", "nobody"]) == 2
    assert "there are: 隣の会社, 青葉製作所" in capsys.readouterr().err
    with scope.everything("test"):
        assert [e.organisation for e in Edition.objects.all()] == [other]
    assert main(["edition", "publish", "--month", "2026-10"]) == 0
    assert main(["edition", "make", "--month", "2026-10"]) == 0
    assert "is published already" in capsys.readouterr().out


def test_one_that_cannot_be_made_keeps_the_others_from_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    fleet.server(fleet.organisation("一番", agreed=False), "srv")
    assert main(["edition", "make", "--month", "2026-10"]) == 1
    said = capsys.readouterr()
    assert "一番: purpose (a) is not covered" in said.err and "is made" in said.out


def test_a_lost_run_says_how_to_go_on(
    capsys: pytest.CaptureFixture[str], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DASK_SCHEDULER = "http://nowhere"
    monkeypatch.setattr(runners, "INLINE_SERVERS", 1)
    assert main(["edition", "make", "--month", "2026-10"]) == 1
    assert "work on this machine (--workers N)" in capsys.readouterr().err
    assert main(["edition", "make", "--month", "2026-10", "--workers", "1"]) == 0


@pytest.mark.parametrize(
    ("code_version", "message"),
    [
        ("0.1.0", "before editions said which code made them"),
        ("0.1.0+0123456789abcdef", "the present version can give a different result"),
        (CODE_VERSION, "made by the very code that runs now"),
    ],
)
def test_verify_says_whether_other_code_may_be_the_reason(
    code_version: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["edition", "make", "--month", "2026-10"])
    with scope.everything("test"):
        edition = Edition.objects.get()
        part = EditionServer.objects.get()
        other = documents.freeze({"made": "otherwise"})
        sha256 = documents.sha256_of(other)
        EditionServer.objects.update(document=other, document_sha256=sha256)
        digest = digest_of(bytes(edition.summary or b""), {part.server_id: sha256})
        Edition.objects.update(content_sha256=digest, code_version=code_version)
    assert main(["edition", "verify", "--month", "2026-10"]) == 1
    assert message in capsys.readouterr().out
