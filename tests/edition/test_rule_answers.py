"""How often rules are right: answers counted by rule and by customer, precision only with enough of them, and every use in the ledger."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kado.edition.models import FindingResponse
from kado.edition.rule_answers import LEAST_ANSWERS, Answers, counted
from kado.edition.rule_notes import notes_on
from kado.entitlement.models import DataUse
from kado.tenancy import scope
from kado.tenancy.models import Organisation, Server
from tests.edition import fleet

AT = datetime(2026, 11, 20, tzinfo=UTC)
State, Reason = FindingResponse.State, FindingResponse.Reason


def answered(server: Server, rule: str, state: State, reason: str = "", subject: str = "") -> None:
    FindingResponse.objects.create(
        organisation=server.organisation, server=server, rule=rule, subject=subject, severity="plan",
        month="2026-10", state=state, reason=reason, at=AT,
    )  # fmt: skip


@pytest.mark.django_db
def test_answers_are_counted_by_rule_and_customer_and_recorded() -> None:
    first = fleet.server(fleet.organisation("A"), "srv-1", contract_to=None)
    other = fleet.server(fleet.organisation("B"), "srv-2", contract_to=None)
    stranger = fleet.server(fleet.organisation("C", agreed=False), "srv-3", contract_to=None)
    shown = fleet.server(fleet.organisation("D"), "srv-4", contract_to=None)
    Organisation.objects.filter(name="D").update(is_demonstration=True)
    with scope.everything("test"):
        for server in (first, other, stranger, shown):
            answered(server, "drive_failing", State.DISMISSED, Reason.FALSE_ALARM)
        answered(first, "drive_failing", State.ACKNOWLEDGED, subject="/dev/sdb")
        answered(first, "memory_full", State.REOPENED)
        found = counted(AT, "operator@example.com")
        (rule,) = [a for a in found.rules if a.answered_count]
        assert (rule.key, rule.false_alarm_count, rule.acknowledged_count) == (
            "drive_failing",
            2,
            1,
        )
        assert len(rule.customers) == 2 and rule.precision is None
        assert [(a.key, a.answered_count) for a in found.customers] == [("A", 2), ("B", 1)]
        uses = DataUse.objects.filter(purpose="a", what="answers to findings by rule")
        assert {u.organisation_id for u in uses} == {first.organisation_id, other.organisation_id}


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_precision_lies_in_its_interval(right: int, wrong: int) -> None:
    one = Answers("any", acknowledged_count=right, false_alarm_count=wrong)
    found = one.precision
    assert (found is None) == (right + wrong < LEAST_ANSWERS)
    if found is not None:
        assert 0 <= found.low_ratio <= found.ratio + 1e-12
        assert found.ratio <= found.high_ratio + 1e-12 <= 1 + 1e-9


def test_notes_on_a_rule_hold_its_thresholds_with_their_sources() -> None:
    notes = notes_on("inlet_temperature_high")
    assert notes is not None and all(t.source for t in notes.thresholds)
    assert notes_on("no_such_rule") is None
