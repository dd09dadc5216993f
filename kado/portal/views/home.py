"""The front page: for strangers what this is; for readers their organisation, or the choice among several."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kado import clock
from kado.edition import reading
from kado.edition.models import Edition
from kado.entitlement.terms import agreement_in_force
from kado.facts.edition import EditionSummary
from kado.portal.access import Permission, page
from kado.portal.answers import answers_to, told
from kado.portal.context import organisations_of
from kado.portal.present.states import Share, shares
from kado.portal.summaries import summary_of
from kado.tenancy.models import Organisation, Server


@dataclass(frozen=True, slots=True)
class Choice:
    """An organisation among those a person may open, with what its newest edition says."""

    organisation: Organisation
    withheld: bool
    servers_count: int
    edition: Edition | None
    summary: EditionSummary | None
    shares: tuple[Share, ...]


@page(Permission.PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    """The front page, or the way on for somebody signed in."""
    if not request.user.is_authenticated:
        return render(request, "portal/welcome.html")
    organisations = organisations_of(request)
    if len(organisations) == 1 and not request.user.is_staff:
        return redirect("overview", organisation_id=organisations[0].pk)
    choices = [_choice(request, o) for o in organisations]
    return render(request, "portal/home.html", {"choices": choices})


def _choice(request: HttpRequest, organisation: Organisation) -> Choice:
    withheld = agreement_in_force(organisation.pk, clock.now()) is None
    edition = None if withheld else reading.latest(organisation.pk)
    if edition is None:
        count = Server.objects.filter(organisation=organisation).count()
        return Choice(organisation, withheld, count, None, None, ())
    summary = summary_of(edition)
    lines = told(summary, answers_to(request, organisation, edition)).servers
    return Choice(organisation, withheld, len(lines), edition, summary, shares(lines))
