"""Summaries of published editions, kept between requests: what is published never changes, so thawing it once is enough."""

from functools import lru_cache
from typing import Final

from kado.edition.documents import thaw_summary
from kado.edition.models import Edition
from kado.facts.edition import EditionSummary

# A summary of 5,000 servers takes some 20 MB; a process keeps those of the customers read last.
KEPT_COUNT: Final = 16


def summary_of(edition: Edition) -> EditionSummary:
    """The edition's summary. Raises ValueError for one that is not made yet."""
    if edition.summary is None:
        raise ValueError(f"{edition} is not made yet")
    return _thawed(bytes(edition.summary))


@lru_cache(maxsize=KEPT_COUNT)
def _thawed(frozen: bytes) -> EditionSummary:
    return thaw_summary(frozen)
