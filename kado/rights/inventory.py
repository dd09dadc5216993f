"""What is held about an organisation: telemetry as the worker counted it, records and editions as they are now (MISSION E5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from django.db.models import F, Q

from kado.edition.models import Edition, EditionServer
from kado.entitlement import gate
from kado.rights.kinds import Kind, all_kinds
from kado.rights.models import Inventory
from kado.store.holdings import Held, Waiting, held, waiting
from kado.store.telemetry import ServerRef
from kado.tenancy import scope
from kado.tenancy.models import Organisation, Server


@dataclass(frozen=True, slots=True)
class TelemetryLine:
    """Rows of one table of the lake, of samples those of one metric; of one server or of several."""

    table: str
    metric: str
    servers_count: int
    rows_count: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class RecordLine:
    """How many records of one kind are held."""

    kind: Kind
    count: int


@dataclass(frozen=True, slots=True)
class EditionLine:
    """Editions that hold a part about the organisation or the server, from the first month to the last; months are '' where there is none."""

    editions_count: int
    parts_count: int
    first_month: str
    last_month: str


def refs_of(organisation_id: UUID, server_id: UUID | None = None) -> list[ServerRef]:
    """The organisation's servers, or the one, as the lake knows them. Scoped like every tenant read."""
    rows = Server.objects.filter(organisation_id=organisation_id).order_by("pk")
    if server_id is not None:
        rows = rows.filter(pk=server_id)
    return [ServerRef(*row) for row in rows.values_list("pk", "organisation_id", "bucket")]


def ask(organisation: Organisation, at: datetime) -> Inventory:
    """Ask the worker to count the organisation's telemetry anew."""
    row, _ = Inventory.objects.update_or_create(
        organisation=organisation, defaults={"asked_at": at, "servers_done_count": 0}
    )
    return row


def is_counting(row: Inventory | None) -> bool:
    """Whether a count was asked for and is not there yet."""
    return row is not None and (row.counted_at is None or row.counted_at < row.asked_at)


def count_asked(at: datetime) -> int:
    """The worker's part: count for every organisation that asked; returns for how many. Killed half-way, it is counted anew."""
    with scope.everything("customers ask what is held about them"):
        asked = Inventory.objects.filter(Q(counted_at=None) | Q(counted_at__lt=F("asked_at")))
        rows = list(asked.order_by("asked_at"))
        for row in rows:
            _count(row, at)
        return len(rows)


def _count(row: Inventory, at: datetime) -> None:
    refs = refs_of(row.organisation_id)
    permit = gate.permit_own(row.organisation_id, at=at, actor="rights", what="held: counted")
    own = Inventory.objects.filter(pk=row.pk)
    own.update(servers_count=len(refs), servers_done_count=0)
    lines: dict[tuple[str, str], TelemetryLine] = {}
    for servers_count, found in held(permit, refs):
        _add(lines, found)
        own.update(servers_done_count=F("servers_done_count") + servers_count)
    told = [lines[key] for key in sorted(lines)]
    own.update(lines=msgspec.to_builtins(told), counted_at=max(at, row.asked_at))


def _add(lines: dict[tuple[str, str], TelemetryLine], found: Iterable[Held]) -> None:
    """Sum what is held of some servers into the lines of the whole."""
    for h in found:
        key = (h.table, h.metric)
        line = lines.get(key) or TelemetryLine(h.table, h.metric, 0, 0, h.first_at, h.last_at)
        lines[key] = TelemetryLine(
            h.table,
            h.metric,
            line.servers_count + 1,
            line.rows_count + h.rows_count,
            min(line.first_at, h.first_at),
            max(line.last_at, h.last_at),
        )


def counted(row: Inventory | None) -> list[TelemetryLine]:
    """The lines of a count, none where there was none yet."""
    return msgspec.convert(row.lines if row else [], list[TelemetryLine])


def telemetry_of(
    server: Server, at: datetime, actor: str
) -> tuple[Sequence[TelemetryLine], Waiting]:
    """What the lake and the inbox hold about one server, read now."""
    refs = refs_of(server.organisation_id, server.pk)
    permit = gate.permit_own(server.organisation_id, at=at, actor=actor, what="held: looked at")
    lines: dict[tuple[str, str], TelemetryLine] = {}
    for _, found in held(permit, refs):
        _add(lines, found)
    return [lines[key] for key in sorted(lines)], waiting(permit, refs)


def records(organisation_id: UUID, server_id: UUID | None = None) -> list[RecordLine]:
    """Every kind of record with how many are held; for one server only the kinds that tell of servers."""
    kinds = [k for k in all_kinds() if server_id is None or k.server_path]
    return [RecordLine(k, k.rows(organisation_id, server_id).count()) for k in kinds]


def editions(organisation_id: UUID, server_id: UUID | None = None) -> EditionLine:
    parts = EditionServer.objects.filter(edition__organisation_id=organisation_id)
    own = Edition.objects.filter(organisation_id=organisation_id)
    if server_id is not None:
        parts = parts.filter(server_id=server_id)
        own = own.filter(pk__in=parts.values("edition_id"))
    months = sorted(own.values_list("month", flat=True))
    return EditionLine(
        len(months), parts.count(), months[0] if months else "", months[-1] if months else ""
    )
