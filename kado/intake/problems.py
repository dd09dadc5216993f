"""What intake answers when it cannot do as asked: one shape, one visible list, texts in both languages.

{"error": {"code", "message", "remedy"}}      message and remedy: `intake-<code>` and `intake-<code>-remedy`

Where a stop is the reason it stands beside the error: {"error": ..., "stops": [...]} (MISSION D2).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Final

from django.http import HttpRequest, JsonResponse

from kado.entitlement.models import Stop
from kado.entitlement.stops import told
from kado.language import say

# code -> HTTP status. A collector puts a bundle aside for 400, 413, 415 and 422, keeps it and stops for 401 and 403, and tries
# again after 429 and 503 (docs/wire-format.md).
STATUSES: Final[dict[str, int]] = {
    "malformed": 400,
    "token-missing": 401,
    "token-unknown": 401,
    "token-revoked": 401,
    "enrolment-token": 401,
    "signature": 403,
    "other-server": 403,
    "stopped": 403,
    "stopped-meanwhile": 503,
    "method": 405,
    "unit-enrolled": 409,
    "too-large": 413,
    "content-type": 415,
    "not-valid": 422,
    "bundle-conflict": 422,
    "identity-missing": 422,
    "identity-placeholder": 422,
    "too-fast": 429,
    "busy": 503,
}
BUSY_RETRY_SECONDS: Final = 30


@dataclass(eq=False)
class Problem(Exception):
    """An answer other than the one asked for. values: what its text is filled with; detail: technical, added to the message."""

    code: str
    values: dict[str, object] = field(default_factory=dict)
    detail: str = ""
    retry_after_seconds: int | None = None
    stop: Stop | None = None


def answer(
    request: HttpRequest,
    problem: Problem,
    statuses: Mapping[str, int] = STATUSES,
    prefix: str = "intake",
) -> JsonResponse:
    """The problem as a response, in the language the client asked for (English where it named none).

    statuses, prefix: of the addresses that answer, where they are not intake's.
    """
    locale = locale_of(request)
    message = say(locale, f"{prefix}-{problem.code}", **problem.values)
    error = {
        "code": problem.code,
        "message": f"{message} {problem.detail}".strip(),
        "remedy": say(locale, f"{prefix}-{problem.code}-remedy", **problem.values),
    }
    status = statuses[problem.code]
    body: dict[str, object] = {"error": error}
    if problem.stop is not None:
        body["stops"] = [asdict(told(problem.stop, locale))]
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    if problem.retry_after_seconds is not None:
        response.headers["Retry-After"] = str(problem.retry_after_seconds)
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="kado"'
    return response


def locale_of(request: HttpRequest) -> str:
    """'ja' for a client that prefers Japanese, else 'en': most clients here are programs."""
    return "ja" if request.headers.get("Accept-Language", "").lower().startswith("ja") else "en"
