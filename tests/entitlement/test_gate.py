"""Every use of data names its purpose, is allowed only under the consent in force, and is written down (MISSION E3)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from kado.entitlement import gate
from kado.entitlement.gate import Purpose, UseRefused, is_allowed
from kado.entitlement.models import Consent, DataUse
from kado.tenancy import scope
from kado.tenancy.models import Organisation
from tests.edition import fleet

AT = datetime(2026, 11, 3, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def customer(db: None) -> Iterator[Organisation]:
    made = fleet.organisation()
    with scope.everything("test"):
        yield made


def test_a_consent_holds_from_when_it_is_given_until_it_ends(customer: Organisation) -> None:
    for ended in ({"expires_at": AT + SECOND}, {"withdrawn_at": AT + SECOND}):
        Consent.objects.all().delete()
        Consent.objects.create(organisation=customer, purpose="c", given_at=AT, **ended)
        allowed = [is_allowed(Purpose.RESEARCH, customer.pk, AT + SECOND * n) for n in (-1, 0, 1)]
        assert allowed == [False, True, False]
        assert not is_allowed(Purpose.PROPOSALS, customer.pk, AT)


def test_a_consent_that_names_a_reseller_is_for_that_reseller_alone(customer: Organisation) -> None:
    named = Organisation.objects.create(kind="reseller", name="販売店甲")
    other = Organisation.objects.create(kind="reseller", name="販売店乙")
    Consent.objects.create(organisation=customer, purpose="b", reseller=named, given_at=AT)
    who = (None, named.pk, other.pk)
    assert [is_allowed(Purpose.PROPOSALS, customer.pk, AT, r) for r in who] == [False, True, False]
    Consent.objects.create(organisation=customer, purpose="b", given_at=AT)
    assert [is_allowed(Purpose.PROPOSALS, customer.pk, AT, r) for r in who] == [True] * 3


def test_one_organisation_that_refuses_refuses_the_whole(customer: Organisation) -> None:
    refusing = fleet.organisation("未同意", agreed=False)
    both = [customer.pk, refusing.pk]
    with pytest.raises(UseRefused, match=str(refusing.pk)):
        gate.permit(Purpose.SERVICE, both, at=AT, actor="edition", what="edition 2026-10 r0")
    assert set(DataUse.objects.values_list("organisation_id", "refused")) == {(refusing.pk, True)}
    granted = gate.permit(Purpose.SERVICE, [customer.pk], at=AT, actor="edition", what="x")
    granted.check(customer.pk)
    with pytest.raises(UseRefused):
        granted.check(refusing.pk)
    with pytest.raises(ValueError, match="never changed"):
        DataUse.objects.filter(organisation=customer)[0].save()
