"""A reseller's desk: candidates at customers that granted it and consent to (b), writing proposals, their answers (MISSION E4, F2)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kado import clock
from kado.contacts import desk
from kado.contacts.proposers import Proposer
from kado.portal.access import Permission, page
from kado.portal.language import locale
from kado.tenancy.access import granted_to
from kado.tenancy.models import Organisation, User


@page(Permission.BELONG, methods=("GET", "HEAD", "POST"))
def proposing(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Candidates and what was sent; posted to, it withdraws a proposal."""
    proposer = _proposer(request, organisation)
    at = clock.now()
    if request.method == "POST":
        desk.withdraw_asked(request, proposer, at)
        return redirect("proposing", organisation_id=organisation.pk)
    context = {
        "desk": desk.desk(proposer, locale(), at),
        "write_url": reverse("write-proposal", args=[organisation.pk]),
    }
    return render(request, "portal/proposing.html", context)


@page(Permission.BELONG, methods=("GET", "HEAD", "POST"))
def write_proposal(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Write, preview and send one proposal. What may not be proposed is not found."""
    proposer = _proposer(request, organisation)
    at = clock.now()
    customer = desk.customer_asked(request)
    if customer.pk not in granted_to([organisation.pk], at):
        raise Http404
    writing = desk.writing_asked(request, proposer, customer, at)
    if writing.sent is not None:
        return redirect("proposing", organisation_id=organisation.pk)
    return render(request, "portal/write_proposal.html", {"writing": writing})


def _proposer(request: HttpRequest, organisation: Organisation) -> Proposer:
    """Raises Http404 unless the organisation is a reseller: customers have no such desk."""
    assert isinstance(request.user, User)
    if organisation.kind != Organisation.Kind.RESELLER:
        raise Http404
    return Proposer(request.user, organisation)
