"""The public list of every field that may leave a server, and the filter made from it (MISSION E1).

A path names a leaf: 'configuration.drives[].serial'; `[]` is any item of a list, `series[key]` a metric. What the
list does not name, or names with another type, is dropped and counted. Null passes: it says "not known".
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

from kado_collector.limits import LIST_ITEMS_LIMIT, TEXT_CHARACTERS_LIMIT
from kado_collector.readings import Json

FILE: Final = Path(__file__).with_name("collected_fields.json")
ENROLMENT: Final = "enrolment"
_ITEM: Final = "[]"
_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: purpose is the item of clause 7 of the terms (1: unit and hardware, 2: resources)."""

    path: str
    type: str
    unit: str | None
    purpose: int
    source: str
    ja: str
    en: str


@cache
def fields() -> tuple[Field, ...]:
    """The whole list, in the order of the file."""
    document = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple(Field(**row) for row in document["fields"])


@cache
def metrics() -> frozenset[str]:
    """The metrics that may leave."""
    found = (f.path for f in fields() if f.type == "metric")
    return frozenset(path.removeprefix("series[").removesuffix("]") for path in found)


Tree: TypeAlias = "dict[str, Tree | str]"  # a key leads to more keys, or to a leaf's type


@cache
def _tree() -> Tree:
    root: Tree = {}
    for row in fields():
        if row.type == "metric":
            continue
        *steps, leaf = row.path.replace(_ITEM, f".{_ITEM}").split(".")
        node = root
        for step in steps:
            below = node.setdefault(step, {})
            if isinstance(below, str):
                raise ValueError(f"{row.path}: {step} is a field and a folder of fields")
            node = below
        node[leaf] = row.type
    return root


@dataclass(slots=True)
class Filter:
    """Passes a document through the list. dropped: path -> how many values were left out."""

    dropped: dict[str, int] = field(default_factory=dict)

    @property
    def dropped_count(self) -> int:
        return sum(self.dropped.values())

    def bundle(self, document: Mapping[str, Json]) -> dict[str, Json]:
        """A bundle with nothing in it but listed fields."""
        tree = {name: below for name, below in _tree().items() if name != ENROLMENT}
        return self._object(document, tree, "")

    def part(self, document: Mapping[str, Json], *steps: str) -> dict[str, Json]:
        """A part of a bundle, or the enrolment request: `steps` lead to it in the list."""
        tree = _tree()
        for step in steps:
            below = tree[step]
            if isinstance(below, str):
                raise KeyError(f"{step} is a leaf of the list")
            tree = below
        return self._object(document, tree, ".".join(steps))

    def drop(self, path: str) -> None:
        self.dropped[path] = self.dropped.get(path, 0) + 1

    def _object(self, document: Mapping[str, Json], tree: Tree, path: str) -> dict[str, Json]:
        out: dict[str, Json] = {}
        for name, value in document.items():
            below = tree.get(name)
            here = f"{path}.{name}" if path else name
            if below is None:
                self.drop(here)
                continue
            out |= self._entry(name, value, below, here)
        return out

    def _entry(self, name: str, value: Json, below: "Tree | str", path: str) -> dict[str, Json]:
        """{name: value} as far as it may pass, {} where it may not."""
        if value is None:
            return {name: None}
        if isinstance(below, str):
            return {name: _short(value)} if _fits(value, below) else self._no(path)
        items = below.get(_ITEM)
        if items is not None:
            return (
                {name: self._list(value, items, path)}
                if isinstance(value, list)
                else self._no(path)
            )
        return (
            {name: self._object(value, below, path)}
            if isinstance(value, Mapping)
            else self._no(path)
        )

    def _list(self, values: list[Json], items: "Tree | str", path: str) -> list[Json]:
        out: list[Json] = []
        for value in values[:LIST_ITEMS_LIMIT]:
            if value is None and not isinstance(items, str):  # an object that is null says nothing
                continue
            out += self._entry("", value, items, f"{path}{_ITEM}").values()
        for _ in values[LIST_ITEMS_LIMIT:]:
            self.drop(f"{path}{_ITEM}")
        return out

    def _no(self, path: str) -> dict[str, Json]:
        self.drop(path)
        return {}


def _fits(value: Json, wanted: str) -> bool:
    if isinstance(value, bool):
        return wanted == "boolean"
    return isinstance(value, _TYPES[wanted])


def _short(value: Json) -> Json:
    return value[:TEXT_CHARACTERS_LIMIT] if isinstance(value, str) else value
