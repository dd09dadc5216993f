"""The organisation and servers of tests/store, and a collector that knows how to talk to intake."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from kado.tenancy.models import CollectorToken, EnrolmentToken, Organisation, Server
from kado.tenancy.tokens import sha256_of, signature_of, signing_key
from tests.store.conftest import NOW, lake_folder, organisation, packed, seen, server

__all__ = ["lake_folder", "organisation", "seen", "server"]


@dataclass
class Collector:
    """A collector as the wire format describes it."""

    client: Client
    server_id: UUID
    token: str
    key: str

    def post(self, body: bytes, **headers: str) -> Any:
        known = {
            "Authorization": f"Bearer {self.token}",
            "Content-Encoding": "gzip",
            "Kado-Signature": signature_of(body, self.key),
        }
        return self.client.post(
            "/intake/v1/bundles",
            data=body,
            content_type="application/json",
            headers={**known, **{k.replace("_", "-"): v for k, v in headers.items()}},
        )

    def send(self, document: dict[str, Any], **headers: str) -> Any:
        return self.post(packed(document), **headers)


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kado.clock.now", lambda: NOW)


@pytest.fixture
def collector(client: Client, server: Server) -> Collector:
    CollectorToken.objects.create(server=server, token_sha256=sha256_of("t"), created_at=NOW)
    return Collector(client, server.pk, "t", signing_key(server.pk, 1))


@pytest.fixture
def enrolment_token(organisation: Organisation) -> str:
    EnrolmentToken.objects.create(
        organisation=organisation,
        token_sha256=sha256_of("let me in"),
        created_at=NOW,
        expires_at=NOW.replace(year=2027),
        uses_left_count=3,
    )
    return "let me in"


@pytest.fixture
def ask(client: Client) -> Callable[..., Any]:
    def post(**fields: Any) -> Any:
        return client.post("/intake/v1/enrolments", json.dumps(fields), "application/json")

    return post
