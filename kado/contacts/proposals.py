"""Proposals: prepared, previewed, sent, answered, withdrawn (MISSION E4).

What a preview shows is what is sent: both come from `prepare`. Consent is asked of the gate when a proposal is sent, when its mail leaves, and
when the proposer looks at it; a customer keeps what was sent to it.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from kado.contacts import mails
from kado.contacts.candidates import Candidate, today_of
from kado.contacts.models import NOTE_LONGEST_COUNT, Proposal, ProposalFinding
from kado.contacts.proposers import Proposer, customers_of, is_allowed_for, record_use
from kado.delivery.models import OutboxMessage
from kado.edition.calendar import shifted
from kado.press.words import finding_words
from kado.tenancy import audit
from kado.tenancy.models import Membership, Organisation, User

Answer = Proposal.Answer
# Who says no is not asked again before the machines have had another year.
DECLINED_REST_MONTHS: Final = 12
ASK_AGAIN_MONTHS: Final = (1, 3, 6, 12)
VALID_LONGEST: Final = timedelta(days=366)
VALID_AT_FIRST: Final = timedelta(days=60)
FINDING_TITLE_CHARACTERS: Final = 400
FINDINGS_MOST_COUNT: Final = 200
SENT_SHOWN_COUNT: Final = 100  # on the proposer's desk, newest first


class NotAnswerable(ValueError):
    """An answer that cannot be recorded. `key`: the text that says why and what to do."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Texts:
    """What the proposer wrote. At least the customer's own language is filled."""

    title_ja: str
    title_en: str
    body_ja: str
    body_en: str
    offer_ja: str
    offer_en: str
    valid_until: date

    @property
    def digest(self) -> str:
        """Tells whether what is sent is what was previewed."""
        parts = (self.title_ja, self.title_en, self.body_ja, self.body_en, self.offer_ja)
        return sha256(
            "\0".join([*parts, self.offer_en, str(self.valid_until)]).encode()
        ).hexdigest()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A proposal that is not sent yet, with its findings: nothing of it is stored."""

    proposal: Proposal
    findings: tuple[ProposalFinding, ...]


@dataclass(frozen=True, slots=True)
class MailCounts:
    """What became of the mails. waiting_until: when the next one that a cap or a quiet day holds back may leave."""

    sent_count: int
    waiting_count: int
    unsent_count: int
    waiting_until: datetime | None


def prepare(found: Candidate, proposer: Proposer, texts: Texts, at: datetime) -> Prepared:
    """The proposal as it would be sent."""
    proposal = Proposal(
        organisation=found.customer,
        reseller=proposer.reseller,
        proposed_by=proposer.user,
        kind=found.kind,
        rule=found.rule,
        month=found.edition.month,
        revision=found.edition.revision,
        title_ja=texts.title_ja,
        title_en=texts.title_en,
        body_ja=texts.body_ja,
        body_en=texts.body_en,
        offer_ja=texts.offer_ja,
        offer_en=texts.offer_en,
        valid_until=texts.valid_until,
        sent_at=at,
    )
    return Prepared(proposal, tuple(_findings(found, proposal)))


def _findings(found: Candidate, proposal: Proposal) -> list[ProposalFinding]:
    rows = []
    for line in found.findings[:FINDINGS_MOST_COUNT]:
        titles = {
            x: finding_words(x, line.verdict, line.hostname).title[:FINDING_TITLE_CHARACTERS]
            for x in ("ja", "en")
        }
        rows.append(
            ProposalFinding(
                proposal=proposal,
                server_id=UUID(line.server_id),
                rule=line.verdict.rule,
                subject=line.verdict.subject,
                title_ja=titles["ja"],
                title_en=titles["en"],
            )
        )
    return rows


def send(
    prepared: Prepared, proposer: Proposer, at: datetime, *, quietly: bool = False
) -> Proposal:
    """Put the proposal before the customer and its mails into the outbox. Raises UseRefused.

    Sent twice (a button pressed twice), it is there once. quietly: without mails (a demonstration).
    """
    proposal = prepared.proposal
    customer = proposal.organisation
    record_use(proposer, [customer], f"proposal sent: {proposal.kind}", at)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=customer.pk)  # one at a time
        there = _open_already(proposal, at)
        if there is not None:
            return there
        proposal.save()
        ProposalFinding.objects.bulk_create(prepared.findings)
        if not quietly:
            OutboxMessage.objects.bulk_create(
                _mail(proposal, user, at) for user in administrators_of(customer)
            )
        audit.record(
            at, proposer.user.email, "proposal_sent", customer.pk, subject=str(proposal)[:255]
        )
    return proposal


def _open_already(proposal: Proposal, at: datetime) -> Proposal | None:
    """This proposer's open proposal from the same rule, None where there is none."""
    return Proposal.objects.filter(
        organisation=proposal.organisation,
        reseller=proposal.reseller,
        rule=proposal.rule,
        answer="",
        withdrawn_at=None,
        valid_until__gte=today_of(proposal.organisation, at),
    ).first()


