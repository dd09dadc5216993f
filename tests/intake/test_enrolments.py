"""Enrolment: an identity is given once, and a clone is refused and written down (MISSION C1, D3)."""

from typing import Any

import pytest

from kado.tenancy.models import AuditEntry, CollectorToken, EnrolmentToken, Organisation, Server
from kado.tenancy.tokens import sha256_of, signing_key
from tests.intake.conftest import Collector
from tests.store.conftest import NOW, bundle

UNIT = {
    "manufacturer": "NEC",
    "model_number": "R120j-2M",
    "serial_number": "S9",
    "hostname": "db01",
}


def test_a_unit_is_enrolled_and_can_send(ask: Any, enrolment_token: str, client: Any) -> None:
    answer = ask(enrolment_token=enrolment_token, **UNIT)
    assert answer.status_code == 201
    given = answer.json()
    server = Server.objects.get(pk=given["server_id"])
    assert (server.hostname, server.enrolled_at) == ("db01", NOW)
    assert given["signing_key"] == signing_key(server.pk, 1)
    assert CollectorToken.objects.get().token_sha256 == sha256_of(given["token"])
    assert EnrolmentToken.objects.get().uses_left_count == 2
    sender = Collector(client, server.pk, given["token"], given["signing_key"])
    assert sender.send(bundle(server.pk)).status_code == 202


def test_an_answer_lost_on_its_way_can_be_asked_for_again(
    ask: Any, enrolment_token: str, client: Any
) -> None:
    first = ask(enrolment_token=enrolment_token, **UNIT).json()
    second = ask(enrolment_token=enrolment_token, **UNIT).json()
    assert second["server_id"] == first["server_id"]
    assert second["signing_key"] != first["signing_key"]
    old = Collector(client, first["server_id"], first["token"], first["signing_key"])
    assert old.send(bundle(first["server_id"])).json()["error"]["code"] == "token-revoked"


def test_a_unit_that_sends_is_not_enrolled_again(
    ask: Any, enrolment_token: str, client: Any
) -> None:
    given = ask(enrolment_token=enrolment_token, **UNIT).json()
    Collector(client, given["server_id"], given["token"], given["signing_key"]).send(
        bundle(given["server_id"])
    )
    answer = ask(enrolment_token=enrolment_token, **UNIT)
    assert answer.status_code == 409
    assert "operator" in answer.json()["error"]["remedy"]
    assert AuditEntry.objects.filter(action="identity_cloned").count() == 1
    assert EnrolmentToken.objects.get().uses_left_count == 2


def test_a_unit_of_another_customer_is_refused(ask: Any, enrolment_token: str) -> None:
    other = Organisation.objects.create(kind="customer", name="乙工業")
    Server.objects.create(organisation=other, **UNIT)
    assert ask(enrolment_token=enrolment_token, **UNIT).status_code == 409


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"enrolment_token": "wrong"}, 401, "enrolment-token"),
        ({"serial_number": None}, 422, "identity-missing"),
        ({"serial_number": "To Be Filled By O.E.M."}, 422, "identity-placeholder"),
        ({"hostname": "x" * 256}, 422, "not-valid"),
        ({"enrolment_token": 7}, 422, "not-valid"),
    ],
)
def test_what_is_refused(
    ask: Any, enrolment_token: str, fields: dict[str, Any], status: int, code: str
) -> None:
    answer = ask(**{"enrolment_token": enrolment_token, **UNIT, **fields})
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert not Server.objects.exists()


@pytest.mark.parametrize(
    "change", [{"revoked_at": NOW}, {"expires_at": NOW}, {"uses_left_count": 0}]
)
def test_a_token_that_no_longer_holds(
    ask: Any, enrolment_token: str, change: dict[str, Any]
) -> None:
    EnrolmentToken.objects.update(**change)
    assert ask(enrolment_token=enrolment_token, **UNIT).status_code == 401
