"""A bundle carried by hand is believed for its signature, and stored once however it comes."""

from pathlib import Path
from typing import Any

import pytest

from kado.importers.bundle_file import import_bundle
from kado.importers.report import ImportRefused
from kado.store.models import InboxBundle
from kado.tenancy.models import CollectorToken, Server
from kado.tenancy.tokens import signature_of, signing_key
from tests.store.conftest import NOW, bundle, packed


@pytest.fixture
def carried(server: Server, tmp_path: Path) -> Any:
    CollectorToken.objects.create(server=server, token_sha256="x", created_at=NOW)

    def write(body: bytes | None = None, head: str | None = None) -> Path:
        body = body or packed(bundle(server.pk))
        signature = signature_of(body, signing_key(server.pk, 1))
        path = tmp_path / "a.kado"
        path.write_bytes((head or f"kado.bundle/1 {server.pk} {signature}\n").encode() + body)
        return path

    return write


def test_it_is_stored_once(carried: Any) -> None:
    path = carried()
    assert import_bundle(path, NOW).is_new
    assert not import_bundle(path, NOW).is_new
    assert InboxBundle.objects.count() == 1


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("PK\x03\x04", "no bundle"),
        ("kado.bundle/1 nobody v1=00\n", "no bundle"),
        ("kado.bundle/1 00000000-0000-4000-8000-000000000000 v1=00\n", "not enrolled"),
        ("x" * 1000, "no bundle"),
    ],
)
def test_a_first_line_that_is_none(carried: Any, head: str, why: str) -> None:
    with pytest.raises(ImportRefused, match=why):
        import_bundle(carried(head=head), NOW)


def test_a_changed_body_is_refused(carried: Any, server: Server) -> None:
    path = carried()
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(ImportRefused, match="signature"):
        import_bundle(path, NOW)


def test_a_body_that_is_no_bundle_is_refused(carried: Any) -> None:
    with pytest.raises(ImportRefused, match="not gzip"):
        import_bundle(carried(body=b"signed rubbish"), NOW)
