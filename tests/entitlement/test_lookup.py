"""What eligibility is decided from is read in few queries, for the right organisation (MISSION C2, C6, D2)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from kado.entitlement.lookup import eligibility_of, ground_of
from kado.entitlement.models import Stop, TermsVersion
from kado.entitlement.stops import is_stopped, stops_in_force
from kado.tenancy import scope
from kado.tenancy.models import Organisation, Server
from tests.edition import fleet

AT = datetime(2026, 11, 3, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def customer() -> Organisation:
    fleet.support_lists()
    return fleet.organisation()


def test_many_servers_cost_few_queries(
    customer: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    servers = [fleet.server(customer, f"srv-{n}") for n in range(20)]
    servers.append(fleet.server(customer, "none", contract_to=None))
    with scope.within([customer.pk]), django_assert_num_queries(12):
        found = eligibility_of(servers, AT)
    assert [found[s.pk].eligible for s in servers] == [True] * 20 + [False]


def test_the_day_of_a_contract_is_the_customers_day(customer: Organisation) -> None:
    last = date(2026, 11, 3)
    server = fleet.server(customer, "srv", contract_to=last)
    midnight_in_tokyo = datetime(2026, 11, 3, 15, tzinfo=UTC)
    with scope.within([customer.pk]):
        before = eligibility_of([server], midnight_in_tokyo - timedelta(seconds=1))
        after = eligibility_of([server], midnight_in_tokyo)
    assert before[server.pk].eligible and not after[server.pk].eligible


def test_stops_reach_whom_they_name(customer: Organisation) -> None:
    other = fleet.organisation("別会社")
    server, sister = fleet.server(customer, "a"), fleet.server(customer, "b")
    Stop.objects.create(reason="other", server=server, begins_at=AT)
    Stop.objects.create(reason="misuse", organisation=other, begins_at=AT)
    Stop.objects.create(reason="release", function="forecast", begins_at=AT)
    with scope.within([customer.pk]):
        found = eligibility_of([server, sister], AT)
    assert not found[server.pk].eligible
    assert found[sister.pk].eligible and "forecast" not in found[sister.pk].functions
    assert is_stopped(AT, other.pk) and not is_stopped(AT, customer.pk)
    assert {s.reason for s in stops_in_force(AT)} == {"release"}
    assert {s.reason for s in stops_in_force(AT, organisation_id=other.pk)} == {"release", "misuse"}
    assert {s.reason for s in stops_in_force(AT, server_id=server.pk)} == {"release", "other"}
    assert stops_in_force(AT, function="advice") == []
    assert stops_in_force(AT - timedelta(seconds=1)) == []


def test_a_new_text_asks_for_a_new_agreement(customer: Organisation) -> None:
    TermsVersion.objects.create(
        version="2",
        effective_from=AT,
        title_ja="規約",
        title_en="Terms",
        body_ja="新",
        body_en="new",
    )
    with scope.within([customer.pk]):
        before, after = (
            ground_of(customer.pk, AT - timedelta(seconds=1)),
            ground_of(customer.pk, AT),
        )
    assert before.terms_hold and before.terms_version == "1"
    assert not after.terms_hold
    assert (after.terms_version, after.terms_agreed_version) == ("2", "1")


def test_servers_of_others_are_not_seen(customer: Organisation) -> None:
    other = fleet.organisation("別会社")
    stranger: Server = fleet.server(other, "srv")
    with scope.within([customer.pk]):
        found = eligibility_of([stranger], AT)
    assert not found[
        stranger.pk
    ].eligible  # neither its contract nor its agreement may be read here
