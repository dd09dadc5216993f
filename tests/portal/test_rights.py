"""The pages about customers' rights and consents, tried by everybody: who sees, who may, what changes at once (MISSION E3, E5)."""

import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from kado import clock
from kado.entitlement.gate import Purpose, is_allowed
from kado.entitlement.models import Consent, DataUse
from kado.rights import deletions, exports
from kado.rights.certificate import signed
from kado.rights.models import Deletion, Export, Inventory
from kado.tenancy import scope
from kado.tenancy.models import AuditEntry, Organisation, ResellerGrant, Server, User
from tests.portal.conftest import PEOPLE, client_of
from tests.portal.sample import World
from tests.portal.sample_facts import server_id
from tests.portal.test_portal_access import address

OTHERS = tuple(p for p in PEOPLE if p != "owner")


@pytest.fixture(autouse=True)
def _home(settings: Any, tmp_path: Path) -> None:
    settings.KADO_HOME = tmp_path
    settings.LAKE_URL = str(tmp_path / "lake")


@pytest.fixture
def customer(world: World) -> Organisation:
    return Organisation.objects.get(pk=world.customer)


def body(person: str, url: str) -> str:
    """The page in Japanese."""
    response = client_of(person).get(url)
    assert response.status_code == 200, (person, url, response.status_code)
    return response.content.decode()


def owner() -> User:
    return User.objects.get(email="owner@example.com")


def post(person: str, name: str, world: World, **fields: str) -> int:
    return int(client_of(person).post(address(name, world.customer), fields).status_code)


def test_what_is_held_is_shown_in_both_languages(world: World) -> None:
    for language, word in (("ja", "サポート契約"), ("en", "Support contracts")):
        assert (
            word
            in client_of("owner", language)
            .get(address("your-data", world.customer))
            .content.decode()
        )
    page = body("mate", address("held-server", world.customer))
    assert "db-01" in page and "ask-deletion" not in page
    with scope.everything("test"):
        assert DataUse.objects.filter(what="held: looked at", actor="mate@example.com").exists()


def test_counting_is_asked_for_once_and_done_by_the_worker(world: World) -> None:
    from kado.rights.inventory import count_asked

    for person in ("owner", "mate"):
        assert post(person, "count-held", world) == 302
    assert post("reseller", "count-held", world) == 404
    assert "集計中" in body("owner", address("your-data", world.customer))
    assert count_asked(clock.now()) == 1 and count_asked(clock.now()) == 0
    with scope.everything("test"):
        assert Inventory.objects.get().servers_done_count == 11
    assert "収集したデータはありません" in body("owner", address("your-data", world.customer))


@pytest.mark.parametrize("name", ["exports", "ask-deletion", "count-held"])
def test_nobody_else_asks(name: str, world: World) -> None:
    allowed = {"count-held": ("owner", "mate")}.get(name, ("owner",))
    for person in PEOPLE:
        if person not in allowed:
            assert post(person, name, world) == 404, person
    assert client_of("").post(address(name, world.customer)).status_code == 302
    with scope.everything("test"):
        assert not Export.objects.exists() and not Deletion.objects.exists()


def test_an_export_is_fetched_by_administrators_only_and_audited(
    world: World, customer: Organisation
) -> None:
    assert post("owner", "exports", world) == 302
    assert post("owner", "exports", world) == 409, "the same is being made"
    assert post("owner", "exports", world, server="other-01") == 409, "no server of this customer"
    with scope.everything("test"):
        export = Export.objects.get()
    url = reverse("fetch-export", args=[world.customer, export.pk])
    assert client_of("owner").get(url).status_code == 404, "not made yet"
    exports.work(clock.now())
    for person in OTHERS:
        assert client_of(person).get(url).status_code == 404, person
    assert client_of("").get(url).status_code == 302
    foreign = reverse("fetch-export", args=[world.other, export.pk])
    assert client_of("stranger").get(foreign).status_code == 404
    response = client_of("owner").get(url)
    path = Path(exports.exports_folder()) / "fetched.zip"
    path.write_bytes(b"".join(response.streaming_content))
    assert "manifest.json" in zipfile.ZipFile(path).namelist()
    with scope.everything("test"):
        assert AuditEntry.objects.filter(action="export_fetched", actor=owner().email).exists()
        Export.objects.update(expires_at=clock.now())
    assert client_of("owner").get(url).status_code == 404, "past its days"


