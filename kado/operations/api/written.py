"""Contracts and lines of support lists, one at a time: what a file may bring in many, the same checks and the same words."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from msgspec import Meta, Struct

from kado.entitlement.csv_files import Problem as RowProblem
from kado.entitlement.imports import Preview, preview, write
from kado.entitlement.models import SupportContract, SupportListEntry
from kado.entitlement.rows import CONTRACTS, SUPPORT_LIST, Cells, Table
from kado.entitlement.waiting import server_of_unit
from kado.intake.problems import Problem
from kado.language import say
from kado.operations.api.edge import Call, Done, after_of, asked, json_body
from kado.tenancy import audit

PAGE_LIMIT_COUNT: Final = 500
_UNIT: Final = ("manufacturer", "model_number", "serial_number")
_LINE: Final = ("service", "model_pattern", "os_pattern", "valid_from")
_Name = Annotated[str, Meta(min_length=1, max_length=120)]


class ContractBody(Struct, forbid_unknown_fields=True):
    """A contract as it is written. renewal, renewed_by None: left as they are."""

    manufacturer: _Name
    model_number: _Name
    serial_number: _Name
    number: Annotated[str, Meta(min_length=1, max_length=60)]
    plan: _Name
    valid_from: date
    valid_to: date | None = None
    renewal: str | None = None
    renewed_by: Annotated[str, Meta(max_length=60)] | None = None


class LineBody(Struct, forbid_unknown_fields=True):
    """A line of a support list as it is written."""

    service: str
    model_pattern: _Name
    os_pattern: _Name
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class _Kind:
    """The words of one kind: what the audit says, what the answer calls it."""

    table: Table
    noun: str
    written: str
    deleted: str


_CONTRACT: Final = _Kind(CONTRACTS, "contract", "contract_written", "contract_deleted")
_SUPPORT_LINE: Final = _Kind(
    SUPPORT_LIST, "line", "support_list_line_written", "support_list_line_deleted"
)


def list_contracts(call: Call) -> Done:
    """GET contracts, by the order in which they were entered; narrowed by unit and number."""
    rows = SupportContract.objects.select_related("server", "plan").order_by("pk")
    number = call.request.GET.get("number", "").strip()
    if number:
        rows = rows.filter(number=number)
    unit = [call.request.GET.get(name, "").strip() for name in _UNIT]
    if all(unit):
        server = server_of_unit(unit[0], unit[1], unit[2])
        waiting = dict(zip((f"{name}__iexact" for name in _UNIT), unit, strict=True))
        rows = rows.filter(server=server) if server else rows.filter(server=None, **waiting)
    page = list(rows.filter(pk__gt=_after(call))[: PAGE_LIMIT_COUNT + 1])
    return Done(
        {"contracts": [contract_told(c) for c in page[:PAGE_LIMIT_COUNT]], "next": _next(page)}
    )


def put_contract(call: Call) -> Done:
    """PUT contracts: the contract of this number of this unit is as the body says."""
    body = json_body(call, ContractBody)
    cells = {name: getattr(body, name) for name in (*_UNIT, "number", "plan")}
    cells |= {k: v for k in ("renewal", "renewed_by") if (v := getattr(body, k)) is not None}
    status, pk, found = _put(call, _CONTRACT, {**cells, **_days(body)})
    row = SupportContract.objects.select_related("server", "plan").get(pk=pk)
    return Done(
        {**_state(status, found, call.locale), "contract": contract_told(row)},
        201 if status == "added" else 200,
    )


def delete_contract(call: Call) -> Done:
    """DELETE contracts: of this number of this unit."""
    named = asked(call, *_UNIT, "number")
    server = server_of_unit(*(named[k] for k in _UNIT))
    rows = SupportContract.objects.filter(number=named["number"], server=server)
    if server is None:
        rows = rows.filter(**{f"{k}__iexact": named[k] for k in _UNIT})
    return _delete(call, _CONTRACT, rows.select_related("server").first())


def list_lines(call: Call) -> Done:
    """GET support-list: the lines of both services."""
    rows = SupportListEntry.objects.order_by("pk").filter(pk__gt=_after(call))
    page = list(rows[: PAGE_LIMIT_COUNT + 1])
    return Done({"lines": [line_told(e) for e in page[:PAGE_LIMIT_COUNT]], "next": _next(page)})


def put_line(call: Call) -> Done:
    """PUT support-list: the line of this service, patterns and beginning is as the body says."""
    body = json_body(call, LineBody)
    cells = {name: getattr(body, name) for name in ("service", "model_pattern", "os_pattern")}
    status, pk, found = _put(call, _SUPPORT_LINE, {**cells, **_days(body)})
    told = line_told(SupportListEntry.objects.get(pk=pk))
    return Done(
        {**_state(status, found, call.locale), "line": told}, 201 if status == "added" else 200
    )


def delete_line(call: Call) -> Done:
    """DELETE support-list: the line of this service, patterns and beginning."""
    named = asked(call, *_LINE)
    try:
        named["valid_from"] = date.fromisoformat(named["valid_from"]).isoformat()
    except ValueError:
        raise Problem("not-valid", detail="valid_from: write 2026-10-31") from None
    return _delete(call, _SUPPORT_LINE, SupportListEntry.objects.filter(**named).first())


def contract_told(c: SupportContract) -> dict[str, object]:
    """A contract as the API tells it; server_id null: its unit is not known yet."""
    unit = c.server or c
    return {
        "server_id": str(c.server_id) if c.server_id else None,
        "manufacturer": unit.manufacturer,
        "model_number": unit.model_number,
        "serial_number": unit.serial_number,
        "number": c.number,
        "plan": c.plan_id,
        "valid_from": c.valid_from.isoformat(),
        "valid_to": c.valid_to.isoformat() if c.valid_to else None,
        "renewal": c.renewal,
        "renewed_by": c.renewed_by,
    }


def line_told(e: SupportListEntry) -> dict[str, object]:
    """A line of a support list as the API tells it."""
    return {
        "service": e.service,
        "model_pattern": e.model_pattern,
        "os_pattern": e.os_pattern,
        "valid_from": e.valid_from.isoformat(),
        "valid_to": e.valid_to.isoformat() if e.valid_to else None,
    }


def problems_told(problems: tuple[RowProblem, ...], locale: str) -> list[dict[str, object]]:
    """Problems or warnings of rows, in words."""
    return [
        {
            "line": p.row,
            "code": p.key.removeprefix("import-"),
            "message": say(locale, p.key, **p.values),
        }
        for p in problems
    ]


def _put(call: Call, kind: _Kind, cells: Cells) -> tuple[str, int, Preview]:
    """Write one row: 'added', 'changed' or 'unchanged', and its id. Raises Problem."""
    found = preview(kind.table, [(1, cells)])
    if found.problems:
        told = problems_told(found.problems, call.locale)[0]
        raise Problem("refused", detail=str(told["message"]))
    if not found.changes:
        return "unchanged", found.unchanged[0].pk, found
    ((pk, change),) = write(found)
    _record(call, kind.written, kind.table.model.objects.get(pk=pk))
    return "changed" if change.kept else "added", pk, found


def _delete(call: Call, kind: _Kind, row: SupportContract | SupportListEntry | None) -> Done:
    if row is None:
        raise Problem("not-found")
    _record(call, kind.deleted, row)
    row.delete()
    return Done({"state": "deleted"})


def _record(call: Call, action: str, row: SupportContract | SupportListEntry) -> None:
    server = row.server if isinstance(row, SupportContract) else None
    organisation_id = server.organisation_id if server else None
    audit.record(call.at, call.actor, action, organisation_id, subject=str(row)[:255])


def _state(status: str, found: Preview, locale: str) -> dict[str, object]:
    return {"state": status, "warnings": problems_told(found.warnings, locale)}


def _days(body: ContractBody | LineBody) -> Cells:
    end = body.valid_to.isoformat() if body.valid_to else ""
    return {"valid_from": body.valid_from.isoformat(), "valid_to": end}


def _after(call: Call) -> int:
    text = after_of(call)
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _next(page: list[SupportContract] | list[SupportListEntry]) -> str | None:
    return str(page[PAGE_LIMIT_COUNT - 1].pk) if len(page) > PAGE_LIMIT_COUNT else None
