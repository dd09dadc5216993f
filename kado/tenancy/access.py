"""What a person may see: their organisations, and for resellers the customers that granted it, now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from kado.tenancy.models import Membership, Organisation, ResellerGrant, User


@dataclass(frozen=True, slots=True)
class Access:
    """organisation_ids: all that may be read. administered_ids: those whose settings may be changed. member_ids: the person's own, without those granted to it."""

    organisation_ids: frozenset[UUID]
    administered_ids: frozenset[UUID]
    member_ids: frozenset[UUID] = frozenset()


def access_of(user: User, at: datetime) -> Access:
    """The access of `user` at an instant; nothing for somebody not active."""
    if not user.is_active:
        return Access(frozenset(), frozenset())
    memberships = list(Membership.objects.filter(user=user).select_related("organisation"))
    own = {m.organisation_id for m in memberships}
    resellers = {
        m.organisation_id for m in memberships if m.organisation.kind == Organisation.Kind.RESELLER
    }
    granted = granted_to(resellers, at)
    administered = {
        m.organisation_id for m in memberships if m.role == Membership.Role.ADMINISTRATOR
    }
    return Access(frozenset(own | granted), frozenset(administered), frozenset(own))


def granted_to(reseller_ids: Iterable[UUID], at: datetime) -> frozenset[UUID]:
    """The customers that let one of these resellers see their servers, at an instant (MISSION F2)."""
    grants = ResellerGrant.objects.filter(reseller_id__in=list(reseller_ids), granted_at__lte=at)
    in_force = grants.filter(
        Q(expires_at=None) | Q(expires_at__gt=at), Q(withdrawn_at=None) | Q(withdrawn_at__gt=at)
    )
    return frozenset(in_force.values_list("customer_id", flat=True))


def is_granted(customer_id: UUID, reseller_id: UUID, at: datetime) -> bool:
    """Whether the customer lets the reseller see its servers, at an instant."""
    return customer_id in granted_to([reseller_id], at)
