"""Who may have what at an instant: the conditions of the terms, each with its reason and its mend (MISSION C1-C6, D2).

Pure: rows come in as plain values (`kado.entitlement.lookup` reads them), so that an edition can keep what it was
decided from and decide the same again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fnmatch import fnmatchcase
from typing import Final
from zoneinfo import ZoneInfo

from kado.catalogue.functions import FUNCTIONS
from kado.facts.contracts import ContractPeriod, FunctionRequirement, SupportListLine
from kado.facts.eligibility import Condition, ConditionResult, Eligibility
from kado.facts.verdicts import Scalar

# A unit whose collector has been silent for longer does not use the karte service any more. A whole month: an edition
# of a machine that went silent half-way is still of use, and says so (D1); shorter silences are findings, not conditions.
SILENCE: Final = timedelta(days=31)
# Conditions that no passing of time meets.
_SOMEBODY_HAS_TO: Final = (Condition.COLLECTING, Condition.TERMS)


@dataclass(frozen=True, slots=True)
class StopNotice:
    """A stop in force. function: '' for all of them. ends_at None: until further notice."""

    reason: str
    function: str
    begins_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Span:
    """From an instant to another, the end not in it. ends_at None: until further notice."""

    begins_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit as the conditions look at it."""

    model_number: str
    os_name: str
    os_version: str
    collector_version: str
    enrolled_at: datetime | None
    last_arrival_at: datetime | None
    contracts: tuple[ContractPeriod, ...] = ()
    stops: tuple[StopNotice, ...] = ()  # those that name this very unit
    # when its data was kept but is not analysed (a stop said so); what was kept before 2026-11-23 has none
    set_aside: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What holds for every unit of one organisation.

    released_versions: collectors released so far. terms_version: the text in force, '' where there is none.
    terms_agreed_version: the text the organisation's agreement is to, '' without one. stops: the organisation's and the whole service's.
    """

    support_list: tuple[SupportListLine, ...]
    released_versions: tuple[str, ...]
    terms_version: str
    terms_agreed_version: str
    terms_hold: bool
    stops: tuple[StopNotice, ...] = ()
    # needed collectors raised by the operator; what was kept before 2026-11-23 has none
    requirements: tuple[FunctionRequirement, ...] = ()
    set_aside: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """When is asked: the instant, and the day it is for the customer (contracts and lists are in days).

    served_at: when the service is given, if that is another instant: a stop counts then, not at the cut of an edition.
    """

    at: datetime
    today: date
    zone: str
    served_at: datetime | None = None

    @property
    def stops_at(self) -> datetime:
        return self.served_at or self.at


def evaluate(unit: Unit, ground: Ground, moment: Moment) -> Eligibility:
    """The eligibility of a unit: every condition with its result, what it gets, and when that begins if not yet."""
    results = (
        _collecting(unit, moment),
        _contract(unit.contracts, moment.today),
        _support_list(unit, ground.support_list, moment.today),
        _collector_release(unit, ground, moment.today),
        _terms(ground),
        _not_stopped((*ground.stops, *unit.stops), moment),
    )
    withheld = {f for r in results for f in r.withheld_functions}
    if any(_holds_back(r) for r in results):
        begins = _begins(unit, ground, moment, results)
        return Eligibility(False, results, (), _ordered(withheld), begins)
    needed = needed_versions(ground.requirements, moment.today)
    functions = tuple(
        f.key for f in FUNCTIONS if f.key not in withheld and _offered(needed[f.key], unit, ground)
    )
    return Eligibility(bool(functions), results, functions, _ordered(withheld))


def needed_versions(requirements: Iterable[FunctionRequirement], day: date) -> dict[str, str]:
    """Function -> the oldest collector that gives it on a day: the catalogue's, or a newer one that the operator asks for."""
    needed = {f.key: f.collector_version for f in FUNCTIONS}
    for one in requirements:
        if one.function in needed and one.effective_from <= day:
            needed[one.function] = max(needed[one.function], one.collector_version, key=version_key)
    return needed


def matches(line: SupportListLine, model_number: str, os_name: str, os_version: str) -> bool:
    """Whether a line of a support list covers the model and 'os_name os_version', whatever their case."""
    system = f"{os_name} {os_version}".strip().lower()
    return fnmatchcase(model_number.lower(), line.model_pattern.lower()) and fnmatchcase(
        system, line.os_pattern.lower()
    )


def version_key(version: str) -> tuple[int, ...]:
    """'0.10.2' as (0, 10, 2), for comparing; what is not a number counts as the oldest."""
    return tuple(
        int(part) if part.isascii() and part.isdigit() else -1 for part in version.split(".")
    )


def in_force(valid_from: date, valid_to: date | None, day: date) -> bool:
    """Whether a period covers the day; both ends belong to it."""
    return valid_from <= day and (valid_to is None or day <= valid_to)


