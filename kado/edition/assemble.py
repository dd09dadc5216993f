"""One server's part of an edition, put together from what was found out about it. Pure.

A unit that is not eligible gets its reasons and nothing else (MISSION C5); a withheld function leaves out what it would give (C4, D2).
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kado.advice import engine, health
from kado.edition import calendar, drives, similar
from kado.edition.inputs import EditionInputs, ServerInput
from kado.edition.zoned import in_zone
from kado.facts.comparison import Comparison
from kado.facts.configuration import Configuration
from kado.facts.devices import DeviceHistory, DeviceRisk, WearForecast, WrittenLife
from kado.facts.edition import DriveCard, MendGain, ServerEdition
from kado.facts.eligibility import Condition, Eligibility
from kado.facts.forecasts import ForecastState, SeriesForecast
from kado.facts.series import DatedEvent
from kado.facts.server import MonthStatistics, Peers, Presence, ServerFacts, ServerIdentity
from kado.facts.verdicts import SEVERITY_ORDER, InsightKind, Outcome, Severity, Verdict

# The function of the service (kado/catalogue/functions.py) that each kind of insight belongs to.
_FUNCTION_OF: Final = {
    InsightKind.PREVENTION: "prevention",
    InsightKind.RESOURCE: "forecast",
    InsightKind.OTHER: "advice",
}
# Rules that belong to a function of their own: left out where it is withheld.
_FUNCTION_OF_RULE: Final = {
    "memory_corrected_errors": "memory_health",
    "memory_uncorrected_errors": "memory_health",
}
_SAYS_NOTHING_YET: Final = (ForecastState.LEARNING, ForecastState.NO_DATA)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a server before anything is analysed."""

    server: ServerInput
    identity: ServerIdentity
    configuration: Configuration | None
    previous_configuration: Configuration | None
    configurations: tuple[tuple[date, Configuration], ...]
    presence: Presence
    eligibility: Eligibility

    @property
    def server_id(self) -> str:
        return self.identity.server_id


@dataclass(frozen=True, slots=True)
class Analysed:
    """What the analysis found."""

    statistics: tuple[MonthStatistics, ...]
    forecasts: tuple[SeriesForecast, ...]
    devices: tuple[DeviceHistory, ...]
    device_risks: tuple[DeviceRisk, ...]
    wear_forecasts: tuple[WearForecast, ...]
    events: tuple[DatedEvent, ...]
    peers: Peers | None
    written_lives: tuple[WrittenLife, ...] = ()


def analysed_part(inputs: EditionInputs, known: Known, found: Analysed) -> ServerEdition:
    """The part of an eligible server: forecasts, drives, and every rule's verdict."""
    said = (in_zone(v, inputs.zone) for v in engine.evaluate(_facts(inputs, known, found)))
    verdicts = _allowed(tuple(said), known.eligibility)
    points, categories = health.score(verdicts)
    severity = _worst(verdicts)
    return replace(
        _bare(inputs, known),
        state=_state(verdicts, found.forecasts),
        severity=severity.value,
        health_score=points,
        health=categories,
        statistics=found.statistics,
        forecasts=found.forecasts,
        drives=_cards(inputs, known, found),
        verdicts=verdicts,
        events=found.events,
        first_forecast_due=_first_due(found.forecasts, inputs.zone),
        mend_gains=mend_gains(verdicts),
        comparison=_compared(inputs, known, found, points),
    )


def _compared(
    inputs: EditionInputs, known: Known, found: Analysed, points: int | None
) -> Comparison | None:
    """Where the server stands among similar ones; withheld with the advice it belongs to."""
    if "advice" not in known.eligibility.functions:
        return None
    hours = [h.readings[-1].facts.power_on_seconds for h in found.devices]
    own = similar.measured_of(known.identity, found.statistics, found.events, hours, points)
    return similar.compared(inputs.similar, own, calendar.first_day(inputs.month), inputs.last_day)


def mend_gains(verdicts: tuple[Verdict, ...]) -> tuple[MendGain, ...]:
    """What mending each finding alone gives back. Within a category the worst decides, so most give nothing back until it is mended."""
    gains = (
        MendGain(v.rule, v.subject, health.gain_of_mending(verdicts, v))
        for v in open_findings(verdicts)
    )
    return tuple(gain for gain in gains if gain.points_count > 0)


