"""The file of a pack: its content with a signature around it; made, signed and verified here.

`{"format": "kado-advisories-1", "pack": {...}, "signature": {"algorithm": "ed25519", "key_id": "...", "value": "BASE64"}}`
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

from kado.advisories import keys
from kado.advisories.pack import KINDS, Pack, PackRefused, canonical, digest_of, load, read

FORMAT: Final = "kado-advisories-1"
ALGORITHM: Final = "ed25519"
HEAD_FILE: Final = "pack.json"
SAMPLE_FOLDER: Final = Path(str(files("kado.advisories") / "sample"))
SAMPLE_FILE: Final = SAMPLE_FOLDER / "kado-public.json"


class Signature(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    algorithm: str
    key_id: str
    value: str


class Envelope(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    format: str
    pack: dict[str, object]
    signature: Signature | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose content is well formed. signature: 'trusted', 'unsigned', 'unknown-key' or 'bad-signature'."""

    pack: Pack
    digest: str
    signature: str
    key_id: str
    key_name: str = ""

    def demand_trust(self) -> "Opened":
        """Itself where a trusted key signed it. Raises PackRefused."""
        if self.signature != "trusted":
            raise PackRefused(self.signature, self.key_id)
        return self


def open_file(data: bytes, trusted: Sequence[keys.TrustedKey]) -> Opened:
    """A pack's file, read and its signature looked at. Raises PackRefused for what cannot be read at all."""
    try:
        envelope = msgspec.convert(load(data), type=Envelope)
    except msgspec.ValidationError as error:
        raise PackRefused("not-a-pack", str(error)) from None
    if envelope.format != FORMAT:
        raise PackRefused("not-a-pack", f"format {envelope.format[:40]!r}, not {FORMAT!r}")
    state, key = _signature(envelope, trusted)
    pack = read(envelope.pack)
    signed_by = envelope.signature.key_id[:64] if envelope.signature else ""
    return Opened(pack, digest_of(envelope.pack), state, signed_by, key.name if key else "")


def _signature(
    envelope: Envelope, trusted: Sequence[keys.TrustedKey]
) -> tuple[str, keys.TrustedKey | None]:
    signature = envelope.signature
    if signature is None:
        return "unsigned", None
    key = next((k for k in trusted if k.id == signature.key_id), None)
    if key is None:
        return "unknown-key", None
    try:
        value = base64.b64decode(signature.value, validate=True)
    except (binascii.Error, ValueError):
        return "bad-signature", None
    good = signature.algorithm == ALGORITHM and key.holds(value, canonical(envelope.pack))
    return ("trusted", key) if good else ("bad-signature", None)


def build(folder: Path) -> bytes:
    """An unsigned file from a folder: `pack.json` (the head) and a JSON list for each kind, e.g. `endurances.json`. Raises PackRefused."""
    content = load((folder / HEAD_FILE).read_bytes())
    if not isinstance(content, dict):
        raise PackRefused("not-a-pack", HEAD_FILE)
    for kind in KINDS:
        path = folder / f"{kind}.json"
        if path.exists():
            content[kind] = load(path.read_bytes())
    read(content)
    return _written({"format": FORMAT, "pack": content})


def sign(data: bytes, private_path: Path) -> bytes:
    """The file with a signature made anew. Raises PackRefused for a damaged pack, KeyUnusable for a key."""
    content = load(data)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise PackRefused("not-a-pack", f"format is not {FORMAT!r}")
    read(content.get("pack"))
    signer, value = keys.sign(private_path, canonical(content["pack"]))
    content["signature"] = {
        "algorithm": ALGORITHM,
        "key_id": signer,
        "value": base64.b64encode(value).decode(),
    }
    return _written(content)


def _written(content: dict[str, object]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def shipped_keys() -> tuple[keys.TrustedKey, ...]:
    """The key that vouches for the sample pack."""
    return keys.in_folder(SAMPLE_FOLDER)


@cache
def sample() -> Opened:
    """The pack that ships with Kado, verified, read once."""
    return open_file(SAMPLE_FILE.read_bytes(), shipped_keys()).demand_trust()
