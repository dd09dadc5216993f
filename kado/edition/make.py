"""Making an edition: pin the lake, keep what else it is made from, analyse some buckets after others, freeze (MISSION B1, B3).

Each task's parts are stored in one transaction. Killed anywhere, the edition is made further from its own inputs and pins,
and comes out as if nothing had happened. Nothing is shown before `kado.edition.publish`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.db import transaction

from kado.edition import calendar, documents, fleet
from kado.edition.analyse import FinishedPart, Task, analyse
from kado.edition.changes import EarlierVerdicts
from kado.edition.fleet import read_calibration, sample_of
from kado.edition.inputs import EarlierEdition, EditionInputs, ServerInput, gather, pack, unpack
from kado.edition.models import Edition, EditionServer
from kado.edition.peers import PeerRow, by_model, read_peers
from kado.edition.pool import run_all, workers_for
from kado.edition.report_card import EarlierForecasts
from kado.edition.rounding import rounded
from kado.edition.summary import SummaryBuilder
from kado.entitlement import gate
from kado.entitlement.gate import Permit, Purpose
from kado.facts.edition import EditionSummary
from kado.forecast.fleet import Calibration
from kado.store.lake import PinGone
from kado.store.telemetry import SERVERS_AT_ONCE
from kado.tenancy import scope
from kado.tenancy.models import Organisation

# Called with (servers done, servers in all, key of the text that names the step).
Progress = Callable[[int, int, str], None]
READ_AT_ONCE: Final = 200
TASK_SERVERS: Final = SERVERS_AT_ONCE
# When more than this share of the servers cannot be analysed, the fault is not theirs: nothing is finished.
BROKEN_RATIO_LIMIT: Final = 0.1


class NotMakeable(ValueError):
    """The edition cannot be made now; the message says why and what to do."""


def silent(done: int, total: int, step: str) -> None:
    """Progress nobody looks at."""


@dataclass(frozen=True, slots=True)
class Work:
    """How the work is done: by how many processes, watched by whom, in whose name."""

    workers: int | None = None
    progress: Progress = silent
    actor: str = "edition"


EVERYDAY: Final = Work()


def make(organisation: Organisation, month: str, at: datetime, work: Work = EVERYDAY) -> Edition:
    """The organisation's edition of the month, made; begun or made before, it is taken up where it stands.

    Raises NotMakeable before the month is over and for a published one, UseRefused without agreement to the terms.
    """
    with scope.within([organisation.pk], "edition"):
        newest = _newest(organisation, month)
        if newest is not None and newest.state == Edition.State.PUBLISHED:
            raise NotMakeable(f"{month} is published: `kado edition revise` makes a revision")
        if newest is not None:
            try:
                return _finish(newest, at, work)
            except (
                PinGone
            ):  # a customer had data deleted meanwhile; nobody has seen this edition yet
                discard(newest)
        return _finish(_begin(organisation, month, at, None, ""), at, work)


def revise(
    organisation: Organisation, month: str, at: datetime, reason: str, work: Work = EVERYDAY
) -> Edition:
    """The next revision of a published month, made from what is known now. Raises NotMakeable without a published one or a reason."""
    if not reason.strip():
        raise NotMakeable("a revision needs a reason that its readers can understand")
    with scope.within([organisation.pk], "edition"):
        newest = _newest(organisation, month)
        if newest is None or (newest.revision == 0 and newest.state != Edition.State.PUBLISHED):
            raise NotMakeable(f"{month} is not published: `kado edition make` makes it")
        if newest.state == Edition.State.PUBLISHED:
            newest = _begin(organisation, month, at, newest, reason.strip())
        return _finish(newest, at, work)


def discard(edition: Edition) -> None:
    """Throw away an edition that was made and never published. Raises NotMakeable for a published one."""
    with scope.within([edition.organisation_id], "edition"):
        states = (Edition.State.MAKING, Edition.State.MADE)
        gone, _ = Edition.objects.filter(pk=edition.pk, state__in=states).delete()
    if not gone:
        raise NotMakeable(f"{edition} is published and stays: make a revision instead")


def _newest(organisation: Organisation, month: str) -> Edition | None:
    return Edition.objects.filter(organisation=organisation, month=month).first()


def _begin(
    organisation: Organisation, month: str, at: datetime, revised: Edition | None, reason: str
) -> Edition:
    _, cut_at = calendar.cut(month, organisation.zone)
    if at < cut_at:
        raise NotMakeable(
            f"{month} is not over in {organisation.zone}: it can be made from {cut_at:%Y-%m-%d %H:%M} UTC on"
        )
    inputs = gather(organisation, month, at, revised, reason)
    calibration = revised.calibration if revised else None
    return Edition.objects.create(
        organisation=organisation,
        month=month,
        revision=inputs.revision,
        revision_reason=reason,
        zone=inputs.zone,
        cut_at=cut_at,
        lake_versions=inputs.lake_versions,
        code_version=inputs.code_version,
        created_at=at,
        inputs=pack(inputs),
        calibration=calibration,
    )


def _finish(edition: Edition, at: datetime, work: Work) -> Edition:
    """Make what is missing, then the whole. An edition that is made already is given back as it is."""
    if edition.state != Edition.State.MAKING:
        return edition
    inputs = inputs_of(edition)
    stored = {str(s) for s in edition.server_parts.values_list("server_id", flat=True)}
    missing = tuple(s for s in inputs.servers if str(s.server_id) not in stored)
    if missing:
        run = begin_run(inputs, at, work)
        calibration = _calibration(edition, run)
        for parts in compute(run, missing, calibration):
            _store(edition, parts)
        fleet.forget_history()
    _refuse_broken(edition, len(inputs.servers))
    work.progress(len(inputs.servers), len(inputs.servers), "edition-step-summary")
    read = partial(_stored_parts, edition)
    summary = documents.freeze(_summarise(inputs, read()))
    digest = digest_of(
        summary, dict(edition.server_parts.values_list("server_id", "document_sha256"))
    )
    Edition.objects.filter(pk=edition.pk, state=Edition.State.MAKING).update(
        state=Edition.State.MADE, summary=summary, content_sha256=digest, made_at=at
    )
    edition.refresh_from_db()
    return edition


def inputs_of(edition: Edition) -> EditionInputs:
    """What the edition is made from. Raises NotMakeable for one that does not hold it."""
    if edition.inputs is None:
        raise NotMakeable(f"{edition} does not hold what it was made from")
    return unpack(bytes(edition.inputs))


@dataclass(frozen=True, slots=True)
class Run:
    """One run over an edition's servers, with leave to read their telemetry."""

    inputs: EditionInputs
    permit: Permit
    workers: int
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
    return Run(inputs, permit, work.workers or workers_for(len(inputs.servers)), work.progress)


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
    for parts in run_all(analyse, tasks, run.workers):
        yield parts
        done += len(parts)
        run.progress(done, total, "edition-step-analyse")


