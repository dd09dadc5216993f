"""The way to the service: HTTPS, verified, through the proxy of the environment; answers are read within limits.

Sent(receipt)            it is stored: the bundle may go
Refused(reason)          it will never be taken: out of the way
Stopped(reason)          this server may not send now (401, 403): keep everything
Later(reason, seconds)   try again
"""

import email.utils
import hashlib
import hmac
import http.client
import json
import os
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from kado_collector import __version__
from kado_collector.limits import ANSWER_BYTES_LIMIT, BACKOFF_LAST_SECONDS, SEND_SECONDS_LIMIT
from kado_collector.readings import Json

ENROLMENTS: Final = "/intake/v1/enrolments"
BUNDLES: Final = "/intake/v1/bundles"
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_REFUSED: Final = frozenset({400, 413, 415, 422})
_STOPPED: Final = frozenset({401, 403})


class BadAddress(ValueError):
    """The service's URL cannot be used."""


@dataclass(frozen=True, slots=True)
class Sent:
    receipt: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Refused:
    reason: str


@dataclass(frozen=True, slots=True)
class Stopped:
    reason: str


@dataclass(frozen=True, slots=True)
class Later:
    """retry_after_seconds: what the service asked for, None when it did not."""

    reason: str
    retry_after_seconds: float | None = None


Outcome: TypeAlias = Sent | Refused | Stopped | Later


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer. document: its JSON object, {} where there is none."""

    status: int
    document: Mapping[str, Json]
    retry_after: str | None


def checked_url(url: str, insecure: bool) -> str:
    """The service's base URL without a last slash. Plain http is for loopback, or for `insecure`. Raises BadAddress."""
    parts = urllib.parse.urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadAddress(
            f"{url!r} is no address of a service: it looks like https://kado.example.com"
        )
    if parts.username or parts.password or parts.query or parts.fragment:
        raise BadAddress("the address of the service must hold no password, '?' or '#'")
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK and not insecure:
        raise BadAddress(
            "plain http would send secrets in the clear: use https, or say --insecure in a test network"
        )
    return urllib.parse.urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), "", ""))


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the token to another host."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


def _opener(url: str) -> urllib.request.OpenerDirector:
    handlers: list[urllib.request.BaseHandler] = [
        urllib.request.HTTPSHandler(context=ssl.create_default_context()),
        _NoRedirect(),
    ]
    if urllib.parse.urlsplit(url).hostname in _LOOPBACK:
        handlers.append(urllib.request.ProxyHandler({}))
    return urllib.request.build_opener(*handlers)


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """One POST. Raises OSError (URLError, time out, TLS) or HTTPException when no answer came."""
    own = {
        "User-Agent": f"kado-collector/{__version__}",
        "Accept": "application/json",
        "Accept-Language": _language(),
    }
    request = urllib.request.Request(url, data=body, headers={**own, **headers}, method="POST")  # noqa: S310 - checked_url
    try:
        with _opener(url).open(request, timeout=SEND_SECONDS_LIMIT) as response:
            return _answer(response.status, response.read(ANSWER_BYTES_LIMIT), None)
    except urllib.error.HTTPError as error:
        with error:
            return _answer(
                error.code, error.read(ANSWER_BYTES_LIMIT), error.headers.get("Retry-After")
            )


def _language() -> str:
    """The language of the administrator: the service's messages come in it."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "ja" if next((n for n in names if n), "").startswith("ja") else "en"


def _answer(status: int, body: bytes, retry_after: str | None) -> Answer:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    return Answer(status, found if isinstance(found, dict) else {}, retry_after)


def retry_after_seconds(text: str | None, at: datetime) -> float | None:
    """The header as seconds from now, at most the longest wait; RFC 9110 allows seconds or a date."""
    if text is None:
        return None
    words = text.strip()
    if words.isascii() and words.isdigit():
        return min(float(words), BACKOFF_LAST_SECONDS)
    try:
        seconds = (email.utils.parsedate_to_datetime(words) - at).total_seconds()
    except (ValueError, TypeError):
        return None
    return min(max(seconds, 0.0), BACKOFF_LAST_SECONDS)


def signature(body: bytes, signing_key: str) -> str:
    """The value of Kado-Signature (docs/wire-format.md)."""
    return "v1=" + hmac.new(signing_key.encode("utf-8"), body, hashlib.sha256).hexdigest()


def send_bundle(
    url: str, token: str, signing_key: str, bundle_id: str, body: bytes, at: datetime
) -> Outcome:
    """One bundle, once. Never raises for what the network or the service does."""
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Content-Encoding": "gzip",
        "Kado-Signature": signature(body, signing_key),
    }
    try:
        answer = post(url + BUNDLES, body, headers)
    except (OSError, http.client.HTTPException) as error:
        return Later(f"the service could not be reached: {_reason(error)}")
    return outcome(answer, bundle_id, at)


def _reason(error: Exception) -> str:
    return str(getattr(error, "reason", None) or error or type(error).__name__)


def outcome(answer: Answer, bundle_id: str, at: datetime) -> Outcome:
    """What an answer means for the bundle. Only a receipt that names it lets it go (FIELD: silent loss)."""
    if answer.status in (200, 202):
        receipt = answer.document.get("receipt")
        if isinstance(receipt, Mapping) and receipt.get("bundle_id") == bundle_id:
            return Sent(receipt)
        return Later(f"the service answered {answer.status} without a receipt for this bundle")
    reason = f"the service answered {answer.status}: {message(answer)}"
    if answer.status in _REFUSED:
        return Refused(reason)
    if answer.status in _STOPPED:
        return Stopped(reason)
    return Later(reason, retry_after_seconds(answer.retry_after, at))


def message(answer: Answer) -> str:
    """What the service says is wrong and what to do."""
    error = answer.document.get("error")
    if not isinstance(error, Mapping):
        return "no reason was given"
    texts = (error.get("code"), error.get("message"), error.get("remedy"))
    return (
        " - ".join(text[:500] for text in texts if isinstance(text, str) and text)
        or "no reason was given"
    )
