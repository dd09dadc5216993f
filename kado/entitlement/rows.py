"""Rows of contracts and support lists as files and the API give them: parsed once, the same for both (MISSION C2, C3).

A row's fields are named like the columns of its table, so that comparing, writing and taking back need no word for either kind.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from kado.entitlement.csv_files import RowRefused, period, text
from kado.entitlement.models import ContractPlan, SupportContract, SupportListEntry
from kado.entitlement.plans import plans_by_word
from kado.entitlement.waiting import UnitName, servers_by_unit, servers_named, unit_name

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract is known by unit and number. server_id None: the unit is not known yet and named by the three fields after it."""

    server_id: UUID | None
    manufacturer: str
    model_number: str
    serial_number: str
    number: str
    plan_id: str
    valid_from: date
    valid_to: date | None
    renewal: str
    renewed_by: str

    @property
    def unit(self) -> Hashable:
        if self.server_id is not None:
            return self.server_id
        return unit_name(self.manufacturer, self.model_number, self.serial_number)

    @property
    def key(self) -> Hashable:
        return self.unit, self.number


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


Row = ContractRow | SupportListRow
CONTRACT_COLUMNS: Final = (
    "manufacturer", "model_number", "serial_number", "number", "plan", "valid_from", "valid_to",
)  # fmt: skip
CONTRACT_COLUMNS_OPTIONAL: Final = ("renewal", "renewed_by")
SUPPORT_LIST_COLUMNS: Final = (
    "service", "model_pattern", "os_pattern", "valid_from", "valid_to",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """A row as the database has it."""

    pk: int
    row: Row


def kept_contract(c: SupportContract) -> Kept:
    row = ContractRow(
        c.server_id,
        c.manufacturer,
        c.model_number,
        c.serial_number,
        c.number,
        c.plan_id,
        c.valid_from,
        c.valid_to,
        c.renewal,
        c.renewed_by,
    )
    return Kept(c.pk, row)


def kept_line(e: SupportListEntry) -> Kept:
    row = SupportListRow(e.service, e.model_pattern, e.os_pattern, e.valid_from, e.valid_to)
    return Kept(e.pk, row)


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of rows that come in: what is known, how a row is read, where it is written, what the audit calls it."""

    kind: str
    columns: tuple[str, ...]
    row: type[ContractRow] | type[SupportListRow]
    model: Any  # the Django model: its fields are named like the row's
    keep: Callable[[Any], Kept]
    read: Callable[[Sequence[Cells]], "Reading"]
    imported: str
    undone: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading some rows needs, looked up once. known: rows by key; parse: raises RowRefused."""

    known: Mapping[Hashable, Kept]
    parse: Callable[[Cells], Row]


def read_contracts(rows: Sequence[Cells]) -> Reading:
    """For rows of contracts: the contracts with their numbers, the units, the plans."""
    numbers = {cells.get("number", "") for cells in rows}
    found = SupportContract.objects.all()
    if len(numbers) <= _NUMBERS_AT_ONCE:
        found = found.filter(number__in=numbers)
    known = {kept.row.key: kept for kept in map(kept_contract, found)}
    if len(rows) <= _UNITS_ONE_BY_ONE:
        servers = servers_named(
            unit_name(*(cells.get(k, "") for k in CONTRACT_COLUMNS[:3])) for cells in rows
        )
    else:
        servers = servers_by_unit()
    plans = plans_by_word()
    return Reading(known, lambda cells: _contract(cells, servers, plans, known))


def read_support_list(rows: Sequence[Cells]) -> Reading:
    """For lines of support lists: every line there is."""
    known = {kept.row.key: kept for kept in map(kept_line, SupportListEntry.objects.all())}
    return Reading(known, _support_line)


# Above this a whole reading is cheaper than naming the numbers (SQLite takes 32,766 values a query, PostgreSQL 65,535).
_NUMBERS_AT_ONCE: Final = 1_000
# So few units are asked for by name; more are found faster by reading all.
_UNITS_ONE_BY_ONE: Final = 10


def _contract(
    cells: Cells,
    servers: Mapping[UnitName, UUID],
    plans: Mapping[str, ContractPlan],
    known: Mapping[Hashable, Kept],
) -> ContractRow:
    """A contract; a column that the file does not have leaves what is kept."""
    unit = [text(cells, name, 120) for name in ("manufacturer", "model_number", "serial_number")]
    server_id = servers.get(unit_name(*unit))
    number = text(cells, "number", 60)
    word = text(cells, "plan", 120)
    plan = plans.get(word.lower())
    if plan is None:
        raise RowRefused(
            "import-problem-plan",
            value=word,
            plans=", ".join(sorted({p.key for p in plans.values()})) or "—",
        )
    begin, end = period(cells)
    old = known.get((server_id or unit_name(*unit), number))
    kept = old.row if old is not None and isinstance(old.row, ContractRow) else None
    named = ("", "", "") if server_id else (unit[0], unit[1], unit[2])
    return ContractRow(
        server_id,
        *named,
        number,
        plan.key,
        begin,
        end,
        _renewal(cells, kept),
        _renewed_by(cells, kept),
    )


def _renewal(cells: Cells, kept: ContractRow | None) -> str:
    written = cells.get("renewal", "").lower()
    if not written:
        return kept.renewal if kept else SupportContract.Renewal.BY_ORDER.value
    if written not in SupportContract.Renewal.values:
        choices = ", ".join(SupportContract.Renewal.values)
        raise RowRefused("import-problem-renewal", value=written[:40], choices=choices)
    return written


def _renewed_by(cells: Cells, kept: ContractRow | None) -> str:
    if "renewed_by" not in cells:
        return kept.renewed_by if kept else ""
    return text(cells, "renewed_by", 60) if cells["renewed_by"] else ""


def _support_line(cells: Cells) -> SupportListRow:
    service = text(cells, "service", 10).lower()
    if service not in SupportListEntry.Service.values:
        raise RowRefused("import-problem-service", value=service)
    patterns = text(cells, "model_pattern", 120), text(cells, "os_pattern", 120)
    return SupportListRow(service, *patterns, *period(cells))


CONTRACTS: Final = Table(
    "contracts",
    CONTRACT_COLUMNS,
    ContractRow,
    SupportContract,
    kept_contract,
    read_contracts,
    "contracts_imported",
    "contracts_import_undone",
)
SUPPORT_LIST: Final = Table(
    "support_list",
    SUPPORT_LIST_COLUMNS,
    SupportListRow,
    SupportListEntry,
    kept_line,
    read_support_list,
    "support_list_imported",
    "support_list_import_undone",
)
TABLES: Final = {t.kind: t for t in (CONTRACTS, SUPPORT_LIST)}
