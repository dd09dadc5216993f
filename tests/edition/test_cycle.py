"""What is due is made and published by itself, in order, in each customer's own time (MISSION B2, B3, D2)."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kado.edition import cycle
from kado.edition.attempts import WAITS
from kado.edition.make import Work
from kado.edition.models import Edition, Making
from kado.edition.runners import RunLost
from kado.entitlement.models import Stop
from kado.tenancy import scope
from kado.tenancy.models import Organisation
from tests.edition import fleet

pytestmark = pytest.mark.django_db
INLINE = Work(workers=1)


@pytest.fixture
def empty_lake(settings: Any, tmp_path: Path) -> None:
    settings.LAKE_URL = str(tmp_path / "lake")


def published(organisation: Organisation) -> list[str]:
    with scope.within([organisation.pk]):
        rows = Edition.objects.filter(state=Edition.State.PUBLISHED).order_by("published_at", "pk")
        return list(rows.values_list("month", flat=True))


def test_a_month_is_due_after_its_grace_in_its_own_zone(db: None) -> None:
    tokyo = fleet.organisation("東京", "Asia/Tokyo")
    angeles = fleet.organisation("Los Angeles", "America/Los_Angeles")
    for owner in (tokyo, angeles):
        fleet.server(owner, "srv", enrolled_at=datetime(2026, 9, 20, tzinfo=UTC))
    at = datetime(2026, 11, 2, 15, tzinfo=UTC)  # midnight of the third in Tokyo
    assert cycle.due_months(tokyo, at - timedelta(seconds=1)) == ["2026-09"]
    assert cycle.due_months(tokyo, at) == ["2026-09", "2026-10"]
    assert cycle.due_months(angeles, at) == ["2026-09"]
    assert cycle.due_months(tokyo, datetime(2026, 9, 20, tzinfo=UTC)) == []


def test_missed_months_are_caught_up_in_order_and_once(empty_lake: None) -> None:
    customer = fleet.organisation()
    fleet.server(customer, "srv", enrolled_at=datetime(2026, 7, 20, tzinfo=UTC))
    at = datetime(2026, 11, 5, tzinfo=UTC)
    made = cycle.run_due(at, INLINE)
    assert (
        [e.month for e in made]
        == published(customer)
        == ["2026-07", "2026-08", "2026-09", "2026-10"]
    )
    assert cycle.run_due(at, INLINE) == []
    assert cycle.due_months(customer, at) == []


def test_no_more_is_caught_up_than_there_is_data_for(db: None) -> None:
    customer = fleet.organisation()
    fleet.server(customer, "srv", enrolled_at=datetime(2020, 1, 1, tzinfo=UTC))
    due = cycle.due_months(customer, datetime(2026, 11, 5, tzinfo=UTC))
    assert (len(due), due[0], due[-1]) == (13, "2025-10", "2026-10")


def test_who_is_stopped_or_has_not_agreed_waits_and_is_caught_up(empty_lake: None) -> None:
    stopped, silent = fleet.organisation("停止中"), fleet.organisation("未同意", agreed=False)
    for owner in (stopped, silent):
        fleet.server(owner, "srv", enrolled_at=datetime(2026, 10, 2, tzinfo=UTC))
    at = datetime(2026, 11, 5, tzinfo=UTC)
    until = at + timedelta(days=1)
    Stop.objects.create(reason="misuse", organisation=stopped, begins_at=at, ends_at=until)
    assert cycle.run_due(at, INLINE) == []
    assert [e.organisation for e in cycle.run_due(until, INLINE)] == [stopped]


def test_one_customers_failure_keeps_nobody_waiting(
    empty_lake: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = fleet.organisation("一番"), fleet.organisation("二番")
    for owner in (first, second):
        fleet.server(owner, "srv", enrolled_at=datetime(2026, 10, 2, tzinfo=UTC))
    make = cycle.make

    def failing(organisation: Organisation, *rest: Any) -> Edition:
        if organisation == first:
            raise ZeroDivisionError("a defect")
        return make(organisation, *rest)

    monkeypatch.setattr(cycle, "make", failing)
    at = datetime(2026, 11, 5, tzinfo=UTC)
    assert [e.organisation for e in cycle.run_due(at, INLINE)] == [second]
    monkeypatch.undo()
    assert cycle.run_due(at + timedelta(seconds=59), INLINE) == []
    assert [e.organisation for e in cycle.run_due(at + timedelta(minutes=1), INLINE)] == [first]
    with scope.everything("test"):
        assert Making.objects.get(organisation=first).attempts_count == 0


def test_what_keeps_failing_is_tried_again_after_growing_waits(
    empty_lake: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer = fleet.organisation()
    fleet.server(customer, "srv", enrolled_at=datetime(2026, 10, 2, tzinfo=UTC))
    tries: list[datetime] = []

    def failing(organisation: Organisation, month: str, at: datetime, work: Work) -> Edition:
        tries.append(at)
        raise RunLost("the scheduler is lost")

    monkeypatch.setattr(cycle, "make", failing)
    begun = datetime(2026, 11, 5, tzinfo=UTC)
    for minutes in range(12 * 60):
        cycle.run_due(begun + timedelta(minutes=minutes), INLINE)
    waits = [(later - earlier) for earlier, later in pairwise(tries)]
    assert waits == [*WAITS, WAITS[-1]]
    with scope.everything("test"):
        making = Making.objects.get()
    assert making.problem == "RunLost: the scheduler is lost"
    assert making.next_attempt_at == tries[-1] + WAITS[-1]


def test_a_later_month_waits_for_an_earlier_one_until_its_own_deadline_comes_near(
    empty_lake: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B2 goes before the order."""
    customer = fleet.organisation()
    fleet.server(customer, "srv", enrolled_at=datetime(2026, 9, 2, tzinfo=UTC))
    make = cycle.make

    def failing(organisation: Organisation, month: str, *rest: Any) -> Edition:
        if month == "2026-09":
            raise ZeroDivisionError("a defect")
        return make(organisation, month, *rest)

    monkeypatch.setattr(cycle, "make", failing)
    assert cycle.run_due(datetime(2026, 11, 28, 14, 59, tzinfo=UTC), INLINE) == []
    last_call = datetime(2026, 11, 28, 15, tzinfo=UTC)  # 48 hours before December in Tokyo
    assert [e.month for e in cycle.run_due(last_call, INLINE)] == ["2026-10"]


