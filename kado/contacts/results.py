"""What a survey's answers say, in numbers, without persons: counts, shares, means, words (MISSION E4).

Under five answers nothing is broken down by organisation: so few could be told apart.
"""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from kado.contacts.models import Survey, SurveyAnswer, SurveyInvitation, SurveyQuestion
from kado.contacts.surveys import SCALE_TOP
from kado.entitlement import gate
from kado.entitlement.gate import Purpose
from kado.language import say
from kado.tenancy.models import Organisation

BREAKDOWN_LEAST_COUNT: Final = 5
# The customary groups of a 0-10 question (Reichheld 2003): promoters 9 and 10, detractors up to 6; the score is the difference of their shares.
PROMOTER_FROM: Final = 9
DETRACTOR_TO: Final = 6
_FORMULA_MARKS: Final = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True)
class Line:
    """One choice, or one place of a scale."""

    label: str
    count: int
    share_ratio: float

    @property
    def percent(self) -> int:
        """How wide its bar is."""
        return round(self.share_ratio * 100)


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """answered_count: n. mean and score (-100 to 100): of a scale. said: the words of a text question."""

    question: SurveyQuestion
    label: str
    answered_count: int
    lines: tuple[Line, ...] = ()
    mean: float | None = None
    score: int | None = None
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationResult:
    """One organisation with enough answers. means: of the scale questions, in their order."""

    organisation: Organisation
    answered_count: int
    asked_count: int
    means: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """A survey's answers, all of them. scales: the labels over `means`."""

    asked_count: int
    answered_count: int
    skipped_count: int
    questions: tuple[QuestionResult, ...]
    scales: tuple[str, ...]
    organisations: tuple[OrganisationResult, ...]

    @property
    def response_ratio(self) -> float | None:
        return self.answered_count / self.asked_count if self.asked_count else None


def results_of(survey: Survey, locale: str, at: datetime, actor: str) -> Results:
    """For the operator, inside its scope. Organisations that consent now and are broken down find the use in their ledger."""
    answers = list(SurveyAnswer.objects.filter(survey=survey))
    invitations = SurveyInvitation.objects.filter(survey=survey)
    questions = list(survey.questions.all())
    scales = [q for q in questions if q.kind == SurveyQuestion.Kind.SCALE]
    return Results(
        invitations.count(),
        len(answers),
        invitations.exclude(skipped_at=None).count(),
        tuple(_of_question(q, answers, locale) for q in questions),
        tuple(q.text_in(locale) for q in scales),
        tuple(_by_organisation(survey, answers, scales, at, actor)),
    )


def _of_question(
    question: SurveyQuestion, answers: Sequence[SurveyAnswer], locale: str
) -> QuestionResult:
    key, label = str(question.pk), question.text_in(locale)
    values = [a.values[key] for a in answers if key in a.values]
    kind = question.kind
    if kind == SurveyQuestion.Kind.TEXT:
        return QuestionResult(question, label, len(values), said=tuple(sorted(values)))
    if kind == SurveyQuestion.Kind.SCALE:
        lines = _lines([str(n) for n in range(SCALE_TOP + 1)], values, len(values))
        return QuestionResult(
            question, label, len(values), lines, mean_of(values), score_of(values)
        )
    places = [p for v in values for p in (v if isinstance(v, list) else [v])]
    lines = _lines(question.choices_in(locale), places, len(values))
    return QuestionResult(question, label, len(values), lines)


def _lines(labels: Sequence[str], places: Sequence[int], answered: int) -> tuple[Line, ...]:
    counts = Counter(places)
    return tuple(
        Line(label, counts[place], counts[place] / answered if answered else 0.0)
        for place, label in enumerate(labels)
    )


def mean_of(values: Sequence[int]) -> float | None:
    return sum(values) / len(values) if values else None


def score_of(values: Sequence[int]) -> int | None:
    """Promoters less detractors, in points of a hundred."""
    if not values:
        return None
    promoters = sum(v >= PROMOTER_FROM for v in values)
    detractors = sum(v <= DETRACTOR_TO for v in values)
    return round(100 * (promoters - detractors) / len(values))


def _by_organisation(
    survey: Survey,
    answers: Sequence[SurveyAnswer],
    scales: Sequence[SurveyQuestion],
    at: datetime,
    actor: str,
) -> list[OrganisationResult]:
    """Each organisation with at least five answers of its own that consents now."""
    grouped: defaultdict[UUID, list[SurveyAnswer]] = defaultdict(list)
    for given in answers:
        grouped[given.organisation_id].append(given)
    shown = [
        o
        for o, own in grouped.items()
        if len(own) >= BREAKDOWN_LEAST_COUNT and gate.is_allowed(Purpose.FEEDBACK, o, at)
    ]
    gate.permit(
        Purpose.FEEDBACK, shown, at=at, actor=actor, what=f"survey results: {survey.title_en}"[:120]
    )
    asked = Counter(
        SurveyInvitation.objects.filter(survey=survey).values_list("organisation_id", flat=True)
    )
    return [
        OrganisationResult(o, len(grouped[o.pk]), asked[o.pk], _means(grouped[o.pk], scales))
        for o in Organisation.objects.filter(pk__in=shown)
    ]


def _means(
    answers: Sequence[SurveyAnswer], scales: Sequence[SurveyQuestion]
) -> tuple[float | None, ...]:
    return tuple(
        mean_of([a.values[str(q.pk)] for a in answers if str(q.pk) in a.values]) for q in scales
    )


def csv_of(survey: Survey, locale: str) -> str:
    """One row an answer in no order that tells who gave it, one column a question; neither persons nor organisations."""
    questions = list(survey.questions.all())
    rows = sorted(
        [_cell(q, given.values.get(str(q.pk)), locale) for q in questions]
        for given in SurveyAnswer.objects.filter(survey=survey)
    )
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(
        [say(locale, "survey-csv-number"), *(_safe(q.text_in(locale)) for q in questions)]
    )
    writer.writerows([number, *row] for number, row in enumerate(rows, start=1))
    return "\ufeff" + written.getvalue()


def _cell(question: SurveyQuestion, value: object, locale: str) -> str:
    if value is None:
        return ""
    if question.kind in (SurveyQuestion.Kind.SCALE, SurveyQuestion.Kind.TEXT):
        return _safe(str(value))
    choices = question.choices_in(locale)
    places = value if isinstance(value, list) else [value]
    return _safe("; ".join(choices[p] for p in places if isinstance(p, int) and p < len(choices)))


def _safe(text: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_MARKS) else text
