"""The conditions of the terms at their boundaries, each with its reason and its mend (MISSION C1-C6, D2)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kado.catalogue import FUNCTIONS
from kado.entitlement.eligibility import (
    SILENCE,
    Ground,
    Moment,
    StopNotice,
    Unit,
    evaluate,
    matches,
    version_key,
)
from kado.facts.contracts import ContractPeriod, SupportListLine
from kado.facts.eligibility import Condition, ConditionResult, Eligibility
from kado.language import LOCALES, has, say

TODAY = date(2026, 10, 31)
AT = datetime(2026, 10, 31, 15, tzinfo=UTC)
MOMENT = Moment(AT, TODAY, "Asia/Tokyo")
LONG_AGO = date(2020, 1, 1)
UNIT = Unit(
    model_number="EX4000-2M",
    os_name="rhel",
    os_version="9.4",
    collector_version="0.1.0",
    enrolled_at=AT - timedelta(days=100),
    last_arrival_at=AT - timedelta(hours=1),
    contracts=(ContractPeriod("C-1", "plan", LONG_AGO, None),),
)
GROUND = Ground(
    support_list=tuple(
        SupportListLine(service, "EX4*", "RHEL 9*", LONG_AGO, None)
        for service in ("karte", "analysis")
    ),
    released_versions=("0.1.0",),
    terms_version="2",
    terms_agreed_version="2",
    terms_hold=True,
)


def result(found: Eligibility, condition: Condition) -> ConditionResult:
    return next(c for c in found.conditions if c.condition is condition)


def contracts(*spans: tuple[date, date | None]) -> tuple[ContractPeriod, ...]:
    return tuple(ContractPeriod(f"C-{n}", "plan", *span) for n, span in enumerate(spans))


def days(number: int) -> timedelta:
    return timedelta(days=number)


def test_a_unit_that_meets_all_gets_every_function_released() -> None:
    found = evaluate(UNIT, GROUND, MOMENT)
    assert found.eligible and all(c.met for c in found.conditions)
    assert [c.condition for c in found.conditions] == list(Condition)
    assert found.functions == ("prevention", "forecast", "advice", "memory_health")
    assert found.withheld_functions == () and found.analysis_begins is None


@pytest.mark.parametrize(
    ("spans", "reason", "begins"),
    [
        ([(TODAY, TODAY)], "", None),
        ([(LONG_AGO, TODAY)], "", None),
        ([(LONG_AGO, TODAY - days(1))], "reason-contract-ended", None),
        ([(TODAY + days(1), None)], "reason-contract-later", TODAY + days(1)),
        (
            [(LONG_AGO, TODAY - days(1)), (TODAY + days(9), None)],
            "reason-contract-later",
            TODAY + days(9),
        ),
        ([(LONG_AGO, TODAY - days(1)), (LONG_AGO, TODAY)], "", None),
        ([], "reason-contract-none", None),
    ],
)
def test_contracts_hold_from_their_first_to_their_last_day(
    spans: list[tuple[date, date | None]], reason: str, begins: date | None
) -> None:
    found = evaluate(replace(UNIT, contracts=contracts(*spans)), GROUND, MOMENT)
    assert result(found, Condition.CONTRACT).reason == reason
    assert found.eligible == (reason == "")
    assert found.analysis_begins == begins


@given(
    st.dates(LONG_AGO, date(2030, 1, 1)), st.integers(0, 900), st.dates(LONG_AGO, date(2030, 1, 1))
)
def test_a_contract_is_in_force_on_exactly_its_days(begin: date, length: int, today: date) -> None:
    unit = replace(UNIT, contracts=contracts((begin, begin + days(length))))
    found = evaluate(unit, GROUND, replace(MOMENT, today=today))
    assert found.eligible == (0 <= (today - begin).days <= length)


def test_both_services_lists_have_to_name_the_unit() -> None:
    karte, analysis = GROUND.support_list
    other = replace(karte, model_pattern="ZZ*")
    cases = {
        (karte, analysis): "",
        (other, analysis): "reason-support-list-karte",
        (karte, replace(analysis, os_pattern="debian*")): "reason-support-list-analysis",
        (): "reason-support-list-both",
        (karte, replace(analysis, valid_to=TODAY)): "",
        (karte, replace(analysis, valid_to=TODAY - days(1))): "reason-support-list-analysis-ended",
        (
            karte,
            replace(analysis, valid_from=TODAY + days(2)),
        ): "reason-support-list-analysis-later",
    }
    for lines, reason in cases.items():
        found = evaluate(UNIT, replace(GROUND, support_list=lines), MOMENT)
        assert result(found, Condition.SUPPORT_LIST).reason == reason
        assert found.eligible == (reason == "")
    later = (karte, replace(analysis, valid_from=TODAY + days(2)))
    found = evaluate(UNIT, replace(GROUND, support_list=later), MOMENT)
    assert found.analysis_begins == TODAY + days(2)


def test_patterns_are_shell_patterns_whatever_the_case() -> None:
    line = SupportListLine(
        "karte", "express5800/R120?-2M", "windows-server 20[12]*", LONG_AGO, None
    )
    assert matches(line, "Express5800/R120h-2M", "Windows-Server", "2022")
    assert not matches(line, "Express5800/R120-2M", "windows-server", "2022")
    assert not matches(line, "Express5800/R120h-2M", "windows-server", "2003")


@pytest.fixture
def a_function_of_a_newer_collector(monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue of a release in which memory health needs collector 0.2.0."""
    newer = tuple(
        replace(f, collector_version="0.2.0") if f.key == "memory_health" else f for f in FUNCTIONS
    )
    monkeypatch.setattr("kado.entitlement.eligibility.FUNCTIONS", newer)


