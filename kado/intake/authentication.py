"""Who sends: the collector's token, the signature of what it sends, and whether it may."""

from datetime import datetime

from django.http import HttpRequest

from kado.entitlement.models import Stop
from kado.entitlement.stops import stops_in_force
from kado.intake.misuse import suspect
from kado.intake.problems import Problem
from kado.tenancy.models import CollectorToken, Organisation, Server
from kado.tenancy.tokens import sha256_of, signature_holds, signing_key

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


def check_not_stopped(at: datetime, organisation: Organisation, server: Server | None) -> None:
    """Raises Problem while a stop for misuse is in force. Under every other stop data is still accepted and kept (MISSION D2)."""
    stops = stops_in_force(
        at, organisation_id=organisation.pk, server_id=server.pk if server else None
    )
    for stop in stops:
        if stop.reason == Stop.Reason.MISUSE and not stop.function:
            raise Problem("stopped", {"begins_at": stop.begins_at})
