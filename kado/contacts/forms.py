"""Forms of those who contact: a proposal's texts, a survey with its questions."""

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet, inlineformset_factory

from kado.contacts.candidates import Candidate, draft, today_of
from kado.contacts.models import (
    BODY_LONGEST_COUNT,
    NOTE_LONGEST_COUNT,
    TITLE_LONGEST_COUNT,
    Survey,
    SurveyQuestion,
)
from kado.contacts.proposals import VALID_AT_FIRST, VALID_LONGEST, Texts
from kado.contacts.surveys import QUESTIONS_MOST_COUNT
from kado.tenancy.models import Membership, Organisation
from kado.tenancy.text import text

if TYPE_CHECKING:  # Django's forms take type arguments in its stubs only
    SurveyBase = forms.ModelForm[Survey]
    QuestionBase = forms.ModelForm[SurveyQuestion]
else:
    SurveyBase = QuestionBase = forms.ModelForm

DAY: Final = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _words(key: str, longest: int, rows: int) -> forms.CharField:
    return forms.CharField(
        label=text(key),
        max_length=longest,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(),
    )


class ProposalForm(forms.Form):
    """What the proposer writes: at least title and text in the customer's own language."""

    title_ja = _words("proposal-field-title-ja", TITLE_LONGEST_COUNT, 0)
    body_ja = _words("proposal-field-body-ja", BODY_LONGEST_COUNT, 5)
    offer_ja = _words("proposal-field-offer-ja", NOTE_LONGEST_COUNT, 2)
    title_en = _words("proposal-field-title-en", TITLE_LONGEST_COUNT, 0)
    body_en = _words("proposal-field-body-en", BODY_LONGEST_COUNT, 5)
    offer_en = _words("proposal-field-offer-en", NOTE_LONGEST_COUNT, 2)
    valid_until = forms.DateField(label=text("proposal-field-valid-until"), widget=DAY)

    def __init__(self, data: Any, found: Candidate, at: datetime) -> None:
        today = today_of(found.customer, at)
        super().__init__(data, initial=None if data else _first(found, today), label_suffix="")
        self._locale = "en" if found.customer.locale == "en" else "ja"
        self._first, self._last = today + timedelta(days=1), today + VALID_LONGEST

    def clean_valid_until(self) -> date:
        """A day that leaves time to answer, and is not forgotten by then."""
        day: date = self.cleaned_data["valid_until"]
        if not self._first <= day <= self._last:
            raise ValidationError(text("proposal-valid-until-wrong"))
        return day

    def clean(self) -> dict[str, Any]:
        """The customer's own language is complete, and neither language has a text without its title."""
        super().clean()
        for x in ("ja", "en"):
            title, body = (self.cleaned_data.get(f"{part}_{x}") for part in ("title", "body"))
            wanted = x == self._locale or title or body or self.cleaned_data.get(f"offer_{x}")
            if wanted and not (title and body):
                self.add_error(f"title_{x}", ValidationError(text("proposal-language-missing")))
        return self.cleaned_data

    def texts(self) -> Texts:
        """What was written, of a valid form."""
        return Texts(**self.cleaned_data)


def _first(found: Candidate, today: date) -> dict[str, object]:
    """Texts to begin with, in both languages."""
    initial: dict[str, object] = {"valid_until": today + VALID_AT_FIRST}
    for x in ("ja", "en"):
        initial[f"title_{x}"], initial[f"body_{x}"] = draft(found, x)
    return initial


class SurveyForm(SurveyBase):
    """A survey's texts and audience. closes_on: the last day (UTC) on which answers are taken."""

    role = forms.ChoiceField(
        label=text("survey-field-role"),
        required=False,
        choices=lambda: [
            ("", text("survey-role-any")),
            *((role.value, role.label) for role in Membership.Role),
        ],
    )
    organisations = forms.ModelMultipleChoiceField(
        label=text("survey-field-organisations"),
        required=False,
        queryset=Organisation.objects.filter(kind=Organisation.Kind.CUSTOMER),
        widget=forms.CheckboxSelectMultiple(),
        help_text=text("survey-field-organisations-help"),
    )
    closes_on = forms.DateField(label=text("survey-field-closes-on"), widget=DAY)

    class Meta:
        model = Survey
        fields: ClassVar = [
            "title_ja",
            "title_en",
            "intro_ja",
            "intro_en",
            "organisations",
            "role",
            "only_with_edition",
        ]
        labels: ClassVar = {
            name: text(f"survey-field-{name.replace('_', '-')}")
            for name in ("title_ja", "title_en", "intro_ja", "intro_en", "only_with_edition")
        }
        widgets: ClassVar = {
            "intro_ja": forms.Textarea(attrs={"rows": 3, "maxlength": BODY_LONGEST_COUNT}),
            "intro_en": forms.Textarea(attrs={"rows": 3, "maxlength": BODY_LONGEST_COUNT}),
        }

    def __init__(self, data: Any, survey: Survey, at: datetime) -> None:
        last = survey.last_day or (at + timedelta(days=14)).date()
        first = {"closes_on": last}
        super().__init__(data, instance=survey, initial=first, label_suffix="")

    def save(self, commit: bool = True) -> Survey:
        """Until the end of the last day."""
        after = self.cleaned_data["closes_on"] + timedelta(days=1)
        self.instance.closes_at = datetime.combine(after, time(), UTC)
        saved: Survey = super().save(commit)
        return saved


class QuestionForm(QuestionBase):
    """One question; choices one a line."""

    kind = forms.ChoiceField(
        label=text("question-field-kind"),
        choices=[(k.value, text(f"question-kind-{k.value}")) for k in SurveyQuestion.Kind],
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **{**named, "label_suffix": ""})

    class Meta:
        model = SurveyQuestion
        fields: ClassVar = ["position", "kind", "text_ja", "text_en", "choices_ja", "choices_en"]
        labels: ClassVar = {
            name: text(f"question-field-{name.replace('_', '-')}")
            for name in ("position", "text_ja", "text_en", "choices_ja", "choices_en")
        }
        widgets: ClassVar = {
            "choices_ja": forms.Textarea(attrs={"rows": 3}),
            "choices_en": forms.Textarea(attrs={"rows": 3}),
        }


EXTRA_COUNT: Final = 2
Questions = inlineformset_factory(
    Survey,
    SurveyQuestion,
    form=QuestionForm,
    extra=EXTRA_COUNT,
    can_delete=True,
    max_num=QUESTIONS_MOST_COUNT,
    validate_max=True,
)


def questions_form(
    data: Any, survey: Survey
) -> "BaseInlineFormSet[SurveyQuestion, Survey, QuestionForm]":
    """A survey's questions with room for more at the end, already numbered."""
    there = survey.questions.count() if survey.pk else 0
    kind = SurveyQuestion.Kind.ONE.value
    room = [{"position": there + n + 1, "kind": kind} for n in range(EXTRA_COUNT)]
    return Questions(data, instance=survey, initial=room)
