"""How often and whether a person is written to: caps, quiet days, personal refusals (MISSION E4)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail as mailbox
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kado.contacts.reach import Reach, Reader, reach_of
from kado.delivery import choices
from kado.delivery.choices import named_by, refusal_url
from kado.delivery.models import MailRefusal, OutboxMessage
from kado.delivery.outbox import deliver_once
from kado.entitlement.gate import Purpose
from kado.site.settings import _week_days
from kado.tenancy import scope
from kado.tenancy.models import AuditEntry, Organisation
from tests.contacts.conftest import consent, person
from tests.portal.conftest import client_of
from tests.portal.sample import World

MONDAY = datetime(2026, 11, 23, 3, tzinfo=UTC)  # noon in Tokyo
DAY = timedelta(days=1)


def waiting(
    world: World, key: str, at: datetime, who: str = "owner", **fields: Any
) -> OutboxMessage:
    with scope.everything("test"):
        return OutboxMessage.objects.create(
            organisation_id=world.customer,
            key=key,
            address=f"{who}@example.com",
            user=person(who),
            subject="S",
            text="T",
            next_attempt_at=at,
            **{"purpose": "b", **fields},
        )


def now(message: OutboxMessage) -> OutboxMessage:
    with scope.everything("test"):
        return OutboxMessage.objects.get(pk=message.pk)


def test_what_a_cap_holds_back_waits_and_goes_later(world: World) -> None:
    consent(world, "b", MONDAY - DAY)
    first, second, third = (waiting(world, f"k{n}", MONDAY) for n in range(3))
    assert deliver_once(MONDAY) == 2
    held = now(third)
    assert (held.state, held.attempts_count) == ("waiting", 0)
    assert held.next_attempt_at == MONDAY + 30 * DAY
    assert deliver_once(MONDAY + 29 * DAY) == 0
    assert deliver_once(MONDAY + 30 * DAY) == 1
    assert {now(m).state for m in (first, second, third)} == {"sent"}


def test_what_is_held_back_too_long_expires(world: World) -> None:
    consent(world, "d", MONDAY - DAY)
    waiting(world, "k0", MONDAY, purpose="d")
    late = waiting(world, "k1", MONDAY, purpose="d", expires_at=MONDAY + 5 * DAY)
    assert deliver_once(MONDAY) == 1
    assert now(late).next_attempt_at == MONDAY + 5 * DAY
    assert deliver_once(MONDAY + 5 * DAY) == 0 and now(late).state == "expired"


def test_caps_are_by_person_purpose_and_customer_contact_only(world: World) -> None:
    for purpose in ("b", "d"):
        consent(world, purpose, MONDAY - DAY)
    for n in range(2):
        waiting(world, f"owner-b{n}", MONDAY)
    waiting(world, "owner-d", MONDAY, purpose="d")
    waiting(world, "mate-d", MONDAY, who="mate", purpose="d")
    waiting(world, "service", MONDAY, purpose="a")
    for n in range(3):  # the proposer hears every answer
        waiting(world, f"answer{n}", MONDAY, who="operator", to_proposer=True)
    assert deliver_once(MONDAY) == 8


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(written=st.lists(st.integers(0, 90), min_size=1, max_size=8))
def test_no_window_of_thirty_days_holds_more_than_the_cap(world: World, written: list[int]) -> None:
    with transaction.atomic():
        consent(world, "b", MONDAY - DAY)
        for n, day in enumerate(written):
            waiting(world, f"k{n}", MONDAY + day * DAY)
        for day in range(240):
            deliver_once(MONDAY + day * DAY)
        with scope.everything("test"):
            left = sorted(OutboxMessage.objects.values_list("sent_at", flat=True))
        assert len(left) == len(written) and None not in left
        assert all(
            later - earlier >= 30 * DAY for earlier, later in zip(left, left[2:], strict=False)
        )
        transaction.set_rollback(True)


def test_quiet_days_are_those_of_the_customers_zone(world: World, settings: Any) -> None:
    settings.CONTACT_QUIET_DAYS = frozenset({"mon", "tue"})
    consent(world, "b", MONDAY - 9 * DAY)
    quiet, service = waiting(world, "k", MONDAY), waiting(world, "s", MONDAY, purpose="a")
    assert deliver_once(MONDAY) == 1 and now(service).state == "sent"
    # Wednesday begins in Tokyo at 15:00 UTC of Tuesday.
    assert now(quiet).next_attempt_at == datetime(2026, 11, 24, 15, tzinfo=UTC)
    assert deliver_once(datetime(2026, 11, 24, 15, tzinfo=UTC)) == 1


def test_quiet_days_leave_a_day() -> None:
    assert _week_days("sat, Sun") == {"sat", "sun"} and _week_days("") == frozenset()
    for wrong in ("someday", "mon,tue,wed,thu,fri,sat,sun"):
        with pytest.raises(ValueError, match="KADO_CONTACT_QUIET_DAYS"):
            _week_days(wrong)


def test_who_refuses_gets_none_and_colleagues_do(world: World) -> None:
    consent(world, "d", MONDAY - DAY)
    owners = waiting(world, "k0", MONDAY, purpose="d")
    waiting(world, "k1", MONDAY, who="mate", purpose="d")
    with scope.everything("test"):
        choices.refuse(person("owner"), Purpose.FEEDBACK, MONDAY)
    assert deliver_once(MONDAY) == 1
    assert now(owners).state == "withheld" and mailbox.outbox[0].to == ["mate@example.com"]


def test_the_sender_is_told_whom_a_mail_would_reach(world: World) -> None:
    consent(world, "d", MONDAY - DAY)
    customer = Organisation.objects.get(pk=world.customer)
    readers = [Reader(customer, person(who)) for who in ("owner", "mate", "stranger")]
    waiting(world, "k", MONDAY, purpose="d")
    deliver_once(MONDAY)
    with scope.everything("test"):
        choices.refuse(person("mate"), Purpose.FEEDBACK, MONDAY)
        assert reach_of(readers, Purpose.FEEDBACK, MONDAY) == Reach(1, 1, 1)
        assert reach_of(readers, Purpose.PROPOSALS, MONDAY) == Reach(3, 0, 0)
        assert reach_of(readers * 200, Purpose.FEEDBACK, MONDAY) is None


def test_the_link_of_a_mail_refuses_without_signing_in_by_posting_only(world: World) -> None:
    path = refusal_url(person("owner"), "b").removeprefix("http://127.0.0.1:8210")
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(path).status_code == 200
    assert not MailRefusal.objects.exists()
    assert stranger.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert stranger.post(path).status_code == 200
    refusal = MailRefusal.objects.get()
    assert (refusal.user.email, refusal.purpose) == ("owner@example.com", "b")
    with scope.everything("test"):
        assert AuditEntry.objects.filter(action="mail_refused").count() == 1


def test_a_link_that_was_not_made_here_changes_nothing(world: World) -> None:
    assert named_by("rubbish") is None
    for method in (client_of("").get, client_of("").post):
        page = method("/mail-choices/rubbish/")
        assert page.status_code == 404 and "無効" in page.content.decode()
    assert not MailRefusal.objects.exists()


def test_the_page_switches_each_kind_for_oneself(world: World) -> None:
    owner = client_of("owner", "en")
    assert client_of("").post("/mail-choices/").status_code == 302
    owner.post("/mail-choices/", {"wanted": ["d"]})
    assert choices.is_refused(person("owner"), "b") and not choices.is_refused(person("owner"), "d")
    assert not choices.is_refused(person("mate"), "b")
    owner.post("/mail-choices/", {"wanted": ["b", "d"]})
    assert not MailRefusal.objects.exists()
    assert "owner@example.com" in owner.get("/mail-choices/").content.decode()


def test_a_reseller_person_who_left_hears_no_answer(world: World) -> None:
    consent(world, "b", MONDAY - DAY)
    told = waiting(world, "k", MONDAY, who="stranger", to_proposer=True, reseller_id=world.reseller)
    assert deliver_once(MONDAY) == 0
    assert now(told).problem == "no member any more"
