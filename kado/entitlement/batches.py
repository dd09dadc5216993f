"""Imports that were looked at, applied, and can be undone as long as nothing they touched has changed since (MISSION F3).

A batch keeps the file until it is applied: what is applied is exactly what was previewed, or the preview is shown again.
"""

import hashlib
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import msgspec
from django.db import transaction

from kado.entitlement.imports import NotApplicable, Preview, apply, preview_file
from kado.entitlement.models import ContractPlan, ImportBatch, ImportedRow
from kado.entitlement.rows import TABLES, ContractRow, Row, Table
from kado.tenancy import audit

# A preview that nobody applied is forgotten, with its file.
PREVIEW_KEPT: Final = timedelta(days=1)
_ROWS_AT_ONCE: Final = 500


class ChangedSince(ValueError):
    """Rows that the import touched were changed or removed afterwards. names: of those rows."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"{len(names)} rows changed since")
        self.names = names


class PreviewOutdated(ValueError):
    """What the file would change is not what was looked at: look again."""


@dataclass(frozen=True, slots=True)
class _Undo:
    """One row to take back. before None: it goes."""

    row_id: int
    before: Row | None


def upload(
    kind: str, data: bytes, file_name: str, at: datetime, actor: str
) -> tuple[ImportBatch, Preview]:
    """Keep a file for looking at what it would change. Old previews are forgotten on the way."""
    ImportBatch.objects.filter(
        state=ImportBatch.State.PREVIEWED, uploaded_at__lt=at - PREVIEW_KEPT
    ).delete()
    found = preview_file(TABLES[kind], data)
    batch = ImportBatch.objects.create(
        kind=kind,
        file_name=file_name[:200],
        file_sha256=hashlib.sha256(data).hexdigest(),
        content=data,
        uploaded_at=at,
        uploaded_by=actor,
        new_count=len(found.new),
        changed_count=len(found.changed),
        unchanged_count=found.unchanged_count,
    )
    return batch, found


def preview_of(batch: ImportBatch) -> Preview:
    """What the kept file would change now."""
    return preview_file(TABLES[batch.kind], bytes(batch.content))


def apply_batch(batch: ImportBatch, seen_sha256: str, at: datetime, actor: str) -> None:
    """Apply a previewed batch once. Raises NotApplicable, and PreviewOutdated where it would change something else than was seen."""
    with transaction.atomic():
        claimed = ImportBatch.objects.filter(pk=batch.pk, state=ImportBatch.State.PREVIEWED).update(
            state=ImportBatch.State.APPLIED, applied_at=at
        )
        if not claimed:
            raise NotApplicable("the import was applied already")
        found = preview_of(batch)
        if found.sha256 != seen_sha256:
            raise PreviewOutdated("something changed since the preview")
        done = apply(found, at, actor)
        ImportedRow.objects.bulk_create(
            (
                ImportedRow(
                    batch=batch,
                    row_id=row_id,
                    before=msgspec.to_builtins(c.kept.row) if c.kept else None,
                    after=msgspec.to_builtins(c.row),
                )
                for row_id, c in done
            ),
            batch_size=_ROWS_AT_ONCE,
        )
        ImportBatch.objects.filter(pk=batch.pk).update(
            content=b"",
            new_count=len(found.new),
            changed_count=len(found.changed),
            unchanged_count=found.unchanged_count,
        )


def undo_batch(batch: ImportBatch, at: datetime, actor: str) -> None:
    """Put every row back as it was. Raises ChangedSince, and NotApplicable where the batch is not applied."""
    table = TABLES[batch.kind]
    with transaction.atomic():
        claimed = ImportBatch.objects.filter(pk=batch.pk, state=ImportBatch.State.APPLIED).update(
            state=ImportBatch.State.UNDONE, undone_at=at, undone_by=actor
        )
        if not claimed:
            raise NotApplicable("only an applied import can be undone")
        for one in _undos(batch, table):
            rows = table.model.objects.filter(pk=one.row_id)
            if one.before is None:
                rows.delete()
            else:
                rows.update(**asdict(one.before))
        new, changed = str(batch.new_count), str(batch.changed_count)
        audit.record(
            at, actor, table.undone, subject=str(batch), new_count=new, changed_count=changed
        )


def _undos(batch: ImportBatch, table: Table) -> list[_Undo]:
    """What to put back. Raises ChangedSince."""
    rows = list(ImportedRow.objects.filter(batch=batch).order_by("pk"))
    now = _rows_now(table, [r.row_id for r in rows])
    plans = set(ContractPlan.objects.values_list("key", flat=True))
    undos, changed = [], []
    for done in rows:
        after = msgspec.convert(done.after, table.row)
        before = msgspec.convert(done.before, table.row) if done.before is not None else None
        row = now.get(done.row_id)
        if row is None or row != _linked(after, row) or not _has_plan(before, plans):
            changed.append(_name(after))
        else:
            undos.append(_Undo(done.row_id, before and _linked(before, row)))
    if changed:
        raise ChangedSince(tuple(changed))
    return undos


def _rows_now(table: Table, ids: list[int]) -> dict[int, Row]:
    found: dict[int, Row] = {}
    for begin in range(0, len(ids), _ROWS_AT_ONCE):
        for one in table.model.objects.filter(pk__in=ids[begin : begin + _ROWS_AT_ONCE]):
            kept = table.keep(one)
            found[kept.pk] = kept.row
    return found


def _linked(row: Row, now: Row) -> Row:
    """The row as it would be had its unit been known: that a waited-for unit came is no change of the contract."""
    if isinstance(row, ContractRow) and isinstance(now, ContractRow) and row.server_id is None:
        return replace(
            row,
            server_id=now.server_id,
            manufacturer=now.manufacturer,
            model_number=now.model_number,
            serial_number=now.serial_number,
        )
    return row


def _has_plan(row: Row | None, plans: set[str]) -> bool:
    return not isinstance(row, ContractRow) or row.plan_id in plans


def _name(row: Row) -> str:
    return (
        row.number
        if isinstance(row, ContractRow)
        else f"{row.service} {row.model_pattern} {row.os_pattern}"
    )