def _ordered(functions: Iterable[str]) -> tuple[str, ...]:
    chosen = set(functions)
    return tuple(f.key for f in FUNCTIONS if f.key in chosen)


def _holds_back(result: ConditionResult) -> bool:
    """A condition not met holds the unit back, unless it only withholds functions."""
    return not result.met and not result.withheld_functions


def _failed(condition: Condition, why: str, **values: Scalar) -> ConditionResult:
    stem = f"{condition.value.replace('_', '-')}-{why}"
    return ConditionResult(condition, False, f"reason-{stem}", f"mend-{stem}", values or None)


def _local(at: datetime, moment: Moment) -> str:
    return at.astimezone(ZoneInfo(moment.zone)).isoformat(timespec="minutes")


def _collecting(unit: Unit, moment: Moment) -> ConditionResult:
    """C1."""
    if unit.enrolled_at is None or unit.enrolled_at > moment.at:
        return _failed(Condition.COLLECTING, "not-enrolled")
    if unit.last_arrival_at is None:
        return _failed(Condition.COLLECTING, "never-sent")
    if moment.at - unit.last_arrival_at > SILENCE:
        return _failed(
            Condition.COLLECTING, "silent", last_arrival_at=_local(unit.last_arrival_at, moment)
        )
    return ConditionResult(Condition.COLLECTING, True)


def _contract(contracts: tuple[ContractPeriod, ...], today: date) -> ConditionResult:
    """C2: a contract covers the day, or ended so lately that its plan's grace does."""
    current = [c for c in contracts if in_force(c.valid_from, c.valid_to, today)]
    if current:
        return _covered(current, None)
    in_grace = [c for c in contracts if in_force(c.valid_from, c.served_to, today)]
    if in_grace:
        return _covered(in_grace, max(in_grace, key=_last_served))
    later = min((c for c in contracts if c.valid_from > today), key=_start, default=None)
    if later:
        values = {"number": later.number, "from_date": later.valid_from.isoformat()}
        return _failed(Condition.CONTRACT, "later", **values)
    ended = max((c for c in contracts if c.valid_to), key=_last_served, default=None)
    if ended is None:
        return _failed(Condition.CONTRACT, "none")
    return _failed(
        Condition.CONTRACT, "ended-after-grace" if ended.grace_days else "ended", **_ends(ended)
    )


def _covered(covering: list[ContractPeriod], in_grace: ContractPeriod | None) -> ConditionResult:
    """Met; with a notice where only the grace still covers, or where no plan that covers includes some function."""
    included = {f for c in covering for f in (c.functions or [x.key for x in FUNCTIONS])}
    left_out = tuple(f.key for f in FUNCTIONS if f.key not in included)
    why = "in-grace" if in_grace else "plan" if left_out else ""
    if not why:
        return ConditionResult(Condition.CONTRACT, True)
    named = in_grace or max(covering, key=_last_served)
    stem = f"contract-{why}"
    values: dict[str, Scalar] = {"number": named.number, "plan": named.plan}
    return ConditionResult(
        Condition.CONTRACT,
        True,
        f"notice-{stem}",
        f"mend-{stem}",
        _ends(named) if in_grace else values,
        left_out,
    )


def _ends(contract: ContractPeriod) -> dict[str, Scalar]:
    assert contract.valid_to is not None and contract.served_to is not None
    return {
        "number": contract.number,
        "ended_date": contract.valid_to.isoformat(),
        "grace_date": contract.served_to.isoformat(),
    }


def _start(contract: ContractPeriod) -> date:
    return contract.valid_from


def _last_served(contract: ContractPeriod) -> date:
    return contract.served_to or date.max


def _support_list(unit: Unit, lines: tuple[SupportListLine, ...], today: date) -> ConditionResult:
    """C3: both services' lists have to name model and operating system, each on its own."""
    if not unit.os_name:
        return _failed(Condition.SUPPORT_LIST, "unknown", model_number=unit.model_number)
    covering = [x for x in lines if matches(x, unit.model_number, unit.os_name, unit.os_version)]
    current = {x.service for x in covering if in_force(x.valid_from, x.valid_to, today)}
    lacking = {"karte", "analysis"} - current
    if not lacking:
        return ConditionResult(Condition.SUPPORT_LIST, True)
    values: dict[str, Scalar] = {
        "model_number": unit.model_number,
        "system": f"{unit.os_name} {unit.os_version}".strip(),
    }
    if len(lacking) == 2:
        return _failed(Condition.SUPPORT_LIST, "both", **values)
    service = lacking.pop()
    own = [x for x in covering if x.service == service]
    return _not_listed_now(service, own, values, today)