def _calibration(edition: Edition, run: Run) -> Calibration:
    """The edition's tables: kept from a run before or from the edition that is revised, else worked out and kept."""
    if edition.calibration is None:
        edition.calibration = fleet.pack(calibrate(run))
        edition.save(update_fields=["calibration"])
    return fleet.unpack(bytes(edition.calibration))


def digest_of(summary: bytes, parts: dict[UUID, str]) -> str:
    """The digest of a whole edition: its summary's, then every server's in order of server id."""
    lines = [documents.sha256_of(summary), *(parts[s] for s in sorted(parts, key=str))]
    return sha256("\n".join(lines).encode()).hexdigest()


def summarise(inputs: EditionInputs, parts: Iterator[FinishedPart]) -> EditionSummary:
    """The summary of parts that come from anywhere."""
    return _summarise(inputs, ((p.server_id, p.document) for p in parts))


def _grouped(servers: tuple[ServerInput, ...]) -> list[tuple[ServerInput, ...]]:
    """The servers of each task: buckets stay whole, and as many go together as one query of the lake reads."""
    buckets: dict[int, list[ServerInput]] = {}
    for server in servers:
        buckets.setdefault(server.bucket, []).append(server)
    groups: list[list[ServerInput]] = []
    for bucket in sorted(buckets):
        if groups and len(groups[-1]) + len(buckets[bucket]) <= TASK_SERVERS:
            groups[-1] += buckets[bucket]
        else:
            groups.append(buckets[bucket])
    return [tuple(group) for group in groups]


