"""Bringing contracts and support lists in by CSV: upload, look, apply, undo, and what was brought in so far (MISSION C2, C3, F3)."""

from typing import Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kado import clock
from kado.entitlement.batches import (
    ChangedSince,
    PreviewOutdated,
    apply_batch,
    preview_of,
    undo_batch,
    upload,
)
from kado.entitlement.csv_files import LIMIT_BYTES, LIMIT_ROWS
from kado.entitlement.imports import Change, NotApplicable, Preview
from kado.entitlement.models import ImportBatch, SupportContract
from kado.entitlement.rows import CONTRACT_COLUMNS_OPTIONAL, TABLES, ContractRow, Row
from kado.operations.site import operations
from kado.tenancy.models import Server, User

# Rows that a page lists of each sort; the counts tell the rest.
SHOWN_LIMIT_COUNT: Final = 200
BATCHES_A_PAGE_COUNT: Final = 50


def actor_of(request: HttpRequest) -> User:
    """The person of the operator: the site lets nobody else in."""
    assert isinstance(request.user, User)
    return request.user


@operations.own_page("entry/", "entry", title="entry-title")
def entry(request: HttpRequest) -> HttpResponse:
    """The imports so far, and the form for another; posted to, it keeps the file for looking at what it would change."""
    problem = ""
    if request.method == "POST":
        file, kind = request.FILES.get("file"), request.POST.get("kind", "")
        if kind not in TABLES:
            raise Http404
        if file is None:
            problem = "entry-no-file"
        elif file.size is None or file.size > LIMIT_BYTES:
            problem = "import-problem-too-large"
        else:
            name = file.name or ""
            batch, _ = upload(kind, file.read(), name, clock.now(), actor_of(request).email)
            return redirect("operations:entry-batch", batch_id=batch.pk)
    batches = Paginator(ImportBatch.objects.defer("content"), BATCHES_A_PAGE_COUNT)
    context = {
        **operations.each_context(request),
        "page": batches.get_page(request.GET.get("page")),
        "kinds": ImportBatch.Kind.choices,
        "tables": [(t.kind, ", ".join(t.columns)) for t in TABLES.values()],
        "optional": ", ".join(CONTRACT_COLUMNS_OPTIONAL),
        "problem": problem,
        "limit_bytes": LIMIT_BYTES,
        "limit_count": LIMIT_ROWS,
    }
    return render(request, "operations/entry/imports.html", context)


@operations.own_page("entry/<int:batch_id>/", "entry-batch")
def entry_batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """One import: what it would change, or what became of it; posted to, it is applied, undone or given up."""
    batch = ImportBatch.objects.filter(pk=batch_id).first()
    if batch is None:
        raise Http404
    problem = ""
    changed: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            if _act(request, batch):
                return redirect("operations:entry")
            return redirect("operations:entry-batch", batch_id=batch.pk)
        except ChangedSince as error:
            problem, changed = "entry-changed-since", error.names
        except PreviewOutdated:
            problem = "entry-outdated"
        except NotApplicable:
            problem = "entry-not-now"
        batch.refresh_from_db()
    context = {
        **operations.each_context(request),
        "batch": batch,
        "problem": problem,
        "changed": changed[:SHOWN_LIMIT_COUNT],
        **(_looked_at(preview_of(batch)) if batch.state == ImportBatch.State.PREVIEWED else {}),
    }
    return render(request, "operations/entry/batch.html", context)


def _act(request: HttpRequest, batch: ImportBatch) -> bool:
    """Do what a button asks for; whether the batch is gone. Raises what applying and undoing raise."""
    wish, at, actor = request.POST.get("wish", ""), clock.now(), actor_of(request).email
    if wish == "apply":
        apply_batch(batch, request.POST.get("sha256", ""), at, actor)
    elif wish == "undo":
        undo_batch(batch, at, actor)
    elif wish == "forget":
        ImportBatch.objects.filter(pk=batch.pk, state=ImportBatch.State.PREVIEWED).delete()
        return True
    else:
        raise Http404
    return False


def _looked_at(found: Preview) -> dict[str, object]:
    """What a page shows of a preview."""
    names = _server_names([c.row for c in found.changes[: 2 * SHOWN_LIMIT_COUNT]])
    return {
        "found": found,
        "new": [_shown(c, names) for c in found.new[:SHOWN_LIMIT_COUNT]],
        "changed_rows": [_shown(c, names) for c in found.changed[:SHOWN_LIMIT_COUNT]],
        "problems": found.problems[:SHOWN_LIMIT_COUNT],
        "warnings": found.warnings[:SHOWN_LIMIT_COUNT],
        "shown_limit_count": SHOWN_LIMIT_COUNT,
    }


def _server_names(rows: list[Row]) -> dict[object, str]:
    ids = [r.server_id for r in rows if isinstance(r, ContractRow) and r.server_id]
    return {
        s.pk: f"{s.hostname} · {s.organisation}"
        for s in Server.objects.select_related("organisation").filter(pk__in=ids)
    }


def _shown(change: Change, names: dict[object, str]) -> dict[str, object]:
    """A change: its line, what it is about, and each value as it is and would be."""
    row, old = change.row, change.kept.row if change.kept else None
    fields: tuple[str, ...] = ("valid_from", "valid_to")
    if isinstance(row, ContractRow):
        named = f"{row.manufacturer} {row.model_number} {row.serial_number}"
        what = f"{row.number} · {names.get(row.server_id) or named}"
        fields = ("plan_id", *fields, "renewal", "renewed_by")
    else:
        what = f"{row.service} · {row.model_pattern} · {row.os_pattern}"
    values = [
        {"field": f.removesuffix("_id"), "new": _value(row, f), "old": _value(old, f)}
        for f in fields
        if old is None or getattr(old, f) != getattr(row, f)
    ]
    return {"line": change.line, "what": what, "values": values, "is_new": old is None}


def _value(row: Row | None, field: str) -> object:
    """A value as people read it."""
    value = getattr(row, field, None)
    return SupportContract.Renewal(value).label if field == "renewal" and value else value
