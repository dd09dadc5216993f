"""Tokens: made at random, shown once, kept as SHA-256; signing keys are derived from the installation's key."""

import hashlib
import hmac
import secrets
from uuid import UUID

from django.conf import settings


def new_token(prefix: str) -> str:
    """A fresh token of 256 random bits; the prefix says what it is for ('enrol', 'collector')."""
    return f"kado_{prefix}_{secrets.token_urlsafe(32)}"


def sha256_of(token: str) -> str:
    """What is stored of a token. Tokens are random, so a plain hash is enough (no dictionary to try)."""
    return hashlib.sha256(token.encode()).hexdigest()


def signing_key(server_id: UUID, key_number: int) -> str:
    """The key one collector signs bundles with: HMAC-SHA256 of its identity under the installation's key, in hex."""
    message = f"bundle-signing:{server_id}:{key_number}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()


def signature_of(body: bytes, key: str) -> str:
    """`v1=<hex>`: the signature of a bundle's compressed body."""
    return "v1=" + hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


def signature_holds(body: bytes, key: str, signature: str) -> bool:
    """Whether `signature` belongs to `body`, compared in constant time."""
    return hmac.compare_digest(signature_of(body, key), signature)