def _peers(run: Run) -> dict[str, tuple[PeerRow, ...]]:
    """The servers of each model, from all buckets: also those whose own parts are stored already."""
    read = partial(read_peers, run.head, run.permit)
    rows = run_all(read, _grouped(run.inputs.servers), run.workers)
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
        for server_id, document in _documents(earlier, server_ids).items():
            found.setdefault(str(server_id), []).append((earlier.month, document))
    return {server_id: tuple(own) for server_id, own in found.items()}


def _documents(edition: EarlierEdition | None, server_ids: list[UUID]) -> dict[UUID, bytes]:
    if edition is None:
        return {}
    rows = EditionServer.objects.filter(edition_id=edition.edition_id, server_id__in=server_ids)
    return {s: bytes(d) for s, d in rows.values_list("server_id", "document")}


def _store(edition: Edition, parts: tuple[FinishedPart, ...]) -> None:
    """One task's parts in one transaction; what another process stored meanwhile is the same and stays."""
    rows = [
        EditionServer(
            edition=edition,
            server_id=p.server_id,
            state=p.state,
            severity=p.severity,
            document=p.document,
            document_sha256=documents.sha256_of(p.document),
        )
        for p in parts
    ]
    with transaction.atomic():
        EditionServer.objects.bulk_create(rows, ignore_conflicts=True)


def _refuse_broken(edition: Edition, servers_count: int) -> None:
    """Forget the failed parts and raise when too many failed: they are tried again with the next `make`."""
    failed = edition.server_parts.filter(state="could_not_be_analysed")
    count = failed.count()
    if count > max(1, BROKEN_RATIO_LIMIT * servers_count):
        failed.delete()
        raise NotMakeable(
            f"{count} of {servers_count} servers could not be analysed, which is no fault of theirs: "
            "see the log for the reasons, mend it and make the edition again"
        )


def _stored_parts(edition: Edition) -> Iterator[tuple[UUID, bytes]]:
    rows = edition.server_parts.order_by("pk").values_list("server_id", "document")
    for server_id, document in rows.iterator(READ_AT_ONCE):
        yield server_id, bytes(document)


def _summarise(inputs: EditionInputs, parts: Iterator[tuple[UUID, bytes]]) -> EditionSummary:
    before = inputs.earlier[0] if inputs.earlier else None

    def earlier_forecasts(server_id: str) -> EarlierForecasts | None:
        document = _documents(before, [UUID(server_id)]).get(UUID(server_id))
        return documents.thaw_as(document, EarlierForecasts) if document else None

    builder = SummaryBuilder(inputs, earlier_forecasts)
    chunk: list[tuple[UUID, bytes]] = []
    for part in parts:
        chunk.append(part)
        if len(chunk) == READ_AT_ONCE:
            _add(builder, inputs, before, chunk)
            chunk = []
    _add(builder, inputs, before, chunk)
    return rounded(builder.summary())


def _add(
    builder: SummaryBuilder,
    inputs: EditionInputs,
    before: EarlierEdition | None,
    chunk: list[tuple[UUID, bytes]],
) -> None:
    server_ids = [s for s, _ in chunk]
    earlier, revised = _documents(before, server_ids), _documents(inputs.revised, server_ids)
    for server_id, document in chunk:
        part = documents.thaw_server(document)
        builder.add(part, _verdicts(earlier.get(server_id)))
        if inputs.revised and _differ(revised.get(server_id), document):
            builder.add_revision(part, _verdicts(revised.get(server_id)))


def _differ(old: bytes | None, new: bytes) -> bool:
    return old is None or documents.sha256_of(old) != documents.sha256_of(new)


def _verdicts(document: bytes | None) -> EarlierVerdicts | None:
    return documents.thaw_as(document, EarlierVerdicts) if document else None
