"""The operator's API: who may call it, writing that can be repeated, units with what is missing, files and their undoing (MISSION F3)."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve

from kado.entitlement.models import OperatorToken, Stop, SupportContract, SupportListEntry
from kado.entitlement.plans import ensure_plan
from kado.language import LOCALES, has
from kado.operations.api import tokens
from kado.operations.api.problems import PREFIX, STATUSES
from kado.tenancy import scope
from kado.tenancy.models import AuditEntry, CollectorToken, Server, User
from kado.tenancy.tokens import sha256_of
from tests.edition import fleet

AT = datetime(2026, 11, 3, tzinfo=UTC)
ROOT = "/api/operator/v1/"
ADDRESSES = ("contracts", "support-list", "units", "imports")
CONTRACT = {
    "manufacturer": "Example",
    "model_number": "EX4000",
    "serial_number": "SN-1",
    "number": "C-9",
    "plan": "ESP",
    "valid_from": "2026-04-01",
    "valid_to": "2027-03-31",
}
LINE = {
    "service": "karte",
    "model_pattern": "EX*",
    "os_pattern": "rhel 9*",
    "valid_from": "2024-01-01",
}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kado.clock.now", lambda: AT)


@pytest.fixture
def server(db: None) -> Iterator[Server]:
    made = fleet.server(fleet.organisation(), "srv", contract_to=None, serial_number="SN-1")
    ensure_plan("ESP")
    with scope.everything("test"):
        yield made


class Caller:
    """A system of the operator, with a token."""

    def __init__(self, client: Client, token: str = "") -> None:
        self.client = client
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def __call__(self, method: str, address: str, body: Any = None, **headers: str) -> Any:
        more = {"data": json.dumps(body), "content_type": "application/json"} if body else {}
        return getattr(self.client, method)(
            ROOT + address, headers={**self.headers, **headers}, **more
        )

    def send(self, address: str, data: bytes) -> Any:
        return self.client.post(
            ROOT + address, data=data, content_type="text/csv", headers=self.headers
        )


def token(name: str, allowed: str = "write", **fields: Any) -> str:
    values = {"created_at": AT, "expires_at": AT + timedelta(days=1), **fields}
    OperatorToken.objects.create(name=name, token_sha256=sha256_of(name), scope=allowed, **values)
    return name


@pytest.fixture
def call(client: Client) -> Caller:
    return Caller(client, token("crm"))


def error_of(answer: Any) -> tuple[int, str]:
    error = answer.json()["error"]
    assert set(error) == {"code", "message", "remedy"} and all(error.values())
    return answer.status_code, error["code"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "put", "post", "delete"])
def test_nobody_gets_in_without_a_good_token_of_the_right_scope(
    client: Client, server: Server, address: str, method: str
) -> None:
    assert error_of(Caller(client)(method, address)) == (401, "token-missing")
    assert error_of(Caller(client, "guessed")(method, address)) == (401, "token-unknown")
    CollectorToken.objects.create(server=server, token_sha256=sha256_of("c"), created_at=AT)
    assert error_of(Caller(client, "c")(method, address)) == (401, "token-unknown")
    expired = token("old", expires_at=AT)
    assert error_of(Caller(client, expired)(method, address)) == (401, "token-expired")
    revoked = token("lost", revoked_at=AT)
    assert error_of(Caller(client, revoked)(method, address)) == (401, "token-revoked")
    assert AuditEntry.objects.filter(action="revoked_token_used").count() == 1
    for person in (User.objects.first(), User.objects.create_superuser("o@example.com")):
        assert person is not None
        client.force_login(person)  # a session is nothing here
        assert error_of(Caller(client)(method, address)) == (401, "token-missing")
    if method != "get":
        reader = token("reader", "read")
        assert error_of(Caller(client, reader)(method, address)) == (403, "scope")


def test_a_contract_is_written_as_often_as_one_likes(call: Caller, server: Server) -> None:
    answer = call("put", "contracts", CONTRACT)
    assert (answer.status_code, answer.json()["state"]) == (201, "added")
    assert answer.json()["contract"]["server_id"] == str(server.pk)
    again = call("put", "contracts", {**CONTRACT, "serial_number": "sn-1"})
    assert (again.status_code, again.json()["state"]) == (200, "unchanged")
    changed = call("put", "contracts", {**CONTRACT, "valid_to": None, "renewal": "automatic"})
    assert changed.json()["state"] == "changed"
    kept = SupportContract.objects.get()
    assert (kept.valid_to, kept.renewal, kept.server) == (None, "automatic", server)
    call("put", "contracts", CONTRACT)
    assert SupportContract.objects.get().renewal == "automatic"  # left out: left alone
    entries = AuditEntry.objects.filter(action="contract_written")
    assert entries.count() == 3
    assert {(e.actor, e.organisation_id) for e in entries} == {
        ("API token crm", server.organisation_id)
    }


def test_a_contract_of_a_unit_not_known_waits_and_says_so(call: Caller, server: Server) -> None:
    answer = call("put", "contracts", {**CONTRACT, "serial_number": "SN-2"}).json()
    assert answer["contract"]["server_id"] is None
    assert [w["code"] for w in answer["warnings"]] == ["warning-waits"]
    query = "contracts?manufacturer=example&model_number=ex4000&serial_number=sn-2&number=C-9"
    assert len(call("get", query).json()["contracts"]) == 1
    assert call("delete", query).json()["state"] == "deleted"
    assert error_of(call("delete", query)) == (404, "not-found")
    assert not SupportContract.objects.exists()


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"plan": "no such"}, 422, "refused"),
        ({"valid_to": "2026-03-31"}, 422, "refused"),
        ({"renewal": "sometimes"}, 422, "refused"),
        ({"valid_from": "soon"}, 422, "not-valid"),
        ({"number": ""}, 422, "not-valid"),
        ({"plam": "typo"}, 422, "not-valid"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(
    call: Caller, server: Server, change: dict[str, str], status: int, code: str
) -> None:
    assert error_of(call("put", "contracts", {**CONTRACT, **change})) == (status, code)
    assert not SupportContract.objects.exists()


def test_bodies_are_limited_and_of_the_right_type(call: Caller, server: Server) -> None:
    large = call("put", "contracts", {**CONTRACT, "number": "x" * 70_000})
    assert error_of(large) == (413, "too-large")
    broken = call.client.put(ROOT + "contracts", "{", "application/json", headers=call.headers)
    assert error_of(broken) == (400, "malformed")
    plain = call.client.put(ROOT + "contracts", "{}", "text/plain", headers=call.headers)
    assert error_of(plain) == (415, "content-type")
    assert error_of(call.send("imports?kind=other", b"x")) == (422, "not-valid")
    assert error_of(call("post", "contracts", CONTRACT)) == (405, "method")


def test_support_lists_are_written_listed_and_taken_away(call: Caller, server: Server) -> None:
    assert call("put", "support-list", LINE).status_code == 201
    ended = {**LINE, "valid_to": "2026-12-31"}
    assert call("put", "support-list", ended).json()["state"] == "changed"
    assert call("get", "support-list").json()["lines"] == [ended]
    query = "support-list?service=karte&model_pattern=EX*&os_pattern=rhel+9*&valid_from="
    assert error_of(call("delete", query + "never")) == (422, "not-valid")
    assert call("delete", query + "2024-01-01").status_code == 200
    assert not SupportListEntry.objects.exists()


def test_units_say_what_is_missing_and_when_analysis_begins(call: Caller, server: Server) -> None:
    fleet.support_lists()
    later = {**CONTRACT, "valid_from": "2026-12-05", "valid_to": None}
    (unit,) = call("get", "units").json()["units"]
    assert (unit["eligible"], unit["eligible_from"]) == (False, None)
    assert [m["condition"] for m in unit["missing"]] == ["contract"]
    assert "One condition" in unit["outlook"]
    call("put", "contracts", later)
    (unit,) = call("get", "units?serial_number=sn-1", **{"Accept-Language": "ja"}).json()["units"]
    assert (unit["eligible_from"], unit["edition_on"][:7]) == ("2026-12-05", "2027-01")
    assert "2026年12月5日" in unit["outlook"]
    call("put", "contracts", CONTRACT)
    (unit,) = call("get", "units").json()["units"]
    assert unit["eligible"] and unit["functions"] and not unit["missing"]
    assert call("get", "units?serial_number=other").json()["units"] == []


def test_lists_are_read_page_by_page(
    call: Caller, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kado.operations.api.written.PAGE_LIMIT_COUNT", 2)
    monkeypatch.setattr("kado.operations.api.units.PAGE_LIMIT_COUNT", 1)
    for number in range(5):
        call("put", "contracts", {**CONTRACT, "number": str(number)})
    fleet.server(server.organisation, "other", contract_to=None)
    seen, after = [], ""
    while after is not None:
        page = call("get", f"contracts?after={after}").json()
        seen += [c["number"] for c in page["contracts"]]
        after = page["next"]
    assert seen == ["0", "1", "2", "3", "4"]
    first = call("get", "units").json()
    second = call("get", f"units?after={first['next']}").json()
    assert {u["hostname"] for p in (first, second) for u in p["units"]} == {"srv", "other"}
    assert second["next"] is None


def csv(*rows: dict[str, str]) -> bytes:
    lines = [",".join(CONTRACT), *(",".join({**CONTRACT, **row}.values()) for row in rows)]
    return "\n".join(lines).encode()


def test_a_file_is_previewed_brought_in_and_undone(call: Caller, server: Server) -> None:
    data = csv({"number": "A"}, {"number": "B", "serial_number": "SN-2"})
    seen = call.send("imports?preview=1", data).json()["preview"]
    assert (seen["new_count"], seen["warnings_count"]) == (2, 1)
    assert not SupportContract.objects.exists() and call("get", "imports").json()["imports"] == []
    answer = call.send("imports?file_name=crm.csv", data)
    assert answer.status_code == 201
    batch = answer.json()["import"]
    assert (batch["state"], batch["by"], batch["file_name"]) == (
        "applied",
        "API token crm",
        "crm.csv",
    )
    assert call.send("imports", data).status_code == 200  # nothing to change
    assert len(call("get", "imports").json()["imports"]) == 1
    SupportContract.objects.filter(number="A").update(valid_to=date(2030, 1, 1))
    conflict = call("delete", f"imports?id={batch['id']}")
    assert error_of(conflict) == (409, "conflict")
    assert conflict.json()["error"]["message"].endswith("A")
    SupportContract.objects.filter(number="A").update(valid_to=date(2027, 3, 31))
    assert call("delete", f"imports?id={batch['id']}").json()["import"]["state"] == "undone"
    assert not SupportContract.objects.exists()


def test_a_file_with_a_wrong_row_changes_nothing_and_says_which(
    call: Caller, server: Server
) -> None:
    answer = call.send("imports", csv({"number": "A"}, {"number": "B", "plan": "?"}))
    assert answer.status_code == 422
    (problem,) = answer.json()["preview"]["problems"]
    assert (problem["line"], problem["code"]) == (3, "problem-plan") and "ESP" in problem["message"]
    assert not SupportContract.objects.exists()


def test_every_answer_says_what_is_stopped(call: Caller, server: Server) -> None:
    assert call("get", "units").json()["stops"] == []
    Stop.objects.create(reason="maintenance", begins_at=AT, organisation=server.organisation)
    (stop,) = call("get", "contracts").json()["stops"]
    assert (stop["scope"], stop["reason"]) == ("organisation", "maintenance")


def test_a_token_is_slowed_and_goes_on_in_the_next_window(
    call: Caller, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "WINDOW_LIMIT_COUNT", 2)
    assert [call("get", "units").status_code for _ in range(3)] == [200, 200, 429]
    assert int(call("get", "units").headers["Retry-After"]) == tokens.WINDOW_SECONDS
    later = AT + timedelta(seconds=tokens.WINDOW_SECONDS)
    monkeypatch.setattr("kado.clock.now", lambda: later)
    assert call("get", "units").status_code == 200


def test_every_address_and_status_is_described(client: Client) -> None:
    document = client.get("/api/openapi.json").json()
    paths = {p: m for p, m in document["paths"].items() if p.startswith(ROOT)}
    assert {p.removeprefix(ROOT) for p in paths} == set(ADDRESSES)
    described = {int(c) for p, ms in paths.items() for m in ms.values() for c in m["responses"]}
    assert described == set(STATUSES.values()) | {200, 201} and all(resolve(p) for p in paths)
    named = set(_references(document))
    assert all(n.split("/")[-1] in document["components"][n.split("/")[-2]] for n in named)


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def test_every_problem_has_its_texts() -> None:
    keys = [f"{PREFIX}-{code}{end}" for code in STATUSES for end in ("", "-remedy")]
    assert not [(loc, k) for loc in LOCALES for k in keys if not has(loc, k)]
