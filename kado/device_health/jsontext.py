"""From bytes to a document: what a disk, a shell or a cut-off transfer does to `smartctl --json` output.

A truncated document gives the members that were complete before the cut: each was read whole, so none is a guess.
"""

import json
import re
from typing import Final

from kado.device_health.reading import Document, Reader

LIMIT_BYTES: Final = 4 * 1024 * 1024
_WHOLE: Final = "document"
_BLANKS: Final = re.compile(r"[ \t\r\n]*")


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
    except ValueError:
        return _members_before_the_damage(text, start, decoder, reader)
    if text[end:].strip(" \t\r\n\x00"):
        reader.problem(_WHOLE, "not-json", "text after the first object was skipped")
    return value if isinstance(value, dict) else {}


def _members_before_the_damage(
    text: str, start: int, decoder: json.JSONDecoder, reader: Reader
) -> Document:
    """Top-level members read whole (each followed by a comma) up to where the text breaks off."""
    found: dict[str, object] = {}
    position = start + 1
    try:
        while True:
            key, position = decoder.raw_decode(text, _after_blanks(text, position))
            position = _after_blanks(text, position)
            if not isinstance(key, str) or text[position : position + 1] != ":":
                break
            value, position = decoder.raw_decode(text, _after_blanks(text, position + 1))
            position = _after_blanks(text, position)
            if text[position : position + 1] != ",":
                break
            found[key] = value
            position += 1
    except (ValueError, RecursionError):
        pass  # this is where the document breaks off; what stands before it is kept
    reader.problem(_WHOLE, "cut-short", f"{len(found)} complete entries before the damage")
    return found


def _after_blanks(text: str, position: int) -> int:
    match = _BLANKS.match(text, position)
    return match.end() if match else position