def administrators_of(customer: Organisation) -> list[User]:
    """Those who can answer: they are written to, readers find the proposal on the page."""
    rows = Membership.objects.filter(
        organisation=customer, user__is_active=True, role=Membership.Role.ADMINISTRATOR
    ).select_related("user")
    return [m.user for m in rows.order_by("user_id")]


def _mail(proposal: Proposal, user: User, at: datetime) -> OutboxMessage:
    mail = mails.proposal_mail(proposal, user)
    last = proposal.valid_until + timedelta(days=1)
    return OutboxMessage(
        organisation=proposal.organisation,
        key=f"{_key(proposal)}{user.pk}",
        address=user.email,
        user=user,
        purpose="b",
        reseller=proposal.reseller,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        next_attempt_at=at,
        expires_at=datetime.combine(last, time(), ZoneInfo(proposal.organisation.zone)),
    )


def _key(proposal: Proposal) -> str:
    """What the keys of a proposal's mails begin with."""
    return f"proposal:{proposal.pk}:"


def visible_to(proposer: Proposer, at: datetime) -> list[Proposal]:
    """What this proposer sent to customers that allow it now; of others nothing is shown. The caller records the use."""
    return list(
        Proposal.objects.filter(
            reseller_id=proposer.reseller_id, organisation__in=customers_of(proposer, at)
        )
        .select_related("organisation", "proposed_by", "reseller")
        .prefetch_related("findings")[:SENT_SHOWN_COUNT]
    )


def mail_counts(proposal: Proposal) -> MailCounts:
    """What became of the mails of a proposal: to whom stays between the person and the outbox."""
    return counts_of_mails(_key(proposal))


def counts_of_mails(key: str) -> MailCounts:
    """What became of the mails whose keys begin with `key`."""
    rows = list(
        OutboxMessage.objects.filter(key__startswith=key).values_list("state", "next_attempt_at")
    )
    counts = Counter(state for state, _ in rows)
    waiting = [when for state, when in rows if state == OutboxMessage.State.WAITING]
    return MailCounts(
        counts[OutboxMessage.State.SENT],
        len(waiting),
        len(rows) - len(waiting) - counts[OutboxMessage.State.SENT],
        min(waiting, default=None),
    )


def withdraw(proposer: Proposer, proposal_id: int, at: datetime) -> bool:
    """Take a proposal back: the customer sees that it is withdrawn, and no more mail of it leaves. Whether there was one to take back."""
    own = Proposal.objects.filter(
        pk=proposal_id,
        reseller_id=proposer.reseller_id,
        organisation__in=customers_of(proposer, at),
        withdrawn_at=None,
        answer="",
    )
    found = own.select_related("organisation").first()
    if found is None or not own.update(withdrawn_at=at):
        return False
    _cancel_mails(found, "the proposal was withdrawn")
    audit.record(
        at,
        proposer.user.email,
        "proposal_withdrawn",
        found.organisation_id,
        subject=str(found)[:255],
    )
    return True


