"""The operator's schedule, review and review rule: in both languages, for staff only, and every decision is kept (MISSION B2, F3, F4)."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kado import clock
from kado.edition import cycle
from kado.edition.make import Work
from kado.edition.models import Edition, Making, ReviewPolicy
from kado.language import LOCALES
from kado.tenancy import scope
from kado.tenancy.models import AuditEntry, Organisation, User
from tests.edition import fleet

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 5, tzinfo=UTC)


@pytest.fixture
def customer(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Organisation:
    settings.LAKE_URL = str(tmp_path / "lake")
    settings.EDITION_REVIEW_HOLDS = True
    monkeypatch.setattr(clock, "now", lambda: AT)
    made = fleet.organisation()
    fleet.server(made, "srv", enrolled_at=datetime(2026, 10, 2, tzinfo=UTC))
    return made


@pytest.fixture
def held(customer: Organisation) -> Edition:
    cycle.run_due(AT, Work(workers=1))
    with scope.everything("test"):
        return Edition.objects.get()


@pytest.fixture
def operator(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("operator@example.com", "correct horse"))
    client.cookies["kado_language"] = "en"
    return client


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_opens_in_both_languages(operator: Client, held: Edition, locale: str) -> None:
    operator.cookies["kado_language"] = locale
    for address in ("", f"editions/{held.pk}/", f"rules/{held.organisation_id}/"):
        assert 'class="cycle-page"' in page_of(operator, f"/operations/cycle/{address}")
    assert "/operations/cycle/" in page_of(operator, "/operations/")


def test_the_schedule_shows_what_waits_and_until_when(operator: Client, held: Edition) -> None:
    page = page_of(operator, "/operations/cycle/?show=person")
    assert "Waiting for review" in page
    assert "Published without review on 29 Nov 2026 00:00 JST" in page
    assert "Month not over" not in page
    assert "Month not over" in page_of(operator, "/operations/cycle/")


def test_progress_and_failures_are_seen_and_the_page_renews_itself(
    operator: Client, customer: Organisation
) -> None:
    assert "http-equiv" not in page_of(operator, "/operations/cycle/")
    with scope.everything("test"):
        making = Making.objects.create(
            organisation=customer,
            month="2026-10",
            maker="here:1",
            step="edition-step-analyse",
            servers_done_count=40,
            servers_count=100,
            progress_at=AT,
        )
    page = page_of(operator, "/operations/cycle/")
    assert "servers analysed: 40 of 100" in page and 'max="100" value="40"' in page
    assert '<meta http-equiv="refresh" content="15">' in page
    assert "http-equiv" not in page_of(operator, "/operations/cycle/?live=off")
    with scope.everything("test"):
        Making.objects.filter(pk=making.pk).update(
            maker="", attempts_count=2, problem="OSError: disk full", next_attempt_at=AT
        )
    page = page_of(operator, "/operations/cycle/")
    assert "Attempt 2: OSError: disk full" in page and "Next attempt 5 Nov 2026 09:00 JST" in page


def test_the_preview_is_the_document_its_readers_get(operator: Client, held: Edition) -> None:
    response = operator.get(f"/operations/cycle/editions/{held.pk}/preview-en.pdf")
    assert response.status_code == 200 and response.content.startswith(b"%PDF")
    assert operator.get(f"/operations/cycle/editions/{held.pk}/preview-xx.pdf").status_code == 404
    assert operator.get("/operations/cycle/editions/999/").status_code == 404


def test_approving_publishes_and_names_the_person(operator: Client, held: Edition) -> None:
    address = f"/operations/cycle/editions/{held.pk}/"
    stale = operator.post(address, {"decision": "approve", "digest": "0" * 64})
    assert "made anew since" in stale.content.decode()
    digest = held.content_sha256
    response = operator.post(address, {"decision": "approve", "digest": digest}, follow=True)
    assert "is approved and published" in response.content.decode()
    with scope.everything("test"):
        edition = Edition.objects.get()
        assert (edition.state, edition.reviewed_by) == ("published", "operator@example.com")
        assert AuditEntry.objects.filter(
            action="edition_approved", actor="operator@example.com", at=AT
        ).exists()
    assert "does not wait for review" in page_of(operator, address)


def test_discarding_asks_once(operator: Client, held: Edition) -> None:
    address = f"/operations/cycle/editions/{held.pk}/"
    assert "Tick the box" in operator.post(address, {"decision": "discard"}).content.decode()
    operator.post(address, {"decision": "discard", "sure": "1"})
    with scope.everything("test"):
        assert not Edition.objects.exists()
        assert AuditEntry.objects.get().action == "edition_discarded"


def test_a_customers_own_rule_is_kept(operator: Client, customer: Organisation) -> None:
    address = f"/operations/cycle/rules/{customer.pk}/"
    operator.post(address, {"rule": "publish"})
    with scope.everything("test"):
        rule = ReviewPolicy.objects.get()
        assert (rule.holds, rule.publishes_unreviewed) == (False, False)
    operator.post(address, {"rule": ""})
    with scope.everything("test"):
        assert not ReviewPolicy.objects.exists()
        assert AuditEntry.objects.filter(action="edition_review_set").count() == 2


def test_customers_see_none_of_it(client: Client, held: Edition) -> None:
    client.force_login(User.objects.create_user("reader@example.com", "correct horse"))
    for address in ("", f"editions/{held.pk}/", f"editions/{held.pk}/preview-en.pdf"):
        assert client.get(f"/operations/cycle/{address}", follow=True).status_code == 403
