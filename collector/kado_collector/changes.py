"""What changed since the last bundle: which fields of the configuration, of the devices, and which series.

Identifiers, instants and measured points change every time and are not told; lists are compared by what
names their items, not by their place.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from kado_collector.readings import Json

_NAMES: Final = ("device", "mount", "slot", "name", "source", "id")
_LEFT_OUT: Final = frozenset({"observed_at", "duration_seconds"})


def _item_name(item: Json, number: int) -> str:
    if isinstance(item, Mapping):
        for name in _NAMES:
            value = item.get(name)
            if isinstance(value, str | int):
                return str(value)
    return str(number)


def flat(document: Json, path: str = "") -> Iterator[tuple[str, Json]]:
    """Every leaf with its path: 'configuration.drives[/dev/sda].serial'."""
    if isinstance(document, Mapping):
        for name, value in document.items():
            if name not in _LEFT_OUT:
                yield from flat(value, f"{path}.{name}" if path else name)
    elif isinstance(document, list):
        for number, item in enumerate(document):
            yield from flat(item, f"{path}[{_item_name(item, number)}]")
    else:
        yield path, document


def _told(bundle: Mapping[str, Json]) -> dict[str, Json]:
    rows: dict[str, Json] = {
        path: value
        for part in ("configuration", "devices", "sources")
        for path, value in flat(bundle.get(part), part)
        if value is not None
    }
    series = bundle.get("series")
    for row in series if isinstance(series, list) else []:
        if isinstance(row, Mapping):
            rows[f"series[{row.get('metric')} {row.get('instance')}]".replace(" ]", "]")] = "sent"
    return rows


def changes(before: Mapping[str, Json] | None, now: Mapping[str, Json]) -> list[str]:
    """One line per field: '+' new, '-' gone, '~' another value. Everything is new before the first bundle."""
    old, new = _told(before or {}), _told(now)
    lines: list[str] = []
    for path in sorted(old.keys() | new.keys()):
        if path not in old:
            lines.append(f"+ {path} = {new[path]!r}")
        elif path not in new:
            lines.append(f"- {path} = {old[path]!r}")
        elif old[path] != new[path]:
            lines.append(f"~ {path}: {old[path]!r} -> {new[path]!r}")
    return lines
