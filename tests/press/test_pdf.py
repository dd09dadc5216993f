"""The PDF: the same bytes for the same edition, only our fonts, what it says, and no text that is read as markup."""

import shutil
import subprocess
from pathlib import Path

import pytest

from kado.press.document import document_of
from kado.press.pdf import edition_digest, edition_pdf
from tests.press.edition_sample import HOSTILE, parts, summary

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils is absent"
)


def text_of(pdf: bytes, folder: Path) -> str:
    path = folder / "edition.pdf"
    path.write_bytes(pdf)
    printed = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True
    )
    return printed.stdout.decode()


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_the_same_edition_gives_the_same_bytes_in_whatever_order_its_parts_come(
    locale: str,
) -> None:
    made = parts()
    once = edition_pdf(summary(made), made, locale)
    again = edition_pdf(summary(made), list(reversed(made)), locale)
    assert once.startswith(b"%PDF-") and once == again


def test_another_edition_has_another_digest() -> None:
    made = parts()
    assert edition_digest(summary(made), made) != edition_digest(
        summary(made, hours_present_count=1), made
    )


@needs_poppler
@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        (
            "ja",
            (
                "サーバ稼働分析月次版",
                "2026年10月",
                "デモ（架空",
                "db-01",
                "old-01",
                "2026年10月31日",
                "10年以内",
            ),
        ),
        (
            "en",
            (
                "Server operation analysis",
                "Oct 2026",
                "DEMONSTRATION",
                "db-01",
                "old-01",
                "31 Oct 2026",
                "not applicable",
            ),
        ),
    ],
)
def test_it_says_what_the_edition_says(
    locale: str, expected: tuple[str, ...], tmp_path: Path
) -> None:
    made = parts()
    text = text_of(edition_pdf(summary(made), made, locale), tmp_path)
    whole = "".join(text.split())
    for words in expected[:6]:
        assert "".join(words.split()) in whole, words
    assert edition_digest(summary(made), made) in whole
    pages = text.count("\f")
    label = "".join(expected[2].split())
    assert whole.count(label) >= pages  # the demonstration's label stands on every page


@needs_poppler
def test_only_the_fonts_that_ship_are_used(tmp_path: Path) -> None:
    made = parts()
    (tmp_path / "e.pdf").write_bytes(edition_pdf(summary(made), made, "ja"))
    printed = subprocess.run(
        ["pdffonts", str(tmp_path / "e.pdf")], capture_output=True, text=True, check=True
    )
    names = [line.split()[0] for line in printed.stdout.splitlines()[2:]]
    assert names and all("NotoSansJP" in name for name in names), names


@needs_poppler
def test_names_are_text_and_never_markup(tmp_path: Path) -> None:
    made = parts(first=HOSTILE)
    text = text_of(
        edition_pdf(summary(made, organisation_name="#let x = 1 <b> $y$"), made, "en"), tmp_path
    )
    assert '#image("x.png")' in text and "#let x = 1 <b> $y$" in text


def test_conditions_not_met_come_with_their_mend() -> None:
    made = parts()
    document = document_of(summary(made), made, "en", "0" * 64)
    ((hostname, _, reason, mend),) = document.unmet
    assert hostname == "old-01" and "30 Jun 2026" in reason and mend
    assert [k.hostname for k in document.kartes] == ["db-01", "old-01", "new-01"]


def test_a_revision_says_so_and_why() -> None:
    made = parts()
    revised = summary(made, revision=1, revision_reason="late data")
    assert "late data" in document_of(revised, made, "en", "0" * 64).revision
