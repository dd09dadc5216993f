"""The tokens of the operator's own systems: made once, limited in time, scope and pace, revoked at once (MISSION F3, D3)."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Q
from django.http import HttpRequest

from kado.entitlement.models import OperatorToken
from kado.intake.misuse import suspect
from kado.intake.problems import Problem
from kado.tenancy import audit
from kado.tenancy.models import User
from kado.tenancy.tokens import new_token, sha256_of

WINDOW_SECONDS: Final = 600
WINDOW_LIMIT_COUNT: Final = 3_000  # five a second; what is more comes as one file
VALID_LIMIT_DAYS: Final = 730
_TOKEN_LIMIT_CHARACTERS: Final = 200


def make_token(name: str, scope: str, valid_days: int, user: User, at: datetime) -> str:
    """A new token; its text is returned here and nowhere else again."""
    secret = new_token("operator")
    OperatorToken.objects.create(
        name=name,
        token_sha256=sha256_of(secret),
        scope=scope,
        created_at=at,
        created_by=user,
        expires_at=at + timedelta(days=min(valid_days, VALID_LIMIT_DAYS)),
    )
    audit.record(at, user.email, "operator_token_created", subject=name, scope=scope)
    return secret


def revoke_token(token: OperatorToken, user: User, at: datetime) -> None:
    """From now on the token is refused."""
    if OperatorToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
        audit.record(at, user.email, "operator_token_revoked", subject=token.name)


def authenticate(request: HttpRequest, at: datetime, scope: OperatorToken.Scope) -> OperatorToken:
    """The token of the Authorization header, where it may do this. Raises Problem."""
    kind, _, text = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not text.strip():
        raise Problem("token-missing")
    digest = sha256_of(text.strip()[:_TOKEN_LIMIT_CHARACTERS])
    token = OperatorToken.objects.filter(token_sha256=digest).first()
    if token is None:
        raise Problem("token-unknown")
    if token.revoked_at is not None and token.revoked_at <= at:
        suspect(at, "revoked_token_used", None, token.name, actor_of(token))
        raise Problem("token-revoked")
    if token.expires_at <= at:
        raise Problem("token-expired", {"expired_at": token.expires_at})
    if scope == OperatorToken.Scope.WRITE and token.scope != OperatorToken.Scope.WRITE:
        raise Problem("scope")
    _count(token, at)
    return token


def actor_of(token: OperatorToken) -> str:
    """How the audit trail names what used the token."""
    return f"API token {token.name}"


def _count(token: OperatorToken, at: datetime) -> None:
    """Count one request; a new window begins where the last has ended. Raises Problem for a token that used its window up."""
    own = OperatorToken.objects.filter(pk=token.pk)
    oldest = at - timedelta(seconds=WINDOW_SECONDS)
    current = own.filter(window_started_at__gt=oldest)
    if current.filter(window_requests_count__lt=WINDOW_LIMIT_COUNT).update(
        window_requests_count=F("window_requests_count") + 1, last_used_at=at
    ):
        return
    fresh = own.filter(Q(window_started_at=None) | Q(window_started_at__lte=oldest))
    if fresh.update(window_started_at=at, window_requests_count=1, last_used_at=at):
        return
    started = token.window_started_at or at
    left = (started + timedelta(seconds=WINDOW_SECONDS) - at).total_seconds()
    raise Problem("too-fast", retry_after_seconds=max(1, int(left)))