def test_a_deletion_asks_for_the_name_waits_and_can_be_taken_back(world: World) -> None:
    db01 = str(server_id("db-01"))
    assert post("owner", "ask-deletion", world, server=db01, typed="db-1") == 409
    assert post("owner", "ask-deletion", world, typed="あおば") == 409
    foreign = str(server_id("other-01"))
    assert post("owner", "ask-deletion", world, server=foreign, typed="other-01") == 404
    assert post("owner", "ask-deletion", world, server="x", typed="x") == 404
    assert not Deletion.objects.exists()
    assert post("owner", "ask-deletion", world, server=db01, typed=" db-01 ") == 302
    assert post("owner", "ask-deletion", world, server=db01, typed="db-01") == 409, "asked already"
    deletion = Deletion.objects.get()
    assert deletion.due_at - deletion.asked_at == timedelta(hours=72) == deletions.WAIT
    assert deletions.work(deletion.due_at - timedelta(seconds=1)) == 0
    assert "db-01" in body("mate", address("your-data", world.customer))
    url = reverse("take-back-deletion", args=[world.customer, deletion.pk])
    for person in OTHERS:
        assert client_of(person).post(url).status_code == 404
    other = reverse("take-back-deletion", args=[world.other, deletion.pk])
    assert client_of("stranger").post(other).status_code == 404
    assert client_of("owner").post(url).status_code == 302
    deletion.refresh_from_db()
    assert deletion.state == "taken_back"
    assert deletions.work(deletion.due_at + timedelta(days=9)) == 0
    with scope.everything("test"):
        assert Server.objects.filter(pk=db01).exists()


def test_a_certificate_is_read_by_whoever_has_its_address(world: World) -> None:
    now = clock.now()
    counts = {"samples": 1234, "servers": 1, "people": 0}
    scan = {"tables_count": 40, "files_count": 70, "found_count": 0, "at": ""}
    made = Deletion.objects.create(
        scope="server",
        address="k" * 43,
        organisation_id=world.customer,
        organisation_name="株式会社あおば製作所",
        hostname="gone-01",
        zone="Asia/Tokyo",
        asked_by="owner@example.com",
        asked_at=now,
        due_at=now,
        done_at=now,
        state="done",
        counts=counts,
        certificate=signed({"counts": counts, "scan": scan, "hostname": "gone-01"}),
    )
    url, file = (reverse(n, args=[made.address]) for n in ("deletion", "deletion-certificate"))
    for language, word in (("ja", "削除証明書"), ("en", "Certificate of deletion")):
        response = client_of("", language).get(url)
        page = response.content.decode()
        assert word in page and "gone-01" in page and "1,234" in page
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response.headers["X-Robots-Tag"]
    assert client_of("").get(file).json() == made.certificate
    for wrong in ("k" * 42, "none"):
        assert client_of("owner").get(reverse("deletion", args=[wrong])).status_code == 404
    made.certificate = None
    made.save()
    assert client_of("").get(file).status_code == 404


def test_the_ledger_speaks_in_sentences_and_is_filtered(world: World) -> None:
    at = clock.now()
    for what, actor, purpose in (
        ("edition 2026-09 r1", "edition", "a"),
        ("proposals: candidates and what was sent", "sales@example.com", "b"),
        ("something new", "kado edition", "c"),
    ):
        use = DataUse(
            organisation_id=world.customer, purpose=purpose, actor=actor, what=what, at=at
        )
        use.save()
    url = address("data-uses", world.customer)
    page = client_of("owner", "en").get(url).content.decode()
    assert "The edition of Sep 2026 was made, revision 1" in page
    assert "Candidates for proposals were looked at" in page and "something new" in page
    page = body("owner", url + "?purpose=b")
    assert "ご提案の候補" in page and "改訂1" not in page
    page = body("owner", url + f"?month={at:%Y-%m}&purpose=c")
    assert "something new" in page and "改訂1" not in page
    for odd in ("?month=2026-13", "?month=x", "?purpose=z", "?page=99", "?month=0000-00"):
        assert client_of("owner").get(url + odd).status_code == 200
    assert (
        client_of("owner").get(address("audit-trail", world.customer) + "?month=9").status_code
        == 200
    )


def allowed(purpose: str, reseller: object = None) -> bool:
    with scope.everything("test"):
        customer = Organisation.objects.get(name_en="Aoba Manufacturing")
        return is_allowed(Purpose(purpose), customer.pk, clock.now(), reseller)  # type: ignore[arg-type]


def consent(world: World, purpose: str, person: str = "owner", **fields: str) -> int:
    url = reverse("change-consent", args=[world.customer, purpose])
    return int(client_of(person).post(url, fields).status_code)


