"""`kado up --data` over real machines of a public trace: an edition of forecasts, and pages that show them (MISSION A2, A5, A6, G3)."""

import re
import subprocess
import sys
import zlib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from kado.edition import calendar
from tests.end_to_end.installation import ROOT, Ended, Installation, free_port
from tests.end_to_end.visitor import Visitor

pytestmark = pytest.mark.real_data
MACHINES_COUNT = 12
ADMINISTRATOR = "admin@recorded.example"
SPOKEN = {"forecast", "level_only"}


@pytest.fixture(scope="module")
def month() -> str:
    """The last full month; the trace is moved so that it ends with it."""
    return calendar.previous_month(f"{datetime.now(UTC):%Y-%m}")


@pytest.fixture(scope="module")
def data(real_data: Path, month: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dozen machines of the trace in the import format, made by the documented tool."""
    folder = tmp_path_factory.mktemp("bitbrains")
    source = real_data / "ts_bitbrains_rnd_3months" / "rnd_hourly.parquet"
    last_day = calendar.last_day(month).isoformat()
    tool = [sys.executable, ROOT / "tools" / "bitbrains_to_kado.py", source, folder]
    options = ["--servers", str(MACHINES_COUNT), "--shift-to-end", last_day]
    subprocess.run([*tool, *options], check=True, cwd=ROOT)
    return folder


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return Installation(tmp_path_factory.mktemp("recorded") / "home")


@pytest.fixture(scope="module")
def first(installation: Installation, data: Path) -> Ended:
    ended = installation.run("up", "--once", "--port", free_port(), "--data", data)
    assert ended.status == 0, ended.output + ended.errors
    return ended


def parts(installation: Installation, month: str) -> dict[str, dict]:
    """The frozen parts of the month's published edition, by host name."""
    rows = installation.rows(
        "SELECT p.document FROM edition_editionserver p JOIN edition_edition e ON e.id = p.edition_id"
        " WHERE e.month = ? AND e.state = 'published'",
        month,
    )
    read = [msgspec.json.decode(zlib.decompress(row[0])) for row in rows]
    return {part["identity"]["hostname"]: part for part in read}


def test_an_edition_over_real_machines_holds_forecasts(
    installation: Installation, first: Ended, month: str
) -> None:
    made = parts(installation, month)
    assert len(made) == MACHINES_COUNT
    states = Counter(one["state"] for part in made.values() for one in part["forecasts"])
    print(f"{first.took_seconds:.0f} s, {first.peak_bytes / 1e6:.0f} MB at most, {dict(states)}")
    assert sum(states[state] for state in SPOKEN) > sum(states.values()) / 2
    first_day = calendar.first_day(calendar.shifted(month, 1)).isoformat()
    for one in (f for part in made.values() for f in part["forecasts"] if f["state"] in SPOKEN):
        assert one["horizon_days"] >= 28 and one["path"]
        assert one["path"][0][0] >= first_day, "a forecast begins after the cut"
        assert all(low <= middle <= high for _, low, middle, high in one["path"])


def test_brought_in_again_nothing_is_doubled(
    installation: Installation, first: Ended, data: Path
) -> None:
    rows = installation.rows_by_source("samples")["import"]
    editions = installation.rows("SELECT month, revision, content_sha256 FROM edition_edition")
    again = installation.run("up", "--once", "--port", free_port(), "--data", data)
    assert again.status == 0, again.errors
    assert installation.rows_by_source("samples")["import"] == rows
    assert (
        installation.rows("SELECT month, revision, content_sha256 FROM edition_edition") == editions
    )
    assert again.took_seconds < first.took_seconds


def test_pages_show_the_forecasts_of_real_machines(
    installation: Installation, first: Ended, month: str
) -> None:
    made = parts(installation, month)
    told = [n for n, p in made.items() if any(f["state"] in SPOKEN for f in p["forecasts"])]
    assert told
    with installation.served() as url:
        visitor = Visitor(url, "en")
        password = installation.password(ADMINISTRATOR)
        assert visitor.sign_in(ADMINISTRATOR, password).status == 302
        visitor.post("/preferences/language/", language="en")
        organisation = visitor.get("/").headers["location"]
        edition = visitor.get(f"{organisation}editions/{month}/0/")
        assert edition.status == 200 and all(name in edition.text for name in made)
        links = dict(re.findall(r'href="([^"]*/servers/[^"]+/)">([^<]+)<', edition.source))
        address = {name: path for path, name in links.items()}[told[0]]
        karte = visitor.get(address)
        assert karte.status == 200 and told[0] in karte.text
        assert "data-chart" in karte.source and "90%" in karte.text
        assert visitor.get(f"{organisation}editions/{month}/0/document.pdf").body[:5] == b"%PDF-"


def test_what_is_no_data_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ended = Installation(tmp_path / "home").run(
        "up", "--once", "--port", free_port(), "--data", tmp_path / "empty"
    )
    assert ended.status == 2 and "Traceback" not in ended.errors, ended.errors
    assert str(tmp_path / "empty") in ended.errors
