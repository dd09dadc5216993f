"""The bundle's way in: stored before it is answered, refused in one shape, misuse written down (MISSION D2, D3)."""

import gzip
import json
import zlib
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError

from kado.entitlement.models import Stop
from kado.store.models import BundleReceipt, InboxBundle
from kado.tenancy.models import AuditEntry, CollectorToken, Organisation, Server
from kado.tenancy.tokens import signature_of
from tests.intake.conftest import Collector
from tests.store.conftest import NOW, bundle, hour_series, packed


def error_of(answer: Any) -> tuple[int, str]:
    error = answer.json()["error"]
    assert set(error) == {"code", "message", "remedy"} and all(error.values())
    return answer.status_code, error["code"]


def test_a_bundle_is_stored_and_answered_with_a_receipt(collector: Collector) -> None:
    document = bundle(collector.server_id)
    receipt = collector.send(document).json()["receipt"]
    assert receipt == {
        "bundle_id": document["bundle_id"],
        "received_at": "2026-11-23T06:00:00Z",
        "state": "stored",
        "points_stored_count": 12,
        "dropped": [],
    }
    again = collector.send(document)
    assert (again.status_code, again.json()["receipt"]["state"]) == (202, "already stored")
    assert InboxBundle.objects.count() == BundleReceipt.objects.count() == 1


def test_what_is_dropped_is_named_and_the_rest_is_stored(collector: Collector) -> None:
    late = (NOW + timedelta(hours=2)).isoformat()
    document = bundle(
        collector.server_id,
        mood="good",
        series=[
            hour_series(mean=[1.5, None] + [0.2] * 10),
            hour_series("processor_luck_ratio"),
            hour_series("memory_used_bytes", observed_at=[late] * 12),
            hour_series("swap_used_bytes", mean=[1.0]),
            {"metric": 3},
        ],
    )
    receipt = collector.send(document).json()["receipt"]
    assert (
        receipt["points_stored_count"] == 12
    )  # the point whose mean is impossible still has its extremes
    told = {(d["what"], d["why"].partition(":")[0]): d["values_count"] for d in receipt["dropped"]}
    assert told == {
        ("mood", "unknown_key"): 1,
        ("processor_used_ratio mean", "out_of_range"): 1,
        ("processor_luck_ratio", "unknown_metric"): 12,
        ("memory_used_bytes", "in_the_future"): 12,
        ("swap_used_bytes", "lengths_differ"): 12,
        ("series[4]", "not_valid"): 1,
    }


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Authorization": ""}, (401, "token-missing")),
        ({"Authorization": "Basic dDp0"}, (401, "token-missing")),
        ({"Authorization": "Bearer stranger"}, (401, "token-unknown")),
        ({"Content_Encoding": "br"}, (415, "content-type")),
        ({"Kado_Signature": ""}, (403, "signature")),
        ({"Kado_Signature": "v1=é"}, (403, "signature")),
        ({"Kado_Signature": "v1=" + "0" * 64}, (403, "signature")),
    ],
)
def test_who_may_not_send(
    collector: Collector, headers: dict[str, str], expected: tuple[int, str]
) -> None:
    assert error_of(collector.send(bundle(collector.server_id), **headers)) == expected
    assert not InboxBundle.objects.exists()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"not gzip", (400, "malformed")),
        (packed({"format": "kado.bundle/1"})[:-5], (400, "malformed")),
        (gzip.compress(b"{]", mtime=0), (400, "malformed")),
        (gzip.compress(b'{"format": "\xff"}', mtime=0), (400, "malformed")),
        (gzip.compress(b"[" * 100_000, mtime=0), (422, "not-valid")),
        (gzip.compress(b'{"configuration": ' + b"[" * 100_000, mtime=0), (400, "malformed")),
        (gzip.compress(b"[]", mtime=0), (422, "not-valid")),
        (packed({"format": "kado.bundle/1"}), (422, "not-valid")),
        (b"\x00" * (4 * 1024**2 + 1), (413, "too-large")),
    ],
)
def test_what_is_no_bundle(collector: Collector, body: bytes, expected: tuple[int, str]) -> None:
    assert error_of(collector.post(body)) == expected


def test_a_bundle_that_grows_beyond_the_limit_when_unpacked(collector: Collector) -> None:
    squeezed = zlib.compressobj(9, wbits=31)
    bomb = b"".join(squeezed.compress(bytes(1024**2)) for _ in range(64)) + squeezed.flush()
    assert len(bomb) < 100_000
    assert error_of(collector.post(bomb)) == (413, "too-large")


