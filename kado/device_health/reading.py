"""Reading values out of a document nobody vouches for: each value is of the right kind and in range, or unknown with a reason.

A problem reads "what: why" or "what: why (detail)"; `why` is one of WHYS, so that pages can say it in two languages.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

Document = Mapping[str, object]

# Every reason a problem can give; each has a text `device-problem-<why>` in both languages.
WHYS: Final = (
    "absent",
    "attribute-check",
    "command-failed",
    "cut-short",
    "disagreement",
    "error-message",
    "failed-verdict-only-in-exit-status",
    "no-sensor",
    "not-a-drive-report",
    "not-json",
    "not-opened",
    "out-of-range",
    "saturated",
    "too-deep",
    "too-large",
    "unknown-encoding",
    "wrong-type",
)

TEXT_LIMIT_CHARACTERS: Final = 256
DETAIL_LIMIT_CHARACTERS: Final = 160
PROBLEMS_LIMIT_COUNT: Final = 64
TABLE_LIMIT_COUNT: Final = 512


@dataclass(slots=True)
class Reader:
    """Typed access to a document; `problems` grows by each value that was there and could not be used."""

    problems: list[str] = field(default_factory=list)

    def problem(self, what: str, why: str, detail: object = None) -> None:
        """Note why `what` is unknown or in doubt; a repeated problem is noted once."""
        text = f"{what}: {why}"
        if detail is not None:
            text += f" ({_one_line(str(detail))})"
        if text not in self.problems and len(self.problems) < PROBLEMS_LIMIT_COUNT:
            self.problems.append(text)

    def has_problem(self, what: str) -> bool:
        return any(text.startswith(f"{what}: ") for text in self.problems)

    def mapping(self, document: Document, key: str) -> Document:
        """The object under `key`; empty when absent, null or of another type (noted)."""
        value = document.get(key)
        if isinstance(value, Mapping):
            return value
        if value is not None:
            self.problem(key, "wrong-type", _kind(value))
        return {}

    def rows(self, document: Document, key: str) -> list[Document]:
        """The objects in the list under `key`, at most TABLE_LIMIT_COUNT."""
        value = document.get(key)
        if value is None:
            return []
        if not isinstance(value, Sequence) or isinstance(value, str | bytes):
            self.problem(key, "wrong-type", _kind(value))
            return []
        if len(value) > TABLE_LIMIT_COUNT:
            self.problem(key, "too-large", f"{len(value)} entries")
        kept = [row for row in value[:TABLE_LIMIT_COUNT] if isinstance(row, Mapping)]
        if len(kept) < min(len(value), TABLE_LIMIT_COUNT):
            self.problem(key, "wrong-type", "an entry is not an object")
        return kept

    def number(self, what: str, value: object, low: float, high: float) -> float | None:
        """A finite number in [low, high]; text that is a number counts, a boolean does not."""
        if value is None:
            return None
        number = _as_number(value)
        if number is None:
            self.problem(what, "wrong-type", _kind(value))
            return None
        if not low <= number <= high:
            self.problem(what, "out-of-range", _short(value))
            return None
        return number

    def integer(self, what: str, value: object, low: int, high: int) -> int | None:
        """A whole number in [low, high]; fractions are refused."""
        if isinstance(value, int) and not isinstance(value, bool):
            if low <= value <= high:
                return value
            self.problem(what, "out-of-range", _short(value))
            return None
        number = self.number(what, value, low, high)
        if number is None:
            return None
        if number != int(number):
            self.problem(what, "wrong-type", "not a whole number")
            return None
        return int(number)

    def text(self, what: str, value: object) -> str | None:
        """Text without surrounding blanks; empty or with control characters is unknown."""
        if value is None:
            return None
        if not isinstance(value, str):
            self.problem(what, "wrong-type", _kind(value))
            return None
        cleaned = value.strip(" \t\r\n\x00")
        if len(cleaned) > TEXT_LIMIT_CHARACTERS:
            self.problem(what, "too-large", f"{len(cleaned)} characters")
            return None
        return cleaned if cleaned.isprintable() and cleaned else None


def _as_number(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        try:
            number = float(value)
        except OverflowError:
            return None
    elif isinstance(value, str) and len(value) <= 40:
        try:
            number = float(value)
        except ValueError:
            return None
    else:
        return None
    return number if math.isfinite(number) else None


def _kind(value: object) -> str:
    names = {
        bool: "boolean",
        int: "number",
        float: "number",
        str: "text",
        list: "list",
        dict: "object",
    }
    return names.get(type(value), type(value).__name__)


def _short(value: object) -> str:
    return (
        str(value)
        if not isinstance(value, int) or abs(value) < 10**40
        else "a number of more than 40 digits"
    )


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return (
        line if len(line) <= DETAIL_LIMIT_CHARACTERS else line[: DETAIL_LIMIT_CHARACTERS - 1] + "…"
    )
