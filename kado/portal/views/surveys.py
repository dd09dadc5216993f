"""Surveys as a reader sees them: answering, skipping, taking an answer back (MISSION E4). Without consent (d) nothing is asked."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kado import clock
from kado.contacts import surveys as contacts
from kado.contacts.feedback import is_asked
from kado.contacts.showing import questions_of
from kado.contacts.surveys import Asked
from kado.portal.access import Permission, page
from kado.portal.language import locale
from kado.tenancy.models import Organisation, User


@page(Permission.BELONG)
def surveys(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The surveys that this reader is asked, and those they answered."""
    assert isinstance(request.user, User)
    at = clock.now()
    context = {
        "asked": [
            (a, a.survey.title_in(locale()))
            for a in contacts.asked_of(organisation, request.user, at)
        ],
        "consents": is_asked(organisation.pk, at),
    }
    return render(request, "portal/surveys.html", context)


@page(Permission.BELONG, methods=("GET", "HEAD", "POST"))
def survey(request: HttpRequest, organisation: Organisation, survey_id: int) -> HttpResponse:
    """One survey: answered once, and again until it closes; skipped; the answer taken back."""
    assert isinstance(request.user, User)
    found = contacts.asked(organisation, request.user, survey_id, clock.now())
    if found is None:
        raise Http404
    if request.method == "POST":
        _done(request, organisation, found)
        return redirect("surveys", organisation_id=organisation.pk)
    values = found.answer.values if found.answer else {}
    context = {
        "asked": found,
        "title": found.survey.title_in(locale()),
        "intro": found.survey.intro_in(locale()),
        "questions": questions_of(found.survey, locale(), values),
    }
    return render(request, "portal/survey.html", context)


def _done(request: HttpRequest, organisation: Organisation, found: Asked) -> None:
    """What the reader wants. Raises Http404 for what cannot be done (any more)."""
    assert isinstance(request.user, User)
    at, wish = clock.now(), request.POST.get("wish", "")
    if wish == "take-back":
        contacts.take_back(found.survey.pk, organisation, request.user, at)
        return
    if not found.can_answer or wish not in ("answer", "skip"):
        raise Http404
    if wish == "skip":
        contacts.skip(found, organisation, request.user, at)
        return
    questions = list(found.survey.questions.all())
    values = contacts.values_from(questions, dict(request.POST.lists()))
    if values:
        contacts.answer(found, organisation, request.user, values, at)
