"""Collected fields: every field that can leave a server, as the public list names it (MISSION E1).

The list is `collected_fields.json` beside this file, the same bytes as `schema/collected-fields-1.json` (the public
one) and as the collector's own copy, from which its filter is made; a test compares the three.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

LIST_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class CollectedField:
    """One field. path: 'configuration.drives[].serial', 'series[processor_used_ratio]' for a metric.

    type: 'string', 'integer', 'number', 'boolean' or 'metric'. unit: None where it has none. purpose: the
    item of clause 7 of the terms, 1 (model, unit, hardware) or 2 (resources). source: who reads it on the server.
    """

    path: str
    type: str
    unit: str | None
    purpose: int
    source: str
    ja: str
    en: str


@cache
def collected_fields() -> tuple[CollectedField, ...]:
    """The whole list, in the order of its file. Raises ValueError when the file is of another version."""
    text = files("kado.catalogue").joinpath("collected_fields.json").read_text(encoding="utf-8")
    document = json.loads(text)
    if document["version"] != LIST_VERSION:
        raise ValueError(
            f"the list of collected fields is version {document['version']}, not {LIST_VERSION}"
        )
    return tuple(CollectedField(**row) for row in document["fields"])


@cache
def _paths() -> frozenset[str]:
    return frozenset(row.path for row in collected_fields())


def is_collected(path: str) -> bool:
    """Whether the public list names `path`."""
    return path in _paths()
