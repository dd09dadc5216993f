"""Contracts and support lists in bulk (MISSION C2, C3, F3): first what a file would change, then the change, all or nothing.

A row that is there already with the same values is left alone, one with other values is changed, the rest is new. Nothing is ever
removed by an import. A file with a problem in any row is not applied at all. `batches` keeps what was done, so that it can be undone.
"""

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Final

import msgspec
from django.db import transaction

from kado.entitlement.csv_files import FileRefused, Problem, RowRefused, read
from kado.entitlement.models import SupportContract
from kado.entitlement.rows import Cells, ContractRow, Kept, Row, Table, kept_contract
from kado.facts.verdicts import Scalar
from kado.tenancy import audit

_ROWS_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Change:
    """One row that would be written. kept None: it is new."""

    line: int
    kept: Kept | None
    row: Row


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. warnings: what may be applied but should be looked at; both by line."""

    table: Table
    changes: tuple[Change, ...]
    unchanged: tuple[Kept, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()

    @property
    def unchanged_count(self) -> int:
        return len(self.unchanged)

    @property
    def new(self) -> tuple[Change, ...]:
        return tuple(c for c in self.changes if c.kept is None)

    @property
    def changed(self) -> tuple[Change, ...]:
        return tuple(c for c in self.changes if c.kept is not None)

    @property
    def can_be_applied(self) -> bool:
        return not self.problems and bool(self.changes)

    @property
    def sha256(self) -> str:
        """The same for the same change: what was looked at is what is applied."""
        told = [(c.line, c.kept and (c.kept.pk, c.kept.row), c.row) for c in self.changes]
        return hashlib.sha256(msgspec.json.encode(told)).hexdigest()


class NotApplicable(ValueError):
    """A preview with problems, or without a change, cannot be applied."""


def preview_file(table: Table, data: bytes) -> Preview:
    """What a CSV file would change, for the units in scope."""
    try:
        return preview(table, list(read(data, table.columns)))
    except FileRefused as error:
        return Preview(table, (), (), (error.problem,))


def preview(table: Table, lines: Sequence[tuple[int, Cells]]) -> Preview:
    """Compare rows, each with its line, with what is known."""
    reading = table.read([cells for _, cells in lines])
    seen: dict[Hashable, int] = {}
    changes: list[Change] = []
    problems: list[Problem] = []
    unchanged: list[Kept] = []
    for line, cells in lines:
        try:
            row = reading.parse(cells)
            if seen.setdefault(row.key, line) != line:
                raise RowRefused("import-problem-twice", row=seen[row.key])
        except RowRefused as error:
            problems.append(Problem(line, error.key, error.values))
            continue
        kept = reading.known.get(row.key)
        if kept is not None and kept.row == row:
            unchanged.append(kept)
        else:
            changes.append(Change(line, kept, row))
    return Preview(table, tuple(changes), tuple(unchanged), tuple(problems), _warnings(changes))


def apply(found: Preview, at: datetime, actor: str) -> list[tuple[int, Change]]:
    """Make the previewed change, all or nothing, and audit it; every change with its row's id. Raises NotApplicable."""
    with transaction.atomic():
        done = write(found)
        new, changed = str(len(found.new)), str(len(found.changed))
        audit.record(at, actor, found.table.imported, new_count=new, changed_count=changed)
    return done


def write(found: Preview) -> list[tuple[int, Change]]:
    """The rows of a preview, all or nothing; whoever calls says so in the audit. Raises NotApplicable."""
    if not found.can_be_applied:
        raise NotApplicable(f"{len(found.problems)} problems: nothing was changed")
    model = found.table.model
    with transaction.atomic():
        made = model.objects.bulk_create(
            [model(**asdict(c.row)) for c in found.new], batch_size=_ROWS_AT_ONCE
        )
        done = [(row.pk, change) for row, change in zip(made, found.new, strict=True)]
        for change in found.changed:
            assert change.kept is not None
            model.objects.filter(pk=change.kept.pk).update(**asdict(change.row))
            done.append((change.kept.pk, change))
    return done


def _warnings(changes: Iterable[Change]) -> tuple[Problem, ...]:
    """Contracts of a unit that overlap, and units that are not known yet. Other tables have none."""
    contracts = [(c.line, c.row) for c in changes if isinstance(c.row, ContractRow)]
    waiting = [
        Problem(
            line,
            "import-warning-waits",
            {"unit": f"{r.manufacturer} {r.model_number} {r.serial_number}"},
        )
        for line, r in contracts
        if r.server_id is None
    ]
    return tuple(sorted([*waiting, *_overlaps(contracts)], key=lambda p: (p.row, p.key)))


def _overlaps(contracts: Sequence[tuple[int, ContractRow]]) -> list[Problem]:
    """Each new or changed contract that shares a day with another one of its unit: allowed, but seldom meant."""
    beside: dict[Hashable, dict[str, ContractRow]] = defaultdict(dict)
    for row in _of_same_units(contracts):
        beside[row.unit][row.number] = row
    for _, row in contracts:
        beside[row.unit][row.number] = row
    found = []
    for line, row in contracts:
        others = [o.number for o in beside[row.unit].values() if o != row and _share_a_day(o, row)]
        if others:
            values: dict[str, Scalar] = {"number": row.number, "others": ", ".join(sorted(others))}
            found.append(Problem(line, "import-warning-overlap", values))
    return found


def _of_same_units(contracts: Sequence[tuple[int, ContractRow]]) -> list[ContractRow]:
    """The contracts that the units have now."""
    wanted = {row.unit for _, row in contracts}
    ids = [row.server_id for _, row in contracts if row.server_id is not None]
    found = list(SupportContract.objects.filter(server=None)) if wanted - set(ids) else []
    for begin in range(0, len(ids), _ROWS_AT_ONCE):
        found += SupportContract.objects.filter(server_id__in=ids[begin : begin + _ROWS_AT_ONCE])
    rows = (kept_contract(c).row for c in found)
    return [r for r in rows if isinstance(r, ContractRow) and r.unit in wanted]


def _share_a_day(one: ContractRow, other: ContractRow) -> bool:
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (
        one.valid_to or date.max
    )
