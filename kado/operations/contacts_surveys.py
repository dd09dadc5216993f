"""The operator's surveys under (d): written, previewed, opened, closed, their results (MISSION E4, F3)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation

from kado import clock
from kado.contacts import proposals, results, surveys
from kado.contacts.forms import SurveyForm, questions_form
from kado.contacts.models import Survey
from kado.contacts.reach import reach_of
from kado.contacts.showing import questions_of
from kado.contacts.surveys import NotOpen, State
from kado.entitlement.gate import Purpose
from kado.language import LOCALES, say
from kado.operations.contacts import actor_of, context_of
from kado.operations.site import operations
from kado.tenancy import audit
from kado.tenancy.text import locale_in_force


@dataclass(frozen=True, slots=True)
class Line:
    """A survey in the list. state: 'draft', 'open' or 'closed' (also where its last day is over)."""

    survey: Survey
    title: str
    state: str
    asked_count: int
    answered_count: int


@dataclass(frozen=True, slots=True)
class Preview:
    """The survey as readers of a language see it: the same template that their page uses."""

    language: str
    title: str
    html: str


@operations.own_page("contacts/surveys/", "contact-surveys", title="operations-contact-surveys")
def surveys_page(request: HttpRequest) -> HttpResponse:
    """Every survey with how many answered."""
    at = clock.now()
    lines = [_line(s, at) for s in Survey.objects.all()]
    return render(request, "operations/contacts/surveys.html", context_of(request, lines=lines))


@operations.own_page("contacts/surveys/new/", "new-survey")
def new_survey(request: HttpRequest) -> HttpResponse:
    """A draft to begin with."""
    draft = Survey(created_at=clock.now(), created_by=actor_of(request))
    return _edited(request, draft)


@operations.own_page("contacts/surveys/<int:survey_id>/", "edit-survey")
def edit_survey(request: HttpRequest, survey_id: int) -> HttpResponse:
    """A draft to go on with; once open a survey is what was asked, and does not change."""
    survey = _survey(survey_id)
    if survey.state != State.DRAFT:
        return redirect("operations:survey-results", survey_id=survey.pk)
    return _edited(request, survey)


@operations.own_page("contacts/surveys/<int:survey_id>/preview/", "preview-survey")
def preview_survey(request: HttpRequest, survey_id: int) -> HttpResponse:
    """What readers will see, whom it reaches now, and the button that opens it."""
    survey, at = _survey(survey_id), clock.now()
    if survey.state != State.DRAFT:
        return redirect("operations:survey-results", survey_id=survey.pk)
    why = surveys.why_not_open(survey, at)
    if request.method == "POST" and not why:
        try:
            surveys.open_survey(survey, actor_of(request).email, at)
        except NotOpen as refusal:
            why = refusal.key
        else:
            return redirect("operations:survey-results", survey_id=survey.pk)
    readers = surveys.readers_of(survey, at)
    context = context_of(
        request,
        survey=survey,
        why=why,
        readers_count=len(readers),
        reach=reach_of(readers, Purpose.FEEDBACK, at),
        organisations_count=len({r.organisation.pk for r in readers}),
        previews=[_preview(request, survey, locale) for locale in LOCALES],
    )
    return render(request, "operations/contacts/preview.html", context)


@operations.own_page("contacts/surveys/<int:survey_id>/results/", "survey-results")
def survey_results(request: HttpRequest, survey_id: int) -> HttpResponse:
    """Numbers and words. Posted to: `close` it, or `invite` readers whose organisation consented since."""
    survey, at, actor = _survey(survey_id), clock.now(), actor_of(request).email
    if survey.state == State.DRAFT:
        raise Http404
    if request.method == "POST":
        if request.POST.get("wish") == "close":
            surveys.close(survey, actor, at)
        elif request.POST.get("wish") == "invite" and surveys.is_open(survey, at):
            surveys.invite(survey, actor, at)
        return redirect("operations:survey-results", survey_id=survey.pk)
    context = context_of(
        request,
        survey=survey,
        survey_title=survey.title_in(locale_in_force()),
        is_open=surveys.is_open(survey, at),
        found=results.results_of(survey, locale_in_force(), at, actor),
        mails=proposals.counts_of_mails(surveys.mail_key(survey)),
    )
    return render(request, "operations/contacts/results.html", context)


@operations.own_page("contacts/surveys/<int:survey_id>/results.csv", "survey-csv")
def survey_csv(request: HttpRequest, survey_id: int) -> HttpResponse:
    """The answers without persons and organisations."""
    survey = _survey(survey_id)
    audit.record(clock.now(), actor_of(request).email, "survey_exported", subject=str(survey)[:255])
    name = f'attachment; filename="survey-{survey.pk}.csv"'
    return HttpResponse(
        results.csv_of(survey, locale_in_force()),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": name},
    )


def _line(survey: Survey, at: datetime) -> Line:
    return Line(
        survey,
        survey.title_in(locale_in_force()),
        surveys.state_of(survey, at),
        survey.invitations.count(),
        survey.answers.count(),
    )


def _survey(survey_id: int) -> Survey:
    """Raises Http404."""
    found = Survey.objects.filter(pk=survey_id).first()
    if found is None:
        raise Http404
    return found


def _edited(request: HttpRequest, survey: Survey) -> HttpResponse:
    """The form; a complete one is saved and shown again (with more room for questions), or previewed."""
    posted = request.POST if request.method == "POST" else None
    form = SurveyForm(posted, survey, clock.now())
    questions = questions_form(posted, survey)
    if posted is not None and form.is_valid() and questions.is_valid():
        with transaction.atomic():
            saved = form.save()
            questions.instance = saved
            questions.save()
            actor = actor_of(request).email
            audit.record(clock.now(), actor, "survey_saved", subject=str(saved)[:255])
        where = "preview-survey" if posted.get("wish") == "preview" else "edit-survey"
        return redirect(f"operations:{where}", survey_id=saved.pk)
    context = context_of(request, survey=survey, form=form, questions=questions)
    return render(request, "operations/contacts/survey.html", context)


def _preview(request: HttpRequest, survey: Survey, locale: str) -> Preview:
    with translation.override(locale):
        shown = {"intro": survey.intro_in(locale), "questions": questions_of(survey, locale, {})}
        html = render_to_string("contacts/survey.html", shown, request)
    return Preview(say(locale, "language-own-name"), survey.title_in(locale), html)
