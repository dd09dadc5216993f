"""Contracts and support lists from CSV files (MISSION C2, C3, F3): first a preview of what would change, then the change.

A row that is there already with the same values is left alone; one with another end or plan is changed; the rest is new.
Nothing is ever removed by an import. A file with a problem in any row is not applied at all.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Generic, TypeVar
from uuid import UUID

from django.db import transaction

from kado.entitlement.csv_files import FileRefused, Problem, RowRefused, period, read, text
from kado.entitlement.models import SupportContract, SupportListEntry
from kado.tenancy import audit
from kado.tenancy.models import Server

CONTRACT_COLUMNS: Final = (
    "manufacturer", "model_number", "serial_number", "number", "plan", "valid_from", "valid_to",
)  # fmt: skip
SUPPORT_LIST_COLUMNS: Final = (
    "service", "model_pattern", "os_pattern", "valid_from", "valid_to",
)  # fmt: skip
_ROWS_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract is known by server, number and beginning."""

    server_id: UUID
    number: str
    plan: str
    valid_from: date
    valid_to: date | None

    @property
    def key(self) -> Hashable:
        return self.server_id, self.number, self.valid_from


@dataclass(frozen=True, slots=True)
class SupportListRow:
    """A line is known by service, patterns and beginning."""

    service: str
    model_pattern: str
    os_pattern: str
    valid_from: date
    valid_to: date | None

    @property
    def key(self) -> Hashable:
        return self.service, self.model_pattern, self.os_pattern, self.valid_from


_Row = TypeVar("_Row", ContractRow, SupportListRow)


@dataclass(frozen=True, slots=True)
class Preview(Generic[_Row]):
    """What an import would do. changed: (row as it is, row as it would be)."""

    new: tuple[_Row, ...]
    changed: tuple[tuple[_Row, _Row], ...]
    unchanged_count: int
    problems: tuple[Problem, ...]

    @property
    def can_be_applied(self) -> bool:
        return not self.problems and bool(self.new or self.changed)


class NotApplicable(ValueError):
    """A preview with problems, or without a change, cannot be applied."""


def preview_contracts(data: bytes) -> Preview[ContractRow]:
    """What the contracts of a CSV file would change, for the servers in scope."""
    servers = {
        _unit(s.manufacturer, s.model_number, s.serial_number): s.pk for s in Server.objects.all()
    }
    known = {row.key: row for row in map(_kept_contract, SupportContract.objects.all())}
    return _preview(data, CONTRACT_COLUMNS, lambda cells: _contract(cells, servers), known)


def apply_contracts(preview: Preview[ContractRow], at: datetime, actor: str) -> None:
    """Make the previewed change, all or nothing. Raises NotApplicable."""
    _refuse_problems(preview)
    with transaction.atomic():
        SupportContract.objects.bulk_create(
            (
                SupportContract(
                    server_id=row.server_id,
                    number=row.number,
                    plan=row.plan,
                    valid_from=row.valid_from,
                    valid_to=row.valid_to,
                )
                for row in preview.new
            ),
            batch_size=_ROWS_AT_ONCE,
        )
        for old, new in preview.changed:
            SupportContract.objects.filter(
                server_id=old.server_id, number=old.number, valid_from=old.valid_from
            ).update(plan=new.plan, valid_to=new.valid_to)
        _record(preview, at, actor, "contracts_imported")


def preview_support_list(data: bytes) -> Preview[SupportListRow]:
    """What the lines of a CSV file would change in the support lists."""
    known = {row.key: row for row in map(_kept_line, SupportListEntry.objects.all())}
    return _preview(data, SUPPORT_LIST_COLUMNS, _support_line, known)


def apply_support_list(preview: Preview[SupportListRow], at: datetime, actor: str) -> None:
    """Make the previewed change, all or nothing. Raises NotApplicable."""
    _refuse_problems(preview)
    with transaction.atomic():
        SupportListEntry.objects.bulk_create(
            (
                SupportListEntry(
                    service=row.service,
                    model_pattern=row.model_pattern,
                    os_pattern=row.os_pattern,
                    valid_from=row.valid_from,
                    valid_to=row.valid_to,
                )
                for row in preview.new
            ),
            batch_size=_ROWS_AT_ONCE,
        )
        for old, new in preview.changed:
            SupportListEntry.objects.filter(
                service=old.service,
                model_pattern=old.model_pattern,
                os_pattern=old.os_pattern,
                valid_from=old.valid_from,
            ).update(valid_to=new.valid_to)
        _record(preview, at, actor, "support_list_imported")


def _preview(
    data: bytes,
    columns: Sequence[str],
    parse: Callable[[dict[str, str]], _Row],
    known: Mapping[Hashable, _Row],
) -> Preview[_Row]:
    """Compare every row of the file with what is known."""
    seen: dict[Hashable, int] = {}
    new: list[_Row] = []
    changed: list[tuple[_Row, _Row]] = []
    problems: list[Problem] = []
    unchanged_count = 0
    try:
        for number, cells in read(data, columns):
            try:
                row = parse(cells)
                if seen.setdefault(row.key, number) != number:
                    raise RowRefused("import-problem-twice", row=seen[row.key])
            except RowRefused as error:
                problems.append(Problem(number, error.key, error.values))
                continue
            old = known.get(row.key)
            if old is None:
                new.append(row)
            elif old != row:
                changed.append((old, row))
            else:
                unchanged_count += 1
    except FileRefused as error:
        problems.append(error.problem)
    return Preview(tuple(new), tuple(changed), unchanged_count, tuple(problems))


def _unit(manufacturer: str, model_number: str, serial_number: str) -> tuple[str, str, str]:
    return manufacturer.lower(), model_number.lower(), serial_number.lower()


def _contract(cells: dict[str, str], servers: Mapping[tuple[str, str, str], UUID]) -> ContractRow:
    unit = [text(cells, name, 120) for name in ("manufacturer", "model_number", "serial_number")]
    server_id = servers.get(_unit(*unit))
    if server_id is None:
        raise RowRefused(
            "import-problem-no-server",
            manufacturer=unit[0],
            model_number=unit[1],
            serial_number=unit[2],
        )
    return ContractRow(
        server_id, text(cells, "number", 60), text(cells, "plan", 60), *period(cells)
    )


def _support_line(cells: dict[str, str]) -> SupportListRow:
    service = text(cells, "service", 10).lower()
    if service not in SupportListEntry.Service.values:
        raise RowRefused("import-problem-service", value=service)
    patterns = text(cells, "model_pattern", 120), text(cells, "os_pattern", 120)
    return SupportListRow(service, *patterns, *period(cells))


def _kept_contract(c: SupportContract) -> ContractRow:
    return ContractRow(c.server_id, c.number, c.plan, c.valid_from, c.valid_to)


def _kept_line(e: SupportListEntry) -> SupportListRow:
    return SupportListRow(e.service, e.model_pattern, e.os_pattern, e.valid_from, e.valid_to)


def _refuse_problems(preview: Preview[_Row]) -> None:
    if not preview.can_be_applied:
        raise NotApplicable(f"{len(preview.problems)} problems: nothing was changed")


def _record(preview: Preview[_Row], at: datetime, actor: str, action: str) -> None:
    new_count, changed_count = str(len(preview.new)), str(len(preview.changed))
    audit.record(at, actor, action, new_count=new_count, changed_count=changed_count)
