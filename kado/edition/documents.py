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
_LEVEL: Final = 6  # zlib's own default, spelt out: another level is other bytes
_encoder: Final = msgspec.json.Encoder()


def freeze(document: EditionSummary | ServerEdition) -> bytes:
    """The document as compressed canonical JSON."""
    return zlib.compress(_encoder.encode(document), _LEVEL)


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
