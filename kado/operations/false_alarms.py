"""How often rules are right, by what customers answer (MISSION A6, F3): by rule, and by customer as counts only; and the notes on a rule."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kado import clock
from kado.edition.rule_answers import LEAST_ANSWERS, counted
from kado.edition.rule_notes import notes_on
from kado.operations.site import operations
from kado.tenancy.models import User


@operations.own_page("rule-answers/", "rule-answers", title="rule-answers-title")
def rule_answers(request: HttpRequest) -> HttpResponse:
    """Rules with findings or answers, the most often wrong first."""
    assert isinstance(request.user, User)  # the site lets nobody else in
    found = counted(clock.now(), request.user.email)
    context = {
        **operations.each_context(request),
        "rules": found.rules,
        "customers": found.customers,
        "least_count": LEAST_ANSWERS,
    }
    return render(request, "operations/rule_answers.html", context)


@operations.own_page("rule-answers/<slug:key>/", "rule-notes")
def rule_notes(request: HttpRequest, key: str) -> HttpResponse:
    """What one rule compares with, and where its numbers come from."""
    notes = notes_on(key)
    if notes is None:
        raise Http404
    context = {**operations.each_context(request), "notes": notes}
    return render(request, "operations/rule_notes.html", context)
