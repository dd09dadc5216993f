"""A customer reads when the next edition is due (MISSION B2)."""

from datetime import UTC, datetime

import pytest

from kado.edition.models import ReviewPolicy
from kado.edition.schedule import next_line
from kado.entitlement.models import Stop
from kado.press.cycle import coming
from kado.tenancy import scope
from kado.tenancy.models import Organisation
from tests.edition import fleet

pytestmark = pytest.mark.django_db


def told(customer: Organisation, at: datetime) -> str:
    with scope.within([customer.pk]):
        return " ".join(coming("en", next_line(customer, at)))


def test_the_next_edition_is_told_with_cut_expected_day_and_deadline() -> None:
    customer = fleet.organisation()
    assert told(customer, datetime(2026, 10, 5, tzinfo=UTC)) == ""
    fleet.server(customer, "srv", enrolled_at=datetime(2026, 10, 2, tzinfo=UTC))
    october = told(customer, datetime(2026, 10, 5, tzinfo=UTC))
    assert "up to the end of 31 Oct 2026 (Asia/Tokyo)" in october
    assert "expected from 3 Nov 2026 on and appears by 30 Nov 2026" in october
    with scope.within([customer.pk]):
        ReviewPolicy.objects.create(organisation=customer, holds=True)
    november = datetime(2026, 11, 5, tzinfo=UTC)
    assert "in preparation since 3 Nov 2026" in told(customer, november)
    Stop.objects.create(reason="other", organisation=customer, begins_at=november)
    assert "made when the stop ends" in told(customer, november)
    assert "should have appeared by 30 Nov 2026" in told(
        customer, datetime(2026, 12, 1, tzinfo=UTC)
    )


def test_who_has_not_agreed_is_told_what_it_waits_for() -> None:
    customer = fleet.organisation(agreed=False)
    fleet.server(customer, "srv", enrolled_at=datetime(2026, 10, 2, tzinfo=UTC))
    assert "once an administrator has agreed" in told(customer, datetime(2026, 11, 5, tzinfo=UTC))
