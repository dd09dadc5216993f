"""What the pages say: clause by clause of MISSION."""

import json
import re
from datetime import date, timedelta

import pytest
from django.test import override_settings
from django.urls import reverse

from kado import clock
from kado.entitlement.models import Consent, Stop, TermsAgreement, TermsVersion
from kado.language import say
from kado.portal.services import contract_state
from kado.tenancy import scope
from kado.tenancy.models import AuditEntry, EnrolmentToken, Server, User
from tests.portal.conftest import client_of
from tests.portal.sample import World, revise
from tests.portal.sample_facts import MONTH, fleet, server_id
from tests.portal.test_portal_access import NAMES, ONLY_POST, address


def body(person: str, url: str, language: str = "en") -> str:
    return str(client_of(person, language).get(url).content.decode())


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", [n for n in NAMES if n not in {*ONLY_POST, "document"}])
def test_every_page_is_whole_in_both_languages(name: str, language: str, world: World) -> None:
    page = body("owner" if name != "home" else "", address(name, world.customer), language)
    assert f'<html lang="{language}"' in page
    assert "⟦" not in page and "{ $" not in page
    assert page.count("<h1") == 1 and page.count("<main") == 1
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)), sorted(i for i in ids if ids.count(i) > 1)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", page)
    assert not re.search(r'(src|href)="https?://', page)


@pytest.mark.parametrize("part", fleet(), ids=lambda p: f"{p.identity.hostname}-{p.state}")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_state_of_a_karte_is_designed(part: object, language: str, world: World) -> None:
    host = part.identity.hostname  # type: ignore[attr-defined]
    page = body("mate", address("karte", world.customer, server_id(host)), language)
    assert "⟦" not in page and host in page


def test_overview_says_what_comes_first(world: World) -> None:
    text = plain(body("owner", address("overview", world.customer)))
    assert "One server needs action now" in text
    first = text.index("What to do first")
    assert text.index("db-01: drive /dev/sdb", first) < text.index("db-01: /var", first)
    assert "Demonstration" in text


def test_silence_is_live_and_named(world: World) -> None:
    """D1: the overview names who is silent now, whatever the edition said."""
    with scope.everything("test"):
        Server.objects.filter(hostname="app-02").update(
            last_arrival_at=clock.now() - timedelta(hours=40)
        )
    text = plain(body("owner", address("overview", world.customer)))
    assert "2 servers are silent right now" in text and "app-02" in text


def test_learning_says_since_and_when_due(world: World) -> None:
    """A5."""
    text = plain(body("owner", address("karte", world.customer, server_id("new-01"))))
    assert "20 Oct 2026" in text and "17 Nov 2026" in text


def test_not_eligible_says_which_condition_and_the_mend(world: World) -> None:
    """C5."""
    text = plain(body("owner", address("karte", world.customer, server_id("old-01"))))
    assert "ESP-1180 ended on 30 Jun 2026" in text and "Renew the contract" in text


def test_karte_keeps_not_applicable_apart_from_fine_and_shows_the_disclaimer(world: World) -> None:
    """A4, A6."""
    page = body("owner", address("karte", world.customer))
    assert "Not applicable" in page and "can be wrong" in page
    data = re.search(r'<script id="filesystem_used_bytes-max-var-data"[^>]*>(.*?)</script>', page)
    assert data
    chart = json.loads(data.group(1))
    assert chart["forecast"] and chart["window"]["label"] in plain(page)


def test_terms_come_before_use_and_an_administrator_agrees(world: World) -> None:
    """C6."""
    with scope.everything("test"):
        TermsVersion.objects.create(
            version="2.0", effective_from=clock.now() - timedelta(hours=1),
            title_ja="規約", title_en="Terms", body_ja="新", body_en="new",
        )  # fmt: skip
    for name in ("overview", "servers", "karte", "editions", "edition"):
        assert client_of("owner").get(address(name, world.customer)).status_code == 403
    assert "あおば" in body("reseller", "/", "ja") and "すぐに対応" not in body(
        "reseller", "/", "ja"
    )
    assert "owner@example.com" in body("mate", address("agreement", world.customer))
    agree = address("agree", world.customer)
    client_of("owner").post(agree, {"version": "1.1", "agreed": "yes"})
    client_of("owner").post(agree, {"version": "2.0"})
    assert client_of("owner").get(address("overview", world.customer)).status_code == 403
    client_of("owner").post(agree, {"version": "2.0", "agreed": "yes"})
    assert client_of("owner").get(address("overview", world.customer)).status_code == 200
    with scope.everything("test"):
        newest = TermsAgreement.objects.select_related("terms").first()
        assert newest and newest.terms.version == "2.0"


