"""Instants in verdicts are written with the offset of the customer's zone, and mean the same instant."""

from kado.edition.zoned import in_zone
from kado.facts.verdicts import Evidence, Outcome, Verdict
from kado.language import say

SILENT = Verdict(
    "silent_server",
    Outcome.FINDING,
    values={"ever": "yes", "last_at": "2026-10-04T18:30:00+00:00", "silent_seconds": 90_000},
    evidence=(Evidence("last_sample_at", None, "2026-10-04T18:30:00+00:00", "intake"),),
)


def test_instants_are_the_customers_and_nothing_else_changes() -> None:
    moved = in_zone(SILENT, "Asia/Tokyo")
    assert moved.values == {**SILENT.values, "last_at": "2026-10-05T03:30+09:00"}  # type: ignore[dict-item]
    assert moved.evidence[0].new == "2026-10-05T03:30+09:00" and moved.evidence[0].old is None
    assert in_zone(moved, "UTC").values["last_at"] == "2026-10-04T18:30+00:00"  # type: ignore[index]


def test_the_title_shows_the_customers_clock() -> None:
    values = in_zone(SILENT, "Asia/Tokyo").values or {}
    title = say("en", "rule-silent-server-title", hostname="srv-12", **values)
    assert "5 Oct 2026 03:30" in title and "UTC" not in title


def test_a_verdict_without_values_stays_as_it_is() -> None:
    clear = Verdict("disk_busy", Outcome.CLEAR)
    assert in_zone(clear, "Asia/Tokyo") == clear
