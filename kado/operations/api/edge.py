"""The way into the operator's API: methods, token, scope, problems in one shape; no session and no cookie is read.

Every answer names the stops in force (MISSION D2): {"stops": [...], ...}.
"""

import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import Final, TypeVar

import msgspec
from django.db import IntegrityError, OperationalError
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from kado import clock
from kado.entitlement.models import OperatorToken, Stop
from kado.entitlement.stops import told
from kado.intake.problems import BUSY_RETRY_SECONDS, Problem, locale_of
from kado.intake.problems import answer as problem_answer
from kado.intake.views import read_body
from kado.operations.api.problems import PREFIX, STATUSES
from kado.operations.api.tokens import actor_of, authenticate
from kado.tenancy.scope import everything

JSON_LIMIT_BYTES: Final = 64 * 1024
_log = logging.getLogger(__name__)
_Body = TypeVar("_Body", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Call:
    """One authenticated request."""

    request: HttpRequest
    at: datetime
    actor: str

    @property
    def locale(self) -> str:
        return locale_of(self.request)


@dataclass(frozen=True, slots=True)
class Done:
    """What to answer. body: JSON; `stops` is added to it."""

    body: dict[str, object]
    status: int = 200


Handler = Callable[[Call], Done]
# method -> the scope a token needs
_SCOPES: Final = {
    "GET": OperatorToken.Scope.READ,
    "PUT": OperatorToken.Scope.WRITE,
    "POST": OperatorToken.Scope.WRITE,
    "DELETE": OperatorToken.Scope.WRITE,
}


def address(**handlers: Handler) -> Callable[[HttpRequest], JsonResponse]:
    """A view of one address: a handler for each method it has, named by the method."""
    return csrf_exempt(partial(_serve, handlers))


def _serve(handlers: dict[str, Handler], request: HttpRequest) -> JsonResponse:
    refuse = partial(problem_answer, request, statuses=STATUSES, prefix=PREFIX)
    at = clock.now()
    try:
        with everything("the operator's API: the token is the operator's"):
            token = authenticate(request, at, _SCOPES.get(request.method or "", _SCOPES["GET"]))
            handler = handlers.get(request.method or "")
            if handler is None:
                raise Problem("method", {"methods": ", ".join(sorted(handlers))})
            call = Call(request, at, actor_of(token))
            done = handler(call)
            body = {**done.body, "stops": _stops(call)}
        return JsonResponse(body, status=done.status, json_dumps_params={"ensure_ascii": False})
    except Problem as problem:
        return refuse(problem)
    except IntegrityError:  # somebody wrote the same row at the same moment
        return refuse(Problem("conflict"))
    except OperationalError as error:
        _log.error("the database did not take a request: %s", error)
        return refuse(Problem("busy", retry_after_seconds=BUSY_RETRY_SECONDS))


def _stops(call: Call) -> list[dict[str, object]]:
    now = Stop.objects.filter(begins_at__lte=call.at).filter(
        Q(ends_at=None) | Q(ends_at__gt=call.at)
    )
    return [asdict(told(stop, call.locale)) for stop in now]


def json_body(call: Call, kind: type[_Body]) -> _Body:
    """The request's JSON. Raises Problem."""
    if call.request.content_type != "application/json":
        raise Problem("content-type", {"content_type": "application/json"})
    body = read_body(call.request, JSON_LIMIT_BYTES)
    if b"\\u0000" in body:  # no text that people write, and no database column takes it
        raise Problem("not-valid", detail="a text holds the character U+0000")
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as error:
        raise Problem("not-valid", detail=str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Problem("malformed", detail=str(error)) from None


def asked(call: Call, *names: str) -> dict[str, str]:
    """Values of the address's query that have to be there. Raises Problem."""
    found = {name: call.request.GET.get(name, "").strip() for name in names}
    missing = [name for name, value in found.items() if not value]
    if missing:
        raise Problem("not-valid", detail=f"missing in the query: {', '.join(missing)}")
    if any("\0" in value for value in found.values()):
        raise Problem("not-valid", detail="the query holds the character U+0000")
    return found


def after_of(call: Call) -> str:
    """Where a list goes on: the `next` of the answer before."""
    return call.request.GET.get("after", "").strip()
