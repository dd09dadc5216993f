"""An edition as a PDF, set by typst from frozen facts (MISSION A1-A6, F4). The same edition gives the same bytes, on every machine."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec
import typst

from kado.edition.documents import freeze, sha256_of
from kado.edition.whole import digest_of
from kado.facts.edition import EditionSummary, ServerEdition
from kado.press.document import document_of

_HERE: Final = Path(__file__).parent
_TEMPLATES: Final = _HERE / "templates"
_FONTS: Final = _HERE / "fonts"


def edition_pdf(summary: EditionSummary, parts: Sequence[ServerEdition], locale: str) -> bytes:
    """The document of the whole edition in one language ('ja' or 'en').

    Text reaches typst as JSON in an input of its own and is never read as markup; system fonts are not looked at.
    """
    document = document_of(summary, parts, locale, edition_digest(summary, parts))
    return bytes(
        typst.compile(
            str(_TEMPLATES / "edition.typ"),
            root=str(_TEMPLATES),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"document": msgspec.json.encode(document).decode()},
            timestamp=int(summary.cut_at.timestamp()),
        )
    )


def edition_digest(summary: EditionSummary, parts: Sequence[ServerEdition]) -> str:
    """The digest that the edition itself carries (SHA-256 over its frozen documents)."""
    frozen = {UUID(p.identity.server_id): sha256_of(freeze(p)) for p in parts}
    return digest_of(freeze(summary), frozen)


@cache
def _fonts() -> typst.Fonts:
    """The fonts that ship with the project and no other, read once for the process."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)]
    )
