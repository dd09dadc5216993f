"""What is due is made and published by itself, in order, in each customer's own time (MISSION B2, B3, D2)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kado.edition import cycle
from kado.edition.make import Work
from kado.edition.models import Edition
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
    assert [e.organisation for e in cycle.run_due(at, INLINE)] == [first]
