"""From an accepted bundle to a day's figures, once each."""

from datetime import date, timedelta
from typing import Any

import pytest

from kado.store import lake
from kado.store.bundle import unpack
from kado.store.bundle_rows import read
from kado.store.digest import digest_all, digest_once
from kado.store.inbox import BundleConflict, TooFast, accept, check_rate, count_request
from kado.store.models import BundleReceipt, DigestBatch, InboxBundle
from kado.store.telemetry import configurations, daily_series, device_documents
from kado.tenancy.models import AuditEntry, Server
from tests.store.conftest import NOW, bundle, hour_series, packed, permit_for, reference


def send(server: Server, document: dict[str, Any] | None = None) -> bool:
    body = packed(document or bundle(server.pk))
    return accept(server, body, read(unpack(body), NOW), NOW).is_new


def test_a_bundle_reaches_the_days_figures(server: Server) -> None:
    send(server)
    report = digest_once(NOW)
    assert (report.bundles_count, report.rows_count) == (1, 12)
    assert not InboxBundle.objects.exists()
    today = date(2026, 11, 23)
    series = daily_series(
        permit_for(server.organisation_id),
        lake.versions(),
        [reference(server)],
        ["processor_used_ratio"],
        today,
        today,
        "Asia/Tokyo",
    )
    assert [k.metric for k in series.keys] == ["processor_used_ratio"]
    assert series.mean.tolist() == [[0.25]]
    assert (series.maximum.item(), series.minimum.item()) == (0.5, 0.1)
    assert series.hours_count.tolist() == [[1]]


def test_the_same_bundle_twice_is_stored_once(server: Server) -> None:
    document = bundle(server.pk)
    assert send(server, document)
    assert not send(server, document)
    digest_all(NOW)
    assert not send(server, document)  # also after it left the inbox
    assert digest_once(NOW).bundles_count == 0
    assert BundleReceipt.objects.count() == 1


def test_the_same_id_with_other_content_is_refused_and_audited(server: Server) -> None:
    document = bundle(server.pk)
    send(server, document)
    with pytest.raises(BundleConflict):
        send(server, {**document, "series": []})
    assert AuditEntry.objects.get().action == "bundle_conflict"
    assert InboxBundle.objects.count() == 1


def test_a_digest_killed_before_its_last_step_is_finished_by_the_next(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(server)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("kado.store.digest._update_server", killed)
        with pytest.raises(KeyboardInterrupt):
            digest_once(NOW)
    assert lake.versions()["samples"] == 1
    assert digest_once(NOW).bundles_count == 0  # another digest may still be at it
    report = digest_once(NOW + timedelta(minutes=6))
    assert report.resumed
    assert lake.versions()["samples"] == 1  # nothing was added again
    assert not InboxBundle.objects.exists()
    assert DigestBatch.objects.get().committed_at


def test_what_a_bundle_says_of_its_server_is_kept(server: Server) -> None:
    told = {
        "hostname": "web01.example",
        "os_name": "rhel",
        "os_version": "9.4",
        "memory_bytes": "?",
    }
    device = {"device": "/dev/sda", "observed_at": NOW.isoformat(), "smartctl": {"a": 1}}
    send(server, bundle(server.pk, configuration=told, devices=[device]))
    digest_all(NOW)
    server.refresh_from_db()
    assert (server.hostname, server.os_name) == ("web01.example", "rhel")
    assert (server.first_arrival_at, server.last_arrival_at) == (NOW, NOW)
    assert server.configuration["hostname"] == "web01.example"
    permit, refs = permit_for(server.organisation_id), [reference(server)]
    known = configurations(permit, lake.versions(), refs, NOW + timedelta(days=1))
    ((at, configuration),) = known[str(server.pk)]
    assert (at, configuration.unread) == (NOW, ("memory_bytes",))
    assert configuration.collector_version == "0.1.0"
    day = date(2026, 11, 23)
    found = device_documents(permit, lake.versions(), refs, day, day, "Asia/Tokyo")
    assert found[str(server.pk)][0].documents == ('{"a":1}',)


def test_another_serial_number_than_the_enrolled_one_is_audited(server: Server) -> None:
    send(server, bundle(server.pk, configuration={"serial_number": "S2"}))
    digest_all(NOW)
    assert AuditEntry.objects.get().action == "identity_mismatch"


def test_a_row_that_cannot_be_read_holds_nothing_up(server: Server) -> None:
    send(server)
    send(server, bundle(server.pk, series=[hour_series("memory_used_bytes")]))
    InboxBundle.objects.filter(pk=InboxBundle.objects.values("pk")[:1]).update(body=b"damaged")
    report = digest_all(NOW)
    assert (report.bundles_count, report.unreadable_count) == (1, 1)
    assert InboxBundle.objects.get().problem


def test_a_flood_is_told_when_to_come_again(server: Server) -> None:
    for _ in range(240):
        count_request(server, NOW)
    with pytest.raises(TooFast) as caught:
        check_rate(server, NOW + timedelta(seconds=100))
    assert caught.value.retry_after_seconds == 500
    check_rate(server, NOW + timedelta(seconds=601))