def test_terms_are_public_with_their_differences(world: World) -> None:
    page = body("", reverse("terms-text", args=["1.1"]) + "?against=1.0")
    assert "The operator may stop the service." in page and 'class="added"' in page
    assert body("", reverse("terms-text", args=["1.1"]) + "?against=nothing")


def test_a_character_that_no_text_holds_is_refused_before_the_database_sees_it(
    world: World,
) -> None:
    client = client_of("owner")
    assert client.get(address("servers", world.customer), {"q": "a\0b"}).status_code == 400
    url = address("change-consent", world.customer)
    assert client.post(url, {"wish": "give", "reseller": "\0"}).status_code == 400
    assert client.get(address("servers", world.customer), {"q": "a"}).status_code == 200


def test_consents_are_given_and_withdrawn_with_a_record(world: World) -> None:
    """E3."""
    url = address("change-consent", world.customer)
    client_of("owner").post(url, {"wish": "give"})
    client_of("owner").post(url, {"wish": "give"})
    with scope.everything("test"):
        assert Consent.objects.filter(purpose="b", withdrawn_at=None).count() == 1
    client_of("owner").post(url, {"wish": "withdraw"})
    with scope.everything("test"):
        assert not Consent.objects.filter(purpose="b", withdrawn_at=None).exists()
        done = list(AuditEntry.objects.filter(subject="b").values_list("action", flat=True))
    assert sorted(done) == ["consent_given", "consent_withdrawn"]
    service = reverse("change-consent", args=[world.customer, "a"])
    assert client_of("owner").post(service, {"wish": "give"}).status_code == 404


def test_an_enrolment_token_is_shown_once_and_kept_as_a_digest(world: World) -> None:
    client = client_of("owner", "en")
    response = client.post(address("enrolment", world.customer), {"label": "rack 7"})
    shown = re.search(r"kado_enrol_[\w-]{40,}", response.content.decode())
    assert shown and response["Cache-Control"] == "no-store"
    again = client.get(address("enrolment", world.customer)).content.decode()
    assert shown.group(0) not in again and "rack 7" in again
    with scope.everything("test"):
        assert len(EnrolmentToken.objects.get().token_sha256) == 64


def test_a_stop_is_on_every_page_it_concerns(world: World) -> None:
    """D2."""
    at = clock.now()
    Stop.objects.create(
        reason="maintenance", function="forecast", begins_at=at - timedelta(hours=1),
        ends_at=at + timedelta(hours=2), notice_en="Moving the lake.", notice_ja="移設",
    )  # fmt: skip
    for person, url in (("", "/"), ("", "/status/"), ("owner", address("servers", world.customer))):
        text = plain(body(person, url))
        assert "Maintenance" in text and "Resource forecasts" in text and "Moving the lake." in text


def test_a_stop_of_one_organisation_is_not_told_to_others(world: World) -> None:
    Stop.objects.create(
        reason="misuse", organisation_id=world.customer, begins_at=clock.now(), notice_en="secret"
    )
    assert "secret" in body("owner", address("overview", world.customer))
    assert "secret" not in body("stranger", address("overview", world.other))
    assert "secret" not in body("", "/status/")


def test_a_revision_is_visible_and_the_old_one_stays_readable(world: World) -> None:
    """B3."""
    with scope.everything("test"):
        revise(world)
    old = plain(body("owner", reverse("edition", args=[world.customer, MONTH, 0])))
    new = plain(body("owner", reverse("edition", args=[world.customer, MONTH, 1])))
    assert say("en", "edition-superseded") in old and "Revision 1" in new
    assert "superseded" in plain(body("owner", address("editions", world.customer)))
    karte = reverse("karte-of-edition", args=[world.customer, MONTH, 0, server_id("app-01")])
    assert "as the edition of Oct 2026 gave it" in plain(body("owner", karte))


