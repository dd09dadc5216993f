"""Reading what eligibility is decided from: few queries, however many servers. Scoped like every tenant read."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from kado.entitlement.eligibility import Ground, Moment, Span, StopNotice, Unit, evaluate
from kado.entitlement.models import (
    CollectorRelease,
    FunctionRequirement,
    Stop,
    SupportContract,
    SupportListEntry,
    TermsAgreement,
)
from kado.entitlement.stops import stops_in_force
from kado.entitlement.terms import agreement_in_force, terms_in_force
from kado.facts.contracts import ContractPeriod, SupportListLine
from kado.facts.contracts import FunctionRequirement as Requirement
from kado.facts.eligibility import Eligibility
from kado.tenancy.models import Organisation, Server


def eligibility_of(servers: Sequence[Server], at: datetime) -> dict[UUID, Eligibility]:
    """The eligibility of each server at an instant, by its id."""
    by_organisation: dict[UUID, list[Server]] = defaultdict(list)
    for server in servers:
        by_organisation[server.organisation_id].append(server)
    zones = dict(Organisation.objects.filter(pk__in=by_organisation).values_list("pk", "zone"))
    found: dict[UUID, Eligibility] = {}
    for organisation_id, own in by_organisation.items():
        zone = zones[organisation_id]
        moment = Moment(at, at.astimezone(ZoneInfo(zone)).date(), zone)
        ground = ground_of(organisation_id, at)
        for server_id, unit in units_of(own, at).items():
            found[server_id] = evaluate(unit, ground, moment)
    return found


def ground_of(organisation_id: UUID, at: datetime) -> Ground:
    """What holds for every unit of the organisation at an instant."""
    terms, agreement = terms_in_force(at), agreement_in_force(organisation_id, at)
    last = agreement or (
        TermsAgreement.objects.filter(organisation_id=organisation_id, agreed_at__lte=at)
        .select_related("terms")
        .first()
    )
    stops = stops_in_force(at, organisation_id=organisation_id)
    return Ground(
        support_list=support_list(),
        released_versions=released_versions(at),
        terms_version=terms.version if terms else "",
        terms_agreed_version=last.terms.version if last else "",
        terms_hold=agreement is not None,
        stops=tuple(notice_of(s) for s in stops),
        requirements=requirements(),
        set_aside=_set_aside(organisation_id, at),
    )


def support_list() -> tuple[SupportListLine, ...]:
    """Both services' lists, in a fixed order."""
    return tuple(
        SupportListLine(e.service, e.model_pattern, e.os_pattern, e.valid_from, e.valid_to)
        for e in SupportListEntry.objects.order_by(
            "service", "model_pattern", "os_pattern", "valid_from", "pk"
        )
    )


def requirements() -> tuple[Requirement, ...]:
    """The collectors that functions need besides the catalogue's word, whenever that begins, in a fixed order."""
    rows = FunctionRequirement.objects.order_by("function", "effective_from", "pk")
    return tuple(Requirement(r.function, r.collector_version, r.effective_from) for r in rows)


def released_versions(at: datetime) -> tuple[str, ...]:
    """The collectors released up to the day of an instant, oldest first."""
    rows = CollectorRelease.objects.filter(released_on__lte=at.date())
    return tuple(rows.order_by("released_on", "version").values_list("version", flat=True))


def units_of(servers: Iterable[Server], at: datetime) -> dict[UUID, Unit]:
    """The servers as the conditions look at them, by id: two queries."""
    rows = list(servers)
    contracts = contracts_of(rows)
    stops, set_aside = _unit_stops(rows, at), _units_set_aside(rows, at)
    return {
        s.pk: Unit(
            model_number=s.model_number,
            os_name=s.os_name,
            os_version=s.os_version,
            collector_version=s.collector_version,
            enrolled_at=s.enrolled_at,
            last_arrival_at=s.last_arrival_at,
            contracts=contracts.get(s.pk, ()),
            stops=stops.get(s.pk, ()),
            set_aside=set_aside.get(s.pk, ()),
        )
        for s in rows
    }


def contracts_of(servers: Iterable[Server]) -> dict[UUID, tuple[ContractPeriod, ...]]:
    """Every contract of each server, in a fixed order; servers without any are absent."""
    organisation_ids = {s.organisation_id for s in servers}
    found: dict[UUID, list[ContractPeriod]] = defaultdict(list)
    rows = SupportContract.objects.filter(server__organisation_id__in=organisation_ids)
    for c in rows.select_related("plan").order_by("server_id", "valid_from", "number", "pk"):
        if c.server_id is not None:
            found[c.server_id].append(period_of(c))
    return {server_id: tuple(own) for server_id, own in found.items()}


def period_of(contract: SupportContract) -> ContractPeriod:
    """A contract with what its plan says."""
    plan = contract.plan
    return ContractPeriod(
        contract.number,
        plan.key,
        contract.valid_from,
        contract.valid_to,
        plan.grace_days,
        tuple(sorted(plan.functions)),
        contract.renewal,
        contract.renewed_by,
    )


def notice_of(stop: Stop) -> StopNotice:
    return StopNotice(stop.reason, stop.function, stop.begins_at, stop.ends_at)


def _unit_stops(servers: list[Server], at: datetime) -> dict[UUID, tuple[StopNotice, ...]]:
    organisation_ids = {s.organisation_id for s in servers}
    rows = Stop.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=at),
        begins_at__lte=at,
        server__organisation_id__in=organisation_ids,
    )
    found: dict[UUID, list[StopNotice]] = defaultdict(list)
    for stop in rows.order_by("begins_at", "pk"):
        if stop.server_id is not None:
            found[stop.server_id].append(notice_of(stop))
    return {server_id: tuple(own) for server_id, own in found.items()}


def _stops_that_set_aside(at: datetime) -> QuerySet[Stop]:
    """Stops begun by an instant whose data is kept and not analysed, over or not, in a fixed order."""
    rows = Stop.objects.filter(
        data_meanwhile=Stop.DataMeanwhile.NOT_ANALYSED, function="", begins_at__lte=at
    )
    return rows.order_by("begins_at", "pk")


def _set_aside(organisation_id: UUID, at: datetime) -> tuple[Span, ...]:
    """Those of the whole service and of the organisation."""
    wide = Q(organisation=None) | Q(organisation_id=organisation_id)
    rows = _stops_that_set_aside(at).filter(wide, server=None)
    return tuple(Span(s.begins_at, s.ends_at) for s in rows)


def _units_set_aside(servers: list[Server], at: datetime) -> dict[UUID, tuple[Span, ...]]:
    """Those that name a unit."""
    organisation_ids = {s.organisation_id for s in servers}
    found: dict[UUID, list[Span]] = defaultdict(list)
    for stop in _stops_that_set_aside(at).filter(server__organisation_id__in=organisation_ids):
        if stop.server_id is not None:
            found[stop.server_id].append(Span(stop.begins_at, stop.ends_at))
    return {server_id: tuple(own) for server_id, own in found.items()}
