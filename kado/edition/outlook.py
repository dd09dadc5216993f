"""What one unit can expect, in one line: what is missing, and when analysis begins (MISSION A5, C1-C6, D2). Pure.

There is a line for every unit, whatever holds it back: pages and the operator's API show the same one.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kado.edition import calendar
from kado.edition.coming import LEARNING_DAYS
from kado.facts.eligibility import Condition, ConditionResult, Eligibility
from kado.facts.verdicts import Scalar


@dataclass(frozen=True, slots=True)
class Outlook:
    """key, values: the line. missing: the conditions that hold the unit back. edition_on: the day from which the next edition that
    speaks of the unit can be made; None where somebody has to act first."""

    key: str
    values: dict[str, Scalar]
    missing: tuple[ConditionResult, ...] = ()
    edition_on: date | None = None


def outlook_of(
    eligibility: Eligibility, first_arrival_at: datetime | None, at: datetime, zone: str
) -> Outlook:
    """The outlook of a unit at an instant, from its eligibility as of then. zone: the customer's."""
    missing = tuple(c for c in eligibility.conditions if not c.met and not c.withheld_functions)
    if not eligibility.eligible:
        return _held_back(eligibility, missing, zone)
    edition_on = _made_from(calendar.month_of(at, zone), zone)
    values: dict[str, Scalar] = {"edition_date": edition_on.isoformat()}
    forecast_on = _first_forecast_on(first_arrival_at, zone)
    if forecast_on is not None and at < calendar.makeable_from(f"{forecast_on:%Y-%m}", zone):
        due = _made_from(f"{forecast_on:%Y-%m}", zone)
        values = {"edition_date": edition_on.isoformat(), "forecast_date": due.isoformat()}
        return Outlook("outlook-learning", values, (), edition_on)
    contract = next(c for c in eligibility.conditions if c.condition is Condition.CONTRACT)
    grace = (contract.values or {}).get("grace_date")
    if contract.met and grace:
        return Outlook("outlook-grace", {"grace_date": grace}, (), edition_on)
    if eligibility.withheld_functions:
        values["functions_count"] = len(eligibility.withheld_functions)
        return Outlook("outlook-partly", values, (), edition_on)
    return Outlook("outlook-served", values, (), edition_on)


def _held_back(
    eligibility: Eligibility, missing: tuple[ConditionResult, ...], zone: str
) -> Outlook:
    begins = eligibility.analysis_begins
    if begins is not None:
        edition_on = _made_from(f"{begins:%Y-%m}", zone)
        values: dict[str, Scalar] = {
            "begins_date": begins.isoformat(),
            "edition_date": edition_on.isoformat(),
        }
        return Outlook("outlook-begins", values, missing, edition_on)
    if {c.condition for c in missing} == {Condition.NOT_STOPPED}:
        return Outlook("outlook-stopped", {}, missing)
    if not missing:  # every function withheld, one by one
        count = len(eligibility.withheld_functions)
        return Outlook("outlook-nothing", {"functions_count": count})
    return Outlook("outlook-act", {"conditions_count": len(missing)}, missing)


def _first_forecast_on(first_arrival_at: datetime | None, zone: str) -> date | None:
    """The day on which the collection period is over."""
    if first_arrival_at is None:
        return None
    return calendar.day_of(first_arrival_at, zone) + timedelta(days=LEARNING_DAYS - 1)


def _made_from(month: str, zone: str) -> date:
    return calendar.day_of(calendar.makeable_from(month, zone), zone)
