"""Summaries of published editions, kept between requests: what is published never changes, so thawing it once is enough."""

from functools import lru_cache
from typing import Final

from kado.edition import reading
from kado.edition.documents import thaw_summary
from kado.edition.models import Edition
from kado.facts.edition import EditionSummary

# A summary of 5,000 servers takes some 20 MB; a process keeps those of the customers read last.
KEPT_COUNT: Final = 16
KEPT_SCORES_COUNT: Final = 4096


def summary_of(edition: Edition) -> EditionSummary:
    """The edition's summary. Raises ValueError for one that is not made yet."""
    if edition.summary is None:
        raise ValueError(f"{edition} is not made yet")
    return _thawed(bytes(edition.summary))


def health_history(edition: Edition) -> list[tuple[str, int | None]]:
    """The customer's health by month, oldest first, as the published editions up to this one gave it."""
    return [(e.month, _health_score(e)) for e in reading.editions_until(edition)]


def _health_score(edition: Edition) -> int | None:
    return _score_in(edition.pk, edition.content_sha256)


@lru_cache(maxsize=KEPT_SCORES_COUNT)
def _score_in(edition_id: int, content_sha256: str) -> int | None:
    """Of one edition, kept by its digest: thirteen summaries are much to read for thirteen numbers."""
    return reading.health_score_of(edition_id)


@lru_cache(maxsize=KEPT_COUNT)
def _thawed(frozen: bytes) -> EditionSummary:
    return thaw_summary(frozen)
