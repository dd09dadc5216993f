"""Laws of the gate, over any history of consents: who is let in when, and what the ledger says of it (MISSION E3)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from kado.entitlement import gate
from kado.entitlement.gate import Purpose, UseRefused, is_allowed, is_given
from kado.entitlement.models import Consent, DataUse
from kado.tenancy import scope
from kado.tenancy.models import Organisation
from tests.edition import fleet

pytestmark = pytest.mark.django_db
BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = st.integers(0, 12)
RESELLERS = st.sampled_from([None, 0, 1])
ASKED = st.sampled_from([Purpose.PROPOSALS, Purpose.RESEARCH, Purpose.FEEDBACK])


@dataclass(frozen=True)
class Given:
    """A consent as days since BEGUN; reseller: which of two, or nobody in particular."""

    purpose: Purpose
    reseller: int | None
    given: int
    expires: int | None
    withdrawn: int | None

    def holds(self, purpose: Purpose, day: int, reseller: int | None) -> bool:
        """What the terms say, written down a second time."""
        if self.purpose is not purpose or day < self.given:
            return False
        if self.expires is not None and day >= self.expires:
            return False
        if self.withdrawn is not None and day >= self.withdrawn:
            return False
        return self.reseller is None or self.reseller == reseller


CONSENTS = st.lists(
    st.builds(Given, ASKED, RESELLERS, DAYS, st.none() | DAYS, st.none() | DAYS), max_size=6
)


def at(day: int) -> datetime:
    return BEGUN + timedelta(days=day)


@contextmanager
def world(consents: list[Given]) -> Iterator[tuple[UUID, list[UUID]]]:
    """A customer with these consents and two resellers, gone afterwards."""
    with scope.everything("test"), transaction.atomic():
        customer = Organisation.objects.create(kind="customer", name="お客様")
        resellers = [Organisation.objects.create(kind="reseller", name=n).pk for n in "甲乙"]
        for c in consents:
            Consent.objects.create(
                organisation=customer,
                purpose=c.purpose,
                reseller_id=None if c.reseller is None else resellers[c.reseller],
                given_at=at(c.given),
                expires_at=None if c.expires is None else at(c.expires),
                withdrawn_at=None if c.withdrawn is None else at(c.withdrawn),
            )
        yield customer.pk, resellers
        transaction.set_rollback(True)


def named(resellers: list[UUID], which: int | None) -> UUID | None:
    return None if which is None else resellers[which]


@settings(max_examples=150)
@given(CONSENTS, ASKED, DAYS, RESELLERS)
def test_the_gate_lets_in_exactly_whom_a_consent_lets_in(
    consents: list[Given], purpose: Purpose, day: int, who: int | None
) -> None:
    expected = any(c.holds(purpose, day, who) for c in consents)
    with world(consents) as (customer, resellers):
        reseller = named(resellers, who)
        assert is_allowed(purpose, customer, at(day), reseller) is expected
        if expected:
            assert is_given(purpose, customer, at(day))
        try:
            permit = gate.permit(
                purpose, [customer], at=at(day), actor="a", what="w", reseller_id=reseller
            )
        except UseRefused:
            assert not expected
        else:
            assert expected and permit.organisation_ids == {customer}
        [use] = DataUse.objects.all()
        assert (use.refused, use.purpose, use.at) == (not expected, purpose, at(day))


@settings(max_examples=60)
@given(CONSENTS, ASKED, DAYS, RESELLERS)
def test_withdrawing_counts_from_that_instant_on(
    consents: list[Given], purpose: Purpose, day: int, who: int | None
) -> None:
    with world(consents) as (customer, resellers):
        reseller = named(resellers, who)
        earlier = [is_allowed(purpose, customer, at(d), reseller) for d in range(day)]
        standing = Consent.objects.filter(purpose=purpose, given_at__lte=at(day))
        standing.filter(withdrawn_at=None).update(withdrawn_at=at(day))
        standing.filter(withdrawn_at__gt=at(day)).update(withdrawn_at=at(day))
        assert not is_allowed(purpose, customer, at(day), reseller)
        assert [is_allowed(purpose, customer, at(d), reseller) for d in range(day)] == earlier


@settings(max_examples=60)
@given(CONSENTS, DAYS, RESELLERS)
def test_one_purpose_says_nothing_of_another(
    consents: list[Given], day: int, who: int | None
) -> None:
    with world([c for c in consents if c.purpose is not Purpose.RESEARCH]) as (customer, resellers):
        assert not is_allowed(Purpose.RESEARCH, customer, at(day), named(resellers, who))
        assert not is_allowed(Purpose.SERVICE, customer, at(day)), "(a) comes from the terms alone"


@settings(max_examples=40)
@given(st.lists(st.booleans(), min_size=1, max_size=5))
def test_a_permit_is_for_all_that_were_asked_for_or_for_nobody(agreed: list[bool]) -> None:
    with scope.everything("test"), transaction.atomic():
        owners = [fleet.organisation(f"客{n}", agreed=a) for n, a in enumerate(agreed)]
        ids = [o.pk for o in owners]
        later = fleet.BEGUN + timedelta(days=1)
        try:
            permit = gate.permit(Purpose.SERVICE, ids, at=later, actor="a", what="w")
        except UseRefused:
            assert not all(agreed)
            refused = {o.pk for o, a in zip(owners, agreed, strict=True) if not a}
            assert set(DataUse.objects.values_list("organisation_id", flat=True)) == refused
        else:
            assert all(agreed)
            assert DataUse.objects.filter(refused=False).count() == len(ids)
            for one in ids:
                permit.check(one)
            with pytest.raises(UseRefused):
                permit.check(UUID(int=7))
        transaction.set_rollback(True)


def test_a_customers_own_request_needs_no_agreement_and_is_recorded() -> None:
    with scope.everything("test"):
        customer = fleet.organisation("未同意", agreed=False)
        with pytest.raises(UseRefused):
            gate.permit(Purpose.SERVICE, [customer.pk], at=BEGUN, actor="a", what="w")
        own = gate.permit_own(customer.pk, at=BEGUN, actor="rights", what="export 1")
        own.check(customer.pk)
        with pytest.raises(UseRefused):
            own.check(UUID(int=7))
        assert DataUse.objects.filter(what="export 1", purpose="a", refused=False).count() == 1
