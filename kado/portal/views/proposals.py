"""Proposals as the customer reads and answers them (MISSION E4). Only members see them: a reseller does not read what others propose."""

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kado import clock
from kado.contacts import proposals as contacts
from kado.contacts.models import Proposal
from kado.contacts.present import ProposalText, text_of
from kado.contacts.proposals import NotAnswerable
from kado.contacts.proposers import is_allowed_for
from kado.entitlement.gate import Purpose, is_given
from kado.portal.access import Permission, page
from kado.portal.language import locale
from kado.tenancy.models import Organisation, User

_PARTS: Final = {"open": "open", "answered": "answered", "expired": "past", "withdrawn": "past"}


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal with how it stands. covered: the consent it was sent under is in force, so that an answer reaches the proposer."""

    proposal: Proposal
    text: ProposalText
    standing: str
    covered: bool


@page(Permission.BELONG)
def proposals(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Everything that was proposed: open, answered, past. What was sent stays readable without consent."""
    at = clock.now()
    parts: dict[str, list[Line]] = {"open": [], "answered": [], "past": []}
    for proposal in contacts.of_customer(organisation):
        standing = contacts.standing_of(proposal, at)
        covered = is_allowed_for(organisation.pk, proposal.reseller_id, at)
        text = text_of(locale(), proposal, list(proposal.findings.all()))
        parts[_PARTS[standing]].append(Line(proposal, text, standing, covered))
    context = {
        "parts": parts,
        "consents": is_given(Purpose.PROPOSALS, organisation.pk, at),
        "months": contacts.ASK_AGAIN_MONTHS,
    }
    return render(request, "portal/proposals.html", context)


@page(Permission.ADMINISTER, methods=("POST",))
def answer_proposal(
    request: HttpRequest, organisation: Organisation, proposal_id: int
) -> HttpResponse:
    """Interested, not now, or no."""
    assert isinstance(request.user, User)
    found = Proposal.objects.filter(organisation=organisation, pk=proposal_id)
    proposal = found.select_related("organisation", "reseller", "proposed_by").first()
    if proposal is None:
        raise Http404
    sent = request.POST
    months = int(sent["months"]) if sent.get("months") in _months() else None
    back = reverse("proposals", args=[organisation.pk])
    try:
        contacts.answer(
            proposal,
            sent.get("answer", ""),
            months,
            sent.get("note", ""),
            request.user,
            clock.now(),
        )
    except NotAnswerable as refusal:
        context = {"why": refusal.key, "back": back}
        return render(request, "portal/answer_refused.html", context, status=400)
    return redirect(f"{back}#proposal-{proposal_id}")


def _months() -> set[str]:
    return {str(n) for n in contacts.ASK_AGAIN_MONTHS}