def _not_listed_now(
    service: str, covering: list[SupportListLine], values: dict[str, Scalar], today: date
) -> ConditionResult:
    """One service's list does not name the unit today: not yet, no longer, or not at all."""
    later = [x.valid_from for x in covering if x.valid_from > today]
    ended = [x.valid_to for x in covering if x.valid_to and x.valid_to < today]
    if later:
        values["from_date"] = min(later).isoformat()
        return _failed(Condition.SUPPORT_LIST, f"{service}-later", **values)
    if ended:
        values["ended_date"] = max(ended).isoformat()
        return _failed(Condition.SUPPORT_LIST, f"{service}-ended", **values)
    return _failed(Condition.SUPPORT_LIST, service, **values)


def _newest(unit: Unit, ground: Ground) -> str:
    return max((*ground.released_versions, unit.collector_version), key=version_key)


def _offered(needed_version: str, unit: Unit, ground: Ground) -> bool:
    """Whether a collector exists that gives the function; before that it is not offered to anybody."""
    return version_key(needed_version) <= version_key(_newest(unit, ground))


def _collector_release(unit: Unit, ground: Ground, today: date) -> ConditionResult:
    """C4: withholds the functions that need a newer collector than the unit's, where one is released."""
    own = version_key(unit.collector_version)
    newest = max((version_key(v) for v in ground.released_versions), default=own)
    versions = needed_versions(ground.requirements, today)
    short = tuple(f for f, version in versions.items() if own < version_key(version) <= newest)
    if not short:
        return ConditionResult(Condition.COLLECTOR_RELEASE, True)
    needed = max((versions[f] for f in short), key=version_key)
    values: dict[str, Scalar] = {
        "collector_version": unit.collector_version,
        "needed_version": needed,
        "functions_count": len(short),
    }
    failed = _failed(
        Condition.COLLECTOR_RELEASE, "old" if unit.collector_version else "unknown", **values
    )
    return replace(failed, withheld_functions=short)


def _terms(ground: Ground) -> ConditionResult:
    """C6."""
    if ground.terms_hold:
        return ConditionResult(Condition.TERMS, True)
    if not ground.terms_version:
        return _failed(Condition.TERMS, "absent")
    if ground.terms_agreed_version:
        return _failed(
            Condition.TERMS,
            "changed",
            version=ground.terms_version,
            agreed_version=ground.terms_agreed_version,
        )
    return _failed(Condition.TERMS, "never", version=ground.terms_version)


def _not_stopped(stops: tuple[StopNotice, ...], moment: Moment) -> ConditionResult:
    """D2: a stop of everything holds the unit back, stops of functions withhold those."""
    now = [s for s in stops if _is_now(s, moment)]
    if not now:
        return ConditionResult(Condition.NOT_STOPPED, True)
    whole = [s for s in now if not s.function]
    # the one that lasts longest decides when the unit is served again
    chosen = max(whole or now, key=lambda s: (s.ends_at is None, s.ends_at or s.begins_at))
    values: dict[str, Scalar] = {"from_at": _local(chosen.begins_at, moment)}
    if chosen.ends_at:
        values["until_at"] = _local(chosen.ends_at, moment)
    reason = f"reason-not-stopped-{chosen.reason.replace('_', '-')}"
    mend = "mend-not-stopped-until" if chosen.ends_at else "mend-not-stopped-open"
    withheld = () if whole else _ordered(s.function for s in now)
    return ConditionResult(Condition.NOT_STOPPED, False, reason, mend, values, withheld)


def _begins(
    unit: Unit, ground: Ground, moment: Moment, results: tuple[ConditionResult, ...]
) -> date | None:
    """The first day on which contract, lists and stops all let the unit be served if nobody does anything; None where somebody has to.

    Looked for on the days on which something begins: what holds today may have ended by the time the rest holds.
    """
    if any(_holds_back(r) and r.condition in _SOMEBODY_HAS_TO for r in results):
        return None
    free = _free_from(unit, ground, moment)
    if free is None:
        return None
    starts = {c.valid_from for c in unit.contracts} | {x.valid_from for x in ground.support_list}
    for day in sorted({free} | {s for s in starts if s > free}):
        if _contract(unit.contracts, day).met and _support_list(unit, ground.support_list, day).met:
            return day
    return None


def _free_from(unit: Unit, ground: Ground, moment: Moment) -> date | None:
    """The first day from today on at which no stop of everything that is in force now holds the unit back; None: no end is known."""
    ends = [
        s.ends_at for s in (*ground.stops, *unit.stops) if not s.function and _is_now(s, moment)
    ]
    known = [e.astimezone(ZoneInfo(moment.zone)).date() for e in ends if e is not None]
    return max((moment.today, *known)) if len(known) == len(ends) else None


def _is_now(stop: StopNotice, moment: Moment) -> bool:
    at = moment.stops_at
    return stop.begins_at <= at and (stop.ends_at is None or at < stop.ends_at)