@pytest.mark.usefixtures("a_function_of_a_newer_collector")
def test_a_collector_that_is_too_old_withholds_functions_and_not_the_unit() -> None:
    ground = replace(GROUND, released_versions=("0.1.0", "0.2.0"))
    found = evaluate(UNIT, ground, MOMENT)
    old = result(found, Condition.COLLECTOR_RELEASE)
    assert found.eligible and not old.met
    assert old.withheld_functions == found.withheld_functions == ("memory_health",)
    assert old.values and old.values["needed_version"] == "0.2.0"
    assert "memory_health" not in found.functions
    newer = evaluate(replace(UNIT, collector_version="0.2.0"), GROUND, MOMENT)
    assert "memory_health" in newer.functions
    unknown = evaluate(replace(UNIT, collector_version=""), ground, MOMENT)
    assert not unknown.functions and not unknown.eligible


def test_versions_are_compared_as_numbers() -> None:
    assert version_key("0.10.0") > version_key("0.9.9") > version_key("0.9") > version_key("")


@pytest.mark.parametrize(
    ("enrolled", "arrived", "reason"),
    [
        (None, None, "reason-collecting-not-enrolled"),
        (AT + timedelta(seconds=1), None, "reason-collecting-not-enrolled"),
        (AT, None, "reason-collecting-never-sent"),
        (AT - SILENCE, AT - SILENCE, ""),
        (AT - SILENCE, AT - SILENCE - timedelta(seconds=1), "reason-collecting-silent"),
    ],
)
def test_the_collector_has_to_be_enrolled_and_sending(
    enrolled: datetime | None, arrived: datetime | None, reason: str
) -> None:
    found = evaluate(replace(UNIT, enrolled_at=enrolled, last_arrival_at=arrived), GROUND, MOMENT)
    assert result(found, Condition.COLLECTING).reason == reason


def test_terms_that_changed_are_told_from_terms_never_agreed_to() -> None:
    for agreed, version, reason in (
        ("", "2", "reason-terms-never"),
        ("1", "2", "reason-terms-changed"),
        ("", "", "reason-terms-absent"),
    ):
        ground = replace(
            GROUND, terms_hold=False, terms_agreed_version=agreed, terms_version=version
        )
        found = evaluate(UNIT, ground, MOMENT)
        assert result(found, Condition.TERMS).reason == reason and not found.eligible


