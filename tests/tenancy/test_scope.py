"""The tenant scope fails closed; access follows memberships and grants in force."""

from datetime import UTC, datetime, timedelta

import pytest

from kado.tenancy import scope
from kado.tenancy.access import access_of
from kado.tenancy.models import Membership, Organisation, ResellerGrant, Server, User, bucket_of
from kado.tenancy.tokens import new_token, sha256_of, signature_holds, signature_of, signing_key

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def _organisation(name: str, kind: str = "customer") -> Organisation:
    return Organisation.objects.create(name=name, kind=kind)


def _server(organisation: Organisation, hostname: str) -> Server:
    with scope.everything("test"):
        return Server.objects.create(
            organisation=organisation,
            manufacturer="Demo",
            model_number="R1",
            serial_number=hostname,
            hostname=hostname,
        )


def test_without_a_scope_every_tenant_model_raises() -> None:
    from django.apps import apps

    tenant_models = [m for m in apps.get_models() if issubclass(m, scope.TenantModel)]
    assert len(tenant_models) >= 10
    for model in tenant_models:
        with pytest.raises(scope.ScopeMissing):
            model.objects.count()


def test_each_tenant_model_names_a_path_that_leads_to_its_organisation() -> None:
    from django.apps import apps

    with scope.within([]):
        for model in apps.get_models():
            if issubclass(model, scope.TenantModel):
                assert model.objects.count() == 0


def test_a_scope_shows_its_own_organisations_and_no_other() -> None:
    a, b = _organisation("A"), _organisation("B")
    _server(a, "srv-a")
    _server(b, "srv-b")
    with scope.within([a.id]):
        assert [s.hostname for s in Server.objects.all()] == ["srv-a"]
        assert b.servers.count() == 0
    with scope.within([]):
        assert not Server.objects.exists()


@pytest.mark.parametrize(
    ("change", "visible"),
    [
        ({}, True),
        ({"expires_at": AT}, False),
        ({"withdrawn_at": AT}, False),
        ({"granted_at": AT + timedelta(seconds=1)}, False),
    ],
)
def test_a_reseller_sees_a_customer_while_its_grant_is_in_force(
    change: dict[str, datetime], visible: bool
) -> None:
    customer, reseller = _organisation("A"), _organisation("R", "reseller")
    user = User.objects.create_user("reseller@demo.example", "correct horse battery")
    Membership.objects.create(user=user, organisation=reseller, role="administrator")
    ResellerGrant.objects.create(
        **{"customer": customer, "reseller": reseller, "granted_at": AT, **change}
    )
    access = access_of(user, AT)
    assert (customer.id in access.organisation_ids) is visible
    assert customer.id not in access.administered_ids


def test_somebody_not_active_sees_nothing() -> None:
    user = User.objects.create_user("gone@demo.example", "correct horse battery", is_active=False)
    Membership.objects.create(user=user, organisation=_organisation("A"))
    assert access_of(user, AT).organisation_ids == frozenset()


def test_a_signature_holds_for_its_body_and_key_only() -> None:
    server = _server(_organisation("A"), "srv-a")
    key, other = signing_key(server.id, 1), signing_key(server.id, 2)
    signature = signature_of(b"body", key)
    assert signature_holds(b"body", key, signature)
    assert not signature_holds(b"body!", key, signature)
    assert not signature_holds(b"body", other, signature)
    assert new_token("collector") != new_token("collector")
    assert len(sha256_of("x")) == 64


def test_buckets_are_spread_evenly() -> None:
    import uuid
    from collections import Counter

    counts = Counter(bucket_of(uuid.UUID(int=n * 7919)) for n in range(6400))
    assert len(counts) == 64
    assert max(counts.values()) < 200
