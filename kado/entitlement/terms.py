"""Terms: which text is in force, who agreed to it, and whether an agreement still holds (MISSION C6)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from kado.entitlement.models import TermsAgreement, TermsVersion
from kado.tenancy import audit
from kado.tenancy.models import Organisation, User


def terms_in_force(at: datetime) -> TermsVersion | None:
    """The newest text that is effective: it prevails over all others."""
    return TermsVersion.objects.filter(effective_from__lte=at).order_by("-effective_from").first()


def may_be_edited(terms: TermsVersion, at: datetime) -> bool:
    """Whether a version may still be changed or taken away: it is not effective yet, and nobody agreed to it."""
    stored = TermsVersion.objects.filter(pk=terms.pk)
    is_open = not stored.filter(effective_from__lte=at).exists()
    return is_open and not TermsAgreement.objects.filter(terms_id=terms.pk).exists()


def text_sha256(terms: TermsVersion) -> str:
    """The digest of both languages' text, stored with an agreement so that the text agreed to can be proven."""
    return hashlib.sha256(f"{terms.body_ja}\0{terms.body_en}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something that is withheld without an agreement. pages: the portal's addresses that then show why instead."""

    key: str
    pages: tuple[str, ...] = ()


# What a customer does not get before it agrees to the terms (MISSION C6): the one list, told on the agreement page and kept by
# the portal's pages, the edition (which makes no part, `Condition.TERMS`) and the outbox (the gate refuses purpose (a)).
WITHHELD: Final = (
    Withheld(
        "kartes",
        ("servers", "karte", "karte-of-edition", "acknowledge", "set-aside", "reopen-finding"),
    ),
    Withheld("editions", ("overview", "editions", "edition", "document")),
    Withheld("notices"),
)


class AgreementState(StrEnum):
    """How a customer stands to the text in force."""

    AGREED = "agreed"
    EARLIER = "earlier"  # to an earlier text; no change since asks for a new agreement
    ASKED_AGAIN = "asked_again"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class CustomerStanding:
    """A customer and its newest agreement."""

    organisation: Organisation
    state: AgreementState
    agreement: TermsAgreement | None


def standings(at: datetime) -> list[CustomerStanding]:
    """Every customer, those who have not agreed to what is in force first: three queries."""
    in_force, accepted = terms_in_force(at), set(_acceptable(at))
    newest: dict[UUID, TermsAgreement] = {}
    agreements = TermsAgreement.objects.filter(agreed_at__lte=at).select_related(
        "terms", "agreed_by"
    )
    for agreement in agreements.order_by("agreed_at"):
        newest[agreement.organisation_id] = agreement
    found = []
    for customer in Organisation.objects.filter(kind=Organisation.Kind.CUSTOMER):
        own = newest.get(customer.pk)
        found.append(CustomerStanding(customer, _state(own, in_force, accepted), own))
    order = list(AgreementState)
    return sorted(found, key=lambda s: (-order.index(s.state), s.organisation.name))


def _state(
    own: TermsAgreement | None, in_force: TermsVersion | None, accepted: set[int]
) -> AgreementState:
    if own is None:
        return AgreementState.NEVER
    if in_force is not None and own.terms_id == in_force.pk:
        return AgreementState.AGREED
    return AgreementState.EARLIER if own.terms_id in accepted else AgreementState.ASKED_AGAIN


def _acceptable(at: datetime) -> list[int]:
    """The texts an agreement to which holds: the one in force, and those before it back to the last that asks for a new agreement."""
    acceptable = []
    for version in TermsVersion.objects.filter(effective_from__lte=at).order_by("-effective_from"):
        acceptable.append(version.pk)
        if version.needs_new_agreement:
            break
    return acceptable


def agreement_in_force(organisation_id: UUID, at: datetime) -> TermsAgreement | None:
    """The agreement that covers `at`: to the text in force, or to an earlier one if no version since asks for a new agreement."""
    return (
        TermsAgreement.objects.filter(
            organisation_id=organisation_id, terms_id__in=_acceptable(at), agreed_at__lte=at
        )
        .select_related("terms")
        .order_by("-agreed_at")
        .first()
    )


def agree(
    organisation_id: UUID, terms: TermsVersion, user: User, at: datetime, address: str | None
) -> TermsAgreement:
    """Record that an administrator agreed for the organisation."""
    agreement = TermsAgreement.objects.create(
        organisation_id=organisation_id,
        terms=terms,
        agreed_by=user,
        agreed_at=at,
        address=address,
        text_sha256=text_sha256(terms),
    )
    audit.record(at, user.email, "terms_agreed", organisation_id, subject=terms.version)
    return agreement
