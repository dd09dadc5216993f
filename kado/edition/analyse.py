"""Some servers of one edition: telemetry in at the pins, finished documents out. The same function runs inline, in a pool, anywhere.

It sees no database and no clock: what it needs besides the lake is in its task. One server that cannot be analysed
costs that server only; it says so, with the reason, and the log has the whole of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from kado.device_health import risk, wear, wear_writes
from kado.edition import assemble, calendar, drives, report_card, series, set_aside
from kado.edition.assemble import Analysed, Known
from kado.edition.documents import freeze_and_digest, thaw_as
from kado.edition.fleet import HORIZON_DAYS, history_of
from kado.edition.inputs import EditionInputs, ServerInput
from kado.edition.isolate import isolated
from kado.edition.peers import PeerRow, peers_of
from kado.edition.presence import presence_of
from kado.edition.report_card import EarlierForecasts
from kado.edition.rounding import rounded
from kado.edition.series import ServerSeries
from kado.entitlement.eligibility import Moment, evaluate
from kado.entitlement.gate import Permit
from kado.facts.configuration import Configuration
from kado.facts.edition import ServerEdition
from kado.facts.forecasts import PastForecast, SeriesForecast
from kado.facts.series import DatedEvent, SeriesKey
from kado.facts.server import Presence
from kado.forecast.engine import forecast_batch
from kado.forecast.fleet import Calibration
from kado.forecast.present import HISTORY_DAYS, series_forecasts
from kado.store import telemetry
from kado.store.telemetry import DeviceDocuments

# Shares of the capacity whose crossing is dated: the customary warning and the point from which things break.
THRESHOLDS: Final = (0.8, 0.9)
PROBLEM_CHARACTERS: Final = 300


@dataclass(frozen=True, slots=True)
class Task:
    """inputs: without its servers. earlier: for each server the editions before, newest first, as (month, frozen document).

    calibration, peers: of the whole organisation; peers by model.
    """

    inputs: EditionInputs
    permit: Permit
    servers: tuple[ServerInput, ...]
    calibration: Calibration
    peers: Mapping[str, tuple[PeerRow, ...]]
    earlier: Mapping[str, tuple[tuple[str, bytes], ...]]


@dataclass(frozen=True, slots=True)
class FinishedPart:
    """One server's part, frozen; sha256: of the document (`kado.edition.documents.sha256_of`)."""

    server_id: UUID
    state: str
    severity: str
    document: bytes
    sha256: str


def analyse(task: Task) -> tuple[FinishedPart, ...]:
    """The parts of the task's servers, in their order."""

    def alone(server: ServerInput, error: Exception) -> list[ServerEdition]:
        problem = f"{type(error).__name__}: {error}"[:PROBLEM_CHARACTERS]
        return [assemble.broken_part(task.inputs, _unseen(task.inputs, server), problem)]

    found = isolated(partial(_together, task), task.servers, alone)
    return tuple(
        FinishedPart(server.server_id, part.state, part.severity, *freeze_and_digest(part))
        for server, part in zip(task.servers, found, strict=True)
    )


def _together(task: Task, servers: Sequence[ServerInput]) -> list[ServerEdition]:
    known = _known(task, servers)
    served = [k for k in known if k.eligibility.eligible]
    found = _found(task, served) if served else {}
    return [
        rounded(
            assemble.analysed_part(task.inputs, k, found[k.server_id])
            if k.eligibility.eligible
            else assemble.ineligible_part(task.inputs, k)
        )
        for k in known
    ]


def _known(task: Task, servers: Sequence[ServerInput]) -> list[Known]:
    """Presence and configurations up to the cut, and the eligibility as of it."""
    inputs = task.inputs
    refs = [inputs.ref(s) for s in servers]
    start_at, cut_at = calendar.cut(inputs.month, inputs.zone)
    month = calendar.first_day(inputs.month), inputs.last_day
    hours = telemetry.hours_present(task.permit, inputs.lake_versions, refs, *month, inputs.zone)
    read = telemetry.configurations(task.permit, inputs.lake_versions, refs, cut_at)
    known = []
    for server in servers:
        key = str(server.server_id)
        presence = presence_of(hours.get(key), start_at, cut_at)
        dated = tuple((at, c) for at, c in read.get(key, []))
        before = [c for at, c in dated if at < start_at]
        days = tuple((calendar.day_of(at, inputs.zone), c) for at, c in dated)
        newest = dated[-1][1] if dated else None
        known.append(
            _one_known(inputs, server, presence, newest, before[-1] if before else None, days)
        )
    return known


