"""The certificate of a deletion: what was held and is gone, who asked, what was looked at, signed by this installation (MISSION E5).

Signed with Ed25519 over the canonical JSON (sorted keys, no spaces, UTF-8) of everything but `signature`. The key is derived from the
installation's secret key; its public half stands in the certificate and on the page of every deletion.
"""

import hashlib
import hmac
import json
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

FORMAT: Final = "kado.certificate/1"
_KEY_PURPOSE: Final = b"kado certificate of deletion 1"


def _private_key() -> Ed25519PrivateKey:
    seed = hmac.new(settings.SECRET_KEY.encode(), _KEY_PURPOSE, hashlib.sha256).digest()
    return Ed25519PrivateKey.from_private_bytes(seed)


def public_key() -> str:
    """The 32 bytes of this installation's public key, in hexadecimal."""
    return _private_key().public_key().public_bytes_raw().hex()


def signed(content: dict[str, Any]) -> dict[str, Any]:
    """The content with `format`, `public_key` and `signature`."""
    whole = {"format": FORMAT, **content, "public_key": public_key()}
    return {**whole, "signature": _private_key().sign(_canonical(whole)).hex()}


def holds(certificate: dict[str, Any], key: str) -> bool:
    """Whether the certificate was signed with the private half of `key` (hexadecimal) and never changed since."""
    content = {k: v for k, v in certificate.items() if k != "signature"}
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(str(certificate.get("signature", ""))), _canonical(content))
    except (InvalidSignature, ValueError):
        return False
    return True


def digest_of(certificate: dict[str, Any]) -> str:
    """SHA-256 of the whole certificate as it is handed out."""
    return hashlib.sha256(_canonical(certificate)).hexdigest()


def _canonical(content: dict[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
