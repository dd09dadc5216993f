"""Contracts and support lists come in by CSV: previewed, with every problem told, all or nothing (MISSION C2, C3, F3)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kado.entitlement.imports import (
    NotApplicable,
    apply_contracts,
    apply_support_list,
    preview_contracts,
    preview_support_list,
)
from kado.entitlement.models import SupportContract, SupportListEntry
from kado.language import LOCALES, say
from kado.tenancy import scope
from kado.tenancy.models import AuditEntry, Server
from tests.edition import fleet

AT = datetime(2026, 11, 3, tzinfo=UTC)
HEAD = "manufacturer,model_number,serial_number,number,plan,valid_from,valid_to\n"
pytestmark = pytest.mark.django_db


@pytest.fixture
def server(db: None) -> Iterator[Server]:
    made = fleet.server(fleet.organisation(), "srv", contract_to=None, serial_number="SN-1")
    with scope.everything("test"):
        yield made


def line(**fields: str) -> str:
    values = {
        "manufacturer": "example", "model_number": "EX4000", "serial_number": "sn-1", "number": "C-9",
        "plan": "ESP", "valid_from": "2026-04-01", "valid_to": "2027-03-31", **fields,
    }  # fmt: skip
    return ",".join(values.values()) + "\n"


def test_a_contract_is_previewed_added_and_left_alone_the_second_time(server: Server) -> None:
    data = (HEAD + line()).encode("utf-8-sig")
    found = preview_contracts(data)
    assert (len(found.new), len(found.changed), found.problems) == (1, 0, ())
    assert not SupportContract.objects.exists()
    apply_contracts(found, AT, "operator@example.com")
    contract = SupportContract.objects.get()
    assert (contract.server, contract.valid_to) == (server, date(2027, 3, 31))
    assert AuditEntry.objects.get().action == "contracts_imported"
    again = preview_contracts(data)
    assert again.unchanged_count == 1 and not again.can_be_applied
    with pytest.raises(NotApplicable):
        apply_contracts(again, AT, "operator@example.com")


def test_a_renewed_end_is_a_change_and_nothing_is_removed(server: Server) -> None:
    apply_contracts(preview_contracts((HEAD + line()).encode()), AT, "x")
    changed = preview_contracts((HEAD + line(valid_to="2028/3/31", plan="プラン")).encode("cp932"))
    assert [(old.valid_to, new.valid_to) for old, new in changed.changed] == [
        (date(2027, 3, 31), date(2028, 3, 31))
    ]
    apply_contracts(changed, AT, "x")
    assert SupportContract.objects.get().plan == "プラン"
    apply_contracts(preview_contracts((HEAD + line(number="C-10", valid_to="")).encode()), AT, "x")
    assert SupportContract.objects.count() == 2


def test_every_problem_is_told_with_its_row_in_both_languages(server: Server) -> None:
    rows = [
        line(serial_number="SN-2"),
        line(valid_from="1 April"),
        line(valid_to="2026-03-31"),
        line(number=""),
        line(plan="x" * 61),
        line(),
        line(),
    ]
    found = preview_contracts((HEAD + "".join(rows)).encode())
    assert [(p.row, p.key.removeprefix("import-problem-")) for p in found.problems] == [
        (2, "no-server"),
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
        apply_contracts(found, AT, "x")
    assert not SupportContract.objects.exists()


def test_support_lists_of_both_services(db: None) -> None:
    head = "service,model_pattern,os_pattern,valid_from,valid_to\n"
    rows = "karte,EX*,rhel 9*,2024-01-01,\nanalysis,EX4*,rhel 9*,2024-01-01,2029-12-31\nother,a,b,2024-01-01,\n"
    with scope.everything("test"):
        found = preview_support_list((head + rows).encode())
        assert [p.key for p in found.problems] == ["import-problem-service"]
        apply_support_list(
            preview_support_list((head + rows.rsplit("other")[0]).encode()), AT, "operator"
        )
        ended = preview_support_list((head + "karte,EX*,rhel 9*,2024-01-01,2026-12-31\n").encode())
        apply_support_list(ended, AT, "operator")
    assert set(SupportListEntry.objects.values_list("service", "valid_to")) == {
        ("karte", date(2026, 12, 31)),
        ("analysis", date(2029, 12, 31)),
    }


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"a,b,c\n1,2,3\n", "import-problem-columns"),
        (b"", "import-problem-columns"),
        (b"\x81\xff\xfe\xfd", "import-problem-encoding"),
        (b"x" * 20_000_001, "import-problem-too-large"),
    ],
)
def test_a_file_that_cannot_be_read_says_so(server: Server, data: bytes, key: str) -> None:
    (problem,) = preview_contracts(data).problems
    assert (problem.row, problem.key) == (0, key)
    for locale in LOCALES:
        assert say(locale, problem.key, **problem.values)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_no_file_makes_it_stumble(server: Server, tail: bytes) -> None:
    preview_contracts(HEAD.encode() + tail)
    preview_support_list(tail)
