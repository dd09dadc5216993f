"""The way to the server's own BMC: Redfish over HTTPS, read only, with limits on requests, bytes and time.

BMCs mostly carry certificates that nobody vouches for; then the certificate's own SHA-256 fingerprint is pinned. The
account is sent to a host only after its certificate was checked.
"""

import base64
import hashlib
import hmac
import http.client
import json
import ssl
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from kado_collector.limits import ANSWER_BYTES_LIMIT, BMC_REQUESTS_LIMIT, BMC_SECONDS_LIMIT
from kado_collector.readings import Absent, Code, Json, Unread
from kado_collector.sending import checked_url

ROOT: Final = "/redfish/v1"


@dataclass(frozen=True, slots=True)
class Account:
    """Where the BMC is and who reads it. fingerprint: SHA-256 of its certificate in hex, '' to verify as usual."""

    url: str
    user: str
    password: str = field(repr=False)
    fingerprint: str = ""


def account_of(document: Mapping[str, Json] | None) -> Account | None:
    """The account as the state folder holds it; None when there is none or it is damaged."""
    texts = {n: (document or {}).get(n) for n in ("url", "user", "password", "fingerprint")}
    whole = {name: value for name, value in texts.items() if isinstance(value, str)}
    return Account(**whole) if len(whole) == len(texts) else None


def checked_account(url: str, user: str, password: str, fingerprint: str) -> Account:
    """An account that can be used. Raises ValueError that says what is wrong."""
    digits = fingerprint.replace(":", "").lower()
    if digits and (len(digits) != 64 or set(digits) - set("0123456789abcdef")):
        raise ValueError("a fingerprint is the SHA-256 of the certificate: 64 hexadecimal digits")
    return Account(checked_url(url, insecure=False), user, password, digits)


class Bmc:
    """One BMC. requests_count: how many were made, for the collector's own budget."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._connection: http.client.HTTPConnection | None = None
        self.requests_count = 0

    def get(self, path: str) -> dict[str, Json]:
        """One resource. Raises Absent for 404, Unread for everything else that is not a JSON object."""
        if not (path == ROOT or path.startswith(f"{ROOT}/")):
            raise Unread(Code.DAMAGED, f"the BMC names a resource outside {ROOT}")
        if self.requests_count >= BMC_REQUESTS_LIMIT:
            raise Unread(
                Code.TOO_MANY, f"the BMC was asked {BMC_REQUESTS_LIMIT} times, no more is read"
            )
        self.requests_count += 1
        try:
            status, body = self._ask(path)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            code = Code.TIMED_OUT if isinstance(error, TimeoutError) else Code.FAILED
            raise Unread(
                code, f"the BMC could not be read: {error}", "see 'kado-collector bmc'"
            ) from None
        return _document(status, body, path)

    def _ask(self, path: str) -> tuple[int, bytes]:
        connection = self._connection or self._connect()
        pair = f"{self._account.user}:{self._account.password}".encode()
        headers = {
            "Authorization": "Basic " + base64.b64encode(pair).decode("ascii"),
            "Accept": "application/json",
            "OData-Version": "4.0",
        }
        connection.request("GET", urllib.parse.quote(path, safe="/:%#@$()',"), headers=headers)
        response = connection.getresponse()
        body = response.read(ANSWER_BYTES_LIMIT + 1)
        if response.will_close or len(body) > ANSWER_BYTES_LIMIT:
            self.close()
        return response.status, body

    def _connect(self) -> http.client.HTTPConnection:
        parts = urllib.parse.urlsplit(self._account.url)
        host = parts.hostname or ""
        if parts.scheme == "http":  # loopback only, see checked_account
            self._connection = http.client.HTTPConnection(
                host, parts.port, timeout=BMC_SECONDS_LIMIT
            )
            return self._connection
        context = ssl.create_default_context()
        if self._account.fingerprint:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        made = http.client.HTTPSConnection(
            host, parts.port, timeout=BMC_SECONDS_LIMIT, context=context
        )
        made.connect()
        if self._account.fingerprint:
            self._check(made)
        self._connection = made
        return made

    def _check(self, connection: http.client.HTTPSConnection) -> None:
        certificate = connection.sock.getpeercert(binary_form=True) or b""
        if not hmac.compare_digest(
            hashlib.sha256(certificate).hexdigest(), self._account.fingerprint
        ):
            connection.close()
            raise ssl.SSLError("its certificate is not the one that was pinned")

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _document(status: int, body: bytes, path: str) -> dict[str, Json]:
    if status == 404:
        raise Absent(Code.NOT_THERE, f"the BMC has no {path}")
    if status in (401, 403):
        remedy = "give an account with the right to read: kado-collector bmc"
        raise Unread(Code.NOT_ALLOWED, f"the BMC refused its account ({status})", remedy)
    try:
        found = json.loads(body) if status == 200 and len(body) <= ANSWER_BYTES_LIMIT else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Unread(Code.DAMAGED, f"the BMC's answer to {path} was not understood ({status})")
    return found
