"""The operator's pages of advisory packs: in both languages, for staff only; a file is looked at before it is used."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kado.advisories import files, keys, shelf
from kado.advisories.models import AdvisoryPack
from kado.language import LOCALES
from kado.tenancy.models import User
from tests.advisories.test_packs import content, issue, signed

pytestmark = pytest.mark.django_db
HOME = "/operations/advisories/"


@pytest.fixture
def operator(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("operator@example.com", "correct horse"))
    client.cookies["kado_language"] = "en"
    return client


@pytest.fixture
def key(tmp_path: Path, settings: Any) -> Path:
    settings.ADVISORY_KEYS = tmp_path / "trusted"
    settings.ADVISORY_KEYS.mkdir()
    keys.generate(tmp_path / "maker", "Maker")
    (tmp_path / "maker.pub").rename(settings.ADVISORY_KEYS / "maker.pub")
    return tmp_path / "maker"


def send(client: Client, data: bytes, **more: str) -> Any:
    return client.post(HOME, {"file": SimpleUploadedFile("pack.json", data), **more})


def kept(client: Client, key: Path, **overrides: object) -> str:
    """The address of the page of a pack that was taken in."""
    response = send(client, signed(content(**overrides), key))
    assert response.status_code == 302
    return str(response.url)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_opens_in_both_languages(operator: Client, locale: str) -> None:
    operator.cookies["kado_language"] = locale
    for address in (HOME, f"{HOME}{files.sample().digest}/"):
        page = operator.get(address)
        assert page.status_code == 200 and b"kado-public" in page.content
    assert HOME.encode() in operator.get("/operations/").content


def test_strangers_and_customers_are_kept_out(client: Client) -> None:
    assert client.get(HOME).status_code == 302
    client.force_login(User.objects.create_user("reader@example.com", "correct horse"))
    assert client.get(HOME).status_code in (302, 403)
    assert client.post(HOME).status_code in (302, 403)
    assert not AdvisoryPack.objects.exists()


def test_import_look_use_roll_back_and_stop(operator: Client, key: Path) -> None:
    first = kept(operator, key, version="2026.10")
    assert shelf.in_use("maker") is None
    assert b"every entry is new" in operator.get(first).content
    operator.post(first, {"act": "use"})
    second = kept(operator, key, version="2026.11", firmware_issues=[issue(severity="watch")])
    page = operator.get(second).content
    assert b"Changed: 1" in page and b"maker-drive-bug" in page
    for address, version in ((second, "2026.11"), (first, "2026.10")):
        operator.post(address, {"act": "use"})
        one = shelf.in_use("maker")
        assert one is not None and one.pack.version == version
    operator.post(first, {"act": "stop"})
    assert shelf.in_use("maker") is None
    row = AdvisoryPack.objects.get(version="2026.10")
    assert row.imported_by == "operator@example.com"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no json", "no JSON"),
        (files.SAMPLE_FILE.read_bytes().replace(b"HPD8", b"HPD9"), "changed after signing"),
    ],
)
def test_what_is_refused_says_why_and_is_not_kept(operator: Client, data: bytes, said: str) -> None:
    page = send(operator, data)
    assert page.status_code == 200 and said in page.content.decode()
    assert not AdvisoryPack.objects.exists()


def test_an_older_one_needs_the_box(operator: Client, key: Path) -> None:
    operator.post(kept(operator, key, version="2026.11"), {"act": "use"})
    old = signed(content(version="2026.1"), key)
    assert b"older than the one in use" in send(operator, old).content
    assert send(operator, old, older="yes").status_code == 302


def test_the_shipped_sample_can_be_put_out_of_use_and_back(operator: Client) -> None:
    address = f"{HOME}{files.sample().digest}/"
    operator.post(address, {"act": "stop"})
    assert not shelf.advisories().packs
    operator.post(address, {"act": "use"})
    assert [p.name for p in shelf.advisories().packs] == ["kado-public"]
    assert operator.get(f"{HOME}{'0' * 64}/").status_code == 404