@pytest.mark.parametrize(
    "fields",
    [
        {"format": "kado.bundle/2"},
        {"created_at": "yesterday"},
        {"bundle_id": "7"},
        {"series": [{}] * 2001},
    ],
)
def test_a_bundle_of_which_it_cannot_be_told_what_it_is(
    collector: Collector, fields: dict[str, Any]
) -> None:
    assert error_of(collector.send(bundle(collector.server_id, **fields))) == (422, "not-valid")


def test_misuse_is_refused_and_written_down_once_an_hour(collector: Collector) -> None:
    forged = {"Kado_Signature": "v1=" + "0" * 64}
    for _ in range(3):
        collector.send(bundle(collector.server_id), **forged)
    document = bundle(collector.server_id)
    collector.send(document)
    assert error_of(collector.send({**document, "series": []})) == (422, "bundle-conflict")
    stranger = bundle("00000000-0000-4000-8000-000000000000")
    assert error_of(collector.send(stranger)) == (403, "other-server")
    CollectorToken.objects.update(revoked_at=NOW)
    assert error_of(collector.send(document)) == (401, "token-revoked")
    assert sorted(AuditEntry.objects.values_list("action", flat=True)) == [
        "bundle_conflict",
        "other_server_named",
        "revoked_token_used",
        "signature_mismatch",
    ]


@pytest.mark.parametrize("reason", ["maintenance", "misuse"])
def test_a_stop_keeps_data_coming_unless_it_is_for_misuse(
    collector: Collector, reason: str
) -> None:
    Stop.objects.create(reason=reason, begins_at=NOW, notice_en="We are sorry.")
    answer = collector.send(bundle(collector.server_id))
    if reason == "misuse":
        assert error_of(answer) == (403, "stopped")
    else:
        assert answer.status_code == 202
    (stop,) = answer.json()["stops"]
    assert (stop["reason"], stop["scope"], stop["until"]) == (reason, "service", None)
    assert stop["since"] == NOW.isoformat().replace("+00:00", "Z")
    assert (stop["with_notice"], stop["notice"]) == (False, "We are sorry.")


@pytest.mark.parametrize(("ends_in", "wait"), [(None, 3600), (90, 90), (86_400, 3600)])
def test_a_stop_that_refuses_data_says_when_to_come_again(
    collector: Collector, ends_in: int | None, wait: int
) -> None:
    ends_at = NOW + timedelta(seconds=ends_in) if ends_in else None
    Stop.objects.create(
        reason="maintenance", begins_at=NOW, ends_at=ends_at, data_meanwhile="refused"
    )
    answer = collector.send(bundle(collector.server_id))
    assert error_of(answer) == (503, "stopped-meanwhile")
    assert int(answer.headers["Retry-After"]) == wait
    assert answer.json()["stops"][0]["data_meanwhile"] == "refused"
    assert not InboxBundle.objects.exists()


def test_a_stop_of_another_unit_or_of_one_function_refuses_nothing(
    collector: Collector, organisation: Organisation
) -> None:
    other = Server.objects.create(organisation=organisation, hostname="other")
    Stop.objects.create(reason="misuse", begins_at=NOW, server=other)
    Stop.objects.create(reason="misuse", begins_at=NOW, function="forecast")
    answer = collector.send(bundle(collector.server_id))
    assert answer.status_code == 202
    assert [s["function"] for s in answer.json()["stops"]] == ["forecast"]


def test_a_flood_is_slowed(collector: Collector, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kado.store.inbox.WINDOW_LIMIT_COUNT", 3)
    answers = [collector.post(b"rubbish") for _ in range(3)]
    assert [a.status_code for a in answers] == [400] * 3
    last = collector.send(bundle(collector.server_id))
    assert error_of(last) == (429, "too-fast")
    assert last.headers["Retry-After"] == "600"


def test_a_database_that_takes_nothing_is_told_as_busy(
    collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("kado.store.inbox.InboxBundle.objects.create", locked)
    answer = collector.send(bundle(collector.server_id))
    assert error_of(answer) == (503, "busy")
    assert answer.headers["Retry-After"] == "30"
    assert not BundleReceipt.objects.exists()


def test_problems_are_told_in_the_language_asked_for(collector: Collector) -> None:
    answer = collector.send(bundle(collector.server_id), Authorization="", Accept_Language="ja-JP")
    assert "トークン" in answer.json()["error"]["message"]
    assert "token" in collector.send({}, Authorization="").json()["error"]["message"]


def test_only_post_is_taken(client: Any, db: None) -> None:
    assert error_of(client.get("/intake/v1/bundles")) == (405, "method")


def test_a_body_signed_with_another_servers_key_is_refused(collector: Collector) -> None:
    body = packed(bundle(collector.server_id))
    answer = collector.post(body, Kado_Signature=signature_of(body, "another key"))
    assert error_of(answer) == (403, "signature")
    assert json.loads(answer.content)["error"]["remedy"]
