"""The operator's schedule of the monthly cycle, the review of what is made, and who wants one (MISSION B2, F3)."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from kado import clock
from kado.edition import reading
from kado.edition.cycle import CATCH_UP_MONTHS
from kado.edition.documents import thaw_server
from kado.edition.make import NotMakeable, discard
from kado.edition.models import Edition, ReviewPolicy
from kado.edition.publish import NotPublishable
from kado.edition.review import approve, set_policy
from kado.edition.schedule import PAST_MONTHS, ScheduleLine, schedule
from kado.language import LOCALES, say
from kado.language.human import human_month
from kado.operations.site import operations
from kado.press.cycle import notes, state_words
from kado.press.document import change_words
from kado.press.pdf import edition_pdf
from kado.press.words import finding_words, state_word
from kado.tenancy.models import Organisation, Server
from kado.tenancy.text import locale_in_force

CUSTOMERS_A_PAGE: Final = 50
REFRESH_SECONDS: Final = 15
# What a person takes in before deciding; the preview has the rest.
LINES_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A month as the page shows it."""

    line: ScheduleLine
    organisation: str
    state: str
    notes: tuple[str, ...]


@operations.own_page("cycle/", "cycle", title="cycle-title")
def cycle_page(request: HttpRequest) -> HttpResponse:
    """Every customer's months; with ?show=person what somebody has to look at, with ?past=13 a year back."""
    at, locale = clock.now(), locale_in_force()
    customers = Organisation.objects.filter(kind=Organisation.Kind.CUSTOMER)
    with_servers = customers.filter(
        pk__in=Server.objects.exclude(enrolled_at=None).values("organisation")
    )
    page = Paginator(with_servers.order_by("name", "pk"), CUSTOMERS_A_PAGE).get_page(
        request.GET.get("page")
    )
    past = CATCH_UP_MONTHS if request.GET.get("past") == str(CATCH_UP_MONTHS) else PAST_MONTHS
    lines = schedule(list(page.object_list), at, past)
    only_person = request.GET.get("show") == "person"
    making_count = sum(line.state == "making" for line in lines)
    context = {
        **operations.each_context(request),
        "rows": [
            Row(
                line,
                line.organisation.name_in(locale),
                state_words(locale, line),
                tuple(notes(locale, line)),
            )
            for line in lines
            if line.needs_a_person or not only_person
        ],
        "page": page,
        "only_person": only_person,
        "is_live": request.GET.get("live") != "off",
        "refresh_seconds": REFRESH_SECONDS if making_count else None,
        "person_count": sum(line.needs_a_person for line in lines),
        "making_count": making_count,
        "review_count": sum(line.state == "review" for line in lines),
    }
    return render(request, "operations/cycle/schedule.html", context)


@operations.own_page("cycle/editions/<int:edition_id>/", "cycle-review")
def review_page(request: HttpRequest, edition_id: int) -> HttpResponse:
    """What an edition says, before its readers see it; posted to, it is approved or discarded."""
    edition = get_object_or_404(Edition.objects.select_related("organisation"), pk=edition_id)
    if edition.summary is None:
        raise Http404
    if request.method == "POST" and _decided(request, edition):
        return redirect("operations:cycle")
    locale, summary = locale_in_force(), reading.summary_of(edition)
    broken = edition.server_parts.filter(state="could_not_be_analysed")
    context = {
        **operations.each_context(request),
        "edition": edition,
        "organisation_name": edition.organisation.name_in(locale),
        "waits": edition.state == Edition.State.MADE,
        "summary": summary,
        "share_ratio": summary.hours_present_count / (summary.hours_expected_count or 1),
        "servers": [(state_word(locale, s), n) for s, n in sorted(summary.counts_by_state.items())],
        "findings": summary.counts_by_severity,
        "broken": [thaw_server(bytes(p.document)) for p in broken[:LINES_SHOWN]],
        "broken_count": broken.count(),
        "changes": [change_words(locale, c) for c in summary.changes[:LINES_SHOWN]],
        "changes_hidden_count": max(0, len(summary.changes) - LINES_SHOWN),
        "first": [
            (f.verdict.severity, finding_words(locale, f.verdict, f.hostname).title)
            for f in summary.findings[:LINES_SHOWN]
        ],
        "first_hidden_count": max(0, len(summary.findings) - LINES_SHOWN),
    }
    return render(request, "operations/cycle/review.html", context)


def _decided(request: HttpRequest, edition: Edition) -> bool:
    """Do what was decided; False, with the reason told, where it cannot be done."""
    at, actor, locale = clock.now(), request.user.get_username(), locale_in_force()
    told = {
        "organisation": edition.organisation.name_in(locale),
        "month": human_month(locale, edition.month),
    }
    try:
        if request.POST.get("decision") == "approve":
            approve(edition, at, actor, request.POST.get("digest", ""))
            messages.success(request, say(locale, "review-approved", **told))
            return True
        if not request.POST.get("sure"):
            messages.warning(request, say(locale, "review-discard-unsure"))
            return False
        discard(edition, at, actor)
        messages.success(request, say(locale, "review-discarded", **told))
        return True
    except (NotPublishable, NotMakeable) as error:
        messages.error(request, str(error))
        return False


@operations.own_page("cycle/editions/<int:edition_id>/preview-<str:locale>.pdf", "cycle-preview")
def preview(request: HttpRequest, edition_id: int, locale: str) -> HttpResponse:
    """The document as its readers will get it."""
    edition = get_object_or_404(Edition, pk=edition_id)
    if edition.summary is None or locale not in LOCALES:
        raise Http404
    pdf = edition_pdf(reading.summary_of(edition), reading.server_parts(edition), locale)
    return HttpResponse(pdf, content_type="application/pdf")


@operations.own_page("cycle/rules/<uuid:organisation_id>/", "cycle-rule")
def rule_page(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """Whether a customer's editions wait for review."""
    customer = get_object_or_404(Organisation, pk=organisation_id, kind=Organisation.Kind.CUSTOMER)
    locale = locale_in_force()
    if request.method == "POST":
        chosen = {"hold": True, "publish": False}.get(request.POST.get("rule", ""))
        unreviewed = request.POST.get("unreviewed") == "on"
        set_policy(customer.pk, chosen, unreviewed, clock.now(), request.user.get_username())
        saved = say(locale, "review-rule-saved", organisation=customer.name_in(locale))
        messages.success(request, saved)
        return redirect("operations:cycle")
    own = ReviewPolicy.objects.filter(organisation=customer).first()
    context = {
        **operations.each_context(request),
        "organisation_name": customer.name_in(locale),
        "rule": "" if own is None else ("hold" if own.holds else "publish"),
        "unreviewed": own.publishes_unreviewed if own else True,
        "installation_holds": settings.EDITION_REVIEW_HOLDS,
    }
    return render(request, "operations/cycle/rule.html", context)
