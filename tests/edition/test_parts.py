"""The pure parts of an edition: presence, events, statistics, report card, changes, rounding, the pool."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kado.edition import report_card, series
from kado.edition.changes import EarlierVerdicts, changes_of, compared
from kado.edition.presence import presence_of
from kado.edition.rounding import NotANumber, round_float, rounded
from kado.edition.runners import Runner, run_all
from kado.facts.edition import ServerEdition
from kado.facts.eligibility import Eligibility
from kado.facts.forecasts import Crossing, ForecastState, SeriesForecast
from kado.facts.series import EventKind
from kado.facts.server import Presence, ServerIdentity
from kado.facts.verdicts import Outcome, Severity, Verdict
from kado.store.presence import HoursPresent
from kado.store.telemetry import DailySeries, SampleKey

START = datetime(2026, 9, 30, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)
FIRST = date(2026, 10, 1)


@given(st.lists(st.booleans(), min_size=1, max_size=100), st.integers(-200, 100))
def test_presence_counts_from_the_first_sample_on(hours: list[bool], first: int) -> None:
    cut_at = START + len(hours) * HOUR
    here, half = np.array(hours), np.arange(len(hours)) % 2 == 0
    seen = HoursPresent(here, here & half, here & ~half, START + first * HOUR, cut_at)
    found = presence_of(seen, START, cut_at)
    expected = hours[max(0, first) :]
    assert found.hours_expected_count == len(expected)
    assert found.hours_present_count == sum(expected)
    runs = "".join("1" if h else "0" for h in expected).split("1")
    assert found.longest_gap_hours_count == max(len(r) for r in runs)
    assert (found.longest_gap_started_at is None) == (found.longest_gap_hours_count == 0)


def test_a_server_that_never_sent_was_silent_all_month() -> None:
    found = presence_of(None, START, START + 744 * HOUR)
    assert found == Presence(None, None, 744, 0, 744, START, 0, 0)


def daily(**rows: list[float]) -> series.ServerSeries:
    """One server's series by metric; NaN is no data."""
    values = np.array(list(rows.values()), np.float64)
    keys = tuple(SampleKey("s", name, "") for name in rows)
    hours = np.where(np.isfinite(values), 24, 0).astype(np.int16)
    made = DailySeries(keys, FIRST, values, values, values, values, values, hours)
    return series.by_server(made)["s"]


NAN = float("nan")


def test_restarts_gaps_and_capacities_become_dated_events() -> None:
    own = daily(
        system_uptime_seconds=[10.0, 20.0, 5.0, NAN, NAN, 9.0],
        memory_used_bytes=[1.0, 1.0, 1.0, NAN, NAN, 1.0],
        memory_total_bytes=[64.0, 64.1, 128.0, NAN, NAN, 128.0],
    )
    found = series.all_events("s", own, series.machine_events(own, []))
    assert [(e.day.day, e.kind) for e in found] == [
        (3, EventKind.MEMORY_RESIZED),
        (3, EventKind.REBOOT),
        (4, EventKind.DATA_GAP),
    ]
    assert (found[0].old, found[0].new) == (64.1, 128.0)


def test_a_disk_and_swap_are_forecast_only_where_they_come_near_a_limit() -> None:
    """A quiet disk's reads would be thirty charts that tell nobody anything; a file system's use is always forecast."""
    quiet = daily(
        disk_busy_ratio=[0.9, *[0.2] * 28],  # was busy once, a month ago
        disk_read_bytes_per_second=[9.0] * 29,
        swap_used_bytes=[4.0] * 29,
        swap_total_bytes=[100.0] * 29,
        filesystem_used_bytes=[1.0] * 29,
    )
    assert {k.metric for k in series.forecast_keys("s", quiet)} == {"filesystem_used_bytes"}
    near = daily(
        disk_busy_ratio=[0.2] * 28 + [0.5],
        disk_read_bytes_per_second=[9.0] * 29,
        swap_used_bytes=[5.0] * 29,
        swap_total_bytes=[100.0] * 29,
    )
    assert [(k.metric, k.statistic) for k in series.forecast_keys("s", near)] == [
        ("swap_used_bytes", "mean"),
        ("disk_read_bytes_per_second", "mean"),
        ("disk_busy_ratio", "mean"),
        ("disk_busy_ratio", "peak"),
    ]
    batch = series.batch_of([("s", near, ())], FIRST, 29, "JP")
    assert batch.kinds == ("memory", "other", "cpu", "cpu")
    assert np.isnan(batch.upper[1]) and batch.upper[2] == 1.0


def test_statistics_of_the_month_and_the_one_before() -> None:
    own = daily(swap_used_bytes=[1.0, 3.0, NAN, 5.0])
    (found,) = series.month_statistics([own], FIRST + timedelta(2), FIRST + timedelta(3), FIRST)
    assert (found.days_count, found.mean, found.p95, found.maximum) == (1, 5.0, 5.0, 5.0)
    assert (found.previous_mean, found.previous_p95) == (2.0, 2.9)
    assert series.month_statistics([own], FIRST + timedelta(9), FIRST + timedelta(9), FIRST) == ()


