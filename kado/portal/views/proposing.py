"""A reseller's desk: candidates at customers that granted it and consent to (b), writing proposals, their answers (MISSION E4, F2)."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kado import clock
from kado.contacts import desk, proposals
from kado.contacts.candidates import candidate
from kado.contacts.proposers import Proposer
from kado.entitlement.gate import UseRefused
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
        number = request.POST.get("withdraw", "")
        if not number.isdecimal() or not proposals.withdraw(proposer, int(number), at):
            raise Http404
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
    customer = _customer(request.GET.get("customer", ""), organisation)
    try:
        found = candidate(proposer, customer, request.GET.get("rule", ""), at)
        if found is None:
            raise Http404
        posted = request.POST if request.method == "POST" else None
        writing = desk.write(found, proposer, posted, at, request)
    except UseRefused as refused:
        raise Http404 from refused
    if writing.sent is not None:
        return redirect("proposing", organisation_id=organisation.pk)
    return render(request, "portal/write_proposal.html", {"writing": writing})


def _proposer(request: HttpRequest, organisation: Organisation) -> Proposer:
    """Raises Http404 unless the organisation is a reseller: customers have no such desk."""
    assert isinstance(request.user, User)
    if organisation.kind != Organisation.Kind.RESELLER:
        raise Http404
    return Proposer(request.user, organisation)


def _customer(text: str, reseller: Organisation) -> Organisation:
    """The customer named in the address, among those that granted the reseller. Raises Http404."""
    try:
        wanted = UUID(text)
    except ValueError as error:
        raise Http404 from error
    granted = granted_to([reseller.pk], clock.now())
    found = Organisation.objects.filter(pk=wanted, kind=Organisation.Kind.CUSTOMER).first()
    if found is None or wanted not in granted:
        raise Http404
    return found
