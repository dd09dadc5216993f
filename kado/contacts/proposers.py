"""Who proposes, and to whom they may at this moment: the operator or a reseller, under purpose (b) (MISSION E3, E4, F2, F3).

A reseller needs both: a grant of the customer (to see its servers at all) and its consent to (b). What is refused is not shown and not counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from kado.entitlement import gate
from kado.entitlement.gate import Purpose
from kado.tenancy.access import granted_to
from kado.tenancy.models import Organisation, User


@dataclass(frozen=True, slots=True)
class Proposer:
    """A person at the operator (reseller None) or at a reseller."""

    user: User
    reseller: Organisation | None = None

    @property
    def reseller_id(self) -> UUID | None:
        return self.reseller.pk if self.reseller else None


def customers_of(proposer: Proposer, at: datetime) -> list[Organisation]:
    """The customers that allow this proposer to use their data for proposals, at an instant. Nothing is read of them yet."""
    customers = Organisation.objects.filter(kind=Organisation.Kind.CUSTOMER)
    if proposer.reseller_id is not None:
        customers = customers.filter(pk__in=granted_to([proposer.reseller_id], at))
    return [
        c for c in customers if gate.is_allowed(Purpose.PROPOSALS, c.pk, at, proposer.reseller_id)
    ]


def is_allowed_for(organisation_id: UUID, reseller_id: UUID | None, at: datetime) -> bool:
    """Whether proposals of this proposer are covered: by the consent and, for a reseller, by a grant."""
    granted = reseller_id is None or organisation_id in granted_to([reseller_id], at)
    return granted and gate.is_allowed(Purpose.PROPOSALS, organisation_id, at, reseller_id)


def record_use(
    proposer: Proposer, customers: Iterable[Organisation], what: str, at: datetime
) -> None:
    """Write the use into the ledger of each customer. Raises UseRefused where one does not allow it."""
    gate.permit(
        Purpose.PROPOSALS,
        [c.pk for c in customers],
        at=at,
        actor=proposer.user.email,
        what=what,
        reseller_id=proposer.reseller_id,
    )


def proposer_name(reseller: Organisation | None, locale: str) -> str:
    """Who proposes, as the customer reads it."""
    if reseller is not None:
        return str(reseller.name_in(locale))
    return str(settings.OPERATOR_NAME_EN if locale == "en" else settings.OPERATOR_NAME_JA)
