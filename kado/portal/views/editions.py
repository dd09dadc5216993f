"""Editions: what was said in which month, from which data, and what a revision changed (MISSION B1-B3)."""

from typing import Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kado import clock
from kado.edition import reading
from kado.edition.models import Edition
from kado.edition.schedule import next_line
from kado.facts.edition import EditionSummary
from kado.portal.access import Permission, page
from kado.portal.answers import answers_to, context_of, told
from kado.portal.language import locale
from kado.portal.summaries import summary_of
from kado.press.cycle import coming
from kado.tenancy.models import Organisation

# What a reader can take in on a page; the rest is on the servers' kartes and in the edition's files.
FINDINGS_SHOWN_COUNT: Final = 100
SERVERS_A_PAGE_COUNT: Final = 100


@page(Permission.READ, agreed=True)
def editions(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Every edition, newest first, and when the next one comes; superseded revisions stay readable."""
    context = {
        "editions": reading.published(organisation.pk),
        "next": coming(locale(), next_line(organisation, clock.now())),
    }
    return render(request, "portal/editions.html", context)


@page(Permission.READ, agreed=True)
def edition(
    request: HttpRequest, organisation: Organisation, month: str, revision: int
) -> HttpResponse:
    """One edition as it was published."""
    found = edition_or_404(organisation, month, revision)
    summary = summary_of(found)
    answers = answers_to(request, organisation, found)
    over = told(summary, answers)
    context = context_of(locale(), summary, over, answers, FINDINGS_SHOWN_COUNT) | {
        "edition": found,
        "summary": summary,
        "page": Paginator(over.servers, SERVERS_A_PAGE_COUNT).get_page(request.GET.get("page")),
        "newer": _newer(organisation, found),
        "coverage_ratio": coverage(summary),
    }
    return render(request, "portal/edition.html", context)


def edition_or_404(organisation: Organisation, month: str, revision: int) -> Edition:
    """The published or superseded edition. Raises Http404 where there is none."""
    states = (Edition.State.PUBLISHED, Edition.State.SUPERSEDED)
    found = Edition.objects.filter(
        organisation=organisation, month=month, revision=revision, state__in=states
    ).first()
    if found is None:
        raise Http404
    return found


def coverage(summary: EditionSummary) -> float | None:
    """The share of hours of the month that have data, None where none was expected."""
    if summary.hours_expected_count == 0:
        return None
    return summary.hours_present_count / summary.hours_expected_count


def _newer(organisation: Organisation, edition: Edition) -> Edition | None:
    """The revision that prevails over this one, if another does."""
    if edition.state != Edition.State.SUPERSEDED:
        return None
    return (
        Edition.objects.filter(
            organisation=organisation, month=edition.month, state=Edition.State.PUBLISHED
        )
        .order_by("-revision")
        .first()
    )
