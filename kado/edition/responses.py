"""What people do with findings: acknowledge, snooze, dismiss, reopen; and what brings a finding back by itself (MISSION B4).

Editions are frozen: an answer stands beside them and is laid over the newest one when a page shows it, never written into it.
A finding is known by server, rule and subject. An answer holds for the finding as it was answered: at a higher severity, or about another
part under the same name, it is open again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.db import transaction

from kado.edition.changes import EarlierVerdicts
from kado.edition.documents import thaw_as
from kado.edition.models import Edition, EditionServer, FindingResponse
from kado.facts.verdicts import SEVERITY_ORDER, Outcome, Severity, Verdict
from kado.tenancy import audit
from kado.tenancy.models import Server, User

State = FindingResponse.State
Reason = FindingResponse.Reason
Cause = FindingResponse.Cause

NOTE_LONGEST_COUNT: Final = 500
# Whoever wants to hear nothing of a finding for longer than a year means to dismiss it, and should say why.
SNOOZE_LONGEST: Final = timedelta(days=366)
# Values of a verdict that tell which part, contract or gap it is about where the subject (/dev/sdb, the whole server) stays the same.
IDENTIFYING_VALUES: Final = ("drive_serial", "started_at", "end_date")
# Rules that tell of a change: another change is another finding, so what changed identifies it.
RULES_OF_CHANGE: Final = frozenset({"configuration_drift"})
ASIDE: Final = frozenset({State.SNOOZED, State.DISMISSED})

Key = tuple[str, str, str]
_ANSWERED: Final = (State.ACKNOWLEDGED, State.SNOOZED, State.DISMISSED)
_WRITTEN: Final = [
    "identity",
    "severity",
    "month",
    "state",
    "reason",
    "cause",
    "until_date",
    "note",
    "by",
    "at",
    "organisation",
]


class NotAnswerable(ValueError):
    """An answer that cannot be recorded. `key`: the text that says why and what to do."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Found:
    """A finding that is answered. server_id and hostname: where; verdict: what the newest edition says."""

    server_id: UUID
    hostname: str
    verdict: Verdict

    @property
    def key(self) -> Key:
        return key_of(self.server_id, self.verdict)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a finding stands on a day. state: '' where nobody answered. cause: of a reopened one, also 'over' (the snooze is over)."""

    state: str = ""
    cause: str = ""
    response: FindingResponse | None = None

    @property
    def is_aside(self) -> bool:
        """Whether it is folded away and not counted."""
        return self.state in ASIDE

    @property
    def is_answered(self) -> bool:
        return self.state in _ANSWERED


UNANSWERED: Final = Standing()


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody wants to record. reason: of a dismissal; until_date: of a snooze."""

    state: str
    note: str = ""
    reason: str = ""
    until_date: date | None = None


def key_of(server_id: UUID | str, verdict: Verdict) -> Key:
    """What a finding is known by."""
    return str(server_id), verdict.rule, verdict.subject


def identity_of(verdict: Verdict) -> str:
    """A digest of which part, contract or change the verdict is about, '' where its subject says it all."""
    values = verdict.values or {}
    named = [f"{name}={values[name]}" for name in IDENTIFYING_VALUES if values.get(name)]
    if verdict.rule in RULES_OF_CHANGE:
        named += sorted(f"{row.attribute}={row.new}" for row in verdict.evidence)
    return sha256("\n".join(named).encode()).hexdigest() if named else ""


def responses_of(
    organisation_id: UUID, server_id: UUID | None = None
) -> dict[Key, FindingResponse]:
    """Every answer of an organisation (or to one of its servers), in one query. Scoped like every tenant read."""
    rows = FindingResponse.objects.filter(organisation_id=organisation_id).select_related("by")
    if server_id is not None:
        rows = rows.filter(server_id=server_id)
    return {(str(row.server_id), row.rule, row.subject): row for row in rows}


def standing_of(response: FindingResponse | None, verdict: Verdict, today: date) -> Standing:
    """How the finding stands today, in the customer's zone."""
    if response is None:
        return UNANSWERED
    if response.state == State.REOPENED:
        return Standing(State.REOPENED, response.cause, response)
    cause = changed_for_the_worse(response, verdict)
    if cause:
        return Standing(State.REOPENED, cause, response)
    if response.state == State.SNOOZED and response.until_date and response.until_date <= today:
        return Standing(State.REOPENED, "over", response)
    return Standing(response.state, "", response)


def changed_for_the_worse(response: FindingResponse, verdict: Verdict) -> str:
    """Why the answer no longer holds for the finding, '' where it does."""
    if identity_of(verdict) != response.identity:
        return Cause.OTHER_SUBJECT
    before, now = Severity(response.severity), verdict.severity
    return Cause.WORSE if SEVERITY_ORDER.index(now) < SEVERITY_ORDER.index(before) else ""


