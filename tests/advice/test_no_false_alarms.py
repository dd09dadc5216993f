"""Laws of the rules: never silent, blind to the order of facts, and never alarmed by noise, log rotation or a level that is just high."""

import random
import re
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kado.advice.engine import evaluate
from kado.advice.rules import RULES
from kado.facts.forecasts import SeriesForecast
from kado.facts.server import ServerFacts
from kado.facts.verdicts import Outcome, Verdict
from kado.language import LOCALES, say
from kado.language.human import human_date
from tests.advice.cases import CASES
from tests.advice.factory import GB, GIB, TODAY, flat, forecast, ramp, saw_tooth, server_facts

FILLING = ("filesystem_filling", "memory_filling", "processor_growing")
GROWTH = (*FILLING, "filesystem_growth_changed")
# The engine's worst day: it calls a crossing certain. The rule still has to see growth of its own.
ALARMED = {"probability": 0.97, "dates_days": (5, 20, 60)}


def findings(facts: ServerFacts, *rules: str) -> list[Verdict]:
    return [
        v
        for v in evaluate(facts)
        if v.outcome is Outcome.FINDING and (not rules or v.rule in rules)
    ]


def all_series(shape: object) -> ServerFacts:
    """A server whose file system, memory and processor all follow `shape`, with a forecast that is sure of trouble."""
    made = [
        forecast("filesystem_used_bytes", shape, instance="/var", **ALARMED),  # type: ignore[arg-type]
        forecast("memory_used_bytes", shape, statistic="mean", capacity=128.0 * GIB, **ALARMED),  # type: ignore[arg-type]
        forecast("processor_used_ratio", shape, statistic="peak", capacity=1.0, **ALARMED),  # type: ignore[arg-type]
    ]
    return server_facts(forecasts=tuple(made))


@settings(max_examples=60, deadline=None)
@given(level=st.floats(0.0, 0.88), noise=st.floats(0.0, 0.1), seed=st.integers(0, 10_000))
def test_a_flat_series_is_never_filling(level: float, noise: float, seed: int) -> None:
    steps = np.random.default_rng(seed).normal(0.0, noise, 200)
    facts = all_series(lambda day: float(np.clip(level + steps[day], 0.0, 0.94)))
    assert findings(facts, *FILLING) == []


@settings(max_examples=60, deadline=None)
@given(
    low=st.floats(0.05, 0.6),
    rise=st.floats(0.05, 0.3),
    period=st.sampled_from((2, 3, 4, 5, 7, 9, 10, 12, 14, 20, 28)),
    shift=st.integers(0, 27),
)
def test_log_rotation_is_never_filling(low: float, rise: float, period: int, shift: int) -> None:
    tooth = saw_tooth(low, low + rise, period)
    assert findings(all_series(lambda day: tooth(day + shift)), *GROWTH) == []


@settings(max_examples=40, deadline=None)
@given(period=st.integers(30, 65), shift=st.integers(0, 64))
def test_a_clean_up_every_two_months_is_never_filling(period: int, shift: int) -> None:
    tooth = saw_tooth(0.4, 0.75, period)
    assert findings(all_series(lambda day: tooth(day + shift)), *FILLING) == []


def test_growth_after_one_clean_up_is_still_found() -> None:
    facts = all_series(lambda day: 0.9 if day < 100 else 0.3 + 0.005 * (day - 100))
    assert {v.rule for v in findings(facts, *FILLING)} == set(FILLING)


def test_weekly_load_is_no_growth() -> None:
    facts = all_series(lambda day: 0.7 if day % 7 < 5 else 0.2)
    assert findings(facts, *GROWTH) == []


def test_a_disk_that_is_sixty_percent_full_and_level_gives_nothing_at_all() -> None:
    facts = server_facts(
        forecasts=(forecast("filesystem_used_bytes", flat(0.6), instance="/data"),)
    )
    assert findings(facts) == []


def test_a_clean_up_is_no_growth() -> None:
    facts = all_series(lambda day: 0.8 if day < 170 else 0.4)
    assert findings(facts, *GROWTH) == []


def test_true_growth_is_still_found() -> None:
    assert {v.rule for v in findings(all_series(ramp(0.8, 0.002)), *FILLING)} == set(FILLING)


