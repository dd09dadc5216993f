"""Agreeing to the terms before use (MISSION C6): an administrator does it for the organisation; a reader is told who can."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kado import clock
from kado.entitlement.models import TermsAgreement
from kado.entitlement.terms import WITHHELD, agree, agreement_in_force, terms_in_force
from kado.language.prose import blocks_of
from kado.portal.access import Permission, access_of_request, page
from kado.portal.language import locale
from kado.tenancy.models import Membership, Organisation, User


@page(Permission.READ)
def agreement(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The state of the agreement, the text to agree to, and who may."""
    at = clock.now()
    administrators = Membership.objects.filter(
        organisation=organisation, role=Membership.Role.ADMINISTRATOR
    ).select_related("user")
    terms = terms_in_force(at)
    context = {
        "terms": terms,
        "withheld": WITHHELD,
        "blocks": blocks_of(terms.body_en if locale() == "en" else terms.body_ja) if terms else (),
        "agreement": agreement_in_force(organisation.pk, at),
        "agreements": TermsAgreement.objects.filter(organisation=organisation).select_related(
            "terms", "agreed_by"
        ),
        "administrators": [m.user for m in administrators],
        "may_agree": organisation.pk in access_of_request(request).administered_ids,
    }
    return render(request, "portal/agreement.html", context)


@page(Permission.ADMINISTER, methods=("POST",))
def agree_to_terms(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Record the agreement to the text that was shown; a text published meanwhile is shown instead."""
    at = clock.now()
    terms = terms_in_force(at)
    shown = request.POST.get("version", "")
    if terms is None or terms.version != shown or request.POST.get("agreed") != "yes":
        return redirect("agreement", organisation_id=organisation.pk)
    if agreement_in_force(organisation.pk, at) is None or _agreed_to(organisation) != terms.version:
        assert isinstance(request.user, User)
        agree(organisation.pk, terms, request.user, at, request.META.get("REMOTE_ADDR"))
    return redirect("overview", organisation_id=organisation.pk)


def _agreed_to(organisation: Organisation) -> str:
    last = TermsAgreement.objects.filter(organisation=organisation).select_related("terms").first()
    return last.terms.version if last else ""
