"""The content of an advisory pack: read strictly, checked, and written canonically (docs/advisories.md).

A pack comes from outside: everything in it has a named limit, an unknown field is an error and not ignored, since a misspelt
`fixed_in` would make every version affected. The canonical bytes are what is signed and what the digest is of.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from typing import Any, Final, TypeVar, get_args, get_type_hints
from urllib.parse import urlsplit

import msgspec

from kado.facts.advisories import (
    Advisories,
    Component,
    EndOfSupport,
    Endurance,
    KnownIssue,
    PackVersion,
    Source,
    Words,
)

PACK_LIMIT_BYTES: Final = 4 * 1024 * 1024
ENTRIES_LIMIT_COUNT: Final = 5_000
PATTERNS_LIMIT_COUNT: Final = 100
PATTERN_LIMIT_CHARACTERS: Final = 120
TEXT_LIMIT_CHARACTERS: Final = 1_000
URL_LIMIT_CHARACTERS: Final = 500
POWER_ON_LIMIT_HOURS: Final = 40 * 8766
WRITTEN_LIMIT_BYTES: Final = 10**18
NESTING_LIMIT_LEVELS: Final = 8
SEVERITIES: Final = ("act_now", "plan", "watch")
FIRMWARE_COMPONENTS: Final = frozenset({Component.DRIVE, Component.BIOS, Component.BMC})

_NAME: Final = re.compile(r"[a-z][a-z0-9-]{1,39}")
_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]{2,79}")
_VERSION: Final = re.compile(r"[0-9]{1,8}(\.[0-9]{1,8}){0,3}")


class PackRefused(ValueError):
    """A pack cannot be used. `code` is one of CODES and has a text `advisories-refused-<code>`; `detail` says where."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


# Every reason for which a pack is refused; each has a text in both languages.
CODES: Final = (
    "too-large",
    "not-json",
    "not-a-pack",
    "unknown-field",
    "wrong-value",
    "same-id",
    "unsigned",
    "unknown-key",
    "bad-signature",
    "older",
    "same-version",
)


@dataclass(frozen=True, slots=True)
class Pack:
    """The content of one pack. version: numbers between dots, compared as numbers. Instants are aware."""

    name: str
    version: str
    issued_at: datetime
    title: Words
    publisher: str
    expires_at: datetime | None = None
    firmware_issues: tuple[KnownIssue, ...] = ()
    known_issues: tuple[KnownIssue, ...] = ()
    ends_of_support: tuple[EndOfSupport, ...] = ()
    endurances: tuple[Endurance, ...] = ()

    def entries(self) -> Iterator[tuple[str, "Entry"]]:
        """Every entry with the name of its kind."""
        for kind in KINDS:
            for entry in getattr(self, kind):
                yield kind, entry


Entry = KnownIssue | EndOfSupport | Endurance
_Kind = TypeVar("_Kind", KnownIssue, EndOfSupport, Endurance)
KINDS: Final = ("firmware_issues", "known_issues", "ends_of_support", "endurances")


def version_key(version: str) -> tuple[int, ...]:
    """Sort key of a version: '2026.11' is before '2026.11.1'."""
    return tuple(int(part) for part in version.split("."))


