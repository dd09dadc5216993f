"""Editions are made from pinned data and come out the same however they are made (MISSION B1, B3, C5)."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from kado.edition import documents, drives, reading
from kado.edition import run as running
from kado.edition.make import NotMakeable, Work, discard, make, revise
from kado.edition.models import Edition, EditionServer, PublishedChanged
from kado.edition.pins import KEPT, pinned_versions
from kado.edition.publish import NotPublishable, publish
from kado.edition.verify import verify
from kado.entitlement.gate import UseRefused
from kado.entitlement.models import DataUse, Stop, SupportContract
from kado.facts.edition import ServerEdition
from kado.facts.forecasts import ForecastState
from kado.facts.verdicts import SEVERITY_ORDER, InsightKind
from kado.store import lake
from kado.store.lake import PinGone
from kado.store.schemas import TABLES, LakeRows
from kado.tenancy import scope
from kado.tenancy.models import Organisation, Server
from tests.edition import fleet

AT = datetime(2026, 11, 4, 3, tzinfo=UTC)
INLINE = Work(workers=1)
pytestmark = pytest.mark.django_db


def parts_of(edition: Edition) -> dict[str, ServerEdition]:
    with scope.within([edition.organisation_id]):
        rows = [documents.thaw_server(bytes(r.document)) for r in edition.server_parts.all()]
    return {p.identity.hostname: p for p in rows}


def made_again(edition: Edition) -> Edition:
    """The edition from scratch: same pins, nothing of it kept."""
    organisation = edition.organisation
    discard(edition)
    return make(organisation, edition.month, AT, INLINE)


def test_each_server_gets_what_it_is_entitled_to(
    customer: Organisation, servers: list[Server]
) -> None:
    edition = make(customer, "2026-10", AT, INLINE)
    parts = parts_of(edition)
    assert {name: p.state for name, p in parts.items()} == {
        "srv-0": "findings",
        "srv-1": "findings",
        "srv-2": "findings",
        "srv-without-contract": "not_eligible",
        "srv-silent": "no_data",
    }
    unserved = parts["srv-without-contract"]
    assert not unserved.forecasts and not unserved.verdicts and not unserved.drives
    failed = [c for c in unserved.eligibility.conditions if not c.met]
    assert [c.reason for c in failed] == ["reason-contract-none"]
    served = parts["srv-1"]
    assert {(f.metric, f.statistic) for f in served.forecasts} == {
        ("processor_used_ratio", "mean"),
        ("processor_used_ratio", "peak"),
        ("memory_used_bytes", "mean"),
        ("filesystem_used_bytes", "max"),
    }
    assert all(f.state is ForecastState.FORECAST for f in served.forecasts)
    assert served.collecting_since == date(2026, 4, 1)
    assert served.presence.hours_present_count == served.presence.hours_expected_count == 744
    assert parts["srv-2"].drives[0].facts.serial == "S1"
    assert "drive" in parts["srv-2"].verdicts[0].rule


def test_the_summary_holds_every_server_and_the_most_urgent_finding_first(
    customer: Organisation, servers: list[Server]
) -> None:
    summary = reading.summary_of(make(customer, "2026-10", AT, INLINE))
    assert summary.counts_by_state == {"findings": 3, "no_data": 1, "not_eligible": 1}
    assert [s.hostname for s in summary.servers] == sorted(s.hostname for s in servers)
    severities = [SEVERITY_ORDER.index(f.verdict.severity) for f in summary.findings]
    assert severities == sorted(severities)
    assert {f.hostname for f in summary.findings} == {"srv-0", "srv-1", "srv-2"}
    line = next(s for s in summary.servers if s.hostname == "srv-1")
    assert len(line.processor_sparkline) == 30
    assert line.fullest_mount == "/" and line.fullest_ratio and line.fullest_ratio > 0.7
    assert summary.data_from == date(2026, 4, 1)
    assert summary.changes == () and summary.accuracy is None


def test_nothing_later_than_the_cut_changes_the_edition(
    customer: Organisation, servers: list[Server]
) -> None:
    """B1: telemetry of November, drives and configurations included, leaves October as it is."""
    before = parts_of(make(customer, "2026-10", AT, INLINE))
    later = datetime(2026, 11, 2, tzinfo=UTC)
    server_id = servers[0].pk
    changed = fleet.configuration(os_version="12.12", memory_bytes=1)
    lake.append(
        LakeRows(
            fleet.samples(
                server_id, 99, fleet.hourly(datetime(2026, 10, 31, 15, tzinfo=UTC), later)
            ),
            fleet.devices(server_id, [(later, fleet.smart(1, 9999))]),
            fleet.configurations(server_id, [(later, changed)]),
        ),
        UUID(int=1),
    )
    with scope.within([customer.pk]):
        again = made_again(Edition.objects.get())
    assert parts_of(again) == before
    newest = max(
        forecast.history_first_day + timedelta(days=len(forecast.history) - 1)
        for part in before.values()
        for forecast in part.forecasts
        if forecast.history_first_day
    )
    assert newest == date(2026, 10, 31)


def test_made_twice_in_any_way_it_is_the_same(
    customer: Organisation, servers: list[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "TASK_SERVERS", 2)
    first = make(customer, "2026-10", AT, INLINE)
    digest = first.content_sha256
    assert len(digest) == 64
    monkeypatch.undo()
    again = made_again(first)
    assert again.content_sha256 == digest
    discard(again)
    assert make(customer, "2026-10", AT, Work(workers=2)).content_sha256 == digest


def test_the_order_in_which_telemetry_came_changes_nothing(
    customer: Organisation, servers: list[Server], settings: Any, tmp_path: Path
) -> None:
    before = parts_of(make(customer, "2026-10", AT, INLINE))
    settings.LAKE_URL = str(tmp_path / "shuffled")
    rows = fleet.rows([s.pk for s in servers[:4]])
    for number, chunk in enumerate(fleet.shuffled(rows, random.Random(7))):
        lake.append(chunk, UUID(int=number))
    with scope.within([customer.pk]):
        again = made_again(Edition.objects.get())
    assert parts_of(again) == before


def test_one_server_that_cannot_be_analysed_costs_itself_only(
    customer: Organisation, servers: list[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    healthy = parts_of(make(customer, "2026-10", AT, INLINE))
    parse = drives.histories

    def failing(server_id: str, documents: Any, today: date) -> Any:
        if server_id == str(servers[0].pk):
            raise ZeroDivisionError("a defect")
        return parse(server_id, documents, today)

    monkeypatch.setattr(drives, "histories", failing)
    with scope.within([customer.pk]):
        parts = parts_of(made_again(Edition.objects.get()))
    broken = parts.pop("srv-0")
    assert broken.state == "could_not_be_analysed"
    assert broken.problem == "ZeroDivisionError: a defect"
    assert not broken.forecasts and not broken.verdicts
    healthy.pop("srv-0")
    assert parts == healthy


def test_an_edition_of_broken_servers_is_not_finished(
    customer: Organisation, servers: list[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> Any:
        raise ZeroDivisionError("a defect")

    with monkeypatch.context() as patch:
        patch.setattr(drives, "histories", failing)
        with pytest.raises(NotMakeable, match="3 of 5 servers"):
            make(customer, "2026-10", AT, INLINE)
    assert make(customer, "2026-10", AT, INLINE).state == Edition.State.MADE


def test_killed_half_way_it_is_taken_up_from_its_own_inputs(
    customer: Organisation, servers: list[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    """B3: parts that are stored stay, and what changed meanwhile does not get in."""
    digest = make(customer, "2026-10", AT, INLINE).content_sha256
    with scope.within([customer.pk]):
        discard(Edition.objects.get())
    monkeypatch.setattr(running, "TASK_SERVERS", 1)

    def told(done: int, total: int, step: str) -> None:
        if done >= 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(customer, "2026-10", AT, Work(1, told))
    with scope.within([customer.pk]):
        half = Edition.objects.get()
        kept = set(half.server_parts.values_list("pk", flat=True))
        assert half.state == Edition.State.MAKING
        assert 0 < len(kept) < 5
        SupportContract.objects.all().delete()
        finished = make(customer, "2026-10", AT + timedelta(days=1), INLINE)
        assert kept < set(finished.server_parts.values_list("pk", flat=True))
    assert finished.pk == half.pk
    assert finished.content_sha256 == digest


def test_it_can_be_proven_years_later(customer: Organisation, servers: list[Server]) -> None:
    edition = publish(make(customer, "2026-10", AT, INLINE), AT)
    with scope.within([customer.pk]):
        SupportContract.objects.all().delete()
    customer.name = "別の名前"
    customer.save()
    lake.append(fleet.rows([servers[0].pk], end=fleet.BEGUN + timedelta(days=3)), UUID(int=5))
    found = verify(edition, AT + timedelta(days=300), INLINE)
    assert found.holds and found.stored_holds and found.same_code and not found.differing
    assert found.digest == edition.content_sha256
    with scope.within([customer.pk]):
        row = EditionServer.objects.filter(edition=edition).first()
        assert row
        other = documents.freeze(parts_of(edition)["srv-silent"])
        EditionServer.objects.filter(pk=row.pk).update(document=other)
    found = verify(edition, AT, INLINE)
    assert not found.stored_holds
    assert found.differing == (row.server_id,)


def test_a_published_edition_never_changes(customer: Organisation, servers: list[Server]) -> None:
    edition = make(customer, "2026-10", AT, INLINE)
    assert publish(edition, AT) == publish(edition, AT + timedelta(days=1))
    assert edition.published_at == AT
    with scope.within([customer.pk]):
        with pytest.raises(PublishedChanged):
            edition.save()
        part = edition.server_parts.first()
        assert part
        with pytest.raises(PublishedChanged):
            part.save()
    with pytest.raises(NotMakeable):
        make(customer, "2026-10", AT, INLINE)
    with pytest.raises(NotMakeable):
        discard(edition)


def test_late_data_makes_a_revision_that_shows_its_difference(
    customer: Organisation, servers: list[Server]
) -> None:
    first = publish(make(customer, "2026-10", AT, INLINE), AT)
    late = [(datetime(2026, 10, d, 1, tzinfo=UTC), fleet.smart(182 + d, 40)) for d in range(20, 32)]
    lake.append(LakeRows(devices=fleet.devices(servers[0].pk, late)), UUID(int=9))
    with pytest.raises(NotMakeable, match="reason"):
        revise(customer, "2026-10", AT, " ", INLINE)
    second = revise(customer, "2026-10", AT, "遅れて届いたデータを反映", INLINE)
    with scope.within([customer.pk]):
        assert reading.latest(customer.pk) == first
    publish(second, AT + timedelta(days=2))
    summary = reading.summary_of(second)
    assert (second.revision, summary.revision_reason) == (1, "遅れて届いたデータを反映")
    assert summary.revised_server_ids == (str(servers[0].pk),)
    told = {(c.hostname, c.rule.partition("_")[0]) for c in summary.revision_changes}
    assert told == {("srv-0", "drive")}
    first.refresh_from_db()
    with scope.within([customer.pk]):
        assert reading.latest(customer.pk) == second
        assert reading.published(customer.pk) == [second, first]
    assert first.state == Edition.State.SUPERSEDED
    assert reading.summary_of(first).revision == 0
    assert verify(first, AT, INLINE).holds and verify(second, AT, INLINE).holds


def test_the_next_month_reports_on_the_one_before(
    customer: Organisation, servers: list[Server]
) -> None:
    publish(make(customer, "2026-08", AT, INLINE), AT)
    publish(make(customer, "2026-09", AT, INLINE), AT)
    edition = make(customer, "2026-10", AT, INLINE)
    summary = reading.summary_of(edition)
    assert summary.accuracy and summary.accuracy.forecasts_count > 20
    assert summary.accuracy.coverage_ratio is not None and summary.accuracy.coverage_ratio > 0.5
    past = parts_of(edition)["srv-0"].forecasts[0].past
    assert {p.month for p in past} == {"2026-08", "2026-09"}
    assert max(p.day for p in past) <= date(2026, 10, 31)
    drives = {(c.hostname, c.kind) for c in summary.changes if c.rule.startswith("drive")}
    assert drives & {("srv-2", "new"), ("srv-2", "worse")}
    assert not {host for host, _ in drives} - {"srv-2"}


def test_a_month_that_is_not_over_is_refused(customer: Organisation, servers: list[Server]) -> None:
    with pytest.raises(NotMakeable, match="not over in Asia/Tokyo"):
        make(customer, "2026-11", AT, INLINE)
    with pytest.raises(NotMakeable, match="not published"):
        revise(customer, "2026-10", AT, "why", INLINE)


def test_only_what_is_made_is_published(customer: Organisation, servers: list[Server]) -> None:
    edition = make(customer, "2026-10", AT, INLINE)
    with scope.within([customer.pk]):
        Edition.objects.update(state=Edition.State.MAKING)
    with pytest.raises(NotPublishable):
        publish(edition, AT)


def test_without_agreement_no_telemetry_is_read(customer: Organisation, own_lake: Path) -> None:
    other = fleet.organisation("未同意商会", agreed=False)
    fleet.server(other, "srv-9")
    with pytest.raises(UseRefused):
        make(other, "2026-10", AT, INLINE)
    with scope.within([other.pk]):
        assert DataUse.objects.get().refused


def test_one_customers_data_never_changes_anothers_edition(
    customer: Organisation, servers: list[Server]
) -> None:
    make(customer, "2026-10", AT, INLINE)
    other = fleet.organisation("隣の会社")
    neighbour = fleet.server(other, "srv-1")
    lake.append(fleet.rows([neighbour.pk]), UUID(int=77))
    with scope.within([customer.pk]):
        summary = reading.summary_of(Edition.objects.get())
        again = reading.summary_of(made_again(Edition.objects.get()))
    assert replace(again, lake_versions={}) == replace(summary, lake_versions={})


def test_a_stopped_function_leaves_out_what_it_would_give(
    customer: Organisation, servers: list[Server]
) -> None:
    """D2: the rest of the service goes on."""
    Stop.objects.create(reason="release", function="forecast", organisation=customer, begins_at=AT)
    Stop.objects.create(reason="other", function="prevention", server=servers[2], begins_at=AT)
    Stop.objects.create(reason="misuse", server=servers[1], begins_at=AT)
    parts = parts_of(make(customer, "2026-10", AT, INLINE))
    assert not parts["srv-0"].forecasts and parts["srv-0"].verdicts
    assert {v.kind for v in parts["srv-0"].verdicts} == {InsightKind.PREVENTION, InsightKind.OTHER}
    assert {v.kind for v in parts["srv-2"].verdicts} == {InsightKind.OTHER}
    assert parts["srv-2"].drives[0].risk is None
    assert parts["srv-1"].state == "stopped" and not parts["srv-1"].verdicts


def test_days_whose_data_is_kept_and_not_analysed_are_left_out(
    customer: Organisation, servers: list[Server]
) -> None:
    """D2: what came during such a stop says nothing, also long after it; what came before and after does."""
    Stop.objects.create(
        reason="other",
        server=servers[2],
        begins_at=datetime(2026, 10, 19, 3, tzinfo=UTC),
        ends_at=datetime(2026, 10, 31, 14, 59, tzinfo=UTC),
        data_meanwhile="not_analysed",
    )
    parts = parts_of(make(customer, "2026-10", AT, INLINE))
    (drive,) = parts["srv-2"].drives
    assert drive.read_on == date(2026, 10, 18) and drive.facts.media_errors_count != 40
    assert {s.days_count for s in parts["srv-0"].statistics} == {31}
    assert {s.days_count for s in parts["srv-2"].statistics} == {18}
    hours = parts["srv-0"].presence.hours_present_count
    assert parts["srv-2"].presence.hours_present_count == hours  # it came, and is seen to have come


def test_an_unfinished_edition_whose_pin_is_gone_is_begun_anew(
    customer: Organisation, servers: list[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    """E5: data that had to be deleted in between does not block the month."""
    with monkeypatch.context() as patch:
        patch.setattr(lake, "versions", lambda: dict.fromkeys(TABLES, 999))
        with pytest.raises(PinGone):
            make(customer, "2026-10", AT, INLINE)
    finished = make(customer, "2026-10", AT, INLINE)
    assert finished.state == Edition.State.MADE
    assert finished.lake_versions == lake.versions()


def test_pins_are_kept_while_an_edition_can_be_asked_for_its_proof(
    customer: Organisation, servers: list[Server]
) -> None:
    edition = publish(make(customer, "2026-10", AT, INLINE), AT)
    assert pinned_versions(AT + KEPT) == {name: (v,) for name, v in edition.lake_versions.items()}
    assert pinned_versions(AT + KEPT + timedelta(seconds=1)) == {}
