"""Editions that wait for the operator's look, and the schedule everybody can see (MISSION B2, F3)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kado.edition import calendar, cycle
from kado.edition.make import Work, discard
from kado.edition.models import Edition, Making
from kado.edition.publish import NotPublishable
from kado.edition.review import Policy, approve, policies_of, set_policy
from kado.edition.schedule import ScheduleLine, next_line, schedule
from kado.entitlement.models import Stop
from kado.tenancy import scope
from kado.tenancy.models import AuditEntry, Organisation
from tests.edition import fleet

INLINE = Work(workers=1)
AT = datetime(2026, 11, 5, tzinfo=UTC)
LAST_CALL = datetime(2026, 11, 28, 15, tzinfo=UTC)  # 48 hours before December in Tokyo


@pytest.fixture
def customer(db: None, settings: Any, tmp_path: Path) -> Organisation:
    """One server since October; every edition waits for review."""
    settings.LAKE_URL = str(tmp_path / "lake")
    settings.EDITION_REVIEW_HOLDS = True
    made = fleet.organisation()
    fleet.server(made, "srv", enrolled_at=datetime(2026, 10, 2, tzinfo=UTC))
    return made


def edition_of(customer: Organisation) -> Edition:
    with scope.within([customer.pk]):
        return Edition.objects.get(organisation=customer)


def line_of(customer: Organisation, at: datetime, month: str = "2026-10") -> ScheduleLine:
    with scope.within([customer.pk]):
        return next(line for line in schedule([customer], at) if line.month == month)


def test_a_held_edition_waits_and_is_published_before_the_deadline(customer: Organisation) -> None:
    assert cycle.run_due(AT, INLINE) == []
    held = edition_of(customer)
    assert held.state == Edition.State.MADE
    line = line_of(customer, AT)
    assert (line.state, line.published_by_itself_at) == ("review", LAST_CALL)
    assert line.needs_a_person and not line.overdue
    assert cycle.run_due(LAST_CALL - timedelta(seconds=1), INLINE) == []
    (published,) = cycle.run_due(LAST_CALL, INLINE)
    assert published.pk == held.pk and published.reviewed_at is None
    assert published.published_at < calendar.publish_deadline("2026-10", "Asia/Tokyo")


def test_where_the_operator_says_wait_nothing_is_published_by_itself(
    customer: Organisation, settings: Any
) -> None:
    settings.EDITION_UNREVIEWED_HOURS = None
    assert cycle.run_due(AT, INLINE) == cycle.run_due(LAST_CALL, INLINE) == []
    late = calendar.publish_deadline("2026-10", "Asia/Tokyo")
    line = line_of(customer, late)
    assert (line.state, line.published_by_itself_at, line.overdue) == ("review", None, True)


def test_who_approved_it_when_is_kept(customer: Organisation) -> None:
    cycle.run_due(AT, INLINE)
    held = edition_of(customer)
    with pytest.raises(NotPublishable, match="made anew"):
        approve(held, AT, "operator@example.com", digest="another")
    approved = approve(held, AT, "operator@example.com", held.content_sha256)
    assert approved.state == Edition.State.PUBLISHED
    assert (approved.reviewed_by, approved.reviewed_at) == ("operator@example.com", AT)
    with scope.within([customer.pk]):
        entries = AuditEntry.objects.order_by("pk").values_list("action", "actor")
        assert list(entries) == [
            ("edition_approved", "operator@example.com"),
            ("edition_published", "operator@example.com"),
        ]
    with pytest.raises(NotPublishable, match="only a made one"):
        approve(approved, AT, "operator@example.com")


def test_a_discarded_one_is_made_anew_and_waits_again(customer: Organisation) -> None:
    cycle.run_due(AT, INLINE)
    held = edition_of(customer)
    discard(held, AT, "operator@example.com")
    with scope.within([customer.pk]):
        assert AuditEntry.objects.get().action == "edition_discarded"
    assert cycle.run_due(AT + timedelta(hours=1), INLINE) == []
    again = edition_of(customer)
    assert again.pk != held.pk and again.state == Edition.State.MADE


def test_an_organisations_own_rule_goes_before_the_installations(customer: Organisation) -> None:
    with scope.within([customer.pk]):
        set_policy(customer.pk, False, True, AT, "operator@example.com")
        assert not policies_of([customer.pk])[customer.pk].holds
    assert len(cycle.run_due(AT, INLINE)) == 1
    with scope.within([customer.pk]):
        set_policy(customer.pk, None, True, AT, "operator@example.com")
        assert policies_of([customer.pk])[customer.pk].holds
        assert AuditEntry.objects.filter(action="edition_review_set").count() == 2


ZONES = ("Asia/Tokyo", "Europe/Berlin", "America/Los_Angeles", "Pacific/Apia", "Asia/Kathmandu")


@given(
    st.sampled_from(ZONES),
    st.integers(0, 60),
    st.integers(0, 24 * 27),
    st.integers(0, 24 * 365 * 7),
)
def test_a_hold_never_outlives_the_deadline(zone: str, months: int, hours: int, later: int) -> None:
    """B2: whatever the zone and the lead, what publishes by itself does so before the month ends."""
    month = calendar.shifted("2021-01", months)
    policy, at = Policy(True, True, timedelta(hours=hours)), AT - timedelta(hours=later)
    if policy.waits(month, zone, at):
        assert at < calendar.publish_deadline(month, zone)


def test_the_schedule_says_where_each_month_stands(customer: Organisation, settings: Any) -> None:
    settings.EDITION_REVIEW_HOLDS = False
    november = datetime(2026, 11, 1, tzinfo=UTC)
    assert line_of(customer, november).state == "grace"
    assert line_of(customer, november, "2026-11").state == "coming"
    assert line_of(customer, AT).state == "due"
    stop = Stop.objects.create(reason="other", organisation=customer, begins_at=AT)
    assert line_of(customer, AT).state == "stopped"
    stop.delete()
    with scope.within([customer.pk]):
        making = Making.objects.create(
            organisation=customer, month="2026-10", maker="here:1", progress_at=AT
        )
        assert line_of(customer, AT).state == "making"
        assert line_of(customer, AT + timedelta(hours=1)).state == "interrupted"
        making.delete()
        coming = next_line(customer, AT)
        assert coming is not None and coming.month == "2026-10"
    cycle.run_due(AT, INLINE)
    assert line_of(customer, AT).state == "published"
    with scope.within([customer.pk]):
        coming = next_line(customer, AT)
        assert coming is not None and (coming.month, coming.state) == ("2026-11", "coming")


def test_missed_months_stand_in_the_schedule_as_catching_up(customer: Organisation) -> None:
    late = datetime(2027, 1, 5, tzinfo=UTC)
    with scope.within([customer.pk]):
        lines = {
            line.month: (line.state, line.overdue, line.catches_up)
            for line in schedule([customer], late)
        }
    assert lines == {
        "2027-01": ("coming", False, False),
        "2026-12": ("due", False, False),
        "2026-11": ("due", True, True),
        "2026-10": ("due", True, True),
    }
