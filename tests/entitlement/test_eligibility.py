"""The conditions of the terms at their boundaries, each with its reason and its mend (MISSION C1-C6, D2)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

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
from kado.facts.contracts import ContractPeriod, FunctionRequirement, SupportListLine
from kado.facts.eligibility import Condition, ConditionResult, Eligibility
from kado.language import LOCALES, has, say

ZONE = ZoneInfo("Asia/Tokyo")
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


@pytest.mark.parametrize(
    ("ended_days_ago", "grace_days", "reason", "eligible"),
    [
        (0, 0, "", True),
        (1, 0, "reason-contract-ended", False),
        (1, 1, "notice-contract-in-grace", True),
        (30, 30, "notice-contract-in-grace", True),
        (31, 30, "reason-contract-ended-after-grace", False),
    ],
)
def test_the_plans_grace_goes_on_serving_and_says_so(
    ended_days_ago: int, grace_days: int, reason: str, eligible: bool
) -> None:
    own = ContractPeriod("C-1", "plan", LONG_AGO, TODAY - days(ended_days_ago), grace_days)
    found = evaluate(replace(UNIT, contracts=(own,)), GROUND, MOMENT)
    contract = result(found, Condition.CONTRACT)
    assert (contract.reason, contract.met, found.eligible) == (reason, eligible, eligible)
    if contract.reason.endswith("grace"):
        assert contract.values and contract.values["grace_date"] == own.served_to.isoformat()  # type: ignore[union-attr]


def test_grace_is_not_spoken_of_while_another_contract_is_in_force() -> None:
    ended = ContractPeriod("C-1", "plan", LONG_AGO, TODAY - days(1), 30)
    follows = ContractPeriod("C-2", "plan", TODAY, None)
    found = evaluate(replace(UNIT, contracts=(ended, follows)), GROUND, MOMENT)
    assert result(found, Condition.CONTRACT) == ConditionResult(Condition.CONTRACT, True)
    coming = replace(follows, valid_from=TODAY + days(1))
    found = evaluate(replace(UNIT, contracts=(ended, coming)), GROUND, MOMENT)
    assert result(found, Condition.CONTRACT).reason == "notice-contract-in-grace"


def test_a_plan_includes_some_functions_and_another_contract_the_others() -> None:
    basic = ContractPeriod("C-1", "basic", LONG_AGO, None, 0, ("advice", "forecast"))
    found = evaluate(replace(UNIT, contracts=(basic,)), GROUND, MOMENT)
    contract = result(found, Condition.CONTRACT)
    assert found.eligible and contract.met and contract.reason == "notice-contract-plan"
    assert found.functions == ("forecast", "advice")
    assert found.withheld_functions == ("prevention", "memory_health")
    more = ContractPeriod("C-2", "more", LONG_AGO, None, 0, ("prevention", "memory_health"))
    found = evaluate(replace(UNIT, contracts=(basic, more)), GROUND, MOMENT)
    assert not found.withheld_functions and result(found, Condition.CONTRACT).reason == ""


PERIODS = st.builds(
    lambda begin, length, grace: ContractPeriod(
        "C",
        "plan",
        TODAY + days(begin),
        None if length is None else TODAY + days(begin + length),
        grace,
    ),
    st.integers(-60, 60),
    st.none() | st.integers(0, 60),
    st.integers(0, 40),
)


@given(st.lists(PERIODS, max_size=4).map(tuple), st.integers(-70, 130))
def test_any_contract_or_its_grace_covers_and_order_does_not_matter(
    own: tuple[ContractPeriod, ...], offset: int
) -> None:
    today = TODAY + days(offset)
    moment = replace(MOMENT, today=today)
    covered = any(
        c.valid_from <= today and (c.valid_to is None or (today - c.valid_to).days <= c.grace_days)
        for c in own
    )
    found = evaluate(replace(UNIT, contracts=own), GROUND, moment)
    assert found.eligible == covered
    turned = evaluate(replace(UNIT, contracts=own[::-1]), GROUND, moment)
    assert (turned.eligible, turned.analysis_begins) == (found.eligible, found.analysis_begins)
    if not covered and found.analysis_begins:
        later = replace(MOMENT, today=found.analysis_begins)
        assert found.analysis_begins > today
        assert evaluate(replace(UNIT, contracts=own), GROUND, later).eligible


LINES = st.builds(
    lambda service, begin, length: SupportListLine(
        service,
        "*",
        "*",
        TODAY + days(begin),
        None if length is None else TODAY + days(begin + length),
    ),
    st.sampled_from(["karte", "analysis"]),
    st.integers(-40, 40),
    st.none() | st.integers(0, 40),
)


@given(
    st.lists(PERIODS, max_size=3).map(tuple),
    st.lists(LINES, max_size=4).map(tuple),
    st.none() | st.integers(0, 72),
)
def test_the_day_it_begins_is_the_first_on_which_everything_holds(
    own: tuple[ContractPeriod, ...], lines: tuple[SupportListLine, ...], stop_hours: int | None
) -> None:
    """Whatever ends before the rest begins: nothing is promised that will not be."""
    ends = None if stop_hours is None else AT + timedelta(hours=stop_hours)
    stops = () if ends is None else (StopNotice("maintenance", "", AT - days(1), ends),)
    unit, ground = replace(UNIT, contracts=own), replace(GROUND, support_list=lines, stops=stops)
    found = evaluate(unit, ground, MOMENT)
    if found.eligible:
        return

    def holds(day: date) -> bool:
        later = evaluate(unit, replace(ground, stops=()), replace(MOMENT, today=day))
        stopped = ends is not None and ends > AT and ends.astimezone(ZONE).date() > day
        return later.eligible and not stopped

    expected = next((d for n in range(90) if holds(d := TODAY + days(n))), None)
    assert found.analysis_begins == expected


@given(st.sampled_from(["Asia/Tokyo", "Europe/Berlin", "America/Los_Angeles", "Pacific/Apia"]))
def test_a_contract_ends_at_the_customers_midnight(zone: str) -> None:
    own = (ContractPeriod("C-1", "plan", LONG_AGO, TODAY),)
    midnight = datetime(2026, 11, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    for at, eligible in ((midnight - timedelta(seconds=1), True), (midnight, False)):
        today = at.astimezone(ZoneInfo(zone)).date()
        unit = replace(UNIT, contracts=own, last_arrival_at=at)
        assert evaluate(unit, GROUND, Moment(at, today, zone)).eligible == eligible


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


def test_the_operator_raises_the_collector_that_a_function_needs_from_a_day_on() -> None:
    raised = tuple(
        FunctionRequirement("forecast", version, day)
        for version, day in (("0.2.0", TODAY), ("0.3.0", TODAY + days(1)))
    )
    ground = replace(GROUND, released_versions=("0.1.0", "0.2.0"), requirements=raised)
    found = evaluate(UNIT, ground, MOMENT)
    values = result(found, Condition.COLLECTOR_RELEASE).values
    assert found.withheld_functions == ("forecast",) and values
    assert (values["needed_version"], values["functions_count"]) == ("0.2.0", 1)
    assert not evaluate(UNIT, ground, replace(MOMENT, today=TODAY - days(1))).withheld_functions
    lowered = replace(ground, requirements=(FunctionRequirement("forecast", "0.0.1", TODAY),))
    assert not evaluate(UNIT, lowered, MOMENT).withheld_functions


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
    in_grace = ContractPeriod("C-1", "plan", LONG_AGO, TODAY - days(5), 3)
    units.append(replace(UNIT, contracts=(in_grace,)))
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
    for key, values in (
        (
            "contract-in-grace",
            {"number": "1", "ended_date": "2026-10-01", "grace_date": "2026-11-01"},
        ),
        ("contract-plan", {"number": "1", "plan": "basic"}),
    ):
        assert say(locale, f"notice-{key}", **values) and say(locale, f"mend-{key}", **values)
    for condition in Condition:
        stem = f"condition-{condition.value.replace('_', '-')}"
        assert has(locale, f"{stem}-name") and has(locale, f"{stem}-met")
    assert not caplog.records
