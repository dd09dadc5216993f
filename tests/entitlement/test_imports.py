"""Contracts and support lists come in by CSV: previewed, with every problem told, all or nothing, and undone (MISSION C2, C3, F3)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kado.entitlement.batches import (
    ChangedSince,
    PreviewOutdated,
    apply_batch,
    preview_of,
    undo_batch,
    upload,
)
from kado.entitlement.csv_files import LIMIT_BYTES
from kado.entitlement.imports import NotApplicable, Preview, apply, preview_file
from kado.entitlement.models import ImportBatch, ImportedRow, SupportContract, SupportListEntry
from kado.entitlement.plans import ensure_plan
from kado.entitlement.rows import CONTRACTS, SUPPORT_LIST, ContractRow
from kado.entitlement.waiting import link_contracts
from kado.language import LOCALES, say
from kado.tenancy import scope
from kado.tenancy.models import AuditEntry, Server
from tests.edition import fleet

AT = datetime(2026, 11, 3, tzinfo=UTC)
HEAD = "manufacturer,model_number,serial_number,number,plan,valid_from,valid_to\n"
LIST_HEAD = "service,model_pattern,os_pattern,valid_from,valid_to\n"
pytestmark = pytest.mark.django_db


@pytest.fixture
def server(db: None) -> Iterator[Server]:
    made = fleet.server(fleet.organisation(), "srv", contract_to=None, serial_number="SN-1")
    ensure_plan("ESP", name_ja="プラン", name_en="Plan", grace_days=30)
    ensure_plan("Other")
    with scope.everything("test"):
        yield made


def line(**fields: str) -> str:
    values = {
        "manufacturer": "example", "model_number": "EX4000", "serial_number": "sn-1", "number": "C-9",
        "plan": "ESP", "valid_from": "2026-04-01", "valid_to": "2027-03-31", **fields,
    }  # fmt: skip
    return ",".join(values.values()) + "\n"


def previewed(*lines: str) -> Preview:
    return preview_file(CONTRACTS, (HEAD + "".join(lines)).encode())


def test_a_contract_is_previewed_added_and_left_alone_the_second_time(server: Server) -> None:
    data = (HEAD + line()).encode("utf-8-sig")
    found = preview_file(CONTRACTS, data)
    assert (len(found.new), len(found.changed), found.problems) == (1, 0, ())
    assert not SupportContract.objects.exists()
    apply(found, AT, "operator@example.com")
    contract = SupportContract.objects.get()
    assert (contract.server, contract.valid_to) == (server, date(2027, 3, 31))
    assert AuditEntry.objects.get().action == "contracts_imported"
    again = preview_file(CONTRACTS, data)
    assert again.unchanged_count == 1 and not again.can_be_applied
    with pytest.raises(NotApplicable):
        apply(again, AT, "operator@example.com")


def test_a_renewed_end_is_a_change_and_nothing_is_removed(server: Server) -> None:
    apply(previewed(line()), AT, "x")
    data = (HEAD + line(valid_to="2028/3/31", plan="プラン")).encode("cp932")
    (change,) = preview_file(CONTRACTS, data).changed
    assert change.kept and isinstance(change.kept.row, ContractRow)
    assert isinstance(change.row, ContractRow)
    assert change.kept.row.valid_to == date(2027, 3, 31)
    assert (change.row.valid_to, change.row.plan_id) == (date(2028, 3, 31), "ESP")
    apply(preview_file(CONTRACTS, data), AT, "x")
    assert SupportContract.objects.get().valid_to == date(2028, 3, 31)
    apply(previewed(line(number="C-10", valid_to="")), AT, "x")
    assert SupportContract.objects.count() == 2


def test_columns_a_file_does_not_have_leave_what_is_kept(server: Server) -> None:
    head = HEAD.strip() + ",renewal,renewed_by\n"
    data = head + line().strip() + ",Automatic,C-10\n"
    apply(preview_file(CONTRACTS, data.encode()), AT, "x")
    apply(previewed(line(valid_to="2029-03-31")), AT, "x")
    kept = SupportContract.objects.get()
    assert (kept.renewal, kept.renewed_by) == ("automatic", "C-10")
    wrong = preview_file(CONTRACTS, data.replace("Automatic", "sometimes").encode())
    assert [p.key for p in wrong.problems] == ["import-problem-renewal"]


def test_every_problem_is_told_with_its_row_in_both_languages(server: Server) -> None:
    found = previewed(
        line(plan="no such plan"),
        line(valid_from="1 April"),
        line(valid_to="2026-03-31"),
        line(number=""),
        line(number="x" * 61),
        line(),
        line(),
    )
    assert [(p.row, p.key.removeprefix("import-problem-")) for p in found.problems] == [
        (2, "plan"),
        (3, "date"),
        (4, "order"),
        (5, "empty"),
        (6, "too-long"),
        (8, "twice"),
    ]
    for problem in found.problems:
        for locale in LOCALES:
            assert say(locale, problem.key, **problem.values)
    with pytest.raises(NotApplicable):
        apply(found, AT, "x")
    assert not SupportContract.objects.exists()


def test_contracts_that_overlap_are_warned_of_and_may_be_applied(server: Server) -> None:
    apply(previewed(line(number="A", valid_to="2026-12-31")), AT, "x")
    touching = line(number="B", valid_from="2027-01-01")
    assert not previewed(touching).warnings
    found = previewed(line(number="B", valid_from="2026-12-31"), line(number="C", valid_to=""))
    assert [(w.row, w.values["others"]) for w in found.warnings] == [(2, "A, C"), (3, "A, B")]
    assert found.can_be_applied
    for locale in LOCALES:
        assert "B" in say(locale, found.warnings[0].key, **found.warnings[0].values)


def test_a_contract_waits_for_its_unit_and_is_linked_when_it_comes(server: Server) -> None:
    found = previewed(line(serial_number="SN-2"))
    assert [w.key for w in found.warnings] == ["import-warning-waits"]
    apply(found, AT, "x")
    assert previewed(line(serial_number="sn-2 ", manufacturer="EXAMPLE")).problems == ()
    with scope.within([server.organisation_id]):
        assert not SupportContract.objects.exists()  # nobody's yet
    unit = fleet.server(server.organisation, "late", contract_to=None, serial_number="Sn-2")
    assert link_contracts(unit, AT) == 1 and link_contracts(unit, AT) == 0
    contract = SupportContract.objects.get()
    assert (contract.server, contract.serial_number) == (unit, "")
    assert not previewed(line(serial_number="SN-2")).changes
    assert AuditEntry.objects.filter(action="contract_linked").count() == 1


def test_support_lists_of_both_services(db: None) -> None:
    rows = "karte,EX*,rhel 9*,2024-01-01,\nanalysis,EX4*,rhel 9*,2024-01-01,2029-12-31\nother,a,b,2024-01-01,\n"
    with scope.everything("test"):
        found = preview_file(SUPPORT_LIST, (LIST_HEAD + rows).encode())
        assert [p.key for p in found.problems] == ["import-problem-service"]
        good = rows.rsplit("other")[0]
        apply(preview_file(SUPPORT_LIST, (LIST_HEAD + good).encode()), AT, "operator")
        ended = (LIST_HEAD + "karte,EX*,rhel 9*,2024-01-01,2026-12-31\n").encode()
        apply(preview_file(SUPPORT_LIST, ended), AT, "operator")
    assert set(SupportListEntry.objects.values_list("service", "valid_to")) == {
        ("karte", date(2026, 12, 31)),
        ("analysis", date(2029, 12, 31)),
    }


def uploaded(*lines: str, at: datetime = AT) -> ImportBatch:
    data = (HEAD + "".join(lines)).encode()
    return upload("contracts", data, "contracts.csv", at, "operator@example.com")[0]


def applied(*lines: str) -> ImportBatch:
    batch = uploaded(*lines)
    apply_batch(batch, preview_of(batch).sha256, AT, "operator@example.com")
    batch.refresh_from_db()
    return batch


def contents() -> list[tuple[object, ...]]:
    return sorted(
        SupportContract.objects.values_list("number", "plan_id", "valid_from", "valid_to"), key=str
    )


def test_a_batch_is_applied_once_and_undone_to_the_letter(server: Server) -> None:
    apply(previewed(line(number="A")), AT, "x")
    before = contents()
    batch = applied(line(number="A", plan="Other", valid_to=""), line(number="B"))
    assert (batch.state, batch.new_count, batch.changed_count) == ("applied", 1, 1)
    assert bytes(batch.content) == b"" and len(batch.file_sha256) == 64
    assert len(contents()) == 2
    with pytest.raises(NotApplicable):
        apply_batch(batch, "", AT, "x")
    undo_batch(batch, AT, "somebody@example.com")
    assert contents() == before
    batch.refresh_from_db()
    assert (batch.state, batch.undone_by) == ("undone", "somebody@example.com")
    with pytest.raises(NotApplicable):
        undo_batch(batch, AT, "x")
    actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions)[1:] == ["contracts_imported", "contracts_import_undone"]


def test_a_batch_is_not_undone_once_something_it_touched_has_changed(server: Server) -> None:
    batch = applied(line(number="A"), line(number="B"))
    SupportContract.objects.filter(number="B").update(valid_to=None)
    before = contents()
    with pytest.raises(ChangedSince) as refused:
        undo_batch(batch, AT, "x")
    assert refused.value.names == ("B",) and contents() == before
    batch.refresh_from_db()
    assert batch.state == "applied" and batch.undone_at is None
    SupportContract.objects.filter(number="B").delete()
    with pytest.raises(ChangedSince):
        undo_batch(batch, AT, "x")


def test_a_unit_that_came_meanwhile_is_no_change_of_its_contract(server: Server) -> None:
    applied(line(number="A", serial_number="SN-2"))
    renewed = applied(line(number="A", serial_number="SN-2", valid_to="2028-03-31"))
    unit = fleet.server(server.organisation, "late", contract_to=None, serial_number="SN-2")
    link_contracts(unit, AT)
    undo_batch(renewed, AT, "x")
    contract = SupportContract.objects.get()
    assert (contract.server, contract.valid_to) == (unit, date(2027, 3, 31))


def test_what_was_looked_at_is_what_is_applied(server: Server) -> None:
    batch = uploaded(line(number="A"))
    seen = preview_of(batch).sha256
    apply(previewed(line(number="A", plan="Other")), AT, "somebody else")
    with pytest.raises(PreviewOutdated):
        apply_batch(batch, seen, AT, "x")
    batch.refresh_from_db()
    assert batch.state == "previewed" and not ImportedRow.objects.exists()
    apply_batch(batch, preview_of(batch).sha256, AT, "x")
    assert SupportContract.objects.get().plan_id == "ESP"


def test_a_preview_that_nobody_applied_is_forgotten(server: Server) -> None:
    old = uploaded(line(number="A"))
    kept = uploaded(line(number="B"), at=AT + timedelta(hours=23))
    uploaded(line(number="C"), at=AT + timedelta(days=1, seconds=1))
    assert not ImportBatch.objects.filter(pk=old.pk).exists()
    assert ImportBatch.objects.filter(pk=kept.pk).exists()


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"a,b,c\n1,2,3\n", "import-problem-columns"),
        (b"", "import-problem-columns"),
        (b"\x81\xff\xfe\xfd", "import-problem-encoding"),
        (b"x" * (LIMIT_BYTES + 1), "import-problem-too-large"),
    ],
)
def test_a_file_that_cannot_be_read_says_so(server: Server, data: bytes, key: str) -> None:
    (problem,) = preview_file(CONTRACTS, data).problems
    assert (problem.row, problem.key) == (0, key)
    for locale in LOCALES:
        assert say(locale, problem.key, **problem.values)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_no_file_makes_it_stumble(server: Server, tail: bytes) -> None:
    preview_file(CONTRACTS, HEAD.encode() + tail)
    preview_file(SUPPORT_LIST, tail)