def forecast(history: list[float | None]) -> SeriesForecast:
    return SeriesForecast(
        metric="filesystem_used_bytes",
        instance="/",
        statistic="max",
        unit="bytes",
        state=ForecastState.FORECAST,
        reason="",
        since=FIRST,
        first_forecast_due=None,
        capacity=100.0,
        last_value=history[-1],
        history_first_day=FIRST,
        history=tuple(history),
        horizon_days=365,
        path=(),
        horizons=(),
        crossings=(),
        explanation=None,
    )


def test_a_crossing_is_the_day_the_mean_of_seven_reaches_the_threshold() -> None:
    rising: list[float | None] = [80.0] * 20 + [97.0] * 10
    # 80 × 2 + 97 × 5 = 645 ≥ 630 > 80 × 3 + 97 × 4 = 628
    assert report_card.crossed_on(forecast(rising), 0.9, 31) == FIRST + timedelta(days=24)
    assert report_card.crossed_on(forecast(rising), 0.9, 5) is None  # it was before the month
    assert report_card.crossed_on(forecast([97.0] * 30), 0.9, 31) is None  # it was above all along
    assert report_card.crossed_on(forecast([80.0] * 20 + [None] + [97.0] * 10), 0.9, 31) is None


def test_a_crossing_was_called_when_the_window_covers_its_day() -> None:
    def said(early: date | None, late: date | None) -> list[Crossing]:
        return [Crossing(0.9, 365, 0.8, early, None, late, {})]

    day = date(2026, 10, 20)
    assert report_card.was_called(said(day, day), 0.9, day)
    assert report_card.was_called(said(date(2026, 10, 1), None), 0.9, day)
    assert not report_card.was_called(said(day + timedelta(1), None), 0.9, day)
    assert not report_card.was_called(said(FIRST, day - timedelta(1)), 0.9, day)
    assert not report_card.was_called(said(None, None), 0.9, day)
    assert not report_card.was_called(said(day, day), 0.8, day)


def verdict(outcome: Outcome, severity: Severity = Severity.PLAN, subject: str = "/") -> Verdict:
    return Verdict("filesystem_full", outcome, subject, severity)


def part(*verdicts: Verdict, state: str = "findings") -> ServerEdition:
    identity = ServerIdentity("s", "srv", "M", "X", "1", "debian", "12")
    presence = Presence(None, None, 0, 0, 0, None)
    return ServerEdition(
        identity, state, "fine", None, (), Eligibility(True, (), ()), presence, None,
        (), (), (), verdicts, (), (), None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ([verdict(Outcome.CLEAR)], [verdict(Outcome.FINDING)], "new"),
        ([verdict(Outcome.FINDING)], [verdict(Outcome.CLEAR)], "resolved"),
        ([verdict(Outcome.FINDING)], [verdict(Outcome.CANNOT_TELL)], None),
        ([verdict(Outcome.FINDING)], [], None),
        ([verdict(Outcome.FINDING)], [verdict(Outcome.CLEAR, subject="/var")], "resolved"),
        ([verdict(Outcome.FINDING)], [verdict(Outcome.FINDING, Severity.ACT_NOW)], "worse"),
        ([verdict(Outcome.FINDING)], [verdict(Outcome.FINDING, Severity.WATCH)], "better"),
        ([verdict(Outcome.FINDING)], [verdict(Outcome.FINDING)], None),
    ],
)
def test_only_what_was_looked_at_again_is_resolved(
    before: list[Verdict], after: list[Verdict], kind: str | None
) -> None:
    """D1."""
    found = changes_of(EarlierVerdicts("findings", tuple(before)), part(*after))
    assert [c.kind for c in found] == ([kind] if kind else [])


def test_a_server_that_was_not_analysed_before_has_no_news() -> None:
    now = part(verdict(Outcome.FINDING))
    assert changes_of(None, now) == changes_of(EarlierVerdicts("no_data"), now) == []
    assert compared(now.verdicts).findings == {("filesystem_full", "/"): Severity.PLAN}


@given(st.floats(allow_nan=False, allow_infinity=False, width=64))
def test_rounding_keeps_six_digits_and_is_done_once(number: float) -> None:
    once = round_float(number)
    assert round_float(once) == once
    assert abs(once - number) <= abs(number) * 5.1e-6
    assert str(once) != "-0.0"


def test_what_is_no_number_is_refused() -> None:
    assert rounded({"b": (1.23456789, 7), "a": None}) == {"b": (1.23457, 7), "a": None}
    assert list(rounded({"b": 1, "a": 2})) == ["a", "b"]
    with pytest.raises(NotANumber):
        rounded((1.0, NAN))


def die_once(task: tuple[int, str]) -> int:
    """Ends its process the first time it is asked for the number 3."""
    number, folder = task
    mark = Path(folder) / "died"
    if number == 3 and not mark.exists():
        mark.touch()
        os._exit(9)
    return number * number


def test_a_worker_that_is_killed_costs_its_tasks_again(tmp_path: Path) -> None:
    tasks = [(n, str(tmp_path)) for n in range(8)]
    assert sorted(run_all(die_once, iter(tasks), Runner(2))) == [n * n for n in range(8)]
    assert (tmp_path / "died").exists()
