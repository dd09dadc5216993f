"""Contacts of the demonstration, so that its pages are not empty: a reseller's proposals, surveys with answers, feedback.

They go through the same functions as anybody's, consent included, and without mails. Texts that the product would take from people are
marked as demonstration. Run again, nothing is doubled: each kind is made only where there is none of it.
"""

from datetime import datetime, timedelta
from typing import Final

from kado.contacts import feedback, proposals, surveys
from kado.contacts.candidates import candidates, draft
from kado.contacts.feedback import About
from kado.contacts.models import Feedback, Proposal, Survey, SurveyQuestion
from kado.contacts.proposals import VALID_AT_FIRST, Texts
from kado.contacts.proposers import Proposer
from kado.demonstration.roster import FIRST_CUSTOMER, RESELLER
from kado.edition import reading
from kado.language import say
from kado.tenancy import scope
from kado.tenancy.models import Organisation, Server, User

_ADMINISTRATOR: Final = "admin@kakuu.example"
_READER: Final = "reader@kakuu.example"
_RESELLER: Final = "reseller@mihon.example"
_OPERATOR: Final = "operator@kado.example"
# key of its texts, days from now to its opening and its closing, who answered what, question by question.
_SURVEYS: Final[tuple[tuple[str, int, int, dict[str, tuple[surveys.Value, ...]]], ...]] = (
    ("first", -60, -30, {_ADMINISTRATOR: (8, 0, [0, 1]), _READER: (9, 1, [1, 2])}),
    ("second", -3, 27, {_READER: (7, 0, [2])}),
)
_KINDS: Final = (
    (SurveyQuestion.Kind.SCALE, 0),
    (SurveyQuestion.Kind.ONE, 3),
    (SurveyQuestion.Kind.MANY, 4),
    (SurveyQuestion.Kind.TEXT, 0),
)
_PROPOSALS_COUNT: Final = 2


def ensure(at: datetime) -> None:
    """Make what is missing. Needs the editions: before there is one nothing can be proposed or found useful."""
    with scope.everything("demonstration"):
        customer = Organisation.objects.get(pk=FIRST_CUSTOMER.id)
        if not Proposal.objects.filter(organisation=customer).exists():
            _propose(customer, at)
        for key, opened, closes, given in _SURVEYS:
            if not Survey.objects.filter(title_en=_said("en", key, "title")).exists():
                _ask(customer, key, at + timedelta(days=opened), at + timedelta(days=closes), given)
        if not Feedback.objects.filter(organisation=customer).exists():
            _tell(customer, at)


def _propose(customer: Organisation, at: datetime) -> None:
    """Two proposals of different kinds: one waits, the other is answered."""
    proposer = Proposer(User.objects.get(email=_RESELLER), Organisation.objects.get(pk=RESELLER.id))
    by_kind = {c.kind: c for c in reversed(candidates(proposer, at)) if c.customer == customer}
    for place, kind in enumerate(sorted(by_kind)[:_PROPOSALS_COUNT]):
        title_ja, body_ja = draft(by_kind[kind], "ja")
        title_en, body_en = draft(by_kind[kind], "en")
        offer_ja, offer_en = (say(x, "demonstration-contacts-offer") for x in ("ja", "en"))
        until = (at + VALID_AT_FIRST).date()
        texts = Texts(title_ja, title_en, body_ja, body_en, offer_ja, offer_en, until)
        sent = proposals.send(
            proposals.prepare(by_kind[kind], proposer, texts, at), proposer, at, quietly=True
        )
        if place:
            administrator = User.objects.get(email=_ADMINISTRATOR)
            note = say("ja", "demonstration-contacts-note")
            proposals.answer(sent, "not_now", 6, note, administrator, at, quietly=True)


def _ask(
    customer: Organisation,
    key: str,
    opened_at: datetime,
    closes_at: datetime,
    given: dict[str, tuple[surveys.Value, ...]],
) -> None:
    """A survey of the customer alone, opened, answered by some, closed where its time is over."""
    survey = Survey.objects.create(
        title_ja=_said("ja", key, "title"),
        title_en=_said("en", key, "title"),
        intro_ja=_said("ja", key, "intro"),
        intro_en=_said("en", key, "intro"),
        closes_at=closes_at,
        created_at=opened_at,
        created_by=User.objects.get(email=_OPERATOR),
    )
    survey.organisations.set([customer])
    questions = [_question(survey, key, place) for place in range(len(_KINDS))]
    surveys.open_survey(survey, _OPERATOR, opened_at, quietly=True)
    for email, values in given.items():
        user = User.objects.get(email=email)
        asked = surveys.asked(customer, user, survey.pk, opened_at + timedelta(days=1))
        assert asked is not None
        words = _said(user.locale, "answer", "words")
        by_question = zip(questions, (*values, words), strict=True)
        filled: dict[str, surveys.Value] = {str(q.pk): value for q, value in by_question}
        surveys.answer(asked, customer, user, filled, opened_at + timedelta(days=1))


def _question(survey: Survey, key: str, place: int) -> SurveyQuestion:
    kind, choices_count = _KINDS[place]
    texts = {f"text_{x}": _said(x, key, f"question-{place + 1}") for x in ("ja", "en")} | {
        f"choices_{x}": "\n".join(
            _said(x, key, f"question-{place + 1}-choice-{n + 1}") for n in range(choices_count)
        )
        for x in ("ja", "en")
    }
    return SurveyQuestion.objects.create(survey=survey, position=place + 1, kind=kind, **texts)


def _tell(customer: Organisation, at: datetime) -> None:
    """The reader on two findings and the edition, the administrator on the service."""
    edition = reading.latest(customer.pk)
    if edition is None:
        return
    reader = User.objects.get(email=_READER)
    found = reading.summary_of(edition).findings[:2]
    servers = Server.objects.in_bulk([line.server_id for line in found])
    by_id = {str(pk): server for pk, server in servers.items()}
    for place, line in enumerate(found):
        about = About(
            edition.month,
            edition.revision,
            by_id[line.server_id],
            line.verdict.rule,
            line.verdict.subject,
        )
        words = _said("ja", "feedback", "words") if place else ""
        feedback.give(customer, reader, about, not place, words, at)
    whole = About(edition.month, edition.revision)
    feedback.give(customer, reader, whole, True, "", at)
    administrator = User.objects.get(email=_ADMINISTRATOR)
    feedback.give(customer, administrator, About(), None, _said("ja", "feedback", "service"), at)


def _said(locale: str, key: str, part: str) -> str:
    return say(locale, f"demonstration-contacts-{key}-{part}")