def test_stops_hold_back_the_unit_or_withhold_a_function() -> None:
    whole = StopNotice("maintenance", "", AT, AT + timedelta(days=2))
    one = StopNotice("release", "forecast", AT, None)
    found = evaluate(replace(UNIT, stops=(whole,)), GROUND, MOMENT)
    stopped = result(found, Condition.NOT_STOPPED)
    assert not found.eligible and stopped.reason == "reason-not-stopped-maintenance"
    assert stopped.mend == "mend-not-stopped-until" and found.analysis_begins == date(2026, 11, 3)
    found = evaluate(UNIT, replace(GROUND, stops=(one,)), MOMENT)
    assert found.eligible and found.functions == ("prevention", "advice", "memory_health")
    open_ended = evaluate(UNIT, replace(GROUND, stops=(replace(whole, ends_at=None),)), MOMENT)
    assert open_ended.analysis_begins is None
    for ended in (
        replace(whole, begins_at=AT + timedelta(seconds=1)),
        replace(whole, begins_at=LATER, ends_at=AT),
    ):
        assert evaluate(replace(UNIT, stops=(ended,)), GROUND, MOMENT).eligible


LATER = AT - timedelta(days=3)
FAILING = {
    Condition.COLLECTING: [
        {"enrolled_at": None},
        {"last_arrival_at": None},
        {"last_arrival_at": AT - days(90)},
    ],
    Condition.CONTRACT: [
        {"contracts": ()},
        {"contracts": contracts((LONG_AGO, LONG_AGO))},
        {"contracts": contracts((TODAY + days(1), None))},
    ],
}


def every_failure() -> list[Eligibility]:
    """Each way in which a condition can fail."""
    karte, analysis = GROUND.support_list
    units = [
        replace(UNIT, **f) for f in (*FAILING[Condition.COLLECTING], *FAILING[Condition.CONTRACT])
    ]  # type: ignore[arg-type]
    units.append(replace(UNIT, os_name=""))
    grounds = [replace(GROUND, support_list=lines) for lines in ((), (karte,), (analysis,))]
    for keep, changed in ((karte, analysis), (analysis, karte)):
        for field in ({"valid_to": LONG_AGO}, {"valid_from": TODAY + days(1)}):
            grounds.append(replace(GROUND, support_list=(keep, replace(changed, **field))))  # type: ignore[arg-type]
    for agreed, version in (("", "2"), ("1", "2"), ("", "")):
        grounds.append(
            replace(GROUND, terms_hold=False, terms_agreed_version=agreed, terms_version=version)
        )
    released = replace(GROUND, released_versions=("0.2.0",))
    grounds.append(released)
    for reason, ends_at in product(
        ("data_not_arriving", "maintenance", "release", "force_majeure", "misuse", "other"),
        (None, AT + days(1)),
    ):
        grounds.append(replace(GROUND, stops=(StopNotice(reason, "", AT, ends_at),)))
    found = [evaluate(unit, GROUND, MOMENT) for unit in units]
    found += [evaluate(UNIT, ground, MOMENT) for ground in grounds]
    return [*found, evaluate(replace(UNIT, collector_version=""), released, MOMENT)]


@pytest.mark.usefixtures("a_function_of_a_newer_collector")
@pytest.mark.parametrize("locale", LOCALES)
def test_every_failure_is_told_with_its_mend_in_both_languages(
    locale: str, caplog: pytest.LogCaptureFixture
) -> None:
    """C5."""
    for found in every_failure():
        failed = [c for c in found.conditions if not c.met]
        assert failed
        for one in failed:
            values = one.values or {}
            assert say(locale, one.reason, **values) and say(locale, one.mend, **values)
    for condition in Condition:
        stem = f"condition-{condition.value.replace('_', '-')}"
        assert has(locale, f"{stem}-name") and has(locale, f"{stem}-met")
    assert not caplog.records
