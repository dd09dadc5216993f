"""Consents by purpose (MISSION E3): who may use the data for what, given, limited and withdrawn here; what each would see; the history."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kado import clock
from kado.contacts.proposers import Proposer
from kado.entitlement.gate import Purpose, is_allowed, is_given
from kado.entitlement.models import Consent, DataUse
from kado.portal.access import Permission, access_of_request, page
from kado.portal.language import locale, text, today_in
from kado.portal.views.rights import line_of
from kado.rights.preview import preview_of
from kado.store.days import day_start
from kado.tenancy import audit
from kado.tenancy.access import is_granted
from kado.tenancy.models import Organisation, ResellerGrant, User

LEDGER_ROWS_COUNT: Final = 20
HISTORY_ROWS_COUNT: Final = 50
EXAMPLES_COUNT: Final = 20
# A consent's end is announced so many days ahead: time for those who decide to meet once.
ENDING_SOON: Final = timedelta(days=30)
GIVEN: Final = (Purpose.PROPOSALS, Purpose.RESEARCH, Purpose.FEEDBACK)


@dataclass(frozen=True, slots=True)
class Party:
    """Who may use the data for a purpose: the operator and every reseller (reseller None), or one reseller. consent: in force, if any."""

    reseller: Organisation | None
    consent: Consent | None
    ends_soon: bool

    @property
    def key(self) -> str:
        return str(self.reseller.pk) if self.reseller else "all"


@dataclass(frozen=True, slots=True)
class PurposeLine:
    """A purpose, whether anybody may use the data for it now, and who."""

    purpose: Purpose
    allowed: bool
    parties: tuple[Party, ...]


@page(Permission.READ)
def consents(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The four purposes with their state, the history, and for members the newest uses."""
    return _shown(request, organisation, "")


def _shown(request: HttpRequest, organisation: Organisation, problem: str) -> HttpResponse:
    at = clock.now()
    belongs = organisation.pk in access_of_request(request).member_ids
    history = Consent.objects.filter(organisation=organisation)
    uses = DataUse.objects.filter(organisation=organisation).order_by("-at", "-pk")
    lines = [_line(organisation, p, at) for p in Purpose]
    context = {
        "lines": lines,
        "problem": problem,
        "belongs": belongs,
        "ending": [(line.purpose, p) for line in lines for p in line.parties if p.ends_soon],
        "history": history.select_related("reseller", "given_by")[:HISTORY_ROWS_COUNT],
        "uses": [line_of(use) for use in uses[:LEDGER_ROWS_COUNT]] if belongs else [],
        "earliest": today_in(organisation.zone, at) + timedelta(days=1),
        "at": at,
    }
    return render(request, "portal/consents.html", context, status=409 if problem else 200)


@page(Permission.ADMINISTER, methods=("POST",))
def change_consent(request: HttpRequest, organisation: Organisation, purpose: str) -> HttpResponse:
    """Give or withdraw the consent to a purpose. Purpose (a) follows from the terms and is not given here.

    Fields: wish; reseller ('all' or a reseller's id; absent: whoever has one, only for withdrawing); until (a day, the last on which it holds).
    """
    if purpose not in GIVEN:
        raise Http404
    assert isinstance(request.user, User)
    named = request.POST.get("reseller", "")
    reseller = _reseller(organisation, Purpose(purpose), named)
    if request.POST.get("wish") == "withdraw":
        withdraw(organisation.pk, Purpose(purpose), named, request.user, clock.now())
    elif request.POST.get("wish") == "give":
        try:
            ends = _end_of(request.POST.get("until", ""), organisation.zone, clock.now())
        except ValueError:
            return _shown(request, organisation, text("consent-until-wrong"))
        _give(organisation.pk, Purpose(purpose), reseller, ends, request.user)
    return redirect("consents", organisation_id=organisation.pk)


def _reseller(organisation: Organisation, purpose: Purpose, named: str) -> Organisation | None:
    """The reseller of that id, which has or had a grant or a consent; None for 'all'. Raises Http404."""
    if named in ("", "all"):
        return None
    if purpose is not Purpose.PROPOSALS:
        raise Http404
    found = next((r for r in _resellers(organisation) if str(r.pk) == named), None)
    if found is None:
        raise Http404
    return found


