"""Reading a CSV file that a person made: UTF-8 or the Shift_JIS of Japanese Excel, with limits, problems told row by row."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Final

from kado.facts.verdicts import Scalar

LIMIT_BYTES: Final = 5_000_000
LIMIT_ROWS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row (0: with the file): a string key and its values."""

    row: int
    key: str
    values: dict[str, Scalar]


class FileRefused(ValueError):
    """The file as a whole cannot be read."""

    def __init__(self, key: str, **values: Scalar) -> None:
        super().__init__(key)
        self.problem = Problem(0, key, values)


class RowRefused(ValueError):
    """One row cannot be taken."""

    def __init__(self, key: str, **values: Scalar) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def read(data: bytes, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows by column, with the row's number as a spreadsheet counts it. Raises FileRefused."""
    if len(data) > LIMIT_BYTES:
        raise FileRefused("import-problem-too-large", limit_bytes=LIMIT_BYTES)
    rows = _rows(csv.reader(StringIO(_text(data), newline="")))
    header = [name.strip().lower() for name in next(rows, [])]
    missing = [c for c in columns if c not in header]
    if missing:
        raise FileRefused("import-problem-columns", columns=", ".join(missing))
    for number, cells in enumerate(rows, start=2):
        if number > LIMIT_ROWS + 1:
            raise FileRefused("import-problem-too-many-rows", limit_count=LIMIT_ROWS)
        if any(cell.strip() for cell in cells):
            yield number, {name: cell.strip() for name, cell in zip(header, cells, strict=False)}


def _rows(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows of a reader. Raises FileRefused where a row is no CSV (a cell without end, a lone carriage return)."""
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileRefused("import-problem-no-csv", problem=str(error)) from None


def _text(data: bytes) -> str:
    """The file as text. NUL is in no text that people write, and no database column takes it: UTF-16 and binary files hold it."""
    if b"\0" in data:
        raise FileRefused("import-problem-encoding")
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused("import-problem-encoding")


def text(row: dict[str, str], column: str, limit: int) -> str:
    """A cell that has to hold something. Raises RowRefused."""
    value = row.get(column, "")
    if not value:
        raise RowRefused("import-problem-empty", column=column)
    if len(value) > limit:
        raise RowRefused("import-problem-too-long", column=column, limit_count=limit)
    return value


def period(row: dict[str, str]) -> tuple[date, date | None]:
    """valid_from and valid_to; an empty valid_to is open-ended. Raises RowRefused."""
    begin = _day(text(row, "valid_from", 10), "valid_from")
    written = row.get("valid_to", "")
    end = _day(written, "valid_to") if written else None
    if end is not None and end < begin:
        raise RowRefused(
            "import-problem-order", from_date=begin.isoformat(), ended_date=end.isoformat()
        )
    return begin, end


def _day(written: str, column: str) -> date:
    try:
        return date(*(int(part) for part in written.replace("/", "-").split("-")))
    except (ValueError, TypeError):
        raise RowRefused("import-problem-date", column=column, value=written[:40]) from None
