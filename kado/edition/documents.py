"""The frozen form of an edition's documents: canonical JSON, compressed.

Canonical: fields in the order the dataclasses declare them; floats rounded and dictionaries sorted before they get here
(kado.edition.rounding), no instant of making in it. The same content is the same bytes.
"""

import hashlib
import zlib
from typing import Final, TypeVar

import msgspec

from kado.facts.edition import EditionSummary, ServerEdition

_Part = TypeVar("_Part", bound=msgspec.Struct)
# Two thirds of the time of zlib's default for one percent more bytes. Digests are of the text, so that what other levels wrote holds.
_LEVEL: Final = 5
_encoder: Final = msgspec.json.Encoder()


def freeze(document: EditionSummary | ServerEdition) -> bytes:
    """The document as compressed canonical JSON."""
    return freeze_and_digest(document)[0]


def freeze_and_digest(document: EditionSummary | ServerEdition) -> tuple[bytes, str]:
    """What `freeze` and `sha256_of` say, without undoing the compression in between."""
    text = _encoder.encode(document)
    return zlib.compress(text, _LEVEL), hashlib.sha256(text).hexdigest()


def thaw_summary(data: bytes) -> EditionSummary:
    """The summary that `freeze` wrote."""
    return msgspec.json.decode(zlib.decompress(data), type=EditionSummary)


def thaw_server(data: bytes) -> ServerEdition:
    """The server's part that `freeze` wrote."""
    return msgspec.json.decode(zlib.decompress(data), type=ServerEdition)


def thaw_as(data: bytes, kind: type[_Part]) -> _Part:
    """A part of a frozen document: `kind` declares the fields that are wanted, the others are skipped."""
    return msgspec.json.decode(zlib.decompress(data), type=kind)


def sha256_of(data: bytes) -> str:
    """Digest of the uncompressed canonical JSON, so that it does not hang on the compressor's version."""
    return hashlib.sha256(zlib.decompress(data)).hexdigest()
