"""Ed25519 keys of those who issue packs, and signatures over a pack's canonical bytes.

A public key is one line: `kado-advisory-key-1 BASE64 COMMENT`. A private key is a PEM file (PKCS #8) that never enters the
installation; `kado advisories keygen` makes both. Trusted are the keys in the installation's folder and the one shipped with
the sample pack, whose private half was destroyed when the sample was signed: it can vouch for nothing else.
"""

import base64
import binascii
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KEY_FORMAT: Final = "kado-advisory-key-1"
KEY_SUFFIX: Final = ".pub"
KEY_FILE_LIMIT_BYTES: Final = 1_000
KEYS_LIMIT_COUNT: Final = 100
KEY_ID_CHARACTERS: Final = 16


class KeyUnusable(ValueError):
    """A key file cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A public key. id: the first 16 hexadecimal digits of the SHA-256 of its 32 bytes. name: the file's."""

    id: str
    raw: bytes
    name: str
    comment: str = ""

    def holds(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature of the message was made with the private half of this key."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except InvalidSignature:
            return False
        return True


def key_id(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:KEY_ID_CHARACTERS]


def read_public(path: Path) -> TrustedKey:
    """The key in a file. Raises KeyUnusable."""
    text = path.read_bytes()[: KEY_FILE_LIMIT_BYTES + 1]
    words = text.decode("utf-8", "replace").split(maxsplit=2)
    if len(text) > KEY_FILE_LIMIT_BYTES or len(words) < 2 or words[0] != KEY_FORMAT:
        raise KeyUnusable(f"{path}: not a line '{KEY_FORMAT} BASE64 COMMENT'")
    try:
        raw = base64.b64decode(words[1], validate=True)
        Ed25519PublicKey.from_public_bytes(raw)
    except (binascii.Error, ValueError) as error:
        raise KeyUnusable(f"{path}: not an Ed25519 public key ({error})") from None
    return TrustedKey(key_id(raw), raw, path.stem, words[2].strip() if len(words) > 2 else "")


def in_folder(folder: Path) -> tuple[TrustedKey, ...]:
    """The public keys in a folder, by file name; none where there is no folder. Raises KeyUnusable for a damaged one."""
    if not folder.is_dir():
        return ()
    paths = sorted(folder.glob(f"*{KEY_SUFFIX}"))[:KEYS_LIMIT_COUNT]
    return tuple(read_public(path) for path in paths)


def generate(path: Path, comment: str) -> TrustedKey:
    """A new pair: the private key at `path` (mode 0600), the public one beside it with `.pub`. Never overwrites: raises FileExistsError."""
    private = Ed25519PrivateKey.generate()
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    raw = private.public_key().public_bytes_raw()
    public = path.with_name(path.name + KEY_SUFFIX)
    if public.exists():
        raise FileExistsError(f"{public} exists")
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
    line = f"{KEY_FORMAT} {base64.b64encode(raw).decode()} {comment}".strip()
    public.write_text(line + "\n", encoding="utf-8")
    return TrustedKey(key_id(raw), raw, path.name, comment)


def sign(private_path: Path, message: bytes) -> tuple[str, bytes]:
    """(key id, signature) with the private key in a file. Raises KeyUnusable."""
    try:
        private = serialization.load_pem_private_key(private_path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise KeyUnusable(f"{private_path}: not a private key ({error})") from None
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyUnusable(
            f"{private_path}: not an Ed25519 key; make one with `kado advisories keygen`"
        )
    return key_id(private.public_key().public_bytes_raw()), private.sign(message)