def canonical(content: object) -> bytes:
    """The bytes that are signed: UTF-8 JSON, keys sorted by code point, no blanks, nothing escaped that need not be."""
    text = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def digest_of(content: object) -> str:
    """SHA-256 of the canonical bytes, hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def load(data: bytes) -> Any:
    """JSON from bytes within the limits. Raises PackRefused."""
    if len(data) > PACK_LIMIT_BYTES:
        raise PackRefused("too-large", f"{len(data)} > {PACK_LIMIT_BYTES} bytes")
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PackRefused("not-json", str(error)) from None


def read(content: object) -> Pack:
    """The content of a pack, checked. Raises PackRefused naming the place."""
    if not isinstance(content, dict):
        raise PackRefused("not-a-pack")
    _no_unknown_fields(content, Pack, "$", 0)
    try:
        pack = msgspec.convert(content, type=Pack, strict=True)
    except msgspec.ValidationError as error:
        raise PackRefused("wrong-value", str(error)) from None
    _check_head(pack)
    _check_entries(pack)
    return pack


def _no_unknown_fields(value: object, kind: object, place: str, level: int) -> None:
    """msgspec skips fields that a dataclass does not have; here each is an error."""
    if level > NESTING_LIMIT_LEVELS:
        raise PackRefused("wrong-value", f"nested too deeply at {place}")
    inner = [a for a in get_args(kind) if a is not Ellipsis and a is not type(None)]
    if isinstance(value, list) and inner:
        for i, one in enumerate(value):
            _no_unknown_fields(one, inner[0], f"{place}[{i}]", level + 1)
    elif isinstance(value, dict) and isinstance(kind, type) and is_dataclass(kind):
        known = {field.name for field in fields(kind)}
        for key in value:
            if key not in known:
                raise PackRefused("unknown-field", f"{place}.{str(key)[:60]}")
        hints = get_type_hints(kind)
        for key, one in value.items():
            _no_unknown_fields(one, hints[key], f"{place}.{key}", level + 1)


def _check_head(pack: Pack) -> None:
    _demand(_NAME.fullmatch(pack.name) is not None, "$.name", pack.name)
    _demand(_VERSION.fullmatch(pack.version) is not None, "$.version", pack.version)
    _demand(0 < len(pack.publisher) <= PATTERN_LIMIT_CHARACTERS, "$.publisher")
    _words(pack.title, "$.title")
    for name, instant in (("issued_at", pack.issued_at), ("expires_at", pack.expires_at)):
        _demand(instant is None or instant.tzinfo is not None, f"$.{name}", "no time zone")
    _demand(pack.expires_at is None or pack.expires_at > pack.issued_at, "$.expires_at")


def _check_entries(pack: Pack) -> None:
    seen: set[str] = set()
    for count, (kind, entry) in enumerate(pack.entries(), start=1):
        place = f"{kind}: {entry.id[:80]}"
        if count > ENTRIES_LIMIT_COUNT:
            raise PackRefused("too-large", f"more than {ENTRIES_LIMIT_COUNT} entries")
        _demand(_ID.fullmatch(entry.id) is not None, place, "id")
        if entry.id in seen:
            raise PackRefused("same-id", entry.id)
        seen.add(entry.id)
        _source(entry.source, place)
        if isinstance(entry, KnownIssue):
            _issue(entry, kind, place)
        elif isinstance(entry, EndOfSupport):
            _end(entry, place)
        else:
            _endurance(entry, place)


def _issue(entry: KnownIssue, kind: str, place: str) -> None:
    _patterns(entry.models, f"{place}: models", needed=True)
    for name in ("affected", "manufacturers", "excluded"):
        _patterns(getattr(entry, name), f"{place}: {name}")
    _words(entry.effect, f"{place}: effect")
    _words(entry.action, f"{place}: action")
    _demand(entry.severity in SEVERITIES, f"{place}: severity", entry.severity)
    _demand(len(entry.fixed_in) <= PATTERN_LIMIT_CHARACTERS, f"{place}: fixed_in")
    hours = entry.power_on_hours
    _demand(hours is None or 0 < hours <= POWER_ON_LIMIT_HOURS, f"{place}: power_on_hours")
    _demand(hours is None or entry.component is Component.DRIVE, f"{place}: power_on_hours")
    if kind == "firmware_issues":
        _demand(entry.component in FIRMWARE_COMPONENTS, f"{place}: component", entry.component)
        _demand(bool(entry.affected or entry.fixed_in), place, "affected or fixed_in is needed")


def _end(entry: EndOfSupport, place: str) -> None:
    _words(entry.name, f"{place}: name")
    _demand(bool(entry.os_name) != bool(entry.models), place, "either os_name or models")
    _demand(bool(entry.os_name) == bool(entry.version), place, "os_name needs version")
    _demand(len(entry.os_name) + len(entry.version) <= PATTERN_LIMIT_CHARACTERS, place)
    _patterns(entry.models, f"{place}: models")
    _patterns(entry.manufacturers, f"{place}: manufacturers")
    _demand(entry.support_end <= entry.security_end, place, "support_end after security_end")


def _endurance(entry: Endurance, place: str) -> None:
    _patterns(entry.models, f"{place}: models", needed=True)
    _demand(0 < entry.written_bytes <= WRITTEN_LIMIT_BYTES, f"{place}: written_bytes")
    capacity = entry.capacity_bytes
    _demand(capacity is None or 0 < capacity <= WRITTEN_LIMIT_BYTES, f"{place}: capacity_bytes")


def _patterns(patterns: tuple[str, ...], place: str, needed: bool = False) -> None:
    _demand(len(patterns) <= PATTERNS_LIMIT_COUNT, place, "too many")
    _demand(bool(patterns) or not needed, place, "none")
    for pattern in patterns:
        _demand(0 < len(pattern) <= PATTERN_LIMIT_CHARACTERS, place, "length")
        _demand(bool(pattern.strip("*? ")), place, "a pattern that fits everything")


def _words(words: Words, place: str) -> None:
    for text in (words.ja, words.en):
        _demand(0 < len(text.strip()) <= TEXT_LIMIT_CHARACTERS, place, "length")


def _source(source: Source, place: str) -> None:
    parts = urlsplit(source.url)
    _demand(parts.scheme == "https" and bool(parts.netloc), f"{place}: source.url", source.url)
    _demand(len(source.url) <= URL_LIMIT_CHARACTERS, f"{place}: source.url", "length")
    _demand(0 < len(source.title) <= TEXT_LIMIT_CHARACTERS, f"{place}: source.title", "length")


def _demand(holds: bool, place: str, why: str = "") -> None:
    if not holds:
        raise PackRefused("wrong-value", f"{place} ({why[:80]})" if why else place)


def advisories_of(packs: list[tuple[Pack, str]]) -> Advisories:
    """What several packs say together, (pack, digest) each; of entries with one id the first pack's is taken."""
    merged = Advisories(packs=tuple(PackVersion(p.name, p.version, d) for p, d in packs))
    seen: set[str] = set()
    for pack, _ in packs:
        merged = replace(
            merged,
            firmware_issues=merged.firmware_issues + _new(pack.firmware_issues, seen),
            known_issues=merged.known_issues + _new(pack.known_issues, seen),
            ends_of_support=merged.ends_of_support + _new(pack.ends_of_support, seen),
            endurances=merged.endurances + _new(pack.endurances, seen),
        )
        seen.update(entry.id for _, entry in pack.entries())
    return merged


def _new(entries: tuple[_Kind, ...], seen: set[str]) -> tuple[_Kind, ...]:
    return tuple(entry for entry in entries if entry.id not in seen)