def test_a_consent_is_given_limited_renewed_and_withdrawn_at_once(world: World) -> None:
    assert not allowed("b") and consent(world, "b", wish="give", reseller="all") == 302
    assert allowed("b") and allowed("b", world.reseller)
    until = f"{clock.now() + timedelta(days=9):%Y-%m-%d}"
    assert consent(world, "b", wish="give", reseller="all", until=until) == 302
    with scope.everything("test"):
        newest, older = Consent.objects.filter(purpose="b")[:2]
    assert newest.expires_at and newest.expires_at > clock.now() and older.withdrawn_at
    assert "期限が近づいています" in body("mate", address("consents", world.customer))
    for wrong in ("2020-01-01", "tomorrow", f"{clock.now():%Y-%m}-99"):
        assert consent(world, "b", wish="give", reseller="all", until=wrong) == 409
    assert consent(world, "b", wish="withdraw", reseller="all") == 302
    assert not allowed("b") and not allowed("b", world.reseller)


def test_a_consent_for_one_reseller_is_for_that_reseller(world: World) -> None:
    named = str(world.reseller)
    assert consent(world, "b", wish="give", reseller=named) == 302
    assert allowed("b", world.reseller) and not allowed("b")
    for purpose, who in (("c", named), ("b", str(world.other)), ("b", "nobody")):
        assert consent(world, purpose, wish="give", reseller=who) == 404
    assert consent(world, "b", wish="give", reseller="all") == 302
    assert consent(world, "b", wish="withdraw", reseller="all") == 302
    assert allowed("b", world.reseller), "the named one stays"
    assert consent(world, "b", wish="withdraw", reseller=named) == 302
    assert not allowed("b", world.reseller)
    for person in OTHERS:
        assert consent(world, "b", person, wish="give", reseller="all") == 404
    assert consent(world, "a", wish="give") == 404


def test_the_preview_shows_what_would_be_seen_and_nothing_more(world: World) -> None:
    url = reverse("preview-consent", args=[world.customer, "b"])
    page = body("owner", url)
    assert "db-01" in page and "誰にも見えていません" in page
    assert "ESP-" not in page, "no contract numbers"
    with scope.everything("test"):
        assert not DataUse.objects.filter(what__startswith="proposals").exists()
    for purpose, word in (("c", "R120"), ("d", "mate@example.com")):
        own = reverse("preview-consent", args=[world.customer, purpose])
        assert word.lower() in body("mate", own).lower()
    hosts = ("db-01", "app-01", "web-01")
    research = body("owner", reverse("preview-consent", args=[world.customer, "c"]))
    assert not any(h in research for h in hosts)
    named = f"{url}?reseller={world.reseller}"
    assert client_of("owner").get(named).status_code == 200
    ResellerGrant.objects.update(withdrawn_at=clock.now())
    assert client_of("owner").get(named).status_code == 404
    assert client_of("owner").get(f"{url}?reseller={world.other}").status_code == 404
    assert client_of("owner").get(url.replace("/b/", "/a/")).status_code == 404


def test_a_reseller_sees_the_consents_and_no_ledger(world: World) -> None:
    page = body("reseller", address("consents", world.customer))
    assert "edition 2026-10" not in page and "お客様のデータ" not in page
    assert "edition 2026-10" in body("mate", address("consents", world.customer))


def test_what_a_reseller_reads_is_in_the_customers_ledger_once_a_day(world: World) -> None:
    for name in ("overview", "servers", "overview"):
        client_of("reseller").get(address(name, world.customer))
    client_of("mate").get(address("overview", world.customer))
    with scope.everything("test"):
        [use] = DataUse.objects.filter(what__startswith="read by reseller")
    assert (use.purpose, use.actor) == ("a", "reseller@example.com")
    assert "北斗システム販売" in body("owner", address("data-uses", world.customer))


def test_an_edition_says_that_a_server_was_deleted(world: World) -> None:
    from kado.edition.models import Edition
    from kado.edition.removal import remove_server, standing
    from tests.portal.sample_facts import MONTH

    with scope.everything("test"):
        assert remove_server(world.customer, server_id("db-01"), clock.now()) == 1
        assert remove_server(world.customer, server_id("app-01"), clock.now()) == 1
        assert remove_server(world.customer, server_id("app-01"), clock.now()) == 0
        assert standing(Edition.objects.get(month=MONTH)).removed_count == 2
    page = body("owner", address("edition", world.customer))
    assert "2台のサーバを削除しました" in page and "db-01" not in page and "web-01" in page
    assert client_of("owner").get(address("document", world.customer)).status_code == 200


def test_the_operator_sees_what_was_asked_for_and_nobody_else(world: World) -> None:
    url = reverse("operations:rights")
    assert post("owner", "exports", world) == 302
    db01 = str(server_id("db-01"))
    assert post("owner", "ask-deletion", world, server=db01, typed="db-01") == 302
    page = body("operator", url)
    assert "db-01" in page and "owner@example.com" in page
    for person in OTHERS:
        if person != "operator":
            assert client_of(person).get(url).status_code in (302, 403), person
    assert client_of("").get(url).status_code == 302
    assert client_of("operator").get(address("your-data", world.customer)).status_code == 404
