"""The operator's contacts: proposals under (b), feedback under (d) (MISSION E4, F3). Surveys: kado.operations.contacts_surveys."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kado import clock
from kado.contacts import desk, feedback
from kado.contacts.proposers import Proposer
from kado.operations.site import operations
from kado.tenancy.models import User
from kado.tenancy.text import locale_in_force


def actor_of(request: HttpRequest) -> User:
    """The person of the operator: the site lets nobody else in."""
    assert isinstance(request.user, User)
    return request.user


def context_of(request: HttpRequest, **more: object) -> dict[str, object]:
    """What every page of the operator's site needs, with more."""
    return {**operations.each_context(request), **more}


@operations.own_page(
    "contacts/proposals/", "contact-proposals", title="operations-contact-proposals"
)
def proposals_page(request: HttpRequest) -> HttpResponse:
    """Candidates and what the operator sent; posted to, it withdraws a proposal."""
    proposer, at = Proposer(actor_of(request)), clock.now()
    if request.method == "POST":
        desk.withdraw_asked(request, proposer, at)
        return redirect("operations:contact-proposals")
    context = context_of(
        request,
        desk=desk.desk(proposer, locale_in_force(), at),
        write_url=reverse("operations:write-proposal"),
    )
    return render(request, "operations/contacts/proposals.html", context)


@operations.own_page("contacts/proposals/write/", "write-proposal")
def write_proposal(request: HttpRequest) -> HttpResponse:
    """Write, preview and send one proposal. What may not be proposed is not found."""
    proposer, at = Proposer(actor_of(request)), clock.now()
    customer = desk.customer_asked(request)
    writing = desk.writing_asked(request, proposer, customer, at)
    if writing.sent is not None:
        return redirect("operations:contact-proposals")
    return render(request, "operations/contacts/write.html", context_of(request, writing=writing))


@operations.own_page("contacts/feedback/", "contact-feedback", title="operations-contact-feedback")
def feedback_page(request: HttpRequest) -> HttpResponse:
    """What readers find useful, by rule, and what they say."""
    found = feedback.overview(clock.now(), actor_of(request).email)
    return render(request, "operations/contacts/feedback.html", context_of(request, found=found))
