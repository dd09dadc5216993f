"""Terms: which text is in force, who agreed to it, and whether an agreement still holds (MISSION C6)."""

import hashlib
from datetime import datetime
from uuid import UUID

from kado.entitlement.models import TermsAgreement, TermsVersion
from kado.tenancy import audit
from kado.tenancy.models import User


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


def agreement_in_force(organisation_id: UUID, at: datetime) -> TermsAgreement | None:
    """The agreement that covers `at`: to the text in force, or to an earlier one if no version since asks for a new agreement."""
    versions = TermsVersion.objects.filter(effective_from__lte=at).order_by("-effective_from")
    acceptable = []
    for version in versions:
        acceptable.append(version.pk)
        if version.needs_new_agreement:
            break
    return (
        TermsAgreement.objects.filter(
            organisation_id=organisation_id, terms_id__in=acceptable, agreed_at__lte=at
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
