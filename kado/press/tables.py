"""An edition as a workbook (XLSX) and as a plain table (CSV). No cell is ever a formula, whatever a host name or a mount point begins with."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import xlsxwriter

from kado.facts.edition import EditionSummary, ServerEdition
from kado.language import say
from kado.press.pdf import edition_digest
from kado.press.sheets import (
    FINDING_COLUMNS,
    SERVER_COLUMNS,
    Cell,
    Column,
    Kind,
    Sheet,
    finding_rows,
    server_row,
    sheets_of,
)
from kado.press.tones import state_of, urgency

# A spreadsheet that opens a CSV takes cells that begin so for formulas (OWASP, "CSV Injection").
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_FORMATS: Final = {
    Kind.TEXT: {"valign": "top", "text_wrap": True},
    Kind.COUNT: {"valign": "top", "num_format": "#,##0"},
    Kind.RATIO: {"valign": "top", "num_format": "0.0%"},
    Kind.NUMBER: {"valign": "top", "num_format": "#,##0.####"},
    Kind.DATE: {"valign": "top", "num_format": "yyyy-mm-dd"},
}
_HEADER: Final = {
    "bold": True,
    "bg_color": "#E9EBEF",
    "bottom": 1,
    "valign": "top",
    "text_wrap": True,
}
# Excel's own limits.
CELL_LIMIT_CHARACTERS: Final = 32_767
SHEET_LIMIT_ROWS: Final = 1_048_575


def edition_xlsx(summary: EditionSummary, parts: Sequence[ServerEdition], locale: str) -> bytes:
    """The edition as a workbook of seven sheets. The same edition gives the same bytes."""
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        made_at = summary.cut_at.replace(tzinfo=None)
        book.set_properties(
            {"title": say(locale, "press-title"), "author": "Kado", "created": made_at}
        )
        formats = {kind: book.add_format(wanted) for kind, wanted in _FORMATS.items()}
        header = book.add_format(_HEADER)
        for sheet in sheets_of(summary, parts, locale, edition_digest(summary, parts)):
            _write_sheet(book, sheet, locale, formats, header)
    return buffer.getvalue()


def _write_sheet(
    book: Any, sheet: Sheet, locale: str, formats: dict[Kind, Any], header: Any
) -> None:
    page = book.add_worksheet(say(locale, f"press-sheet-{sheet.key}"))
    page.freeze_panes(1, 1)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, heading(locale, column), header)
    rows = sheet.rows[:SHEET_LIMIT_ROWS]
    for number, row in enumerate(rows, start=1):
        for place, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            _write_cell(page, number, place, value, formats[column.kind])
    if rows:
        page.autofilter(0, 0, len(rows), len(sheet.columns) - 1)


def _write_cell(page: Any, row: int, place: int, value: Cell, form: Any) -> None:
    """Text is written as text: xlsxwriter's own guess would make a formula of '=...'."""
    if value is None:
        page.write_blank(row, place, None, form)
    elif isinstance(value, date):
        page.write_datetime(row, place, value, form)
    elif isinstance(value, str):
        page.write_string(row, place, value[:CELL_LIMIT_CHARACTERS], form)
    else:
        page.write_number(row, place, value, form)


def edition_csv(summary: EditionSummary, parts: Sequence[ServerEdition], locale: str) -> bytes:
    """Servers with their findings as one table: a row per finding, one row for a server without. UTF-8 with a byte order mark, for Excel."""
    ordered = sorted(parts, key=lambda p: (urgency(state_of(p)), p.identity.hostname))
    lines = {line.server_id: line for line in summary.servers}
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    columns = (*SERVER_COLUMNS, *FINDING_COLUMNS[1:])
    writer.writerow([safe(heading(locale, column)) for column in columns])
    blank: tuple[Cell, ...] = (None,) * len(FINDING_COLUMNS)
    for part in ordered:
        server = server_row(part, lines[part.identity.server_id], locale)
        for finding in finding_rows(part, locale) or [blank]:
            writer.writerow([_plain(value) for value in (*server, *finding[1:])])
    return text.getvalue().encode("utf-8-sig")


def heading(locale: str, column: Column) -> str:
    return say(locale, f"press-sheet-{column.key}")


def _plain(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return safe(value) if isinstance(value, str) else repr(value)


def safe(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
