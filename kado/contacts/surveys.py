"""Surveys under (d): whom they reach, asking, answering, skipping, taking an answer back (MISSION E3, E4).

Consent is asked when a survey is sent, when each mail leaves (kado.delivery) and whenever it would be shown. What was answered stays when a
customer withdraws its consent; the person who answered can take it back at any time.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from kado.contacts import mails
from kado.contacts.models import (
    NOTE_LONGEST_COUNT,
    Survey,
    SurveyAnswer,
    SurveyInvitation,
    SurveyQuestion,
)
from kado.contacts.reach import Reader
from kado.delivery.models import OutboxMessage
from kado.edition.models import Edition
from kado.entitlement import gate
from kado.entitlement.gate import Purpose
from kado.tenancy import audit
from kado.tenancy.models import Membership, Organisation, User

State = Survey.State
Value = int | str | list[int]
SCALE_TOP: Final = 10
QUESTIONS_MOST_COUNT: Final = 30
CHOICES_MOST_COUNT: Final = 20


class NotOpen(ValueError):
    """A survey that cannot be opened. `key`: the text that says what is missing."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Asked:
    """A survey as one reader sees it. standing: 'open', 'answered', 'skipped' or 'closed'."""

    survey: Survey
    standing: str
    answer: SurveyAnswer | None
    can_answer: bool


def readers_of(survey: Survey, at: datetime) -> list[Reader]:
    """Whom the survey would reach now: the audience, of customers that consent to (d) at this moment."""
    customers = Organisation.objects.filter(kind=Organisation.Kind.CUSTOMER)
    chosen = list(survey.organisations.values_list("pk", flat=True))
    if chosen:
        customers = customers.filter(pk__in=chosen)
    if survey.only_with_edition:
        with_one = Edition.objects.filter(state=Edition.State.PUBLISHED)
        customers = customers.filter(pk__in=with_one.values("organisation_id"))
    allowed = [c.pk for c in customers if gate.is_allowed(Purpose.FEEDBACK, c.pk, at)]
    members = Membership.objects.filter(organisation_id__in=allowed, user__is_active=True)
    if survey.role:
        members = members.filter(role=survey.role)
    members = members.select_related("organisation", "user").order_by("organisation", "user_id")
    return [Reader(m.organisation, m.user) for m in members]


def why_not_open(survey: Survey, at: datetime) -> str:
    """The key of what keeps a draft from being opened, '' where nothing does."""
    questions = list(survey.questions.all())
    if not questions:
        return "survey-without-questions"
    if any(not _is_complete(q) for q in questions):
        return "survey-choices-unequal"
    if survey.closes_at is None or survey.closes_at <= at:
        return "survey-closing-past"
    return ""


def _is_complete(question: SurveyQuestion) -> bool:
    if question.kind not in (SurveyQuestion.Kind.ONE, SurveyQuestion.Kind.MANY):
        return True
    counts = {len(question.choices_in(x)) for x in ("ja", "en")}
    return len(counts) == 1 and 2 <= counts.pop() <= CHOICES_MOST_COUNT


def open_survey(survey: Survey, actor: str, at: datetime, *, quietly: bool = False) -> int:
    """Open a draft and ask its readers; returns how many are asked. Raises NotOpen."""
    why = why_not_open(survey, at)
    if survey.state != State.DRAFT or why:
        raise NotOpen(why or "survey-not-draft")
    with transaction.atomic():
        draft = Survey.objects.filter(pk=survey.pk, state=State.DRAFT)
        if not draft.update(state=State.OPEN, opened_at=at):
            raise NotOpen("survey-not-draft")
        survey.refresh_from_db()
        audit.record(at, actor, "survey_opened", subject=str(survey)[:255])
        return invite(survey, actor, at, quietly=quietly)


def invite(survey: Survey, actor: str, at: datetime, *, quietly: bool = False) -> int:
    """Ask those of the audience who are not asked yet (again: those whose organisation consented later); returns how many.

    quietly: without mails (a demonstration).
    """
    known = set(
        SurveyInvitation.objects.filter(survey=survey).values_list("organisation_id", "user_id")
    )
    fresh = [r for r in readers_of(survey, at) if (r.organisation.pk, r.user.pk) not in known]
    reached = {r.organisation.pk for r in fresh}
    what = f"survey: {survey.title_en}"[:120]
    gate.permit(Purpose.FEEDBACK, reached, at=at, actor=actor, what=what)
    with transaction.atomic():
        invitations = [
            SurveyInvitation(survey=survey, organisation=r.organisation, user=r.user, invited_at=at)
            for r in fresh
        ]
        SurveyInvitation.objects.bulk_create(invitations, ignore_conflicts=True)
        if not quietly:
            rows = [_mail(survey, r, at) for r in fresh]
            OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True)
    return len(fresh)


def mail_key(survey: Survey) -> str:
    """What the keys of a survey's mails begin with."""
    return f"survey:{survey.pk}:"


def _mail(survey: Survey, reader: Reader, at: datetime) -> OutboxMessage:
    mail = mails.survey_mail(survey, reader.organisation, reader.user)
    return OutboxMessage(
        organisation=reader.organisation,
        key=f"{mail_key(survey)}{reader.organisation.pk}:{reader.user.pk}",
        address=reader.user.email,
        user=reader.user,
        purpose="d",
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        next_attempt_at=at,
        expires_at=survey.closes_at,
    )


