"""A survey's questions as they are shown, to readers and in the operator's preview alike."""

from dataclasses import dataclass

from kado.contacts.models import Survey, SurveyQuestion
from kado.contacts.surveys import SCALE_TOP, Value


@dataclass(frozen=True, slots=True)
class Option:
    """A choice or a place of a scale. chosen: it is what the reader answered."""

    place: int
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A question in one language with what the reader answered. words: of a text question."""

    id: int
    kind: str
    text: str
    options: tuple[Option, ...]
    words: str


def questions_of(survey: Survey, locale: str, values: dict[str, Value]) -> list[Shown]:
    """The survey's questions in a language. values: the reader's answer, empty for none."""
    return [_shown(q, locale, values.get(str(q.pk))) for q in survey.questions.all()]


def _shown(question: SurveyQuestion, locale: str, value: Value | None) -> Shown:
    labels = question.choices_in(locale)
    if question.kind == SurveyQuestion.Kind.SCALE:
        labels = [str(n) for n in range(SCALE_TOP + 1)]
    chosen = value if isinstance(value, list) else [value]
    return Shown(
        question.pk,
        question.kind,
        question.text_in(locale),
        tuple(Option(n, label, n in chosen) for n, label in enumerate(labels)),
        value if isinstance(value, str) else "",
    )
