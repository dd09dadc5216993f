"""Intake's addresses: plain views, no session, no cookie; an answer is given only after the commit (docs/wire-format.md)."""

import json
import logging
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import cache, wraps
from pathlib import Path
from typing import Any, Final

from django.db import OperationalError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from kado import clock
from kado.entitlement.models import Stop
from kado.entitlement.stops import told
from kado.intake.authentication import authenticate, check_not_stopped, check_signature
from kado.intake.enrolment import decode, enrol
from kado.intake.misuse import suspect
from kado.intake.problems import BUSY_RETRY_SECONDS, Problem, answer, locale_of
from kado.store.bundle import (
    BODY_LIMIT_BYTES,
    BundleMalformed,
    BundleNotValid,
    BundleTooLarge,
    unpack,
)
from kado.store.bundle_rows import read
from kado.store.inbox import Accepted, BundleConflict, TooFast, accept, check_rate, count_request
from kado.tenancy.models import CollectorToken
from kado.tenancy.scope import everything

ENROLMENT_LIMIT_BYTES: Final = 64 * 1024
_log = logging.getLogger(__name__)
View = Callable[[HttpRequest], JsonResponse]


def _edge(view: View) -> View:
    """POST only, no CSRF (no cookie is read), all organisations in scope, every problem answered in one shape."""

    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest) -> JsonResponse:
        if request.method != "POST":
            return answer(request, Problem("method"))
        try:
            with everything("intake: the token decides"):
                return view(request)
        except Problem as problem:
            return answer(request, problem)
        except OperationalError as error:  # locked or out of reach: nothing was stored
            _log.error("the database did not take a request: %s", error)
            return answer(request, Problem("busy", retry_after_seconds=BUSY_RETRY_SECONDS))

    return wrapped


@_edge
def enrolments(request: HttpRequest) -> JsonResponse:
    """POST /intake/v1/enrolments"""
    _check_type(request, "application/json", encodings=("", "identity"))
    asked = decode(read_body(request, ENROLMENT_LIMIT_BYTES))
    enrolled, stops = enrol(asked, clock.now())
    return JsonResponse({**asdict(enrolled), "stops": _told(request, stops)}, status=201)


@_edge
def bundles(request: HttpRequest) -> JsonResponse:
    """POST /intake/v1/bundles"""
    at = clock.now()
    token = authenticate(request, at)
    try:
        check_rate(token.server, at)
        accepted, dropped, stops = _accept(request, token, at)
    except TooFast as error:
        raise Problem("too-fast", retry_after_seconds=error.retry_after_seconds) from None
    except Problem:
        count_request(token.server, at)
        raise
    receipt = {
        "bundle_id": str(accepted.receipt.pk),
        "received_at": _text(accepted.receipt.received_at),
        "state": "stored" if accepted.is_new else "already stored",
        "points_stored_count": accepted.receipt.points_count,
        "dropped": dropped,
    }
    return JsonResponse({"receipt": receipt, "stops": _told(request, stops)}, status=202)


def _told(request: HttpRequest, stops: list[Stop]) -> list[dict[str, Any]]:
    """What is stopped, for the answer (MISSION D2)."""
    return [asdict(told(stop, locale_of(request))) for stop in stops]


def _accept(
    request: HttpRequest, token: CollectorToken, at: datetime
) -> tuple[Accepted, list[dict[str, Any]], list[Stop]]:
    """Read, check and store one bundle; what was dropped from it, and what is stopped. Raises Problem."""
    _check_type(request, "application/json", encodings=("gzip",))
    body = read_body(request, BODY_LIMIT_BYTES)
    check_signature(request, body, token, at)
    server = token.server
    stops = check_not_stopped(at, server.organisation, server)
    try:
        bundle = read(unpack(body), at)
        if bundle.server_id != server.pk:
            suspect(
                at, "other_server_named", server.organisation_id, server.hostname, str(server.pk)
            )
            raise Problem("other-server")
        return accept(server, body, bundle, at), bundle.dropped.lines(), stops
    except BundleTooLarge as error:
        raise Problem("too-large", {"limit_bytes": BODY_LIMIT_BYTES}, str(error)) from None
    except BundleMalformed as error:
        raise Problem("malformed", detail=str(error)) from None
    except BundleNotValid as error:
        raise Problem("not-valid", detail=str(error)) from None
    except BundleConflict:
        raise Problem("bundle-conflict") from None


def _check_type(request: HttpRequest, content_type: str, encodings: tuple[str, ...]) -> None:
    encoding = request.headers.get("Content-Encoding", "").strip().lower()
    if request.content_type != content_type or encoding not in encodings:
        wanted = " ".join(e for e in encodings if e not in ("", "identity"))
        raise Problem("content-type", {"content_type": content_type, "encoding": wanted or "—"})


def read_body(request: HttpRequest, limit_bytes: int) -> bytes:
    """The body, never more than one byte above the limit in memory."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if announced.isdigit() and int(announced) > limit_bytes:
        raise Problem("too-large", {"limit_bytes": limit_bytes})
    body = bytes(request.read(limit_bytes + 1))
    if len(body) > limit_bytes:
        raise Problem("too-large", {"limit_bytes": limit_bytes})
    return body


def _text(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


@cache
def description() -> dict[str, Any]:
    """The OpenAPI description of these addresses."""
    text = (Path(__file__).parent / "openapi.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document
