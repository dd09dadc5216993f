"""From bytes to a document: what a disk, a shell or a cut-off transfer does to `smartctl --json` output.

A truncated document gives the values that were complete before the cut: each was read whole, so none is a guess.
"""

import json
import re
from typing import Final

from kado.device_health.reading import Document, Reader

LIMIT_BYTES: Final = 4 * 1024 * 1024
_WHOLE: Final = "document"
# A whole string (skipped), a bracket, a comma, or the quote of a string that does not end.
_STRUCTURE: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],"]', re.DOTALL)


def load(data: bytes, reader: Reader) -> Document:
    """The JSON object in `data`; empty with a problem noted when there is none."""
    if len(data) > LIMIT_BYTES:
        reader.problem(_WHOLE, "too-large", f"{len(data)} bytes, the limit is {LIMIT_BYTES}")
        return {}
    text = _decode(data)
    start = text.find("{")
    if start < 0:
        reader.problem(_WHOLE, "not-json", _what_it_is(text))
        return {}
    if text[:start].strip():
        reader.problem(_WHOLE, "not-json", "text before the first brace was skipped")
    return _parse(text, start, reader)


def _decode(data: bytes) -> str:
    """Text of the bytes. PowerShell's `>` writes UTF-16 with a byte order mark; other encodings show as UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    return data.decode("utf-8-sig", errors="replace")


def _what_it_is(text: str) -> str:
    stripped = text.strip()
    if not stripped:
        return "the file is empty"
    return (
        "a JSON value that is not an object"
        if stripped[0] in '["0123456789-tfnN'
        else "no object in it"
    )


def _decoder(reader: Reader) -> json.JSONDecoder:
    def constant(name: str) -> None:
        reader.problem(_WHOLE, "not-json", f"{name} is not a number in JSON; read as unknown")

    def number(text: str) -> int | None:
        # Python refuses integers of thousands of digits with a bare ValueError; no drive counts that far.
        return int(text) if len(text) <= 64 else None

    return json.JSONDecoder(parse_constant=constant, parse_int=number, strict=False)


def _parse(text: str, start: int, reader: Reader) -> Document:
    decoder = _decoder(reader)
    try:
        value, end = decoder.raw_decode(text, start)
    except RecursionError:
        reader.problem(_WHOLE, "too-deep")
        return {}
    except json.JSONDecodeError as error:
        return _before_the_damage(text, start, error.pos, decoder, reader)
    if text[end:].strip(" \t\r\n\x00"):
        reader.problem(_WHOLE, "not-json", "text after the first object was skipped")
    return value if isinstance(value, dict) else {}


def _before_the_damage(
    text: str, start: int, damage: int, decoder: json.JSONDecoder, reader: Reader
) -> Document:
    """What stands before the last comma ahead of the damage, with the brackets open there closed: whole values only."""
    end, closing = _last_whole(text, start, damage)
    try:
        found = decoder.decode(text[start:end] + closing) if closing else {}
    except (ValueError, RecursionError):
        found = {}
    kept = found if isinstance(found, dict) else {}
    reader.problem(_WHOLE, "cut-short", f"{len(kept)} entries before the damage were kept")
    return kept


def _last_whole(text: str, start: int, damage: int) -> tuple[int, str]:
    """Where the last comma outside of strings stands before `damage`, and the brackets to close there ('' for none)."""
    stack: list[str] = []
    end, closing = start, ""
    for match in _STRUCTURE.finditer(text, start, damage):
        mark = match[0]
        if mark in "{[":
            stack.append("}" if mark == "{" else "]")
        elif mark in "}]":
            if not stack or stack.pop() != mark:
                break
        elif mark == "," and stack:
            end, closing = match.start(), "".join(reversed(stack))
        elif mark == '"':
            break  # a string that does not end before the damage
    return end, closing