def standing_of(proposal: Proposal, at: datetime) -> str:
    """'withdrawn', 'answered', 'expired', or 'open'."""
    if proposal.withdrawn_at is not None:
        return "withdrawn"
    if proposal.answer:
        return "answered"
    today = today_of(proposal.organisation, at)
    return "expired" if proposal.valid_until < today else "open"


def answer(
    proposal: Proposal,
    wish: str,
    months: int | None,
    note: str,
    user: User,
    at: datetime,
    *,
    quietly: bool = False,
) -> None:
    """Record the customer's answer, once, and mail it to the proposer (unless quietly). Raises NotAnswerable."""
    note = note.strip()
    if standing_of(proposal, at) != "open":
        raise NotAnswerable("proposal-not-open")
    if not is_allowed_for(proposal.organisation_id, proposal.reseller_id, at):
        raise NotAnswerable("proposal-consent-gone")
    if wish not in Answer.values:
        raise NotAnswerable("proposal-answer-unknown")
    if wish == Answer.NOT_NOW and months not in ASK_AGAIN_MONTHS:
        raise NotAnswerable("proposal-months-unknown")
    if len(note) > NOTE_LONGEST_COUNT:
        raise NotAnswerable("proposal-note-too-long")
    again = _ask_again(wish, months, today_of(proposal.organisation, at))
    with transaction.atomic():
        unanswered = Proposal.objects.filter(pk=proposal.pk, answer="", withdrawn_at=None)
        changed = unanswered.update(
            answer=wish, answered_at=at, answered_by=user, answer_note=note, ask_again_on=again
        )
        if not changed:
            raise NotAnswerable("proposal-not-open")
        proposal.refresh_from_db()
        _cancel_mails(proposal, "the proposal was answered")
        if not quietly:
            _tell(proposal, at)
        audit.record(
            at,
            user.email,
            "proposal_answered",
            proposal.organisation_id,
            subject=str(proposal)[:255],
            answer=wish,
        )


def _ask_again(wish: str, months: int | None, today: date) -> date | None:
    if wish == Answer.DECLINED:
        return _months_later(today, DECLINED_REST_MONTHS)
    return _months_later(today, months) if wish == Answer.NOT_NOW and months else None


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day."""
    first = date.fromisoformat(f"{shifted(f'{day:%Y-%m}', months)}-01")
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def _cancel_mails(proposal: Proposal, why: str) -> None:
    """What waits still is of no use any more."""
    OutboxMessage.objects.filter(
        key__startswith=_key(proposal), state=OutboxMessage.State.WAITING
    ).update(state=OutboxMessage.State.WITHHELD, problem=why)


def _tell(proposal: Proposal, at: datetime) -> None:
    """Mail the answer to the person who proposed."""
    user = proposal.proposed_by
    if user is None:
        return
    mail = mails.answer_mail(proposal, user)
    OutboxMessage.objects.create(
        organisation=proposal.organisation,
        key=f"proposal-answer:{proposal.pk}:{user.pk}",
        address=user.email,
        user=user,
        purpose="b",
        reseller=proposal.reseller,
        to_proposer=True,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        next_attempt_at=at,
    )


def of_customer(organisation: Organisation) -> list[Proposal]:
    """Everything that was ever proposed to a customer, newest first."""
    return list(
        Proposal.objects.filter(organisation=organisation)
        .select_related("organisation", "reseller", "answered_by")
        .prefetch_related("findings")
    )


def open_count(organisation: Organisation, at: datetime) -> int:
    """How many proposals wait for an answer."""
    today = today_of(organisation, at)
    rows: Sequence[tuple[UUID | None]] = list(
        Proposal.objects.filter(
            organisation=organisation, answer="", withdrawn_at=None, valid_until__gte=today
        ).values_list("reseller_id")
    )
    allowed = {r: is_allowed_for(organisation.pk, r, at) for r in {row[0] for row in rows}}
    return sum(allowed[row[0]] for row in rows)
