"""What an import did, in numbers and names."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime


class ImportRefused(ValueError):
    """What was given cannot be brought in; the message says what is wrong and what to do."""


@dataclass(slots=True)
class ImportReport:
    """dropped: (what, why) -> values not stored. rows_known_count: rows of blocks that an earlier import has stored."""

    servers_new: list[str] = field(default_factory=list)
    servers_known: list[str] = field(default_factory=list)
    rows_read_count: int = 0
    rows_stored_count: int = 0
    rows_known_count: int = 0
    observed_from: datetime | None = None
    observed_to: datetime | None = None
    dropped: Counter[tuple[str, str]] = field(default_factory=Counter)

    def saw(self, first: datetime, last: datetime) -> None:
        """Widen the span observed."""
        self.observed_from = min(first, self.observed_from or first)
        self.observed_to = max(last, self.observed_to or last)
