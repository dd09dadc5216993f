"""One run over an edition's servers: tasks in, finished parts out. Reads the lake at the edition's pins; stores nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from kado.edition.analyse import FinishedPart, Task, analyse
from kado.edition.fleet import read_calibration, sample_of
from kado.edition.inputs import EarlierEdition, EditionInputs, ServerInput
from kado.edition.models import EditionServer
from kado.edition.peers import PeerRow, by_model, read_peers
from kado.edition.runners import Runner, run_all, runner_for
from kado.entitlement import gate
from kado.entitlement.gate import Permit, Purpose
from kado.forecast.fleet import Calibration
from kado.store.telemetry import SERVERS_AT_ONCE

# Called with (servers done, servers in all, key of the text that names the step).
Progress = Callable[[int, int, str], None]
TASK_SERVERS: Final = SERVERS_AT_ONCE


def silent(done: int, total: int, step: str) -> None:
    """Progress nobody looks at."""


@dataclass(frozen=True, slots=True)
class Work:
    """How the work is done, watched by whom, in whose name. workers: processes of this machine; None: as configured (kado.edition.runners)."""

    workers: int | None = None
    progress: Progress = silent
    actor: str = "edition"


EVERYDAY: Final = Work()


@dataclass(frozen=True, slots=True)
class Run:
    """One run over an edition's servers, with leave to read their telemetry."""

    inputs: EditionInputs
    permit: Permit
    runner: Runner
    progress: Progress

    @property
    def head(self) -> EditionInputs:
        """The inputs without the servers: what every task needs."""
        return replace(self.inputs, servers=())


def begin_run(inputs: EditionInputs, at: datetime, work: Work) -> Run:
    """Raises UseRefused where the organisation's data may not be used for the service."""
    what = f"edition {inputs.month} r{inputs.revision}"
    permit = gate.permit(
        Purpose.SERVICE, [inputs.organisation_id], at=at, actor=work.actor, what=what
    )
    return Run(inputs, permit, runner_for(len(inputs.servers), work.workers), work.progress)


def calibrate(run: Run) -> Calibration:
    """The fleet's tables, as `kado.edition.fleet` works them out."""
    run.progress(0, len(run.inputs.servers), "edition-step-fleet")
    return read_calibration(run.head, run.permit, sample_of(run.inputs))


def compute(
    run: Run, servers: tuple[ServerInput, ...], calibration: Calibration
) -> Iterator[tuple[FinishedPart, ...]]:
    """The parts of these servers, task by task, as they are finished."""
    done, total = len(run.inputs.servers) - len(servers), len(run.inputs.servers)
    run.progress(done, total, "edition-step-peers")
    tasks = _tasks(run, servers, calibration, _peers(run))
    for parts in run_all(analyse, tasks, run.runner):
        yield parts
        done += len(parts)
        run.progress(done, total, "edition-step-analyse")


def _grouped(servers: tuple[ServerInput, ...]) -> list[tuple[ServerInput, ...]]:
    """The servers of each task: bucket after bucket, never more than one query of the lake reads, so that memory does not grow with the fleet."""
    ordered = sorted(servers, key=lambda s: (s.bucket, str(s.server_id)))
    return [tuple(ordered[i : i + TASK_SERVERS]) for i in range(0, len(ordered), TASK_SERVERS)]


def _peers(run: Run) -> dict[str, tuple[PeerRow, ...]]:
    """The servers of each model, from all buckets: also those whose own parts are stored already."""
    read = partial(read_peers, run.head, run.permit)
    rows = run_all(read, _grouped(run.inputs.servers), run.runner)
    return by_model(row for found in rows for row in found)


def _tasks(
    run: Run,
    servers: tuple[ServerInput, ...],
    calibration: Calibration,
    peers: dict[str, tuple[PeerRow, ...]],
) -> Iterator[Task]:
    for own in _grouped(servers):
        models = {s.identity.model_number for s in own}
        yield Task(
            inputs=run.head,
            permit=run.permit,
            servers=own,
            calibration=calibration,
            peers={m: peers[m] for m in sorted(models) if m in peers},
            earlier=_earlier_documents(run.inputs, [s.server_id for s in own]),
        )


def _earlier_documents(
    inputs: EditionInputs, server_ids: list[UUID]
) -> dict[str, tuple[tuple[str, bytes], ...]]:
    """For each server the documents of the editions before, newest first."""
    found: dict[str, list[tuple[str, bytes]]] = {}
    for earlier in inputs.earlier:
        for server_id, document in documents_of(earlier, server_ids).items():
            found.setdefault(str(server_id), []).append((earlier.month, document))
    return {server_id: tuple(own) for server_id, own in found.items()}


def documents_of(edition: EarlierEdition | None, server_ids: list[UUID]) -> dict[UUID, bytes]:
    if edition is None:
        return {}
    rows = EditionServer.objects.filter(edition_id=edition.edition_id, server_id__in=server_ids)
    return {s: bytes(d) for s, d in rows.values_list("server_id", "document")}