def _cards(inputs: EditionInputs, known: Known, found: Analysed) -> tuple[DriveCard, ...]:
    """The drives; without a word on their risk where prevention is withheld."""
    made = drives.cards(
        found.devices,
        found.device_risks,
        found.wear_forecasts,
        found.written_lives,
        inputs.last_day,
    )
    if "prevention" in known.eligibility.functions:
        return made
    return tuple(replace(card, risk=None, wear=None, written=None) for card in made)


def ineligible_part(inputs: EditionInputs, known: Known) -> ServerEdition:
    """The part of a unit that is not served: why, and how to mend it."""
    return replace(_bare(inputs, known), state=_why_not(known.eligibility))


def broken_part(inputs: EditionInputs, known: Known, problem: str) -> ServerEdition:
    """The part of a server whose analysis failed."""
    return replace(_bare(inputs, known), state="could_not_be_analysed", problem=problem)


def _bare(inputs: EditionInputs, known: Known) -> ServerEdition:
    first = known.presence.first_sample_at
    return ServerEdition(
        identity=known.identity,
        state="",
        severity=Severity.FINE.value,
        health_score=None,
        health=(),
        eligibility=known.eligibility,
        presence=known.presence,
        configuration=known.configuration,
        statistics=(),
        forecasts=(),
        drives=(),
        verdicts=(),
        events=(),
        contracts=known.server.unit.contracts,
        warranty_end=known.server.warranty_end,
        collecting_since=calendar.day_of(first, inputs.zone) if first else None,
        first_forecast_due=None,
    )


def _facts(inputs: EditionInputs, known: Known, found: Analysed) -> ServerFacts:
    return ServerFacts(
        at=inputs.cut_at,
        today=inputs.last_day,
        month=inputs.month,
        identity=known.identity,
        configuration=known.configuration,
        previous_configuration=known.previous_configuration,
        presence=known.presence,
        statistics=found.statistics,
        forecasts=found.forecasts,
        devices=found.devices,
        device_risks=found.device_risks,
        wear_forecasts=found.wear_forecasts,
        events=found.events,
        contracts=known.server.unit.contracts,
        warranty_end=known.server.warranty_end,
        newest_collector_version=inputs.newest_collector_version,
        peers=found.peers,
        written_lives=found.written_lives,
        advisories=inputs.advisories,
        comparison=_compared(inputs, known, found, None),
        told_on=calendar.day_of(inputs.begun_at, inputs.zone),
    )


def _allowed(verdicts: tuple[Verdict, ...], eligibility: Eligibility) -> tuple[Verdict, ...]:
    return tuple(
        v
        for v in verdicts
        if _FUNCTION_OF[v.kind] in eligibility.functions
        and _FUNCTION_OF_RULE.get(v.rule) not in eligibility.withheld_functions
    )


def open_findings(verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """The findings that still hold."""
    return [v for v in verdicts if v.outcome is Outcome.FINDING and not v.resolved]


def _worst(verdicts: tuple[Verdict, ...]) -> Severity:
    found = [v.severity for v in open_findings(verdicts)]
    return min(found, key=SEVERITY_ORDER.index, default=Severity.FINE)


def _state(verdicts: tuple[Verdict, ...], forecasts: tuple[SeriesForecast, ...]) -> str:
    if open_findings(verdicts):
        return "findings"
    if forecasts and all(f.state in _SAYS_NOTHING_YET for f in forecasts):
        return "learning"
    return "fine"


def _first_due(forecasts: tuple[SeriesForecast, ...], zone: str) -> date | None:
    """When the edition with the first forecast can be made, while there is none (MISSION A5): that of the month in which the data suffices."""
    if any(f.state not in _SAYS_NOTHING_YET for f in forecasts):
        return None
    enough = min((f.first_forecast_due for f in forecasts if f.first_forecast_due), default=None)
    if enough is None:
        return None
    return calendar.day_of(calendar.makeable_from(f"{enough:%Y-%m}", zone), zone)


def _why_not(eligibility: Eligibility) -> str:
    unmet = {c.condition for c in eligibility.conditions if not c.met}
    failed = {c.condition for c in eligibility.conditions if not c.met and not c.withheld_functions}
    if Condition.NOT_STOPPED in (failed or unmet):
        return "stopped"  # as a whole, or function by function
    if failed == {Condition.COLLECTING}:
        return "no_data"
    return "not_eligible"
