"""The support services of an organisation and their state, live: contracts, terms, consents, collectors (MISSION B4)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from kado.entitlement.eligibility import version_key
from kado.entitlement.gate import Purpose, is_allowed
from kado.entitlement.lookup import eligibility_of
from kado.entitlement.models import (
    CollectorRelease,
    SupportContract,
    TermsAgreement,
    TermsVersion,
)
from kado.entitlement.terms import agreement_in_force, terms_in_force
from kado.facts.eligibility import ConditionResult, Eligibility
from kado.tenancy.models import Organisation, Server

# A contract's end is announced this many days ahead: a quarter, the usual notice for renewing a support contract.
ENDING_SOON_DAYS: Final = 90

CONTRACT_TONES: Final = {
    "in_force": "fine",
    "ending": "plan",
    "later": "learning",
    "ended": "cannot-tell",
    "none": "cannot-tell",
}


@dataclass(frozen=True, slots=True)
class ContractLine:
    """A server and the contract that matters today: the one in force, else the last one, else None."""

    server: Server
    contract: SupportContract | None
    state: str  # 'in_force', 'ending', 'ended', 'later', 'none'
    days_left_count: int | None
    eligibility: Eligibility

    @property
    def unmet(self) -> tuple[ConditionResult, ...]:
        """The conditions that are not met."""
        return tuple(c for c in self.eligibility.conditions if not c.met)

    @property
    def tone(self) -> str:
        """The tone of the contract's state: an end is something to plan for, none is a condition not met."""
        return CONTRACT_TONES[self.state]


@dataclass(frozen=True, slots=True)
class PurposeState:
    purpose: Purpose
    allowed: bool


@dataclass(frozen=True, slots=True)
class Services:
    """What is in force today for one organisation."""

    contracts: tuple[ContractLine, ...]
    terms: TermsVersion | None
    agreement: TermsAgreement | None
    purposes: tuple[PurposeState, ...]
    newest_collector: str
    outdated: tuple[Server, ...]

    def contracts_count(self, state: str) -> int:
        return sum(line.state == state for line in self.contracts)

    @property
    def in_force_count(self) -> int:
        return self.contracts_count("in_force") + self.contracts_count("ending")

    @property
    def ending_count(self) -> int:
        return self.contracts_count("ending")

    @property
    def without_count(self) -> int:
        return len(self.contracts) - self.in_force_count


def services_of(
    organisation: Organisation, servers: list[Server], at: datetime, today: date
) -> Services:
    """The services of an organisation at an instant; `today` is the day it is there."""
    contracts: dict[object, list[SupportContract]] = {}
    for contract in SupportContract.objects.filter(server__organisation=organisation):
        contracts.setdefault(contract.server_id, []).append(contract)
    eligibilities = eligibility_of(servers, at)
    newest = max((r.version for r in CollectorRelease.objects.all()), key=version_key, default="")
    return Services(
        contracts=tuple(
            contract_line(s, contracts.get(s.pk, []), today, eligibilities[s.pk]) for s in servers
        ),
        terms=terms_in_force(at),
        agreement=agreement_in_force(organisation.pk, at),
        purposes=tuple(PurposeState(p, is_allowed(p, organisation.pk, at)) for p in Purpose),
        newest_collector=newest,
        outdated=tuple(
            s
            for s in servers
            if s.collector_version and version_key(s.collector_version) < version_key(newest)
        ),
    )


def contract_line(
    server: Server, contracts: list[SupportContract], today: date, eligibility: Eligibility
) -> ContractLine:
    """Which of a server's contracts matters today, and how long it still runs."""
    current = [c for c in contracts if c.valid_from <= today and (c.valid_to or today) >= today]
    if current:
        chosen = max(current, key=lambda c: c.valid_to or date.max)
        left = (chosen.valid_to - today).days if chosen.valid_to else None
        ending = left is not None and left <= ENDING_SOON_DAYS
        return ContractLine(server, chosen, "ending" if ending else "in_force", left, eligibility)
    later = [c for c in contracts if c.valid_from > today]
    if later:
        return ContractLine(
            server, min(later, key=lambda c: c.valid_from), "later", None, eligibility
        )
    if contracts:
        return ContractLine(
            server, max(contracts, key=lambda c: c.valid_from), "ended", None, eligibility
        )
    return ContractLine(server, None, "none", None, eligibility)
