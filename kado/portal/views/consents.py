"""Consents by purpose (MISSION E3): who may use the data for what, given and withdrawn here, and the ledger of what was done."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kado import clock
from kado.entitlement.gate import Purpose, is_allowed
from kado.entitlement.models import Consent, DataUse
from kado.portal.access import Permission, page
from kado.tenancy import audit
from kado.tenancy.models import Organisation, User

LEDGER_ROWS_COUNT: Final = 100


@dataclass(frozen=True, slots=True)
class PurposeLine:
    """A purpose, whether it is allowed now, and the consents that were ever given to it."""

    purpose: Purpose
    allowed: bool
    in_force: Consent | None


@page(Permission.READ)
def consents(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The four purposes with their state, and the ledger of data uses."""
    context = {
        "lines": [_line(organisation, p) for p in Purpose],
        "uses": DataUse.objects.filter(organisation=organisation)[:LEDGER_ROWS_COUNT],
    }
    return render(request, "portal/consents.html", context)


@page(Permission.ADMINISTER, methods=("POST",))
def change_consent(request: HttpRequest, organisation: Organisation, purpose: str) -> HttpResponse:
    """Give or withdraw the consent to a purpose. Purpose (a) follows from the terms and is not given here."""
    if purpose not in (Purpose.PROPOSALS, Purpose.RESEARCH, Purpose.FEEDBACK):
        raise Http404
    assert isinstance(request.user, User)
    wish = request.POST.get("wish", "")
    if wish == "give" and not is_allowed(Purpose(purpose), organisation.pk, clock.now()):
        _give(organisation.pk, Purpose(purpose), request.user)
    elif wish == "withdraw":
        _withdraw(organisation.pk, Purpose(purpose), request.user)
    return redirect("consents", organisation_id=organisation.pk)


def _give(organisation_id: UUID, purpose: Purpose, user: User) -> None:
    at = clock.now()
    Consent.objects.create(
        organisation_id=organisation_id, purpose=purpose, given_by=user, given_at=at
    )
    audit.record(at, user.email, "consent_given", organisation_id, subject=purpose)


def _withdraw(organisation_id: UUID, purpose: Purpose, user: User) -> None:
    at = clock.now()
    changed = Consent.objects.filter(
        organisation_id=organisation_id, purpose=purpose, withdrawn_at=None
    ).update(withdrawn_at=at)
    if changed:
        audit.record(at, user.email, "consent_withdrawn", organisation_id, subject=purpose)


def _line(organisation: Organisation, purpose: Purpose) -> PurposeLine:
    at = clock.now()
    held = Consent.objects.filter(
        organisation=organisation, purpose=purpose, withdrawn_at=None
    ).select_related("given_by", "reseller")
    return PurposeLine(purpose, is_allowed(purpose, organisation.pk, at), held.first())
