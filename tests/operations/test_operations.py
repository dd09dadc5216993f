"""The operator's pages: staff see every page in both languages, everybody else sees none (MISSION F3, F4)."""

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.test import Client

from kado import clock
from kado.entitlement.models import SupportListEntry
from kado.language import LOCALES, has
from kado.operations.site import operations
from kado.tenancy import scope
from kado.tenancy.models import AuditEntry, CollectorToken, Organisation, Server, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client: Client) -> Client:
    client.force_login(
        User.objects.create_superuser("operator@demo.example", "correct horse battery")
    )
    return client


@pytest.mark.parametrize("locale", LOCALES)
def test_every_list_and_form_opens_for_staff(operator: Client, locale: str) -> None:
    operator.cookies["kado_language"] = locale
    for model, page in operations._registry.items():
        address = f"/operations/{model._meta.app_label}/{model._meta.model_name}/"
        assert operator.get(address).status_code == 200, address
        expected = 200 if page.has_add_permission(_request(operator)) else 403
        assert operator.get(address + "add/").status_code == expected, address


def _request(client: Client) -> object:
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    request.user = User.objects.get(email="operator@demo.example")
    return request


def test_the_first_page_says_where_the_service_stands(operator: Client) -> None:
    Organisation.objects.create(name="Example", kind="customer", zone="Asia/Tokyo")
    operator.cookies["kado_language"] = "en"
    page = operator.get("/operations/").content.decode()
    assert (
        "Where the service stands" in page
        and "Nothing due" in page
        and "Nothing is stopped" in page
    )


def test_strangers_are_sent_to_sign_in_and_customers_are_refused(client: Client) -> None:
    assert client.get("/operations/").status_code == 302
    customer = User.objects.create_user("admin@demo.example", "correct horse battery")
    client.force_login(customer)
    response = client.get("/operations/tenancy/organisation/", follow=True)
    assert response.status_code == 403


def test_a_change_is_in_the_audit_trail(operator: Client) -> None:
    response = operator.post(
        "/operations/entitlement/supportlistentry/add/",
        {
            "service": "analysis",
            "model_pattern": "R1*",
            "os_pattern": "rhel 9*",
            "valid_from": "2026-01-01",
        },
    )
    assert response.status_code == 302
    assert SupportListEntry.objects.count() == 1
    with scope.everything("test"):
        entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action) == ("operator@demo.example", "operator_added")
    assert LogEntry.objects.count() == 1


def test_every_model_and_field_has_its_name_in_both_languages() -> None:
    for model in operations._registry:
        for locale in LOCALES:
            assert has(locale, f"model-{model._meta.model_name}")
            for field in model._meta.fields:
                assert has(locale, f"field-{field.name.replace('_', '-')}"), (
                    locale,
                    model,
                    field.name,
                )


def test_names_on_pages_make_no_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
    assert apps.is_installed("kado.operations")


def test_rows_of_an_organisation_cannot_be_read_without_a_scope() -> None:
    with pytest.raises(scope.ScopeMissing):
        AuditEntry.objects.count()
    assert Organisation.objects.count() == 0


def test_the_operator_revokes_a_lost_collector(operator: Client) -> None:
    customer = Organisation.objects.create(name="Example", kind="customer")
    with scope.everything("test"):
        server = Server.objects.create(
            organisation=customer,
            manufacturer="Demo",
            model_number="R1",
            serial_number="1",
            hostname="srv",
        )
        token = CollectorToken.objects.create(
            server=server, token_sha256="0" * 64, created_at=clock.now()
        )
    response = operator.post(
        "/operations/tenancy/collectortoken/", {"action": "revoke", "_selected_action": [token.pk]}
    )
    assert response.status_code == 302
    with scope.everything("test"):
        assert CollectorToken.objects.get().revoked_at is not None
        entry = AuditEntry.objects.get()
    assert (entry.action, entry.organisation_id) == ("operator_revoked", customer.id)
