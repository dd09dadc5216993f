"""A year of cycles over customers in Tokyo, Berlin and Los Angeles, with a moving clock and everything that goes wrong in a year (MISSION B1-B3, C2, C6, D1, D2, E3).

The year runs in a process and a folder of its own (tests/end_to_end/year); what is looked at here are the pages as people saw
them on the day, and what the editions are afterwards.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.installation import ROOT, Installation
from tests.end_to_end.visitor import text_of

NAMES = ("Tokyo sample", "Berlin sample", "Angeles sample")


@dataclass(frozen=True)
class Told:
    """What the year left behind. An edition is told as month, revision, state, published, cut, hours expected, hours present, in time, digest."""

    home: Path
    facts: dict[str, Any]

    def page(self, name: str, language: str = "en") -> str:
        """What a person read on the page."""
        return text_of((self.home / "pages" / f"{name}.{language}.html").read_text())

    def editions(self, customer: str) -> dict[tuple[str, int], list[Any]]:
        return {(e[0], e[1]): e for e in self.facts["editions"][customer]}


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    home = tmp_path_factory.mktemp("year")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "KADO_HOME": str(home)}
    environment.pop("KADO_DATABASE", None)
    command = [sys.executable, "-m", "tests.end_to_end.year", str(home)]
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=900
    )
    assert ended.returncode == 0, ended.stderr[-3000:]
    yield Told(home, json.loads((home / "told.json").read_text()))


def test_every_customer_has_every_month_cut_in_its_own_zone(year: Told) -> None:
    cuts = {
        name: {m: e[4] for (m, r), e in year.editions(name).items() if r == 0} for name in NAMES
    }
    months = [f"2025-{n}" for n in (10, 11, 12)] + [f"2026-{n:02d}" for n in range(1, 11)]
    for name in NAMES:
        assert [m for m in cuts[name] if m != "2025-09"] == months
    assert [cuts[n]["2026-02"] for n in NAMES] == [
        "2026-02-28 15:00",
        "2026-02-28 23:00",
        "2026-03-01 08:00",
    ]
    assert [cuts[n]["2026-03"] for n in NAMES] == [
        "2026-03-31 15:00",
        "2026-03-31 22:00",
        "2026-04-01 07:00",
    ]


def test_months_in_which_clocks_change_have_an_hour_more_or_less(year: Told) -> None:
    """Three servers each: 743 hours in a March that loses one, 745 in Berlin's October, 721 in Los Angeles' November."""
    expected = {name: {m: e[5] for (m, _), e in year.editions(name).items()} for name in NAMES}
    assert [expected[n]["2026-03"] for n in NAMES] == [744 * 3, 743 * 3, 743 * 3]
    assert [expected[n]["2026-10"] for n in NAMES] == [744 * 3, 745 * 3, 744 * 3]
    assert expected["Angeles sample"]["2025-11"] == 721 * 3


def test_everything_is_published_in_time_but_for_the_month_that_was_missed(year: Told) -> None:
    late = [
        (name, m)
        for name in NAMES
        for (m, r), e in year.editions(name).items()
        if r == 0 and not e[7]
    ]
    assert late == [(name, "2026-07") for name in NAMES]
    for name in NAMES:  # caught up in order
        assert year.editions(name)["2026-07", 0][3] <= year.editions(name)["2026-08", 0][3]
        assert {e[2] for e in year.editions(name).values()} <= {"published", "superseded"}


def test_late_data_makes_a_revision_that_says_why_and_leaves_the_first_as_it_was(
    year: Told,
) -> None:
    first, second = (year.editions("Berlin sample")["2026-02", r] for r in (0, 1))
    assert (first[2], second[2]) == ("superseded", "published")
    assert first[6] < first[5] == second[5] == second[6]
    assert first[8] != second[8]
    assert "data that arrived after publication" in year.page("revision")
    assert "lin-one" in year.page("revision")


def test_a_killed_run_is_taken_up_where_it_stood(year: Told) -> None:
    assert year.facts["crash-status"] == -9
    assert year.facts["crash-left"] == ["making", 3]
    assert year.editions("Tokyo sample")["2026-05", 0][2] == "published"
    assert "Being made" in year.page("crash")


def test_a_stop_is_on_every_page_and_the_edition_comes_after_it(year: Told) -> None:
    assert "Stopped for maintenance." in year.page("stop")
    assert "設備の保守のため停止しています。" in year.page("stop", "ja")
    assert year.editions("Berlin sample")["2025-12", 0][3] == "2026-01-10 00:00"


def test_new_terms_withhold_until_an_administrator_agrees(year: Told) -> None:
    assert year.facts["withheld.en"] == 403
    assert "Version 2026-04-01 has to be agreed to" in year.page("agreement")
    assert "ご利用には規約への同意が必要です" in year.page("withheld", "ja")
    assert "We say how long data is kept." in year.page("terms")
    assert year.editions("Angeles sample")["2026-03", 0][3] == "2026-04-20 00:00"
    for name in NAMES[:2]:
        assert year.editions(name)["2026-03", 0][3].startswith("2026-04-03")


def test_a_consent_withdrawn_is_refused_at_once_and_the_ledger_shows_both(year: Told) -> None:
    assert year.facts["use-allowed"] is True
    assert year.facts["use-after-withdrawal"] is False
    uses = re.findall(r"proposals Operator (Allowed|Refused)", year.page("consent"))
    assert uses == ["Refused", "Allowed"]


def test_silence_and_an_ended_contract_are_said_with_the_mend(year: Told) -> None:
    assert re.search(r"lin-one .*?No data 9 days ago", year.page("silence"))
    assert "lin-two EX4000 · debian 12.11 Plan" in year.page("silence")
    assert "30 Apr" in year.page("contract")
    assert "4月30日" in year.page("contract", "ja")


def test_every_edition_of_the_year_is_made_again_byte_for_byte(year: Told) -> None:
    installation = Installation(year.home)
    for month in ("2026-02", "2026-05", "2026-07", "2026-10"):
        ended = installation.run("edition", "verify", "--month", month)
        assert ended.status == 0, ended.output + ended.errors
