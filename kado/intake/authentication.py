"""Who sends: the collector's token, the signature of what it sends, and whether it may."""

from datetime import datetime
from typing import Final

from django.http import HttpRequest

from kado.entitlement.models import Stop
from kado.entitlement.stops import stops_in_force
from kado.intake.misuse import suspect
from kado.intake.problems import Problem
from kado.tenancy.models import CollectorToken, Organisation, Server
from kado.tenancy.tokens import sha256_of, signature_holds, signing_key

# What a collector is asked to wait at most under a stop that refuses data: one that ends early is noticed within the hour.
STOP_RETRY_LIMIT_SECONDS: Final = 3_600
_SIGNATURE_LIMIT_CHARACTERS = 80
_TOKEN_LIMIT_CHARACTERS = 200


def authenticate(request: HttpRequest, at: datetime) -> CollectorToken:
    """The token of the request's Authorization header, with its server. Raises Problem."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Problem("token-missing")
    digest = sha256_of(token.strip()[:_TOKEN_LIMIT_CHARACTERS])
    found = (
        CollectorToken.objects.select_related("server__organisation")
        .filter(token_sha256=digest)
        .first()
    )
    if found is None:
        raise Problem("token-unknown")
    if found.revoked_at is not None and found.revoked_at <= at:
        server = found.server
        suspect(at, "revoked_token_used", server.organisation_id, server.hostname, str(server.pk))
        raise Problem("token-revoked")
    return found


def check_signature(request: HttpRequest, body: bytes, token: CollectorToken, at: datetime) -> None:
    """Raises Problem, and audits, when the body was not signed with this collector's key."""
    signature = request.headers.get("Kado-Signature", "")[:_SIGNATURE_LIMIT_CHARACTERS]
    key = signing_key(token.server_id, token.key_number)
    if not (signature.isascii() and signature_holds(body, key, signature)):
        server = token.server
        suspect(at, "signature_mismatch", server.organisation_id, server.hostname, str(server.pk))
        raise Problem("signature")


def check_not_stopped(
    at: datetime, organisation: Organisation, server: Server | None
) -> list[Stop]:
    """The stops in force for a sender, which its answer names (MISSION D2). Raises Problem where one of them refuses data meanwhile.

    Under misuse the sender may not send at all; under any other such stop it keeps the data and comes again.
    """
    stops = stops_in_force(
        at, organisation_id=organisation.pk, server_id=server.pk if server else None
    )
    for stop in stops:
        if stop.data_meanwhile != Stop.DataMeanwhile.REFUSED or stop.function:
            continue
        if stop.reason == Stop.Reason.MISUSE:
            raise Problem("stopped", {"begins_at": stop.begins_at}, stop=stop)
        values = {"begins_at": stop.begins_at, "reason": stop.reason.replace("_", "-")}
        wait = _until(stop, at)
        raise Problem("stopped-meanwhile", values, retry_after_seconds=wait, stop=stop)
    return stops


def _until(stop: Stop, at: datetime) -> int:
    """Seconds to wait: until the end where one is known, an hour at most."""
    if stop.ends_at is None:
        return STOP_RETRY_LIMIT_SECONDS
    left = int((stop.ends_at - at).total_seconds())
    return min(max(left, 1), STOP_RETRY_LIMIT_SECONDS)