def _one_known(
    inputs: EditionInputs,
    server: ServerInput,
    presence: Presence,
    configuration: Configuration | None,
    previous: Configuration | None,
    days: tuple[tuple[date, Configuration], ...],
) -> Known:
    """What the collector said before the cut counts; what the register says today only where it said nothing (B1)."""
    unit = replace(server.unit, last_arrival_at=presence.last_sample_at)
    identity = server.identity
    if configuration is not None:
        system = (configuration.os_name, configuration.os_version)
        unit = replace(
            unit,
            os_name=system[0] or unit.os_name,
            os_version=system[1] or unit.os_version,
            collector_version=configuration.collector_version or unit.collector_version,
        )
        identity = replace(identity, os_name=unit.os_name, os_version=unit.os_version)
    moment = Moment(inputs.cut_at, inputs.last_day, inputs.zone, inputs.begun_at)
    eligibility = evaluate(unit, inputs.ground, moment)
    return Known(server, identity, configuration, previous, days, presence, eligibility)


def _unseen(inputs: EditionInputs, server: ServerInput) -> Known:
    """A server of which nothing could be read."""
    start_at, cut_at = calendar.cut(inputs.month, inputs.zone)
    return _one_known(inputs, server, presence_of(None, start_at, cut_at), None, None, ())


def _found(task: Task, served: Sequence[Known]) -> dict[str, Analysed]:
    """What the analysis finds of each server: the lake is read for all of them at once, and forecast in one batch."""
    inputs, permit, pins = task.inputs, task.permit, task.inputs.lake_versions
    refs = [inputs.ref(k.server) for k in served]
    aside = set_aside.spans_of(inputs, [k.server for k in served])
    history = set_aside.without(history_of(inputs, permit, refs), aside)
    span = history.first_day, inputs.last_day
    months = calendar.first_day(calendar.previous_month(inputs.month)), inputs.last_day
    others = telemetry.daily_series(permit, pins, refs, series.OTHER_METRICS, *months, inputs.zone)
    days = drives.wanted_days(*span)
    read = telemetry.device_documents(permit, pins, refs, *span, inputs.zone, days)
    documents = set_aside.without_documents(read, aside)
    long = series.by_server(history)
    short = series.by_server(set_aside.without(others, aside))
    machine = {
        k.server_id: series.machine_events(long.get(k.server_id), k.configurations) for k in served
    }
    forecasts = _forecasts(task, served, long, machine, history.first_day)
    return {
        k.server_id: _analysed(
            task,
            k,
            [s[k.server_id] for s in (long, short) if k.server_id in s],
            forecasts.get(k.server_id, ()),
            series.all_events(k.server_id, long.get(k.server_id), machine[k.server_id]),
            documents.get(k.server_id, []),
        )
        for k in served
    }


def _forecasts(
    task: Task,
    served: Sequence[Known],
    long: Mapping[str, ServerSeries],
    machine: Mapping[str, tuple[DatedEvent, ...]],
    first_day: date,
) -> dict[str, tuple[SeriesForecast, ...]]:
    """The forecasts of every server that gets them, in one batch."""
    chosen = [
        (k.server_id, long[k.server_id], machine[k.server_id])
        for k in served
        if "forecast" in k.eligibility.functions and k.server_id in long
    ]
    batch = series.batch_of(chosen, first_day, HISTORY_DAYS, task.inputs.country)
    if not batch.keys:
        return {}
    actuals: dict[str, dict[SeriesKey, NDArray[np.float64]]] = {}
    for key, row in zip(batch.keys, batch.values, strict=True):
        actuals.setdefault(key.server_id, {})[key] = row
    past: dict[SeriesKey, tuple[PastForecast, ...]] = {}
    for server_id, own in actuals.items():
        past.update(report_card.past_of(_earlier(task, server_id), server_id, own, first_day))
    result = forecast_batch(
        batch,
        horizon_days=HORIZON_DAYS,
        thresholds=THRESHOLDS,
        calibration=task.calibration,
    )
    found: dict[str, list[SeriesForecast]] = {}
    for key, one in zip(batch.keys, series_forecasts(batch, result, past), strict=True):
        found.setdefault(key.server_id, []).append(one)
    return {server_id: tuple(forecasts) for server_id, forecasts in found.items()}


def _earlier(task: Task, server_id: str) -> list[tuple[str, EarlierForecasts]]:
    return [
        (month, thaw_as(document, EarlierForecasts))
        for month, document in task.earlier.get(server_id, ())
    ]


def _analysed(
    task: Task,
    known: Known,
    parts: list[ServerSeries],
    forecasts: tuple[SeriesForecast, ...],
    events: tuple[DatedEvent, ...],
    documents: list[DeviceDocuments],
) -> Analysed:
    inputs = task.inputs
    today, first_day = inputs.last_day, calendar.first_day(inputs.month)
    previous = calendar.first_day(calendar.previous_month(inputs.month))
    histories = drives.histories(known.server_id, documents, today)
    return Analysed(
        statistics=series.month_statistics(parts, first_day, today, previous),
        forecasts=forecasts,
        devices=histories,
        device_risks=risk.assess(histories, today),
        wear_forecasts=wear.remaining_life(histories, today),
        written_lives=wear_writes.written_lives(histories, inputs.advisories.endurances, today),
        events=events,
        peers=peers_of(known.identity, task.peers),
    )
