"""An SSD's ends on one line: what comes first, what follows, and a drawing that holds whatever is known."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kado.facts.contracts import ContractPeriod
from kado.facts.devices import DriveKind
from kado.facts.edition import DriveCard, ServerEdition
from kado.language import LOCALES
from kado.press.lifeline import Lifeline, first_day, lifeline_of, lifeline_svg, sentences
from tests.advice.factory import device_facts, ssd_facts, wear_forecast, written_life
from tests.press.edition_sample import part

TODAY = date(2026, 10, 31)
SVG = "{http://www.w3.org/2000/svg}"


def days(count: int | None) -> date | None:
    return None if count is None else TODAY + timedelta(days=count)


def server(warranty: int | None = None, contract: int | None = None) -> ServerEdition:
    """Ends in days from today."""
    periods = ()
    if contract is not None:
        periods = (ContractPeriod("C-1", "plan", TODAY - timedelta(days=900), days(contract)),)
    return replace(part(1, "db-01", "fine"), warranty_end=days(warranty), contracts=periods)


def card(wear: int | None = 400, state: str = "forecast", **more: object) -> DriveCard:
    early, late = (None, None) if wear is None else (days(wear - 60), days(wear + 90))
    forecast = wear_forecast(
        "/dev/nvme0", state=state, date_early=early, date_median=days(wear), date_late=late
    )
    made = DriveCard("/dev/nvme0", TODAY, ssd_facts(), None, forecast)
    return replace(made, **more)  # type: ignore[arg-type]


def line(server_part: ServerEdition, drive: DriveCard) -> Lifeline:
    found = lifeline_of(server_part, drive, TODAY)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("warranty", "contract", "wear", "first", "follows"),
    [
        (700, 900, 400, "rated endurance is reached first", "many exclude worn drives"),
        (None, None, 400, "rated endurance is reached first", "at your own cost"),
        (100, 900, 400, "warranty ends first", "other one still covers"),
        (100, None, 400, "warranty ends first", "nothing that is known covers"),
        (900, 100, 400, "support contract ends first", "other one still covers"),
        (-5, 100, 400, "support contract ends first", "nothing that is known covers"),
        (-5, -9, None, "No end is dated", "are over"),
        (None, None, None, "No end is dated", "once they are entered"),
    ],
)
def test_it_says_what_comes_first_and_what_follows(
    warranty: int | None, contract: int | None, wear: int | None, first: str, follows: str
) -> None:
    said = " ".join(sentences("en", line(server(warranty, contract), card(wear))))
    assert first in said and follows in said, said


def test_a_worn_drive_says_so_and_comes_before_others() -> None:
    worn = line(server(700), card(None, "worn_out"))
    assert "has been reached" in sentences("en", worn)[0]
    assert first_day(worn) == TODAY < first_day(line(server(700), card(400)))


def test_only_drives_that_wear_have_a_line() -> None:
    hdd = card(None, "not_applicable", facts=device_facts(kind=DriveKind.HDD))
    assert lifeline_of(server(100, 100), hdd, TODAY) is None
    assert lifeline_of(server(100, 100), card(None, "learning"), TODAY) is None


def test_what_was_written_is_a_lane_of_its_own() -> None:
    written = written_life("/dev/nvme0", date_early=days(50), date_median=days(80))
    found = line(server(900, 900), card(400, written=written))
    assert [lane.kind for lane in found.lanes] == ["wear", "written", "warranty", "contract"]
    assert first_day(found) == days(80)


@given(
    *(st.none() | st.integers(-3000, 3000) for _ in range(2)),
    st.none() | st.integers(61, 3600),
    st.sampled_from(LOCALES),
)
def test_the_drawing_is_whole_whatever_is_known(
    warranty: int | None, contract: int | None, wear: int | None, locale: str
) -> None:
    found = line(server(warranty, contract), card(wear))
    drawing = ElementTree.fromstring(lifeline_svg(locale, found, TODAY + timedelta(days=23)))
    width, height = (float(drawing.attrib[name]) for name in ("width", "height"))
    for element in drawing.iter():
        for name, limit in (("x", width), ("x1", width), ("x2", width), ("y", height)):
            if name in element.attrib:
                assert 0 <= float(element.attrib[name]) <= limit
    texts = [t.text for t in drawing.iter(f"{SVG}text")]
    assert len(texts) >= len(found.lanes) and all(texts)
    assert all(sentences(locale, found))
