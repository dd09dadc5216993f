"""The operator's page on answers to findings, and the notes on a rule: staff only, in both languages."""

import pytest
from django.test import Client
from django.urls import reverse

from kado.tenancy.models import User


@pytest.fixture
def staff(db: None) -> Client:
    client = Client()
    client.force_login(
        User.objects.create_user("op@example.com", is_staff=True, is_superuser=True, locale="ja")
    )
    return client


@pytest.mark.parametrize("address", ["rule-answers/", "rule-answers/inlet_temperature_high/"])
def test_the_pages_are_for_staff(staff: Client, address: str) -> None:
    url = reverse("operations:index") + address
    assert staff.get(url).status_code == 200
    stranger = Client()
    stranger.force_login(User.objects.create_user("x@example.com"))
    assert stranger.get(url).status_code in (302, 403)


def test_the_notes_on_a_rule_name_its_sources(staff: Client) -> None:
    page = staff.get(reverse("operations:rule-notes", args=["inlet_temperature_high"]))
    assert "ASHRAE" in page.content.decode()
    assert staff.get(reverse("operations:rule-notes", args=["no-such"])).status_code == 404
