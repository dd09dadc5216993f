"""Every address of the portal, opened by everybody: owner, team mate, reseller, operator, stranger, nobody (MISSION F1-F3)."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, reverse

from kado import clock
from kado.entitlement.models import TermsVersion
from kado.entitlement.terms import WITHHELD, agree
from kado.portal import urls
from kado.portal.access import Permission
from kado.tenancy import scope
from kado.tenancy.models import EnrolmentToken, Organisation, ResellerGrant, Server, User
from tests.portal.conftest import PEOPLE, client_of
from tests.portal.sample import World
from tests.portal.sample_facts import MONTH, server_id

READERS = ("owner", "mate", "reseller")
MEMBERS = ("owner", "mate")


def patterns(entries: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for entry in entries:
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns)
        else:
            yield entry


ALL = list(patterns(urls.urlpatterns))
NAMES = sorted(str(p.name) for p in ALL)
PERMISSIONS = {str(p.name): getattr(p.callback, "permission", None) for p in ALL}
ORGANISATION_PAGES = [
    n
    for n in NAMES
    if PERMISSIONS[n] in (Permission.READ, Permission.BELONG, Permission.ADMINISTER)
]
ANSWERS = {"acknowledge", "set-aside", "reopen-finding"}  # tried in test_findings.py
RIGHTS = {"fetch-export", "deletion", "deletion-certificate"}  # tried in test_rights.py
CONTACTS = {"proposing", "write-proposal", "survey", "unsubscribe"}  # tried in tests/contacts
ONLY_POST = {
    "agree",
    "change-consent",
    "revoke-token",
    "language",
    "theme",
    "answer-proposal",
    "give-feedback",
    "count-held",
    "take-back-deletion",
    *ANSWERS,
}


def address(name: str, organisation: object, server: object = None) -> str:
    values = {
        "organisation_id": organisation,
        "server_id": server or server_id("db-01"),
        "month": MONTH,
        "revision": 0,
        "purpose": "b",
        "token_id": 1,
        "proposal_id": 1,
        "survey_id": 1,
        "export_id": 1,
        "deletion_id": 1,
        "address": "none",
        "token": "none",
        "version": "1.0",
        "kind": "csv",
    }
    pattern = next(p for p in ALL if p.name == name)
    wanted = set(pattern.pattern.converters)
    if name in ORGANISATION_PAGES:
        wanted.add("organisation_id")
    return reverse(name, kwargs={k: v for k, v in values.items() if k in wanted})


def test_what_is_withheld_without_an_agreement_is_one_list() -> None:
    """C6: the pages that ask for an agreement are those of the list that customers are shown."""
    asking = {str(p.name) for p in ALL if getattr(p.callback, "agreed", False)}
    assert asking == {page for withheld in WITHHELD for page in withheld.pages}


def test_every_view_declares_its_permission_and_names_are_unique() -> None:
    assert all(PERMISSIONS.values()), [n for n, p in PERMISSIONS.items() if p is None]
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", [n for n in NAMES if n not in CONTACTS | RIGHTS])
def test_a_page_opens_for_those_it_is_for_and_for_nobody_else(name: str, world: World) -> None:
    permission = PERMISSIONS[name]
    url = address(name, world.customer)
    for person in ("", *PEOPLE):
        status = client_of(person).get(url).status_code
        if name in ONLY_POST:
            assert status == 405, (person, status)
        elif permission is Permission.PUBLIC:
            assert status in (200, 302), (person, status)
        elif not person:
            assert status == 302
        elif permission is Permission.SIGNED_IN:
            assert status == 200, (person, status)
        elif permission is Permission.READ:
            assert status == (200 if person in READERS else 404), (person, status)
        elif permission is Permission.BELONG:
            assert status == (200 if person in MEMBERS else 404), (person, status)
        else:
            assert status == (200 if person == "owner" else 404), (person, status)


@pytest.mark.parametrize("name", ["agree", "change-consent", "revoke-token", "enrolment"])
def test_only_an_administrator_changes_anything(name: str, world: World) -> None:
    url = address(name, world.customer)
    assert client_of("").post(url).status_code == 302
    for person in PEOPLE:
        assert client_of(person).post(url).status_code in (
            (200, 302) if person == "owner" else (404,)
        )


@pytest.mark.parametrize("name", ORGANISATION_PAGES)
def test_a_stranger_gets_the_same_answer_as_for_nothing(name: str, world: World) -> None:
    stranger = client_of("stranger")
    there = stranger.get(address(name, world.customer))
    nowhere = stranger.get(address(name, "00000000-0000-4000-8000-000000000000"))
    assert there.status_code == nowhere.status_code
    assert "あおば" not in there.content.decode()


def test_a_server_is_not_found_under_another_organisation(world: World) -> None:
    with scope.everything("test"):
        stranger = User.objects.get(email="stranger@example.com")
        newest = TermsVersion.objects.order_by("-effective_from").first()
        assert newest
        agree(world.other, newest, stranger, clock.now(), None)
    for person, organisation, host in (
        ("stranger", world.other, "db-01"),
        ("owner", world.customer, "other-01"),
    ):
        url = address("karte", organisation, server_id(host))
        assert client_of(person).get(url).status_code == 404


def test_a_reseller_sees_nothing_before_and_after_its_grant(world: World) -> None:
    url = address("overview", world.customer)
    assert client_of("reseller").get(url).status_code == 200
    ResellerGrant.objects.update(withdrawn_at=clock.now())
    assert client_of("reseller").get(url).status_code == 404
    assert "あおば" not in client_of("reseller").get("/").content.decode()


def test_a_token_of_another_organisation_is_not_revoked(world: World) -> None:
    client_of("owner").post(address("enrolment", world.customer))
    with scope.everything("test"):
        token = EnrolmentToken.objects.get()
    url = reverse("revoke-token", args=[world.other, token.pk])
    client_of("stranger").post(url)
    with scope.everything("test"):
        assert EnrolmentToken.objects.get().revoked_at is None


def test_forms_ask_for_the_csrf_token(world: World) -> None:
    client = client_of("owner")
    client.handler.enforce_csrf_checks = True
    assert client.post(address("enrolment", world.customer)).status_code == 403


def test_no_page_reads_outside_the_readers_scope(world: World) -> None:
    with scope.everything("test"):
        foreign = [s.hostname for s in Server.objects.exclude(organisation_id=world.customer)]
        other = Organisation.objects.get(pk=world.other)
    for name in ORGANISATION_PAGES:
        if name not in ONLY_POST | CONTACTS | RIGHTS:
            page = client_of("owner").get(address(name, world.customer)).content.decode()
            assert not any(h in page for h in foreign) and other.name not in page
