"""The demonstration fleet: made once, then only carried on by the time that has passed since (docs/demonstration.md).

What was written is remembered in the audit trail before it is written: after a crash the same rows are written again under
the same batch ids, and the lake takes each batch once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
from django.db import transaction

from kado.demonstration import accounts, machines, rights, tables
from kado.demonstration.accounts import Login
from kado.demonstration.hardware import HARDWARE, MANUFACTURER
from kado.demonstration.plan import ServerPlan, id_of
from kado.demonstration.roster import CUSTOMERS
from kado.demonstration.tables import Span, instant
from kado.store import lake
from kado.tenancy import audit
from kado.tenancy.models import AuditEntry, Server
from kado.tenancy.scope import everything

Progress = Callable[[int, int, str], None]
# The collectors were enrolled this long before the cut; what is older was brought in, as an operator brings in recorded history.
ENROLLED_DAYS: Final = 150
_ACTION: Final = "demonstration_written"
_ACTOR: Final = "demonstration"


@dataclass(frozen=True, slots=True)
class DemonstrationReport:
    """created: this call made the fleet. rows_count: rows that this call added to the lake. cut_at: the end of the last full
    month when the fleet was made; through_at: the first instant that has no data yet."""

    created: bool
    servers_count: int
    rows_count: int
    cut_at: datetime
    through_at: datetime
    logins: tuple[Login, ...]


def ensure(at: datetime, progress: Progress) -> DemonstrationReport:
    """Make the demonstration fleet, or carry it on to the last full hour before `at` when a day or more has passed.

    progress(done, total, label): label is the month 'YYYY-MM' being written. `at` is aware; a time before the
    fleet's end changes nothing.
    """
    with everything("the demonstration fleet is made and carried on"):
        written = _written()
        created = not written
        span = _first_span(at) if created else written[0]
        cut = instant(span.cut_hour)
        logins = _ensure_rows(cut, span)
        if created:
            _claim(at, span)
            written = [span]
        rows_count = _finish(written[-1], progress)
        following = _following(written[-1], at)
        if following is not None:
            _claim(at, following)
            rows_count += _finish(following, progress)
        through = instant((following or written[-1]).end_hour)
        count = sum(len(o.servers) for o in CUSTOMERS)
    return DemonstrationReport(created, count, rows_count, cut, through, logins)


def _first_span(at: datetime) -> Span:
    cut_hour = tables.cut_hour_of(at)
    return Span(tables.first_hour(cut_hour), tables.hour_of(at), cut_hour)


def _following(last: Span, at: datetime) -> Span | None:
    """What is to be added: nothing on the day on which the fleet was last carried on (UTC)."""
    end_hour = tables.hour_of(at)
    if end_hour // 24 <= last.end_hour // 24:
        return None
    return Span(last.end_hour, end_hour, last.cut_hour)


def _written() -> list[Span]:
    """The spans claimed so far, oldest first."""
    entries = AuditEntry.objects.filter(action=_ACTION).order_by("pk")
    names = ("first_hour", "end_hour", "cut_hour")
    return [Span(*(int(e.detail[n]) for n in names)) for e in entries]


def _claim(at: datetime, span: Span) -> None:
    """Remember what is about to be written, so that a crash repeats exactly that."""
    audit.record(
        at,
        _ACTOR,
        _ACTION,
        first_hour=str(span.first_hour),
        end_hour=str(span.end_hour),
        cut_hour=str(span.cut_hour),
    )


def _finish(span: Span, progress: Progress) -> int:
    """Write what the lake does not have of a span, one batch a month, then note the arrivals."""
    if Server.objects.filter(
        is_demonstration=True, last_arrival_at__gte=_arrival(span.end_hour)
    ).exists():
        return 0
    months = span.months()
    rows_count = 0
    for done, month in enumerate(months):
        progress(done, len(months), f"{instant(month.first_hour):%Y-%m}")
        batch_id = id_of("batch", f"{month.cut_hour}/{month.first_hour}/{month.end_hour}")
        rows_count += lake.append(tables.lake_rows(CUSTOMERS, month), batch_id)
    progress(len(months), len(months), f"{instant(months[-1].first_hour):%Y-%m}")
    _note_arrivals(span)
    return rows_count


def _arrival(end_hour: int) -> datetime:
    return instant(end_hour) + timedelta(seconds=tables.ARRIVAL_SECONDS)


@transaction.atomic
def _ensure_rows(cut: datetime, span: Span) -> tuple[Login, ...]:
    """Everything that is kept in the database, made where it is missing."""
    accounts.ensure_organisations()
    logins = accounts.ensure_accounts()
    known = set(Server.objects.filter(is_demonstration=True).values_list("id", flat=True))
    for organisation in CUSTOMERS:
        for plan in organisation.servers:
            if plan.id not in known:
                _server(plan, organisation.id, cut, span).save(force_insert=True)
    rights.ensure_public(cut)
    rights.ensure_contracts(cut)
    rights.ensure_agreements(cut)
    return logins


def _server(plan: ServerPlan, organisation_id: UUID, cut: datetime, span: Span) -> Server:
    start = (
        cut + timedelta(days=plan.first_day)
        if plan.first_day is not None
        else instant(span.first_hour)
    )
    return Server(
        id=plan.id,
        organisation_id=organisation_id,
        manufacturer=MANUFACTURER,
        model_number=HARDWARE[plan.hardware].model_number,
        serial_number=plan.serial_number,
        hostname=plan.hostname,
        role=plan.role,
        os_name=plan.os_name,
        os_version=plan.os_version,
        collector_version=plan.collector_version,
        warranty_end=(cut + timedelta(days=plan.warranty_day)).date(),
        enrolled_at=max(start, cut - timedelta(days=ENROLLED_DAYS)),
        is_demonstration=True,
    )


@transaction.atomic
def _note_arrivals(span: Span) -> None:
    """First and last arrival and the newest configuration of every server that sent within the span."""
    rows = {row.id: row for row in Server.objects.filter(is_demonstration=True)}
    changed = []
    for plan in (s for o in CUSTOMERS for s in o.servers):
        sent = span.hours[tables.present(plan, span)]
        row = rows.get(plan.id)
        if row is None or not len(sent):
            continue
        row.first_arrival_at = row.first_arrival_at or _arrival(int(sent[0]) + 1)
        row.last_arrival_at = _arrival(int(sent[-1]) + 1)
        day = (int(sent[-1]) - span.cut_hour) // 24
        row.configuration = msgspec.to_builtins(machines.configuration(plan, day))
        row.configuration_at = tables.reading_at(plan, span, day)
        changed.append(row)
    names = ["first_arrival_at", "last_arrival_at", "configuration", "configuration_at"]
    Server.objects.bulk_update(changed, names)
