"""Similar servers: nothing is told below k servers of three customers, no customer outweighs the others, consent decides month by month."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kado.edition import comparison
from kado.edition.documents import freeze, sha256_of
from kado.edition.models import Comparison, Edition, EditionServer
from kado.edition.similar import (
    LEAST_CUSTOMERS,
    LEAST_SERVERS,
    Measured,
    Row,
    compared,
    fair,
    measured_of,
    measures_of,
    table_of,
)
from kado.entitlement.models import Consent, DataUse
from kado.facts.edition import ServerEdition
from kado.facts.eligibility import Eligibility
from kado.facts.server import MonthStatistics, Presence, ServerIdentity
from kado.tenancy import scope
from kado.tenancy.models import Organisation
from tests.edition import fleet

MONTH = "2026-09"
FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)
AT = datetime(2026, 11, 3, tzinfo=UTC)


def rows(counts: list[int], measure: str = "processor_used_ratio") -> list[Row]:
    """`counts[i]` servers of customer i; the value tells whose it is."""
    return [
        Row(f"o{i}", f"s{i}-{n}", ("example ex4000",), {measure: i / 10 + n / 10_000})
        for i, count in enumerate(counts)
        for n in range(count)
    ]


def server(processor: float = 0.5, identity: ServerIdentity | None = None) -> Measured:
    own = identity or ServerIdentity("s", "srv", "Example", "EX4000", "SN", "debian", "12.11")
    month = MonthStatistics(
        "processor_used_ratio", "", 30, processor, processor, processor, None, None
    )
    return measured_of(own, (month,), (), [None], None)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=0, max_size=6))
def test_nothing_is_told_below_the_bounds(counts: list[int]) -> None:
    table = table_of(MONTH, rows(counts))
    kept = fair(MONTH, rows(counts))
    customers = {row.organisation_id for row in kept}
    enough = len(kept) >= LEAST_SERVERS and len(customers) >= LEAST_CUSTOMERS
    assert bool(table.groups) == enough
    if enough:
        assert sum(c > 0 for c in counts) >= LEAST_CUSTOMERS and sum(counts) >= LEAST_SERVERS
    found = compared(table, server(), FIRST, LAST)
    assert (found is not None) == enough
    if found is not None:
        assert LEAST_SERVERS <= found.least_count <= len(kept)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 200), min_size=1, max_size=5))
def test_no_customer_is_more_than_half(counts: list[int]) -> None:
    kept = fair(MONTH, rows(counts))
    for i in range(len(counts)):
        own = sum(row.organisation_id == f"o{i}" for row in kept)
        assert own * 2 <= len(kept)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=3, max_size=5), st.randoms())
def test_the_order_of_servers_changes_nothing(counts: list[int], shuffle: Any) -> None:
    mixed = rows(counts)
    shuffle.shuffle(mixed)
    assert table_of(MONTH, mixed) == table_of(MONTH, rows(counts))


def test_a_customer_of_a_thousand_beside_nine_others_is_not_compared() -> None:
    assert not table_of(MONTH, rows([1_000, 2, 2])).groups
    assert table_of(MONTH, rows([1_000, 4, 4])).groups


def test_a_measure_that_few_can_tell_is_left_out() -> None:
    many, few = rows([10, 10, 10]), rows([3, 3, 3], "temperature_celsius")
    (group,) = table_of(MONTH, [*many, *few]).groups.values()
    assert set(group.quantiles) == {"processor_used_ratio"}


def test_the_outermost_quantiles_need_servers_beyond_them() -> None:
    (small,) = table_of(MONTH, rows([10, 10, 10])).groups.values()
    (large,) = table_of(MONTH, rows([20, 20, 20])).groups.values()
    assert small.quantiles["processor_used_ratio"][0] is None
    assert None not in large.quantiles["processor_used_ratio"]


def test_where_a_server_stands() -> None:
    table = table_of(MONTH, rows([20, 20, 20]))
    bands = {}
    for processor in (0.0, 0.1, 0.9):
        found = compared(table, server(processor), FIRST, LAST)
        assert found is not None and found.basis == "model" and found.least_count == 50
        bands[processor] = found.standings[0].band
    assert bands == {0.0: "lowest", 0.1: "middle", 0.9: "highest"}
    other = ServerIdentity("s", "srv", "Example", "EX9999", "SN", "debian", "12.11")
    assert compared(table, server(identity=other), FIRST, LAST) is None
    assert compared(None, server(), FIRST, LAST) is None


def test_what_is_not_known_is_not_measured() -> None:
    assert measures_of(server(), FIRST, LAST) == {"processor_used_ratio": 0.5}


def published(name: str, servers_count: int, consented: datetime | None) -> Organisation:
    """A customer whose edition of MONTH is published."""
    owner = fleet.organisation(name)
    with scope.everything("test"):
        if consented:
            Consent.objects.create(organisation=owner, purpose="c", given_at=consented)
        edition = Edition.objects.create(
            organisation=owner,
            month=MONTH,
            zone="Asia/Tokyo",
            cut_at=AT,
            code_version="1",
            created_at=AT,
        )
        for n in range(servers_count):
            made = fleet.server(owner, f"srv-{n}", contract_to=None)
            document = freeze(_part(str(made.pk), 0.1 + n / 100))
            EditionServer.objects.create(
                edition=edition, server=made, state="fine", severity="fine",
                document=document, document_sha256=sha256_of(document),
            )  # fmt: skip
        Edition.objects.filter(pk=edition.pk).update(state="published")
    return owner


def _part(server_id: str, processor: float) -> ServerEdition:
    month = MonthStatistics(
        "processor_used_ratio", "", 30, processor, processor, processor, None, None
    )
    return ServerEdition(
        ServerIdentity(server_id, "srv", "Example", "EX4000", "SN", "debian", "12.11"),
        "fine", "fine", 90, (), Eligibility(True, (), ()), Presence(None, None, 0, 0, 0, None),
        None, (month,), (), (), (), (), (), None, None,
    )  # fmt: skip


@pytest.mark.django_db
def test_only_customers_that_consent_are_compared_and_find_it_in_their_ledger() -> None:
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    consenting = [published(name, 5, begun) for name in ("A", "B", "C")]
    refusing = published("D", 5, None)
    table = comparison.table_for("2026-10", False, AT)
    assert table is not None and table.month == MONTH
    with scope.everything("test"):
        uses = DataUse.objects.filter(purpose="c")
        assert {u.organisation_id for u in uses} == {o.pk for o in consenting}
        assert not uses.filter(organisation=refusing).exists()


@pytest.mark.django_db
def test_a_consent_withdrawn_between_months_counts_from_the_next_table_on() -> None:
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    owners = [published(name, 5, begun) for name in ("A", "B", "C")]
    first = comparison.table_for("2026-10", False, AT)
    with scope.everything("test"):
        Consent.objects.filter(organisation=owners[0]).update(withdrawn_at=AT)
        Edition.objects.filter(month=MONTH).update(month="2026-10")
    assert comparison.table_for("2026-10", False, AT) == first  # kept: one truth a month
    assert comparison.table_for("2026-11", False, AT) is None
    assert Comparison.objects.count() == 1


@pytest.mark.django_db
def test_nothing_is_read_or_kept_below_three_customers() -> None:
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    for name in ("A", "B"):
        published(name, 8, begun)
    assert comparison.table_for("2026-10", False, AT) is None
    assert not Comparison.objects.exists()
    with scope.everything("test"):
        assert not DataUse.objects.filter(purpose="c").exists()


@pytest.mark.django_db
def test_the_demonstration_is_never_compared_with_customers() -> None:
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    for name in ("A", "B", "C"):
        published(name, 5, begun)
    assert comparison.table_for("2026-10", True, AT) is None


def test_an_edition_holds_the_groups_of_its_own_models_only() -> None:
    table = table_of(MONTH, rows([10, 10, 10]))
    assert comparison.of_models(table, ["Example  EX4000"]) == table
    assert comparison.of_models(table, [f"Other {uuid4()}"]) is None
