"""The data-use gate (MISSION E3): no code reads customers' telemetry but with a permit for a purpose.

`permit` checks the consent in force, writes the use down, and gives a `Permit`; `store` demands one for every read.
A use that is refused is written down too, and raises.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet

from kado.entitlement.models import Consent, DataUse
from kado.entitlement.terms import agreement_in_force


class Purpose(StrEnum):
    """Clause 5 of the terms."""

    SERVICE = "a"
    PROPOSALS = "b"
    RESEARCH = "c"
    FEEDBACK = "d"


class UseRefused(PermissionError):
    """The purpose is not covered by a consent in force; the message names both."""


@dataclass(frozen=True, slots=True)
class Permit:
    """Leave to read the telemetry of these organisations for one purpose."""

    purpose: Purpose
    organisation_ids: frozenset[UUID]
    granted_at: datetime

    def check(self, organisation_id: UUID) -> None:
        """Raises UseRefused unless the organisation is covered."""
        if organisation_id not in self.organisation_ids:
            raise UseRefused(
                f"the permit for purpose ({self.purpose}) does not cover organisation {organisation_id}"
            )


def permit(
    purpose: Purpose,
    organisation_ids: Iterable[UUID],
    *,
    at: datetime,
    actor: str,
    what: str,
    reseller_id: UUID | None = None,
) -> Permit:
    """A permit for `purpose`, recorded for every organisation. Raises UseRefused when one does not allow it: then nobody's data
    is used, and the refusal is recorded for those that do not.

    reseller_id: the reseller who uses the data; None for the operator.
    """
    wanted = frozenset(organisation_ids)
    refused = [o for o in sorted(wanted, key=str) if not is_allowed(purpose, o, at, reseller_id)]
    DataUse.objects.bulk_create(
        DataUse(
            organisation_id=o, purpose=purpose, actor=actor, what=what, at=at, refused=o in refused
        )
        for o in refused or sorted(wanted, key=str)
    )
    if refused:
        names = ", ".join(str(o) for o in refused)
        raise UseRefused(f"purpose ({purpose}) is not covered by a consent in force for {names}")
    return Permit(purpose, wanted, at)


def permit_own(organisation_id: UUID, *, at: datetime, actor: str, what: str) -> Permit:
    """A permit for what an organisation asks about its own data: to see it, to have it copied out, to have it deleted (MISSION E5).

    Recorded under purpose (a). It needs no agreement in force: terms that a customer does not agree to must not lock it out of
    its own data. `kado.rights` alone asks for it.
    """
    DataUse.objects.create(
        organisation_id=organisation_id, purpose=Purpose.SERVICE, actor=actor, what=what, at=at
    )
    return Permit(Purpose.SERVICE, frozenset({organisation_id}), at)


def record_reading(organisation_id: UUID, reseller: str, *, at: datetime, actor: str) -> None:
    """Write down that somebody of a reseller reads the organisation's pages, which the customer granted (MISSION F2): once a day for each reader.

    It is purpose (a): the reseller looks after the servers in the customer's name. To propose anything from what it read it needs (b).
    """
    what = f"read by reseller: {reseller}"[:120]
    today = at.replace(hour=0, minute=0, second=0, microsecond=0)
    uses = DataUse.objects.filter(organisation_id=organisation_id, actor=actor, what=what)
    if not uses.filter(at__gte=today).exists():
        DataUse.objects.create(
            organisation_id=organisation_id, purpose=Purpose.SERVICE, actor=actor, what=what, at=at
        )


def is_allowed(
    purpose: Purpose, organisation_id: UUID, at: datetime, reseller_id: UUID | None = None
) -> bool:
    """Whether data of the organisation may be used for the purpose at an instant, by the operator or by a reseller.

    (a) follows from agreeing to the terms; (b) to (d) need a consent of their own that has neither expired nor been withdrawn.
    A consent that names a reseller is for that reseller alone; one that names nobody is for the operator and every reseller.
    """
    if purpose is Purpose.SERVICE:
        return agreement_in_force(organisation_id, at) is not None
    named = Q(reseller=None) if reseller_id is None else Q(reseller=None) | Q(reseller=reseller_id)
    return _consents(purpose, organisation_id, at).filter(named).exists()


def is_given(purpose: Purpose, organisation_id: UUID, at: datetime) -> bool:
    """Whether the customer allows the purpose to anybody, be it one reseller only: what the customer's own pages show."""
    if purpose is Purpose.SERVICE:
        return agreement_in_force(organisation_id, at) is not None
    return _consents(purpose, organisation_id, at).exists()


def _consents(purpose: Purpose, organisation_id: UUID, at: datetime) -> "QuerySet[Consent]":
    """Those in force at an instant."""
    return Consent.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=at),
        Q(withdrawn_at=None) | Q(withdrawn_at__gt=at),
        organisation_id=organisation_id,
        purpose=purpose,
        given_at__lte=at,
    )
