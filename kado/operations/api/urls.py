"""The addresses of the operator's API, and their description."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import URLPattern, path

from kado.operations.api.edge import address
from kado.operations.api.files import list_imports, post_import, undo_import
from kado.operations.api.units import list_units
from kado.operations.api.written import (
    delete_contract,
    delete_line,
    list_contracts,
    list_lines,
    put_contract,
    put_line,
)

urlpatterns: list[URLPattern] = [
    path(
        "v1/contracts",
        address(GET=list_contracts, PUT=put_contract, DELETE=delete_contract),
        name="operator-contracts",
    ),
    path(
        "v1/support-list",
        address(GET=list_lines, PUT=put_line, DELETE=delete_line),
        name="operator-support-list",
    ),
    path("v1/units", address(GET=list_units), name="operator-units"),
    path(
        "v1/imports",
        address(GET=list_imports, POST=post_import, DELETE=undo_import),
        name="operator-imports",
    ),
]


@cache
def description() -> dict[str, Any]:
    """The OpenAPI description of these addresses."""
    text = (Path(__file__).parent / "openapi.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document
