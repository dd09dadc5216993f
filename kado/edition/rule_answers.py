"""How often rules are right, by what customers answer to their findings; for the operator, in its scope (docs/findings.md).

Reads answers and the lists of published findings, no telemetry. To see whether what is published holds is part of providing the
service: purpose (a), counted for customers that agreed to the terms, and written into each one's ledger (decision 0133).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from math import sqrt
from typing import Final
from uuid import UUID

import msgspec

from kado.edition.documents import thaw_as
from kado.edition.models import Edition, FindingResponse
from kado.entitlement import gate
from kado.entitlement.gate import Purpose
from kado.tenancy.models import Organisation

State, Reason = FindingResponse.State, FindingResponse.Reason
# With fewer answers a share says nothing: its 80 % interval is wider than a half.
LEAST_ANSWERS: Final = 5
_Z: Final = 1.2816  # 80 % of a normal distribution, as for forecasts


class _Verdict(msgspec.Struct):
    rule: str
    subject: str = ""


class _Line(msgspec.Struct):
    server_id: str
    verdict: _Verdict


class _Findings(msgspec.Struct):
    """The part of a summary that is counted: its most urgent 2,000 findings."""

    findings: tuple[_Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Precision:
    """The share of answered findings that were neither false alarms nor no problem, with its 80 % interval (Wilson)."""

    low_ratio: float
    ratio: float
    high_ratio: float


@dataclass(slots=True)
class Answers:
    """Findings of one rule, or of one customer. published_count: different ones in the newest editions."""

    key: str
    published_count: int = 0
    acknowledged_count: int = 0
    snoozed_count: int = 0
    false_alarm_count: int = 0
    no_problem_count: int = 0
    accepted_count: int = 0  # accepted, to be replaced, or another reason
    customers: set[UUID] = field(default_factory=set)

    @property
    def answered_count(self) -> int:
        right = self.acknowledged_count + self.snoozed_count + self.accepted_count
        return right + self.wrong_count

    @property
    def wrong_count(self) -> int:
        return self.false_alarm_count + self.no_problem_count

    @property
    def precision(self) -> Precision | None:
        """None below LEAST_ANSWERS."""
        n = self.answered_count
        if n < LEAST_ANSWERS:
            return None
        share, z2 = 1 - self.wrong_count / n, _Z * _Z
        middle = (share + z2 / (2 * n)) / (1 + z2 / n)
        half = _Z * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
        return Precision(max(0.0, middle - half), share, min(1.0, middle + half))


_COUNTED: Final = {
    (State.ACKNOWLEDGED, ""): "acknowledged_count",
    (State.SNOOZED, ""): "snoozed_count",
    (State.DISMISSED, Reason.FALSE_ALARM): "false_alarm_count",
    (State.DISMISSED, Reason.NO_PROBLEM): "no_problem_count",
    (State.DISMISSED, Reason.ACCEPTED): "accepted_count",
    (State.DISMISSED, Reason.REPLACEMENT): "accepted_count",
    (State.DISMISSED, Reason.OTHER): "accepted_count",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """By rule, the most wrong first; by customer, in order of name."""

    rules: tuple[Answers, ...]
    customers: tuple[Answers, ...]


def counted(at: datetime, actor: str) -> Counted:
    """All answers and published findings of customers that agreed to the terms, but the demonstration's."""
    names = {
        o.pk: o.name
        for o in Organisation.objects.filter(
            kind=Organisation.Kind.CUSTOMER, is_demonstration=False
        )
        if gate.is_allowed(Purpose.SERVICE, o.pk, at)
    }
    permit = gate.permit(
        Purpose.SERVICE, names, at=at, actor=actor, what="answers to findings by rule"
    )
    rules: dict[str, Answers] = {}
    customers = {o: Answers(names[o]) for o in names}
    for owner, rule, number in _published(permit.organisation_ids):
        rules.setdefault(rule, Answers(rule)).published_count += number
        customers[owner].published_count += number
    for row in FindingResponse.objects.filter(organisation_id__in=permit.organisation_ids):
        reason = row.reason if row.state == State.DISMISSED else ""
        name = _COUNTED.get((State(row.state), reason))
        if name is None:
            continue  # reopened: nobody's word any more
        for one in (rules.setdefault(row.rule, Answers(row.rule)), customers[row.organisation_id]):
            setattr(one, name, getattr(one, name) + 1)
            one.customers.add(row.organisation_id)
    by_wrong = sorted(rules.values(), key=lambda a: (-a.wrong_count, -a.answered_count, a.key))
    return Counted(tuple(by_wrong), tuple(sorted(customers.values(), key=lambda a: a.key)))


def _published(owners: Iterable[UUID]) -> Iterator[tuple[UUID, str, int]]:
    """(customer, rule, findings) of each customer's newest edition."""
    rows = Edition.objects.filter(
        organisation_id__in=list(owners), state=Edition.State.PUBLISHED
    ).order_by("organisation_id", "-month")
    seen: set[UUID] = set()
    for owner, pk in rows.values_list("organisation_id", "pk"):
        if owner in seen:
            continue
        seen.add(owner)
        summary = Edition.objects.values_list("summary", flat=True).get(pk=pk)
        found = thaw_as(bytes(summary), _Findings).findings if summary else ()
        for rule, number in sorted(Counter(line.verdict.rule for line in found).items()):
            yield owner, rule, number
