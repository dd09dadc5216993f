"""Workbook and CSV: what is in them, numbers as numbers, and no cell a spreadsheet takes for a formula."""

import csv
import io
import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kado.press.tables import edition_csv, edition_xlsx, safe
from tests.press.edition_sample import HOSTILE, parts, summary

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def book(first: str = "db-01", locale: str = "en") -> zipfile.ZipFile:
    made = parts(first)
    return zipfile.ZipFile(io.BytesIO(edition_xlsx(summary(made), made, locale)))


def strings(archive: zipfile.ZipFile) -> list[str]:
    root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
    return ["".join(t.text or "" for t in si.iter(f"{MAIN}t")) for si in root]


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_the_same_edition_gives_the_same_workbook(locale: str) -> None:
    made = parts()
    assert edition_xlsx(summary(made), made, locale) == edition_xlsx(
        summary(made), made[::-1], locale
    )


def test_seven_sheets_with_frozen_headers_and_the_label_of_a_demonstration() -> None:
    archive = book()
    root = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    names = [e.get("name") for e in root.iter(f"{MAIN}sheet")]
    assert names == [
        "Servers",
        "Findings",
        "Forecasts",
        "Thresholds",
        "Drives",
        "Eligibility",
        "About",
    ]
    for number in range(1, 8):
        page = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
        (pane,) = page.iter(f"{MAIN}pane")
        assert pane.get("state") == "frozen"
        assert not list(page.iter(f"{MAIN}f")), "a formula"
    assert any("DEMONSTRATION" in s for s in strings(archive))


def test_hostile_names_stay_text() -> None:
    archive = book(HOSTILE)
    assert HOSTILE in strings(archive)
    for name in archive.namelist():
        if name.startswith("xl/worksheets/sheet"):
            assert not list(ElementTree.fromstring(archive.read(name)).iter(f"{MAIN}f"))


def rows(first: str = "db-01", locale: str = "en") -> list[dict[str, str]]:
    made = parts(first)
    data = edition_csv(summary(made), made, locale)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_a_row_per_finding_and_one_for_each_server_without() -> None:
    found = rows()
    assert [r["Server"] for r in found] == ["db-01", "old-01", "new-01"]
    assert found[0]["Probability"] == "0.9" and found[0]["Earliest (10%)"] == "2027-03-30"
    assert found[1]["Finding"] == "" and found[1]["State"] == "Not eligible"


def test_two_servers_of_one_name_keep_their_own_findings() -> None:
    made = parts("new-01")
    found = edition_csv(summary(made), made, "en").decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(found)))
    assert [(r[0], bool(r[18])) for r in lines[1:]] == [
        ("new-01", True),
        ("old-01", False),
        ("new-01", False),
    ]


def test_no_cell_begins_like_a_formula() -> None:
    for row in rows(HOSTILE, "ja"):
        assert not any(value[:1] in "=+@\t\r" for value in row.values() if value)


@given(st.text())
def test_safe_text_never_begins_like_a_formula_and_keeps_every_character(text: str) -> None:
    written = safe(text)
    assert written.removeprefix("'") == text or written == text
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
