"""Files of contracts and support lists by program: previewed, applied all or nothing, undone (MISSION C2, C3)."""

from typing import Final

from kado.entitlement.batches import ChangedSince, apply_batch, undo_batch, upload
from kado.entitlement.csv_files import LIMIT_BYTES
from kado.entitlement.imports import NotApplicable, Preview, preview_file
from kado.entitlement.models import ImportBatch
from kado.entitlement.rows import TABLES
from kado.intake.problems import Problem
from kado.intake.views import read_body
from kado.operations.api.edge import Call, Done
from kado.operations.api.written import problems_told

# What one answer tells of problems: enough to see what is wrong with a file.
TOLD_LIMIT_COUNT: Final = 200
PAGE_LIMIT_COUNT: Final = 100


def list_imports(call: Call) -> Done:
    """GET imports: the newest ones."""
    rows = ImportBatch.objects.defer("content").exclude(state=ImportBatch.State.PREVIEWED)
    return Done({"imports": [batch_told(b) for b in rows[:PAGE_LIMIT_COUNT]]})


def post_import(call: Call) -> Done:
    """POST imports: `kind` says what the CSV file holds; with `preview=1` nothing is changed or kept."""
    kind = call.request.GET.get("kind", "contracts")
    if kind not in TABLES:
        raise Problem("not-valid", detail=f"kind: one of {', '.join(TABLES)}")
    if call.request.content_type != "text/csv":
        raise Problem("content-type", {"content_type": "text/csv"})
    data = read_body(call.request, LIMIT_BYTES)
    if call.request.GET.get("preview", "") == "1":
        return Done({"preview": _preview_told(preview_file(TABLES[kind], data), call.locale)})
    name = call.request.GET.get("file_name", "")
    batch, found = upload(kind, data, name, call.at, call.actor)
    told = _preview_told(found, call.locale)
    if not found.can_be_applied:
        batch.delete()
        return Done({"preview": told}, 422 if found.problems else 200)
    apply_batch(batch, found.sha256, call.at, call.actor)
    batch.refresh_from_db()
    return Done({"import": batch_told(batch), "preview": told}, 201)


def undo_import(call: Call) -> Done:
    """DELETE imports: take the one called `id` back."""
    text = call.request.GET.get("id", "")
    if not text.isdecimal() or len(text) > 18:
        raise Problem("not-valid", detail="missing in the query: id")
    batch = ImportBatch.objects.filter(pk=int(text)).first()
    if batch is None:
        raise Problem("not-found")
    try:
        undo_batch(batch, call.at, call.actor)
    except ChangedSince as error:
        raise Problem("conflict", detail=", ".join(error.names[:20])) from None
    except NotApplicable as error:
        raise Problem("conflict", detail=str(error)) from None
    batch.refresh_from_db()
    return Done({"import": batch_told(batch)})


def batch_told(batch: ImportBatch) -> dict[str, object]:
    """An import as the API tells it."""
    return {
        "id": batch.pk,
        "kind": batch.kind,
        "state": batch.state,
        "file_name": batch.file_name,
        "file_sha256": batch.file_sha256,
        "by": batch.uploaded_by,
        "applied_at": batch.applied_at,
        "undone_at": batch.undone_at,
        "new_count": batch.new_count,
        "changed_count": batch.changed_count,
        "unchanged_count": batch.unchanged_count,
    }


def _preview_told(found: Preview, locale: str) -> dict[str, object]:
    return {
        "new_count": len(found.new),
        "changed_count": len(found.changed),
        "unchanged_count": found.unchanged_count,
        "problems_count": len(found.problems),
        "warnings_count": len(found.warnings),
        "problems": problems_told(found.problems[:TOLD_LIMIT_COUNT], locale),
        "warnings": problems_told(found.warnings[:TOLD_LIMIT_COUNT], locale),
    }
