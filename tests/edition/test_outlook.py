"""Every unit has a line that says what is missing and when analysis begins, whatever holds it back (MISSION A5, C1-C6, D2)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product

import pytest

from kado.catalogue import FUNCTIONS
from kado.edition import calendar
from kado.edition.coming import LEARNING_DAYS
from kado.edition.outlook import Outlook, outlook_of
from kado.entitlement.eligibility import Ground, Moment, StopNotice, Unit, evaluate
from kado.facts.contracts import ContractPeriod, FunctionRequirement, SupportListLine
from kado.language import LOCALES, say

ZONE = "Asia/Tokyo"
LONG_AGO = date(2020, 1, 1)
TODAY = date(2026, 11, 10)
AT = datetime.fromisoformat("2026-11-10T09:00:00+09:00")
SINCE = AT - timedelta(days=200)
CONTRACT = ContractPeriod("C-1", "plan", LONG_AGO, None)
UNIT = Unit("EX4000", "rhel", "9.4", "0.1.0", SINCE, AT, (CONTRACT,))
LISTS = tuple(SupportListLine(s, "*", "*", LONG_AGO, None) for s in ("karte", "analysis"))
GROUND = Ground(LISTS, ("0.1.0",), "2", "2", True)


def outlook(unit: Unit, ground: Ground, since: datetime | None = SINCE) -> Outlook:
    return outlook_of(evaluate(unit, ground, Moment(AT, TODAY, ZONE)), since, AT, ZONE)


def stop(function: str = "", ends_at: datetime | None = None) -> StopNotice:
    return StopNotice("maintenance", function, AT - timedelta(days=1), ends_at)


UNITS = {
    "good": UNIT,
    "silent": replace(UNIT, last_arrival_at=AT - timedelta(days=40)),
    "no contract": replace(UNIT, contracts=()),
    "contract to come": replace(
        UNIT, contracts=(replace(CONTRACT, valid_from=TODAY + timedelta(days=30)),)
    ),
    "in grace": replace(
        UNIT, contracts=(replace(CONTRACT, valid_to=TODAY - timedelta(days=1), grace_days=9),)
    ),
    "plan without": replace(UNIT, contracts=(replace(CONTRACT, functions=("advice",)),)),
    "system unknown": replace(UNIT, os_name=""),
    "stopped": replace(UNIT, stops=(stop(),)),
}
GROUNDS = {
    "good": GROUND,
    "not listed": replace(GROUND, support_list=()),
    "terms": replace(GROUND, terms_hold=False),
    "stopped till": replace(GROUND, stops=(stop(ends_at=AT + timedelta(days=3)),)),
    "functions stopped": replace(GROUND, stops=tuple(stop(f.key) for f in FUNCTIONS)),
    "newer collector": replace(
        GROUND,
        released_versions=("0.2.0",),
        requirements=(FunctionRequirement("forecast", "0.2.0", LONG_AGO),),
    ),
}


@pytest.mark.parametrize(("unit", "ground"), list(product(UNITS, GROUNDS)))
def test_there_is_a_line_for_every_combination_in_both_languages(unit: str, ground: str) -> None:
    eligibility = evaluate(UNITS[unit], GROUNDS[ground], Moment(AT, TODAY, ZONE))
    found = outlook_of(eligibility, SINCE, AT, ZONE)
    for locale in LOCALES:
        assert say(locale, found.key, **found.values)
    held_back = [c for c in eligibility.conditions if not c.met and not c.withheld_functions]
    assert list(found.missing) == held_back
    if eligibility.eligible or eligibility.analysis_begins:
        assert found.edition_on is not None and found.edition_on > TODAY
    else:
        assert found.edition_on is None


@pytest.mark.parametrize(
    ("unit", "ground", "key"),
    [
        ("good", "good", "served"),
        ("in grace", "good", "grace"),
        ("plan without", "good", "partly"),
        ("good", "newer collector", "partly"),
        ("no contract", "good", "act"),
        ("contract to come", "good", "begins"),
        ("contract to come", "stopped till", "begins"),
        ("contract to come", "terms", "act"),
        ("good", "stopped till", "begins"),
        ("stopped", "good", "stopped"),
        ("good", "functions stopped", "nothing"),
    ],
)
def test_the_line_says_what_matters_first(unit: str, ground: str, key: str) -> None:
    assert outlook(UNITS[unit], GROUNDS[ground]).key == f"outlook-{key}"


def test_the_first_edition_is_that_of_the_month_in_which_it_begins() -> None:
    found = outlook(UNITS["contract to come"], GROUND)
    assert found.values["begins_date"] == "2026-12-10"
    assert found.edition_on == calendar.day_of(calendar.makeable_from("2026-12", ZONE), ZONE)


@pytest.mark.parametrize("days_ago", [0, LEARNING_DAYS - 1, LEARNING_DAYS, 60, 200])
def test_a_unit_is_learning_until_the_edition_with_its_first_forecast_can_be_made(
    days_ago: int,
) -> None:
    since = AT - timedelta(days=days_ago)
    learned = (since + timedelta(days=LEARNING_DAYS - 1)).date()
    can_be_made = calendar.makeable_from(f"{learned:%Y-%m}", ZONE) <= AT
    key = outlook(UNIT, GROUND, since).key
    assert key == ("outlook-served" if can_be_made else "outlook-learning")
