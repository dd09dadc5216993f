"""The support services of an organisation and their state, live: contracts, terms, consents, collectors (MISSION B4).

`services_of` counts over all servers without loading them (an overview must open quickly for 5,000); `lines_of` tells of some.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Count

from kado.edition.outlook import Outlook, outlook_of
from kado.entitlement.eligibility import version_key
from kado.entitlement.gate import Purpose, is_given
from kado.entitlement.lookup import eligibility_of
from kado.entitlement.models import (
    CollectorRelease,
    SupportContract,
    TermsAgreement,
    TermsVersion,
)
from kado.entitlement.terms import agreement_in_force, terms_in_force
from kado.facts.eligibility import Condition, ConditionResult, Eligibility
from kado.tenancy.models import Organisation, Server

# A contract's end is announced this many days ahead: a quarter, the usual notice for renewing a support contract.
ENDING_SOON_DAYS: Final = 90
CONTRACT_TONES: Final = {
    "in_force": "fine",
    "ending": "plan",
    "grace": "plan",
    "later": "learning",
    "ended": "cannot-tell",
    "none": "cannot-tell",
}
Period = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class PurposeState:
    purpose: Purpose
    allowed: bool


@dataclass(frozen=True, slots=True)
class Services:
    """What is in force today for one organisation. ending_count is part of in_force_count."""

    in_force_count: int
    ending_count: int
    without_count: int
    terms: TermsVersion | None
    agreement: TermsAgreement | None
    purposes: tuple[PurposeState, ...]
    newest_collector: str
    outdated_count: int


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A server, the contract that matters today (the one in force, else the next, else the last), and the conditions as of now."""

    server: Server
    contract: SupportContract | None
    state: str  # a key of CONTRACT_TONES
    days_left_count: int | None
    eligibility: Eligibility
    outlook: Outlook

    @property
    def unmet(self) -> tuple[ConditionResult, ...]:
        """The conditions that are not met."""
        return tuple(c for c in self.eligibility.conditions if not c.met)

    @property
    def tone(self) -> str:
        """The tone of the contract's state: an end is something to plan for, none is a condition not met."""
        return CONTRACT_TONES[self.state]


def services_of(organisation: Organisation, at: datetime, today: date) -> Services:
    """The services of an organisation at an instant; `today` is the day it is there."""
    states = _contract_states(organisation, today)
    newest = max((r.version for r in CollectorRelease.objects.all()), key=version_key, default="")
    servers = Server.objects.filter(organisation=organisation)
    versions = servers.order_by().values_list("collector_version").annotate(Count("pk"))
    covered = sum(state in ("in_force", "ending") for state in states)
    return Services(
        in_force_count=covered,
        ending_count=states.count("ending"),
        without_count=servers.count() - covered,
        terms=terms_in_force(at),
        agreement=agreement_in_force(organisation.pk, at),
        purposes=tuple(PurposeState(p, is_given(p, organisation.pk, at)) for p in Purpose),
        newest_collector=newest,
        outdated_count=sum(n for v, n in versions if v and version_key(v) < version_key(newest)),
    )


def lines_of(servers: Sequence[Server], at: datetime, today: date) -> list[ServiceLine]:
    """Contract and conditions of each of these servers."""
    contracts: dict[UUID, list[SupportContract]] = {}
    for contract in SupportContract.objects.select_related("plan").filter(server__in=servers):
        if contract.server_id is not None:
            contracts.setdefault(contract.server_id, []).append(contract)
    eligibilities = eligibility_of(servers, at)
    zones = dict(
        Organisation.objects.filter(pk__in={s.organisation_id for s in servers}).values_list(
            "pk", "zone"
        )
    )
    return [
        _line(server, contracts.get(server.pk, []), today, eligibilities[server.pk], at, zones)
        for server in servers
    ]


def _line(
    server: Server,
    contracts: list[SupportContract],
    today: date,
    eligibility: Eligibility,
    at: datetime,
    zones: dict[UUID, str],
) -> ServiceLine:
    state = contract_state([(c.valid_from, c.valid_to) for c in contracts], today)
    chosen = max(contracts, key=lambda c: _rank((c.valid_from, c.valid_to), today), default=None)
    ends = chosen.valid_to if chosen and state in ("in_force", "ending") else None
    covered = any(c.met for c in eligibility.conditions if c.condition is Condition.CONTRACT)
    outlook = outlook_of(eligibility, server.first_arrival_at, at, zones[server.organisation_id])
    return ServiceLine(
        server,
        chosen,
        "grace" if state == "ended" and covered else state,
        (ends - today).days if ends else None,
        eligibility,
        outlook,
    )


def _contract_states(organisation: Organisation, today: date) -> list[str]:
    """The state of every server that has a contract."""
    periods: dict[UUID, list[Period]] = {}
    rows = SupportContract.objects.filter(server__organisation=organisation)
    for server_id, begins, ends in rows.values_list("server_id", "valid_from", "valid_to"):
        assert server_id is not None  # the organisation is its server's
        periods.setdefault(server_id, []).append((begins, ends))
    return [contract_state(own, today) for own in periods.values()]


def contract_state(periods: list[Period], today: date) -> str:
    """'in_force', 'ending', 'later', 'ended' or 'none', from all contracts of one server."""
    if not periods:
        return "none"
    begins, ends = max(periods, key=lambda p: _rank(p, today))
    if begins > today:
        return "later"
    if ends is not None and ends < today:
        return "ended"
    soon = ends is not None and (ends - today).days <= ENDING_SOON_DAYS
    return "ending" if soon else "in_force"


def _rank(period: Period, today: date) -> tuple[int, int]:
    """Which contract matters: one in force (that ends last), else the next to begin, else the one that ended last."""
    begins, ends = period
    if begins > today:
        return 1, -begins.toordinal()
    last = (ends or date.max).toordinal()
    return (2, last) if ends is None or ends >= today else (0, last)
