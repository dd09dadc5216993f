"""Candidates for proposals: what the newest published editions find at customers that allow it (MISSION E4)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from kado.contacts.kinds import KIND_OF_RULE, due_date_of
from kado.contacts.models import Proposal
from kado.contacts.proposers import Proposer, customers_of, record_use
from kado.edition import reading
from kado.edition.documents import thaw_as
from kado.edition.models import Edition
from kado.edition.responses import responses_of, standing_of
from kado.facts.edition import FindingLine
from kado.facts.verdicts import SEVERITY_ORDER, Severity
from kado.language import say
from kado.press.words import dashed
from kado.tenancy.models import Organisation, Server

# A customer that is interested is being talked to: the same finding is no candidate again for so long.
PURSUED: Final = timedelta(days=180)
USE_LOOKED: Final = "proposals: candidates and what was sent"
USE_WRITTEN: Final = "proposals: a proposal is written"


class _Findings(msgspec.Struct):
    """The part of an edition's summary that candidates need; the lines of its servers are skipped."""

    findings: tuple[FindingLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """The same finding on one or more servers of a customer, most urgent first.

    due_date: the first day still to come by which one of them asks for something, None where there is none.
    """

    customer: Organisation
    edition: Edition
    kind: str
    rule: str
    findings: tuple[FindingLine, ...]
    due_date: date | None

    @property
    def severity(self) -> Severity:
        return self.findings[0].verdict.severity

    @property
    def hostnames(self) -> tuple[str, ...]:
        """Each server once, in the order of the findings."""
        return tuple(dict.fromkeys(f.hostname for f in self.findings))


def today_of(customer: Organisation, at: datetime) -> date:
    """The day it is where the customer is."""
    return at.astimezone(ZoneInfo(customer.zone)).date()


def candidates(proposer: Proposer, at: datetime) -> list[Candidate]:
    """All candidates of all customers that allow it now, most urgent first; the use is recorded."""
    customers = customers_of(proposer, at)
    record_use(proposer, customers, USE_LOOKED, at)
    found = [c for customer in customers for c in _of_customer(customer, proposer, at)]
    return sorted(
        found,
        key=lambda c: (SEVERITY_ORDER.index(c.severity), c.due_date or date.max, c.customer.name),
    )


def candidate(
    proposer: Proposer, customer: Organisation, rule: str, at: datetime
) -> Candidate | None:
    """One candidate, None where there is none (any more). Raises UseRefused, and records the refusal."""
    record_use(proposer, [customer], USE_WRITTEN, at)
    found = _of_customer(customer, proposer, at)
    return next((c for c in found if c.rule == rule), None)


def shown_to(proposer: Proposer, customer: Organisation, at: datetime) -> list[Candidate]:
    """What a proposer would see of a customer under its consent: for that customer's own eyes, before it decides. Nothing is recorded."""
    return _of_customer(customer, proposer, at)


def _of_customer(customer: Organisation, proposer: Proposer, at: datetime) -> list[Candidate]:
    edition = reading.latest(customer.pk)
    if edition is None:
        return []
    today = today_of(customer, at)
    resting, pursued = _resting(customer, today), _pursued(customer, proposer, at, today)
    return [
        Candidate(customer, edition, KIND_OF_RULE[rule], rule, lines, _due_date(lines, today))
        for rule, lines in _findings(customer, edition, today).items()
        if KIND_OF_RULE[rule] not in resting and rule not in pursued
    ]


def _due_date(lines: tuple[FindingLine, ...], today: date) -> date | None:
    days = (due_date_of(line.verdict) for line in lines)
    return min((day for day in days if day is not None and day > today), default=None)


def _findings(
    customer: Organisation, edition: Edition, today: date
) -> dict[str, tuple[FindingLine, ...]]:
    """The findings that can lead to a proposal, by rule; without those that the customer set aside, or whose server is gone."""
    answers = responses_of(customer.pk)
    there = set(Server.objects.filter(organisation=customer).values_list("pk", flat=True))
    found: defaultdict[str, list[FindingLine]] = defaultdict(list)
    summary = thaw_as(bytes(edition.summary or b""), _Findings)
    for line in summary.findings:
        verdict = line.verdict
        if verdict.rule not in KIND_OF_RULE or UUID(line.server_id) not in there:
            continue
        answer = answers.get((line.server_id, verdict.rule, verdict.subject))
        if not standing_of(answer, verdict, today).is_aside:
            found[verdict.rule].append(line)
    return {rule: tuple(lines) for rule, lines in found.items()}


def _resting(customer: Organisation, today: date) -> set[str]:
    """The kinds that the customer does not want to hear of yet, whoever proposes."""
    rows = Proposal.objects.filter(organisation=customer, ask_again_on__gt=today)
    return set(rows.values_list("kind", flat=True))


def _pursued(customer: Organisation, proposer: Proposer, at: datetime, today: date) -> set[str]:
    """The rules of which this proposer's proposal is open, or was welcome not long ago."""
    own = Proposal.objects.filter(
        organisation=customer, reseller_id=proposer.reseller_id, withdrawn_at=None
    )
    still = own.filter(answer="", valid_until__gte=today)
    welcome = own.filter(answer=Proposal.Answer.INTERESTED, answered_at__gt=at - PURSUED)
    return set(still.values_list("rule", flat=True)) | set(welcome.values_list("rule", flat=True))


def draft(found: Candidate, locale: str) -> tuple[str, str]:
    """Title and text to begin with, in a language; the proposer edits both."""
    key = f"proposal-{dashed(found.kind)}"
    values: dict[str, object] = {
        "servers_count": len(found.hostnames),
        "hostname": found.hostnames[0],
        "due_date": found.due_date,
    }
    title = f"{key}-title-by" if found.due_date else f"{key}-title"
    return say(locale, title, **values), say(locale, f"{key}-body", **values)