def respond(
    edition: Edition, found: Sequence[Found], answer: Answer, user: User, at: datetime, today: date
) -> int:
    """Record one answer to findings of the edition, each with its entry in the audit trail; returns to how many.

    An acknowledgement leaves alone what is answered already: it would undo what somebody set aside. Raises NotAnswerable.
    """
    answer = checked(answer, today)
    known = responses_of(edition.organisation_id)
    chosen = [
        f
        for f in {f.key: f for f in found}.values()
        if answer.state != State.ACKNOWLEDGED
        or not standing_of(known.get(f.key), f.verdict, today).is_answered
    ]
    _write(edition, chosen, answer, "", user, at)
    return len(chosen)


def reopen(edition: Edition, found: Sequence[Found], user: User, at: datetime) -> int:
    """Open answered findings again, because a person wants it; returns how many."""
    known = responses_of(edition.organisation_id)
    once = {f.key: f for f in found}
    chosen = [f for key, f in once.items() if key in known and known[key].state != State.REOPENED]
    _write(edition, chosen, Answer(State.REOPENED), Cause.PERSON, user, at)
    return len(chosen)


def checked(answer: Answer, today: date) -> Answer:
    """The answer with what belongs to its state and nothing else. Raises NotAnswerable."""
    note = answer.note.strip()
    if len(note) > NOTE_LONGEST_COUNT:
        raise NotAnswerable("response-note-too-long")
    if answer.state == State.SNOOZED:
        if answer.until_date is None or not today < answer.until_date <= today + SNOOZE_LONGEST:
            raise NotAnswerable("response-until-wrong")
        return Answer(State.SNOOZED, note, until_date=answer.until_date)
    if answer.state == State.DISMISSED:
        if answer.reason not in Reason.values:
            raise NotAnswerable("response-reason-missing")
        if answer.reason == Reason.OTHER and not note:
            raise NotAnswerable("response-note-missing")
        return Answer(State.DISMISSED, note, answer.reason)
    if answer.state != State.ACKNOWLEDGED:
        raise NotAnswerable("response-unknown")
    return Answer(State.ACKNOWLEDGED, note)


def reopen_changed(edition: Edition, at: datetime) -> int:
    """Reopen, as the edition is published, what it says worse things of than were answered; returns how many.

    From then on it stays open until somebody answers again, also when it becomes better in between.
    """
    answered = [
        row for row in responses_of(edition.organisation_id).values() if row.state in _ANSWERED
    ]
    if not answered:
        return 0
    server_ids = {row.server_id for row in answered}
    verdicts = dict(_findings(edition, server_ids))
    names = dict(Server.objects.filter(pk__in=server_ids).values_list("pk", "hostname"))
    reopened = 0
    for row in answered:
        verdict = verdicts.get((str(row.server_id), row.rule, row.subject))
        cause = changed_for_the_worse(row, verdict) if verdict else ""
        if verdict and cause:
            found = Found(row.server_id, names[row.server_id], verdict)
            _write(edition, [found], Answer(State.REOPENED), cause, None, at)
            reopened += 1
    return reopened


def _findings(edition: Edition, server_ids: Iterable[UUID]) -> Iterable[tuple[Key, Verdict]]:
    """The findings that hold, of some servers of an edition."""
    rows = EditionServer.objects.filter(edition=edition, server_id__in=server_ids)
    for server_id, document in rows.values_list("server_id", "document").iterator(200):
        for verdict in thaw_as(bytes(document), EarlierVerdicts).verdicts:
            if verdict.outcome is Outcome.FINDING and not verdict.resolved:
                yield key_of(server_id, verdict), verdict


def _write(
    edition: Edition,
    found: Sequence[Found],
    answer: Answer,
    cause: str,
    user: User | None,
    at: datetime,
) -> None:
    """One row a finding, over the one before, and one entry each in the audit trail; all or nothing."""
    rows = [
        FindingResponse(
            organisation_id=edition.organisation_id,
            server_id=f.server_id,
            rule=f.verdict.rule,
            subject=f.verdict.subject,
            identity=identity_of(f.verdict),
            severity=f.verdict.severity.value,
            month=edition.month,
            state=answer.state,
            reason=answer.reason,
            cause=cause,
            until_date=answer.until_date,
            note=answer.note,
            by=user,
            at=at,
        )
        for f in found
    ]
    with transaction.atomic():
        FindingResponse.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["server", "rule", "subject"],
            update_fields=_WRITTEN,
        )
        for f in found:
            _record(edition, f, answer, cause, user, at)


def _record(
    edition: Edition, found: Found, answer: Answer, cause: str, user: User | None, at: datetime
) -> None:
    action = _ACTIONS[answer.state] if user else "finding_reopened_by_change"
    where = " · ".join(p for p in (found.hostname, found.verdict.subject, found.verdict.rule) if p)
    detail = {
        "month": edition.month,
        "severity": found.verdict.severity.value,
        "reason": answer.reason,
        "cause": cause,
        "until_date": answer.until_date.isoformat() if answer.until_date else "",
        "note": answer.note,
    }
    audit.record(
        at,
        user.email if user else "edition",
        action,
        edition.organisation_id,
        subject=where[:255],
        **{name: value for name, value in detail.items() if value},
    )


_ACTIONS: Final[dict[str, str]] = {
    State.ACKNOWLEDGED: "finding_acknowledged",
    State.SNOOZED: "finding_snoozed",
    State.DISMISSED: "finding_dismissed",
    State.REOPENED: "finding_reopened",
}
