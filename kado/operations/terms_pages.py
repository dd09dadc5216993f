"""Terms before they are published, and who has agreed to what is in force (MISSION C6, F3)."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kado import clock
from kado.entitlement.models import TermsVersion
from kado.entitlement.terms import AgreementState, standings, terms_in_force
from kado.language import LOCALES
from kado.language.prose import blocks_of, difference
from kado.operations.site import operations


@operations.own_page("terms/preview/", "terms-preview")
def terms_preview(request: HttpRequest) -> HttpResponse:
    """The text that stands in the form, as readers will see it in both languages, and what it changes. Nothing is kept."""
    if request.method != "POST":
        return redirect("operations:entitlement_termsversion_changelist")
    before = terms_in_force(clock.now())
    texts = [_text(request, locale, before) for locale in LOCALES]
    context = {
        **operations.each_context(request),
        "version": request.POST.get("version", "")[:20],
        "before": before,
        "texts": texts,
        "asks_again": "needs_new_agreement" in request.POST,
    }
    return render(request, "operations/entry/terms_preview.html", context)


def _text(request: HttpRequest, locale: str, before: TermsVersion | None) -> dict[str, object]:
    body = request.POST.get(f"body_{locale}", "")
    return {
        "locale": locale,
        "title": request.POST.get(f"title_{locale}", ""),
        "blocks": blocks_of(body),
        "difference": difference(getattr(before, f"body_{locale}"), body) if before else (),
    }


@operations.own_page("agreements/", "agreements", title="agreements-title")
def agreements(request: HttpRequest) -> HttpResponse:
    """Every customer's agreement, those who have not agreed to the text in force first."""
    at = clock.now()
    found = standings(at)
    counts = Counter(s.state for s in found)
    context = {
        **operations.each_context(request),
        "terms": terms_in_force(at),
        "standings": found,
        "holding_count": counts[AgreementState.AGREED] + counts[AgreementState.EARLIER],
        "asked_count": counts[AgreementState.ASKED_AGAIN] + counts[AgreementState.NEVER],
    }
    return render(request, "operations/entry/agreements.html", context)