def test_the_list_filters_searches_and_sorts_in_the_address(world: World) -> None:
    url = address("servers", world.customer)
    only = plain(body("owner", url + "?state=plan"))
    assert "web-01" in only and "app-02" not in only
    found = plain(body("owner", url + "?q=DEBIAN"))
    assert "lab-01" in found and "db-01" not in found
    names = re.findall(
        r"/servers/[0-9a-f-]{36}/\">([\w-]+)<", body("owner", url + "?sort=hostname")
    )
    assert names == sorted(names) and len(names) == len(fleet())
    assert client_of("owner").get(url + "?sort=nonsense&state=nonsense").status_code == 200


def test_language_and_theme_are_remembered(world: World) -> None:
    client = client_of("mate", "ja")
    response = client.post("/preferences/language/", {"language": "en", "next": "/help/"})
    assert response["Location"] == "/help/" and response.cookies["kado_language"].value == "en"
    assert User.objects.get(email="mate@example.com").locale == "en"
    del client.cookies["kado_language"]
    assert '<html lang="en"' in client.get("/help/").content.decode()
    client.post("/preferences/theme/", {"theme": "dark", "next": "/"})
    assert 'data-theme="dark"' in client.get("/help/").content.decode()
    away = client.post("/preferences/theme/", {"theme": "dark", "next": "https://example.com/"})
    assert away["Location"] == "/"


def test_a_reader_of_several_organisations_chooses(world: World) -> None:
    page = body("reseller", "/")
    assert "Aoba Manufacturing" in page and "Hokuto Systems" in page and "Midori" not in page
    assert client_of("owner").get("/")["Location"] == address("overview", world.customer)


@override_settings(DEBUG=False)
def test_errors_have_a_way_on(world: World) -> None:
    response = client_of("", "en").get("/nothing/here/")
    assert response.status_code == 404 and "To the front page" in response.content.decode()


@pytest.mark.parametrize(
    "page", ["login/", "logout/", "password/reset/", "password/change/", "signup/"]
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_account_pages_wear_the_portals_clothes(page: str, language: str, world: World) -> None:
    person = "owner" if page in ("logout/", "password/change/") else ""
    response = client_of(person, language).get("/account/" + page)
    text = response.content.decode()
    assert response.status_code == 200 and "portal/portal.css" in text and "<h1" in text


@pytest.mark.parametrize(
    ("kind", "begins"), [("pdf", b"%PDF-"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")]
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_edition_can_be_taken_away_as_a_file(
    kind: str, begins: bytes, language: str, world: World
) -> None:
    url = reverse("document", args=[world.customer, MONTH, 0, kind])
    response = client_of("reseller", language).get(url)
    assert response.content.startswith(begins)
    assert f"kado-{MONTH}-r0-{language}.{kind}" in response["Content-Disposition"]
    other = reverse("document", args=[world.customer, MONTH, 0, "exe"])
    assert client_of("reseller").get(other).status_code == 404


def test_the_contract_that_matters_is_found() -> None:
    today = date(2026, 11, 23)
    past, soon, far = date(2026, 1, 1), date(2026, 12, 31), date(2028, 1, 1)
    cases = {
        "none": [],
        "ended": [(past, past)],
        "later": [(past, past), (far, None)],
        "ending": [(past, soon)],
        "in_force": [(past, soon), (past, None)],
    }
    for state, periods in cases.items():
        assert contract_state(list(periods), today) == state


def test_long_lists_come_a_hundred_at_a_time(world: World) -> None:
    with scope.everything("test"):
        for number in range(120):
            Server.objects.create(
                organisation_id=world.customer,
                manufacturer="Example",
                model_number="R120j-2M",
                serial_number=f"MORE{number}",
                hostname=f"more-{number:03d}",
            )
    first = body("owner", address("servers", world.customer) + "?sort=hostname")
    second = body("owner", address("servers", world.customer) + "?sort=hostname&page=2")
    assert first.count("<tr>") == 101 and "1 of 2" in first
    assert "more-119" not in first and "more-119" in second
    assert "2 of 2" in body("owner", address("services", world.customer) + "?page=2")