def test_what_another_process_is_at_is_left_to_it_until_it_falls_silent(empty_lake: None) -> None:
    customer = fleet.organisation()
    fleet.server(customer, "srv", enrolled_at=datetime(2026, 10, 2, tzinfo=UTC))
    at = datetime(2026, 11, 5, tzinfo=UTC)
    with scope.everything("test"):
        Making.objects.create(
            organisation=customer, month="2026-10", maker="elsewhere:7", progress_at=at
        )
    assert cycle.run_due(at + timedelta(minutes=9), INLINE) == []
    assert len(cycle.run_due(at + timedelta(minutes=10), INLINE)) == 1


def test_progress_is_kept_while_it_is_made(empty_lake: None) -> None:
    customer = fleet.organisation()
    fleet.server(customer, "srv", enrolled_at=datetime(2026, 10, 2, tzinfo=UTC))
    seen: list[tuple[str, int, int, bool]] = []

    def told(done: int, total: int, step: str) -> None:
        making = Making.objects.get()
        seen.append(
            (making.step, making.servers_done_count, making.servers_count, bool(making.maker))
        )

    cycle.run_due(datetime(2026, 11, 5, tzinfo=UTC), Work(1, told))
    assert seen[0] == ("edition-step-fleet", 0, 1, True)
    assert seen[-1] == ("edition-step-summary", 1, 1, True)
    with scope.everything("test"):
        assert Making.objects.get().maker == ""
