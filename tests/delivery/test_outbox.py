"""Messages leave once, only to whom they may when they do (MISSION B2, E3, E4)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail as mailbox

from kado.delivery.channels import CHANNELS
from kado.delivery.channels.failure import DeliveryFailed
from kado.delivery.models import OutboxMessage
from kado.delivery.outbox import WAITS, deliver_once
from kado.edition.documents import freeze
from kado.edition.make import Work, make
from kado.edition.models import Edition
from kado.edition.publish import publish
from kado.edition.reading import summary_of
from kado.entitlement.models import Consent, DataUse, TermsAgreement
from kado.language import say
from kado.tenancy import scope
from kado.tenancy.models import Membership, Organisation
from tests.edition import fleet

AT = datetime(2026, 11, 3, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(db: None, settings: Any, tmp_path: Any) -> Organisation:
    fleet.support_lists()
    settings.LAKE_URL = str(tmp_path / "lake")
    return fleet.organisation()


@pytest.fixture
def edition(customer: Organisation) -> Edition:
    fleet.server(customer, "srv", enrolled_at=datetime(2026, 10, 2, tzinfo=UTC))
    return publish(make(customer, "2026-10", AT, Work(workers=1)), AT)


def message(customer: Organisation, **fields: Any) -> OutboxMessage:
    values = {"key": "k", "address": "a@example.com", "subject": "S", "text": "T", **fields}
    with scope.everything("test"):
        return OutboxMessage.objects.create(organisation=customer, next_attempt_at=AT, **values)


def state_of(one: OutboxMessage) -> OutboxMessage:
    with scope.everything("test"):
        return OutboxMessage.objects.get(pk=one.pk)


def test_members_are_told_once_each_in_their_language(edition: Edition) -> None:
    assert deliver_once(AT) == 2
    assert deliver_once(AT + timedelta(days=1)) == 0
    japanese, english = sorted(mailbox.outbox, key=lambda m: m.to)
    assert "青葉製作所" in japanese.subject and "2026年10月" in japanese.subject
    assert "Aoba Works" in english.subject and "Oct 2026" in english.subject
    assert say("ja", "press-mail-no-data", servers_count=1) in japanese.body
    # nothing was seen, which is not "all is well" (D1)
    assert say("ja", "press-answer-fine", servers_count=0) not in japanese.body
    assert f"/o/{edition.organisation_id}/editions/2026-10/0/" in english.body
    assert english.alternatives and english.alternatives[0][1] == "text/html"  # type: ignore[attr-defined]


def test_who_left_in_between_is_not_written_to(edition: Edition, customer: Organisation) -> None:
    with scope.everything("test"):
        from kado.delivery.announce import announce_editions

        announce_editions(AT)
    Membership.objects.filter(role="reader").delete()
    assert deliver_once(AT) == 1
    with scope.everything("test"):
        withheld = OutboxMessage.objects.get(state=OutboxMessage.State.WITHHELD)
    assert withheld.problem == "no member any more"


def test_a_revision_is_told_and_old_months_are_not(edition: Edition) -> None:
    with scope.everything("test"):
        Edition.objects.filter(pk=edition.pk).update(published_at=AT - timedelta(days=8))
    assert deliver_once(AT) == 0
    revised = replace(summary_of(edition), revision=1, revision_reason="遅延データ")
    with scope.everything("test"):
        Edition.objects.filter(pk=edition.pk).update(
            published_at=AT,
            announced_at=None,
            revision=1,
            month="2026-03",
            summary=freeze(revised),
        )
    assert deliver_once(AT) == 2
    assert "遅延データ" in mailbox.outbox[0].body + mailbox.outbox[1].body


def test_quietly_published_is_told_to_nobody(customer: Organisation) -> None:
    fleet.server(customer, "srv", enrolled_at=datetime(2026, 10, 2, tzinfo=UTC))
    publish(make(customer, "2026-10", AT, Work(workers=1)), AT, quietly=True)
    assert deliver_once(AT) == 0


def test_consent_counts_at_the_moment_of_sending(customer: Organisation) -> None:
    """E3, E4: proposals go out under (b) only, and the use is written down either way."""
    with scope.everything("test"):
        consent = Consent.objects.create(organisation=customer, purpose="b", given_at=AT)
    sent = message(customer, purpose="b", key="first")
    assert deliver_once(AT) == 1 and state_of(sent).state == "sent"
    with scope.everything("test"):
        Consent.objects.filter(pk=consent.pk).update(withdrawn_at=AT)
    refused = message(customer, purpose="b", key="second")
    assert deliver_once(AT) == 0
    assert state_of(refused).state == "withheld" and "purpose (b)" in state_of(refused).problem
    with scope.everything("test"):
        uses = list(DataUse.objects.order_by("pk").values_list("purpose", "refused"))
        assert uses == [("b", False), ("b", True)]
        TermsAgreement.objects.all().delete()
    service = message(customer, key="third")
    assert deliver_once(AT) == 0 and state_of(service).state == "withheld"


def test_what_fails_is_tried_again_and_then_given_up(
    customer: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: OutboxMessage) -> None:
        raise DeliveryFailed("connection refused")

    monkeypatch.setitem(CHANNELS, "mail", failing)
    one, at = message(customer), AT
    for wait in WAITS:
        assert deliver_once(at) == 0
        kept = state_of(one)
        assert (kept.state, kept.next_attempt_at) == ("waiting", at + wait)
        assert deliver_once(at) == 0 and state_of(one).attempts_count == kept.attempts_count
        at += wait
    deliver_once(at)
    assert (state_of(one).state, state_of(one).problem) == ("failed", "connection refused")


def test_an_address_that_is_refused_is_not_tried_again(
    customer: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: OutboxMessage) -> None:
        raise DeliveryFailed("no such user", forever=True)

    monkeypatch.setitem(CHANNELS, "mail", failing)
    one = message(customer)
    deliver_once(AT)
    assert state_of(one).state == "failed"


def test_two_processes_do_not_send_the_same_message(
    customer: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = message(customer)
    inner: list[int] = []
    send = CHANNELS["mail"]

    def while_sending(message: OutboxMessage) -> None:
        inner.append(deliver_once(AT))
        send(message)

    monkeypatch.setitem(CHANNELS, "mail", while_sending)
    assert deliver_once(AT) == 1
    assert inner == [0] and len(mailbox.outbox) == 1
    assert state_of(one).state == "sent"
