"""GET /api/openapi.json: one description of every API, put together from the parts that serve them."""

from functools import cache
from typing import Any

from django.http import HttpRequest, JsonResponse

from kado.intake.views import description as intake
from kado.operations.api.urls import description as operator


@cache
def description() -> dict[str, Any]:
    """Intake's description with the addresses and components of the others. Raises ValueError where two describe the same."""
    whole = intake()
    paths, components = dict(whole["paths"]), dict(whole["components"])
    for part in (operator(),):
        _join(paths, part["paths"])
        for kind, named in part["components"].items():
            components[kind] = dict(components.get(kind, {}))
            _join(components[kind], named)
    return {**whole, "paths": paths, "components": components}


def _join(known: dict[str, Any], more: dict[str, Any]) -> None:
    twice = known.keys() & more.keys()
    if twice:
        raise ValueError(f"described twice: {sorted(twice)}")
    known.update(more)


def openapi(request: HttpRequest) -> JsonResponse:
    """The description."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})