def _resellers(organisation: Organisation) -> "QuerySet[Organisation]":
    """The resellers that a consent can name: those with a grant, and those with a consent that still stands."""
    granted = ResellerGrant.objects.filter(customer=organisation, withdrawn_at=None)
    consented = Consent.objects.filter(organisation=organisation, withdrawn_at=None)
    return Organisation.objects.filter(
        Q(pk__in=granted.values("reseller_id")) | Q(pk__in=consented.values("reseller_id")),
        kind=Organisation.Kind.RESELLER,
    )


def _end_of(until: str, zone: str, at: datetime) -> datetime | None:
    """The end of the day that was named, None for none. Raises ValueError for what is no day to come."""
    if not until:
        return None
    ends = day_start(date.fromisoformat(until) + timedelta(days=1), zone)
    if ends <= at:
        raise ValueError(f"{until} is over")
    return ends


def _give(
    organisation_id: UUID,
    purpose: Purpose,
    reseller: Organisation | None,
    ends: datetime | None,
    user: User,
) -> None:
    """Give the consent; one for the same party with another end ends where the new one begins, the same one stays as it is."""
    at = clock.now()
    with transaction.atomic():
        standing = _standing(organisation_id, purpose).filter(reseller=reseller)
        if standing.filter(expires_at=ends).exists():
            return
        standing.update(withdrawn_at=at)
        Consent.objects.create(
            organisation_id=organisation_id,
            purpose=purpose,
            reseller=reseller,
            given_by=user,
            given_at=at,
            expires_at=ends,
        )
        more = {"reseller": reseller.name} if reseller else {}
        if ends:
            more["until"] = f"{ends:%Y-%m-%dT%H:%MZ}"
        audit.record(at, user.email, "consent_given", organisation_id, subject=purpose, **more)


def withdraw(organisation_id: UUID, purpose: Purpose, named: str, user: User, at: datetime) -> None:
    """Withdraw what stands for a party ('all', a reseller's id), or for everybody (''): from this instant on the gate refuses."""
    standing = _standing(organisation_id, purpose)
    if named == "all":
        standing = standing.filter(reseller=None)
    elif named:
        standing = standing.filter(reseller_id=UUID(named))
    if standing.update(withdrawn_at=at):
        audit.record(at, user.email, "consent_withdrawn", organisation_id, subject=purpose)


def _standing(organisation_id: UUID, purpose: Purpose) -> "QuerySet[Consent]":
    """Consents that were not withdrawn, whether they ran out or not."""
    return Consent.objects.filter(
        organisation_id=organisation_id, purpose=purpose, withdrawn_at=None
    )


def _line(organisation: Organisation, purpose: Purpose, at: datetime) -> PurposeLine:
    allowed = is_given(purpose, organisation.pk, at)
    if purpose is Purpose.SERVICE:
        return PurposeLine(purpose, allowed, ())
    in_force = list(
        _standing(organisation.pk, purpose)
        .filter(Q(expires_at=None) | Q(expires_at__gt=at), given_at__lte=at)
        .select_related("given_by", "reseller")
    )
    parties: list[Organisation | None] = [None]
    if purpose is Purpose.PROPOSALS:
        parties += list(_resellers(organisation))
    return PurposeLine(purpose, allowed, tuple(_party(p, in_force, at) for p in parties))


def _party(reseller: Organisation | None, in_force: list[Consent], at: datetime) -> Party:
    wanted = reseller.pk if reseller else None
    consent = next((c for c in in_force if c.reseller_id == wanted), None)
    ends = consent.expires_at if consent else None
    return Party(reseller, consent, ends is not None and ends <= at + ENDING_SOON)


@page(Permission.BELONG)
def preview_consent(request: HttpRequest, organisation: Organisation, purpose: str) -> HttpResponse:
    """Exactly what somebody would see under a consent, from the organisation's own newest edition; nobody else reads it here."""
    if purpose not in GIVEN:
        raise Http404
    reseller = _reseller(organisation, Purpose(purpose), request.GET.get("reseller", ""))
    at = clock.now()
    assert isinstance(request.user, User)
    proposer = Proposer(request.user, reseller)
    preview = preview_of(Purpose(purpose), organisation, proposer, at, locale())
    context = {
        "purpose": purpose,
        "reseller": reseller,
        "preview": preview,
        "page": Paginator(preview.cells, EXAMPLES_COUNT).get_page(request.GET.get("page")),
        "allowed": is_allowed(
            Purpose(purpose), organisation.pk, at, reseller.pk if reseller else None
        ),
        "lacks_grant": reseller is not None and not is_granted(organisation.pk, reseller.pk, at),
    }
    return render(request, "portal/rights/preview.html", context)
