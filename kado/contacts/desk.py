"""The desk of those who propose, the same for the operator's site and a reseller's pages: candidates, what was sent, writing one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.utils import translation

from kado.contacts import proposals
from kado.contacts.candidates import Candidate, candidate, candidates
from kado.contacts.forms import ProposalForm
from kado.contacts.models import Proposal
from kado.contacts.present import ProposalText, text_of
from kado.contacts.proposals import MailCounts, Prepared
from kado.contacts.proposers import Proposer
from kado.contacts.reach import Reach, Reader, reach_of
from kado.entitlement.gate import Purpose, UseRefused
from kado.language import LOCALES, say
from kado.tenancy.models import Organisation


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal that was sent, as its proposer sees it. standing: 'open', 'answered', 'expired', 'withdrawn'."""

    proposal: Proposal
    text: ProposalText
    standing: str
    mails: MailCounts


@dataclass(frozen=True, slots=True)
class Desk:
    """Both lists; of customers that do not allow it there is nothing in either."""

    candidates: tuple[Candidate, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The proposal exactly as readers of a language see it: the same template that their page uses."""

    language: str
    html: str


@dataclass(frozen=True, slots=True)
class Writing:
    """A proposal being written. previews: of what stands in the form, once it is complete. sent: it left. changed: it was to be sent, but
    something else had been previewed."""

    candidate: Candidate
    form: ProposalForm
    previews: tuple[Preview, ...] = ()
    reach: Reach | None = None
    digest: str = ""
    sent: Proposal | None = None
    changed: bool = False


def desk(proposer: Proposer, locale: str, at: datetime) -> Desk:
    """What the proposer may see now; the use is recorded."""
    found = candidates(proposer, at)
    return Desk(
        tuple(found), tuple(_line(p, locale, at) for p in proposals.visible_to(proposer, at))
    )


def _line(proposal: Proposal, locale: str, at: datetime) -> Line:
    return Line(
        proposal,
        text_of(locale, proposal, list(proposal.findings.all())),
        proposals.standing_of(proposal, at),
        proposals.mail_counts(proposal),
    )


def withdraw_asked(request: HttpRequest, proposer: Proposer, at: datetime) -> None:
    """Withdraw the proposal that the form names. Raises Http404 for one that is not the proposer's to withdraw."""
    number = request.POST.get("withdraw", "")
    if not number.isdecimal() or not proposals.withdraw(proposer, int(number), at):
        raise Http404


def customer_asked(request: HttpRequest) -> Organisation:
    """The customer that the address names. Raises Http404."""
    try:
        wanted = UUID(request.GET.get("customer", ""))
    except ValueError as error:
        raise Http404 from error
    found = Organisation.objects.filter(pk=wanted, kind=Organisation.Kind.CUSTOMER).first()
    if found is None:
        raise Http404
    return found


def writing_asked(
    request: HttpRequest, proposer: Proposer, customer: Organisation, at: datetime
) -> Writing:
    """The proposal that the address and the form ask for. What may not be proposed is not found: raises Http404."""
    try:
        found = candidate(proposer, customer, request.GET.get("rule", ""), at)
        if found is None:
            raise Http404
        posted = request.POST if request.method == "POST" else None
        return write(found, proposer, posted, at, request)
    except UseRefused as refused:
        raise Http404 from refused


def write(
    found: Candidate,
    proposer: Proposer,
    posted: Mapping[str, Any] | None,
    at: datetime,
    request: HttpRequest,
) -> Writing:
    """One step of writing: the form, its preview, or sending what was previewed. Raises UseRefused."""
    form = ProposalForm(posted, found, at)
    if posted is None or not form.is_valid():
        return Writing(found, form)
    texts = form.texts()
    prepared = proposals.prepare(found, proposer, texts, at)
    sending = posted.get("wish") == "send"
    if sending and posted.get("previewed") == texts.digest:
        return Writing(found, form, sent=proposals.send(prepared, proposer, at))
    readers = [Reader(found.customer, user) for user in proposals.administrators_of(found.customer)]
    return Writing(
        found,
        form,
        _previews(prepared, request),
        reach_of(readers, Purpose.PROPOSALS, at),
        texts.digest,
        changed=sending,
    )


def _previews(prepared: Prepared, request: HttpRequest) -> tuple[Preview, ...]:
    return tuple(_preview(locale, prepared, request) for locale in LOCALES)


def _preview(locale: str, prepared: Prepared, request: HttpRequest) -> Preview:
    with translation.override(locale):
        shown = {"p": text_of(locale, prepared.proposal, prepared.findings)}
        html = render_to_string("contacts/proposal.html", shown, request)
    return Preview(say(locale, "language-own-name"), html)
