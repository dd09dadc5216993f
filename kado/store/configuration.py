"""Reading a configuration as sent: the fields that can be read; one that cannot is named and stays "not known" (MISSION E2)."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, Final, get_args, get_type_hints

import msgspec
from msgspec import Raw

from kado.facts.configuration import Configuration, SourceReport
from kado.store.bundle import TEXT_LIMIT_CHARACTERS, Bundle, Dropped

_TYPES: Final = get_type_hints(Configuration)


def configuration_of(bundle: Bundle, dropped: Dropped) -> Configuration | None:
    """The configuration with the fields that can be read; one that cannot is named and stays "not known"."""
    try:
        given = msgspec.json.decode(bundle.configuration, type=dict[str, Any] | None)
    except (msgspec.DecodeError, RecursionError) as error:
        dropped.add("configuration", f"not_valid: {error}")
        return None
    if given is None:
        return None
    known, unread = _fields_of(given, dropped)
    sources = _sources(bundle.sources, dropped)
    read = Configuration(**known)
    return replace(
        read,
        collector_version=read.collector_version or bundle.collector.version or None,
        sources=read.sources or sources,
        unread=tuple(sorted({*read.unread, *unread})),
    )


def _sources(raws: Sequence[Raw], dropped: Dropped) -> tuple[SourceReport, ...]:
    found = []
    for number, raw in enumerate(raws):
        try:
            found.append(msgspec.json.decode(raw, type=SourceReport))
        except (msgspec.DecodeError, RecursionError) as error:
            dropped.add(f"sources[{number}]", f"not_valid: {error}")
    return tuple(found)


def _fields_of(given: dict[str, Any], dropped: Dropped) -> tuple[dict[str, Any], list[str]]:
    """The fields of a configuration that could be converted, and the names of those that could not."""
    known: dict[str, Any] = {}
    unread: list[str] = []
    names = {f.name for f in fields(Configuration)}
    for name, value in given.items():
        if name not in names:
            dropped.add(f"configuration.{name[:TEXT_LIMIT_CHARACTERS]}", "unknown_key")
            continue
        if value is None:
            continue
        read, problems = _convert(value, _TYPES[name])
        known.update({name: read} if read is not None else {})
        for problem in problems:
            dropped.add(f"configuration.{name}", f"not_valid: {problem}")
            unread.append(name)
    return known, unread


def _convert(value: Any, kind: Any) -> tuple[Any, list[str]]:
    """`value` as `kind` and what was wrong; of a list, the items that can be read."""
    item_kind = next(iter(get_args(kind)), None) if isinstance(value, list) else None
    if item_kind is None:
        return _convert_one(value, kind)
    pairs = [_convert_one(item, item_kind) for item in value]
    return tuple(v for v, wrong in pairs if not wrong), [p for _, wrong in pairs for p in wrong]


def _convert_one(value: Any, kind: Any) -> tuple[Any, list[str]]:
    if isinstance(value, str) and len(value) > TEXT_LIMIT_CHARACTERS:
        return None, [f"longer than {TEXT_LIMIT_CHARACTERS} characters"]
    try:
        return msgspec.convert(value, kind), []
    except msgspec.ValidationError as error:
        return None, [str(error)]
