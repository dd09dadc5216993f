"""Feedback under (d): was a finding or an edition useful, and anything a reader wants to say (MISSION E3, E4).

It is asked and taken only while the customer consents; the operator's counts leave out customers that do not consent any more.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from kado.contacts.models import NOTE_LONGEST_COUNT, Feedback
from kado.entitlement import gate
from kado.entitlement.gate import Purpose
from kado.tenancy import audit
from kado.tenancy.models import Organisation, Server, User

GENERAL_MOST_COUNT: Final = 50  # a person's words about the service in one organisation
TEXTS_SHOWN_COUNT: Final = 200


class NotTaken(ValueError):
    """Feedback that cannot be stored. `key`: the text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class About:
    """What feedback is about: a finding, an edition as a whole (no server), or the service (no month)."""

    month: str = ""
    revision: int = 0
    server: Server | None = None
    rule: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One text among an overview's."""

    organisation: Organisation
    month: str
    hostname: str
    subject: str
    is_useful: bool | None
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RuleFeedback:
    """What readers think of a rule's findings; rule '' with month: of editions as a whole."""

    rule: str
    useful_count: int
    not_useful_count: int
    organisations_count: int
    said: tuple[Said, ...]

    @property
    def useful_ratio(self) -> float | None:
        answered = self.useful_count + self.not_useful_count
        return self.useful_count / answered if answered else None


@dataclass(frozen=True, slots=True)
class Overview:
    """The operator's view. rules: those with most "not useful" first. general: words about the service."""

    rules: tuple[RuleFeedback, ...]
    editions: RuleFeedback
    general: tuple[Said, ...]


def is_asked(organisation_id: UUID, at: datetime) -> bool:
    """Whether the customer allows that its readers are asked."""
    return gate.is_allowed(Purpose.FEEDBACK, organisation_id, at)


def give(
    organisation: Organisation,
    user: User,
    about: About,
    is_useful: bool | None,
    words: str,
    at: datetime,
) -> Feedback:
    """Store what a reader thinks: of a finding or an edition in place of what they said before. Raises NotTaken."""
    words = words.strip()
    if not is_asked(organisation.pk, at):
        raise NotTaken("feedback-consent-missing")
    if len(words) > NOTE_LONGEST_COUNT:
        raise NotTaken("feedback-too-long")
    if is_useful is None and not words:
        raise NotTaken("feedback-empty")
    own = Feedback.objects.filter(organisation=organisation, user=user)
    if not about.month:
        if own.filter(month="").count() >= GENERAL_MOST_COUNT:
            raise NotTaken("feedback-too-many")
        given = Feedback.objects.create(
            organisation=organisation, user=user, is_useful=is_useful, text=words, at=at
        )
    else:
        given, _ = Feedback.objects.update_or_create(
            organisation=organisation,
            user=user,
            month=about.month,
            revision=about.revision,
            server=about.server,
            rule=about.rule,
            subject=about.subject,
            defaults={"is_useful": is_useful, "text": words, "at": at},
        )
    audit.record(at, user.email, "feedback_given", organisation.pk, subject=_subject(about))
    return given


def take_back(organisation: Organisation, user: User, feedback_id: int, at: datetime) -> bool:
    """Delete what the person said; whether there was such a thing."""
    gone, _ = Feedback.objects.filter(organisation=organisation, user=user, pk=feedback_id).delete()
    if gone:
        audit.record(at, user.email, "feedback_taken_back", organisation.pk)
    return bool(gone)


def of_person(organisation: Organisation, user: User) -> list[Feedback]:
    """Everything a person said in an organisation, newest first."""
    return list(
        Feedback.objects.filter(organisation=organisation, user=user).select_related("server")
    )


def overview(at: datetime, actor: str) -> Overview:
    """For the operator, inside its scope. Each customer that consents now finds the use in its ledger; the others are left out."""
    ids = Feedback.objects.order_by().values_list("organisation_id", flat=True).distinct()
    allowed = [o for o in ids if is_asked(o, at)]
    gate.permit(Purpose.FEEDBACK, allowed, at=at, actor=actor, what="feedback: overview by rule")
    rows = Feedback.objects.filter(organisation_id__in=allowed).select_related(
        "organisation", "server"
    )
    by_rule: defaultdict[str, list[Feedback]] = defaultdict(list)
    general: list[Feedback] = []
    for row in rows:
        if row.month:
            by_rule[row.rule].append(row)
        else:
            general.append(row)
    editions = _of_rule("", by_rule.pop("", []))
    rules = sorted(
        (_of_rule(rule, given) for rule, given in by_rule.items()),
        key=lambda r: (-r.not_useful_count, -r.useful_count, r.rule),
    )
    return Overview(tuple(rules), editions, tuple(_said(f) for f in general[:TEXTS_SHOWN_COUNT]))


def _of_rule(rule: str, given: list[Feedback]) -> RuleFeedback:
    counts = Counter(f.is_useful for f in given)
    return RuleFeedback(
        rule,
        counts[True],
        counts[False],
        len({f.organisation_id for f in given}),
        tuple(_said(f) for f in given if f.text)[:TEXTS_SHOWN_COUNT],
    )


def _said(row: Feedback) -> Said:
    hostname = row.server.hostname if row.server else ""
    return Said(row.organisation, row.month, hostname, row.subject, row.is_useful, row.text, row.at)


def _subject(about: About) -> str:
    return " · ".join(part for part in (about.month, about.rule, about.subject) if part)[:255]