def close(survey: Survey, actor: str, at: datetime) -> None:
    """Take no more answers."""
    if Survey.objects.filter(pk=survey.pk, state=State.OPEN).update(state=State.CLOSED):
        _cancel_mails(mail_key(survey), "the survey was closed")
        audit.record(at, actor, "survey_closed", subject=str(survey)[:255])


def is_open(survey: Survey, at: datetime) -> bool:
    return survey.state == State.OPEN and survey.closes_at is not None and at < survey.closes_at


def state_of(survey: Survey, at: datetime) -> str:
    """'draft', 'open', or 'closed': also one whose last day is over."""
    if survey.state == State.OPEN and not is_open(survey, at):
        return str(State.CLOSED)
    return str(survey.state)


def asked_of(organisation: Organisation, user: User, at: datetime) -> list[Asked]:
    """The surveys that a reader is asked or was asked, newest first. Without consent in force only those they answered."""
    consents = gate.is_allowed(Purpose.FEEDBACK, organisation.pk, at)
    invitations = SurveyInvitation.objects.filter(
        organisation=organisation, user=user
    ).select_related("survey")
    answers = {
        a.survey_id: a for a in SurveyAnswer.objects.filter(organisation=organisation, user=user)
    }
    found = [_asked(i, answers.get(i.survey_id), consents, at) for i in invitations]
    shown = [a for a in found if consents or a.answer is not None]
    return sorted(shown, key=lambda a: (a.survey.opened_at or at, a.survey.pk), reverse=True)


def _asked(
    invitation: SurveyInvitation, answer: SurveyAnswer | None, consents: bool, at: datetime
) -> Asked:
    open_now = is_open(invitation.survey, at)
    if answer is not None:
        standing = "answered"
    elif not open_now:
        standing = "closed"
    else:
        standing = "skipped" if invitation.skipped_at else "open"
    return Asked(invitation.survey, standing, answer, open_now and consents)


def asked(organisation: Organisation, user: User, survey_id: int, at: datetime) -> Asked | None:
    """One survey as the reader sees it, None where it is not for them (or not now)."""
    found = asked_of(organisation, user, at)
    return next((a for a in found if a.survey.pk == survey_id), None)


def answer(
    asked: Asked, organisation: Organisation, user: User, values: dict[str, Value], at: datetime
) -> None:
    """Store the answer, in place of the one before. The caller looked that it can be answered."""
    SurveyAnswer.objects.update_or_create(
        survey=asked.survey,
        organisation=organisation,
        user=user,
        defaults={"values": values, "at": at},
    )
    SurveyInvitation.objects.filter(
        survey=asked.survey, organisation=organisation, user=user
    ).update(skipped_at=None)
    _cancel_mails(_own_key(asked.survey, organisation.pk, user), "the survey was answered")
    audit.record(
        at, user.email, "survey_answered", organisation.pk, subject=str(asked.survey)[:255]
    )


def skip(asked: Asked, organisation: Organisation, user: User, at: datetime) -> None:
    """Not to be asked this survey any more; it can still be answered while it is open."""
    SurveyInvitation.objects.filter(
        survey=asked.survey, organisation=organisation, user=user
    ).update(skipped_at=at)
    _cancel_mails(_own_key(asked.survey, organisation.pk, user), "the survey was skipped")


def take_back(survey_id: int, organisation: Organisation, user: User, at: datetime) -> bool:
    """Delete the person's answer, at any time, with or without consent in force; whether there was one."""
    own = SurveyAnswer.objects.filter(
        survey_id=survey_id, organisation=organisation, user=user
    ).select_related("survey")
    found = own.first()
    if found is None:
        return False
    subject = str(found.survey)[:255]
    own.delete()
    audit.record(at, user.email, "survey_answer_taken_back", organisation.pk, subject=subject)
    return True


def open_count(organisation: Organisation, user: User, at: datetime) -> int:
    """How many surveys wait for this reader."""
    return sum(a.standing == "open" for a in asked_of(organisation, user, at))


def _own_key(survey: Survey, organisation_id: UUID, user: User) -> str:
    return f"{mail_key(survey)}{organisation_id}:{user.pk}"


def _cancel_mails(key: str, why: str) -> None:
    """What waits still is of no use any more. key: a whole one, or what many begin with (it ends in a colon)."""
    rows = OutboxMessage.objects.filter(state=OutboxMessage.State.WAITING)
    rows = rows.filter(key__startswith=key) if key.endswith(":") else rows.filter(key=key)
    rows.update(state=OutboxMessage.State.WITHHELD, problem=why)


def values_from(questions: list[SurveyQuestion], given: dict[str, list[str]]) -> dict[str, Value]:
    """What a form sent, as values by question; what is left out or cannot be is no value. given: `question-<id>` -> what was sent."""
    read = {str(q.pk): _value(q, given.get(f"question-{q.pk}", [])) for q in questions}
    return {
        key: value for key, value in read.items() if value is not None and value not in ("", [])
    }


def _value(question: SurveyQuestion, sent: list[str]) -> Value | None:
    if question.kind == SurveyQuestion.Kind.TEXT:
        return sent[0].strip()[:NOTE_LONGEST_COUNT] if sent else None
    scale = question.kind == SurveyQuestion.Kind.SCALE
    top = SCALE_TOP if scale else len(question.choices_in("ja")) - 1
    possible = {str(place): place for place in range(top + 1)}
    places = sorted({possible[s] for s in sent if s in possible})
    if question.kind == SurveyQuestion.Kind.MANY:
        return places
    return places[0] if places else None