def test_a_forecast_that_is_more_likely_wrong_than_right_gives_no_finding() -> None:
    series = forecast(
        "filesystem_used_bytes",
        ramp(0.8, 0.002),
        instance="/var",
        probability=0.4,
        dates_days=(50, None, None),
    )
    assert findings(server_facts(forecasts=(series,)), *FILLING) == []


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), case=st.sampled_from(CASES))
def test_the_order_of_the_facts_changes_nothing(seed: int, case: object) -> None:
    facts: ServerFacts = case.facts  # type: ignore[attr-defined]
    shuffle = random.Random(seed)

    def mixed(rows: tuple) -> tuple:  # type: ignore[type-arg]
        return tuple(shuffle.sample(rows, len(rows)))

    configuration = facts.configuration
    if configuration is not None:
        configuration = replace(
            configuration,
            drives=mixed(configuration.drives),
            file_systems=mixed(configuration.file_systems),
            memory_modules=mixed(configuration.memory_modules),
            network_interfaces=mixed(configuration.network_interfaces),
            power_supplies=mixed(configuration.power_supplies),
            storage_arrays=mixed(configuration.storage_arrays),
            sources=mixed(configuration.sources),
        )
    other = replace(
        facts,
        configuration=configuration,
        statistics=mixed(facts.statistics),
        forecasts=mixed(facts.forecasts),
        devices=mixed(facts.devices),
        device_risks=mixed(facts.device_risks),
        wear_forecasts=mixed(facts.wear_forecasts),
        events=mixed(facts.events),
        contracts=mixed(facts.contracts),
    )
    assert evaluate(other) == evaluate(facts)


@settings(max_examples=40, deadline=None)
@given(
    keep=st.lists(st.booleans(), min_size=9, max_size=9),
    days=st.integers(0, 60),
    holes=st.floats(0.0, 1.0),
    seed=st.integers(0, 999),
)
def test_no_rule_is_ever_silent_or_breaks_on_missing_facts(
    keep: list[bool], days: int, holes: float, seed: int
) -> None:
    full = server_facts()
    facts = replace(
        full,
        configuration=full.configuration if keep[0] else None,
        previous_configuration=full.previous_configuration if keep[1] else None,
        statistics=full.statistics if keep[2] else (),
        forecasts=tuple(_torn(f, days, holes, seed) for f in full.forecasts) if keep[3] else (),
        devices=full.devices if keep[4] else (),
        device_risks=full.device_risks if keep[5] else (),
        contracts=full.contracts if keep[6] else (),
        warranty_end=full.warranty_end if keep[7] else None,
        peers=full.peers if keep[8] else None,
    )
    assert {v.rule for v in evaluate(facts)} == {rule.key for rule in RULES}


def _torn(series: SeriesForecast, days: int, holes: float, seed: int) -> SeriesForecast:
    """The series with its last `days` days only, and a share of them missing."""
    draw = np.random.default_rng(seed).random(len(series.history))
    history = tuple(None if r < holes else v for v, r in zip(series.history, draw, strict=True))
    return replace(series, history=history[-days:] if days else ())


def test_a_full_snap_or_a_quiet_month_is_no_trouble() -> None:
    tiny = forecast("filesystem_used_bytes", flat(0.93), instance="/boot", capacity=1.0 * GB)
    assert findings(server_facts(forecasts=(tiny,)), "filesystem_full", *FILLING) == []


@settings(max_examples=80, deadline=None)
@given(
    early=st.integers(0, 60),
    more=st.tuples(st.integers(0, 60), st.integers(0, 60)),
    made=st.integers(1, 30),
)
def test_no_finding_names_a_coming_day_that_is_over(
    early: int, more: tuple[int, int], made: int
) -> None:
    told_on = TODAY + timedelta(days=made)
    days = (early, early + more[0], early + sum(more))
    series = forecast(
        "filesystem_used_bytes",
        ramp(0.8, 0.002),
        instance="/var",
        probability=0.97,
        dates_days=days,
    )
    (found,) = findings(server_facts(forecasts=(series,), told_on=told_on), "filesystem_filling")
    values = {**(found.values or {}), "hostname": "srv", "subject": found.subject}
    for locale in LOCALES:
        text = " ".join(
            say(locale, f"rule-filesystem-filling-{p}", **values) for p in ("title", "action")
        )
        for name in ("from_date", "to_date"):
            day = date.fromisoformat(str(values[name]))
            named = re.search(rf"(?<!\d){re.escape(human_date(locale, day))}", text)
            assert day > told_on or not named, text
