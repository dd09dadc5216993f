"""Proposals reach a customer only under its consent in force, and its answer reaches the proposer (MISSION E3, E4, F2, F3)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as mailbox
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kado import clock
from kado.advice.rules import RULES
from kado.contacts import proposals
from kado.contacts.candidates import candidates, today_of
from kado.contacts.desk import desk
from kado.contacts.kinds import KIND_OF_RULE, KINDS, due_date_of
from kado.contacts.models import Proposal
from kado.contacts.proposals import NotAnswerable
from kado.delivery.models import OutboxMessage
from kado.delivery.outbox import deliver_once
from kado.edition.models import FindingResponse
from kado.entitlement.gate import UseRefused
from kado.entitlement.models import DataUse
from kado.facts.verdicts import Outcome, Verdict
from kado.language import LOCALES, has
from kado.tenancy import scope
from kado.tenancy.models import AuditEntry, Organisation, ResellerGrant
from tests.contacts.conftest import consent, person, proposer, sent, withdraw
from tests.portal.sample import World

NOW = clock.now()
DAY = timedelta(days=1)


def found_by(world: World, who: str, at: Any) -> list[str]:
    with scope.everything("test"):
        return [c.rule for c in candidates(proposer(world, who), at)]


def answered(proposal: Proposal, wish: str, months: int | None = None, at: Any = NOW) -> None:
    with scope.everything("test"):
        proposals.answer(proposal, wish, months, "", person("owner"), at)


def test_the_table_names_rules_that_exist_and_every_kind_has_its_words() -> None:
    known = {rule.key for rule in RULES}
    assert set(KIND_OF_RULE) <= known
    assert len(KIND_OF_RULE) == sum(len(kind.rules) for kind in KINDS)
    for kind in KINDS:
        stem = f"proposal-{kind.key.replace('_', '-')}"
        wanted = (f"{stem}-title", f"{stem}-title-by", f"{stem}-body")
        assert all(has(x, key) for x in LOCALES for key in wanted)
        assert has("ja", f"proposal-kind-{kind.key.replace('_', '-')}")


def test_the_day_by_which_a_finding_asks_for_something() -> None:
    verdict = Verdict("ssd_wear", Outcome.FINDING, values={"from_date": "2027-03-01"})
    assert str(due_date_of(verdict)) == "2027-03-01"
    assert (
        due_date_of(Verdict("drive_failing", Outcome.FINDING, values={"from_date": None})) is None
    )


def test_without_consent_nothing_is_shown_counted_or_recorded(world: World) -> None:
    assert found_by(world, "operator", NOW) == found_by(world, "reseller", NOW) == []
    with scope.everything("test"):
        shown = desk(proposer(world), "en", NOW)
        assert not shown.candidates and not shown.lines
        assert not DataUse.objects.filter(what__startswith="proposals").exists()


def test_one_candidate_tells_of_all_servers_with_the_same_finding(world: World) -> None:
    consent(world, "b", NOW)
    with scope.everything("test"):
        found = candidates(proposer(world), NOW)
        assert found and len({(c.customer, c.rule) for c in found}) == len(found)
        assert all(f.verdict.rule == c.rule for c in found for f in c.findings)
        uses = DataUse.objects.filter(organisation_id=world.customer, purpose="b", refused=False)
        assert uses.get(what__startswith="proposals").actor == "operator@example.com"


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    begins=st.integers(0, 6),
    withdrawn=st.none() | st.integers(0, 8),
    expires=st.none() | st.integers(0, 8),
    grant_ends=st.none() | st.integers(0, 8),
    named=st.booleans(),
    looked=st.integers(0, 9),
    who=st.sampled_from(["operator", "reseller"]),
)
def test_a_proposer_sees_a_customer_exactly_while_it_allows_it(
    world: World,
    begins: int,
    withdrawn: int | None,
    expires: int | None,
    grant_ends: int | None,
    named: bool,
    looked: int,
    who: str,
) -> None:
    """Over a moving clock: consent given, withdrawn or expired, for one reseller or everybody; the grant ended."""
    moments = {n: NOW + n * DAY for n in range(10)}
    with transaction.atomic():
        given_one = consent(
            world,
            "b",
            moments[begins],
            world.reseller if named else None,
            expires_at=None if expires is None else moments[expires],
        )
        if withdrawn is not None:
            withdraw(given_one, moments[withdrawn])
        if grant_ends is not None:
            ResellerGrant.objects.update(withdrawn_at=moments[grant_ends])
        in_force = (
            begins <= looked
            and (withdrawn is None or looked < withdrawn)
            and (expires is None or looked < expires)
        )
        if who == "operator":
            allowed = in_force and not named
        else:
            allowed = in_force and (grant_ends is None or looked < grant_ends)
        assert bool(found_by(world, who, moments[looked])) == allowed
        transaction.set_rollback(True)


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    withdrawn=st.none() | st.integers(1, 8),
    grant_ends=st.none() | st.integers(1, 8),
    delivered=st.integers(0, 9),
    who=st.sampled_from(["operator", "reseller"]),
)
def test_a_mail_leaves_only_under_consent_in_force_when_it_leaves(
    world: World, withdrawn: int | None, grant_ends: int | None, delivered: int, who: str
) -> None:
    with transaction.atomic():
        mailbox.outbox.clear()
        given_one = consent(world, "b", NOW)
        sent(world, NOW, who)
        if withdrawn is not None:
            withdraw(given_one, NOW + withdrawn * DAY)
        if grant_ends is not None:
            ResellerGrant.objects.update(withdrawn_at=NOW + grant_ends * DAY)
        deliver_once(NOW + delivered * DAY)
        allowed = withdrawn is None or delivered < withdrawn
        if who == "reseller":
            allowed = allowed and (grant_ends is None or delivered < grant_ends)
        contacts = [m for m in mailbox.outbox if "List-Unsubscribe" in m.extra_headers]
        assert bool(contacts) == allowed
        transaction.set_rollback(True)


def test_sending_without_consent_is_refused_and_recorded(world: World) -> None:
    given_one = consent(world, "b", NOW)
    with scope.everything("test"):
        first = candidates(proposer(world), NOW)[0]
        texts = proposals.Texts("題", "Title", "文", "Text", "", "", (NOW + 9 * DAY).date())
        prepared = proposals.prepare(first, proposer(world), texts, NOW)
        withdraw(given_one, NOW)
        with pytest.raises(UseRefused):
            proposals.send(prepared, proposer(world), NOW)
        assert not Proposal.objects.exists() and not OutboxMessage.objects.exists()
        assert DataUse.objects.filter(purpose="b", refused=True, at=NOW).exists()


def test_a_button_pressed_twice_sends_once(world: World) -> None:
    consent(world, "b", NOW)
    with scope.everything("test"):
        first = candidates(proposer(world), NOW)[0]
        texts = proposals.Texts("題", "Title", "文", "Text", "", "", (NOW + 9 * DAY).date())
        for _ in range(2):
            prepared = proposals.prepare(first, proposer(world), texts, NOW)
            proposals.send(prepared, proposer(world), NOW)
        assert Proposal.objects.count() == OutboxMessage.objects.count() == 1


def test_administrators_are_written_to_in_their_language_with_a_way_out(world: World) -> None:
    consent(world, "b", NOW)
    proposal = sent(world, NOW)
    deliver_once(NOW)
    (letter,) = mailbox.outbox
    assert letter.to == ["owner@example.com"] and proposal.title_ja in letter.subject
    address = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert address in letter.body and f"/o/{world.customer}/proposals/" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_an_answer_reaches_the_person_who_proposed(world: World) -> None:
    consent(world, "b", NOW)
    proposal = sent(world, NOW, "reseller")
    answered(proposal, "interested")
    deliver_once(NOW)
    (letter,) = mailbox.outbox  # the mail that waited is of no use any more
    assert letter.to == ["reseller@example.com"] and "あおば" in letter.subject
    assert "List-Unsubscribe" not in letter.extra_headers
    with scope.everything("test"):
        (line,) = desk(proposer(world, "reseller"), "en", NOW).lines
        assert line.proposal.answer == "interested"
        assert not desk(proposer(world, "operator"), "en", NOW).lines
        actions = AuditEntry.objects.filter(action__startswith="proposal")
        assert {e.action for e in actions} == {"proposal_sent", "proposal_answered"}


def test_an_answer_is_given_once_while_the_proposal_is_open(world: World) -> None:
    given_one = consent(world, "b", NOW)
    proposal = sent(world, NOW)
    for wish, months, key in (
        ("maybe", None, "proposal-answer-unknown"),
        ("not_now", None, "proposal-months-unknown"),
        ("not_now", 7, "proposal-months-unknown"),
    ):
        with pytest.raises(NotAnswerable) as refused:
            answered(proposal, wish, months)
        assert refused.value.key == key
    withdraw(given_one, NOW + DAY)
    with pytest.raises(NotAnswerable) as refused:
        answered(proposal, "interested", at=NOW + DAY)
    assert refused.value.key == "proposal-consent-gone"
    answered(proposal, "declined")
    with pytest.raises(NotAnswerable) as refused:
        answered(proposal, "declined")
    assert refused.value.key == "proposal-not-open"


@pytest.mark.parametrize(
    ("wish", "months", "days", "again"),
    [
        ("declined", None, 360, False),
        ("declined", None, 370, True),
        ("not_now", 3, 80, False),
        ("not_now", 3, 95, True),
        ("interested", None, 100, False),
        ("interested", None, 200, True),
    ],
)
def test_what_was_answered_is_not_proposed_again_for_a_while(
    world: World, wish: str, months: int | None, days: int, again: bool
) -> None:
    consent(world, "b", NOW)
    proposal = sent(world, NOW)
    assert proposal.rule not in found_by(world, "operator", NOW + DAY)
    answered(proposal, wish, months)
    assert (proposal.rule in found_by(world, "operator", NOW + days * DAY)) == again
    # A kind that is declined rests whoever asks; interest in one proposer's keeps nobody else from proposing.
    rests_for_all = wish != "interested" and not again
    assert (proposal.rule in found_by(world, "reseller", NOW + days * DAY)) != rests_for_all


def test_what_the_customer_set_aside_is_no_candidate(world: World) -> None:
    consent(world, "b", NOW)
    with scope.everything("test"):
        first = candidates(proposer(world), NOW)[0]
        for line in first.findings:
            FindingResponse.objects.create(
                organisation_id=world.customer,
                server_id=line.server_id,
                rule=line.verdict.rule,
                subject=line.verdict.subject,
                identity=_identity(line.verdict),
                severity=line.verdict.severity.value,
                month=first.edition.month,
                state="dismissed",
                reason="accepted",
                at=NOW,
            )
    assert first.rule not in found_by(world, "operator", NOW)


def _identity(verdict: Verdict) -> str:
    from kado.edition.responses import identity_of

    return identity_of(verdict)


def test_withdrawn_consent_takes_proposals_from_the_proposer_and_not_from_the_customer(
    world: World,
) -> None:
    given_one = consent(world, "b", NOW)
    sent(world, NOW)
    customer = Organisation.objects.get(pk=world.customer)
    with scope.everything("test"):
        assert proposals.open_count(customer, NOW) == 1
        withdraw(given_one, NOW + DAY)
        assert not desk(proposer(world), "en", NOW + DAY).lines
        assert len(proposals.of_customer(customer)) == 1
        assert proposals.open_count(customer, NOW + DAY) == 0
        assert deliver_once(NOW + DAY) == 0 and not mailbox.outbox
        consent(world, "b", NOW + 2 * DAY)
        assert len(desk(proposer(world), "en", NOW + 2 * DAY).lines) == 1


def test_a_proposer_withdraws_its_own_proposal_only(world: World) -> None:
    consent(world, "b", NOW)
    proposal = sent(world, NOW)
    with scope.everything("test"):
        assert not proposals.withdraw(proposer(world, "reseller"), proposal.pk, NOW)
        assert proposals.withdraw(proposer(world), proposal.pk, NOW)
        assert not proposals.withdraw(proposer(world), proposal.pk, NOW)
        proposal.refresh_from_db()
        assert proposals.standing_of(proposal, NOW) == "withdrawn"
        assert deliver_once(NOW) == 0
        counts = proposals.mail_counts(proposal)
    assert (counts.sent_count, counts.waiting_count, counts.unsent_count) == (0, 0, 1)


def test_a_proposal_expires_at_the_end_of_its_last_day_where_the_customer_is(world: World) -> None:
    consent(world, "b", NOW)
    proposal = sent(world, NOW)
    with scope.everything("test"):
        on_last_day = NOW + (proposal.valid_until - today_of(proposal.organisation, NOW)).days * DAY
        assert proposals.standing_of(proposal, on_last_day) == "open"
        assert proposals.standing_of(proposal, on_last_day + DAY) == "expired"
        deliver_once(on_last_day + 2 * DAY)
        assert OutboxMessage.objects.get().state == OutboxMessage.State.EXPIRED
