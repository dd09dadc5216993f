"""The spool: bundles on the server's disk until the service has given a receipt for each (MISSION D1).

A bundle is one compressed file, `20261123T060000Z-<bundle_id>.json.gz`, oldest first by name. A process killed
at any instant leaves whole bundles and at most one file aside, which nothing reads and the next start removes.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from kado_collector import durable
from kado_collector.limits import REFUSED_COUNT_LIMIT, SPOOL_BYTES_LIMIT, SPOOL_DAYS_LIMIT

_SUFFIX: Final = ".json.gz"
_STAMP: Final = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A bundle in the spool."""

    path: Path
    created_at: datetime
    bundle_id: str
    size_bytes: int


class Spool:
    """Two folders: what waits, and the last few that the service refused."""

    def __init__(
        self, folder: Path, bytes_limit: int = SPOOL_BYTES_LIMIT, days_limit: int = SPOOL_DAYS_LIMIT
    ) -> None:
        self._folder = folder
        self._refused = folder.with_name(f"{folder.name}-refused")
        self._bytes_limit = bytes_limit
        self._days_limit = days_limit

    def waiting(self) -> list[Waiting]:
        """Everything that waits, oldest first. Files of other names are left alone."""
        if not self._folder.is_dir():
            return []
        found = (_waiting(path) for path in sorted(self._folder.iterdir()))
        return [row for row in found if row is not None]

    def put(self, bundle_id: str, created_at: datetime, body: bytes) -> Path:
        """Durable when this returns. The same bundle twice is one file."""
        durable.make_folder(self._folder)
        stamp = created_at.astimezone(UTC).strftime(_STAMP)
        path = self._folder / f"{stamp}-{bundle_id}{_SUFFIX}"
        durable.write(path, body)
        return path

    def has(self, bundle_id: str) -> bool:
        return any(row.bundle_id == bundle_id for row in self.waiting())

    def remove(self, row: Waiting) -> None:
        """After its receipt. Another process may have removed it: that is the same."""
        row.path.unlink(missing_ok=True)

    def refuse(self, row: Waiting) -> None:
        """Out of the way, kept for the administrator to look at; the oldest of those go."""
        durable.make_folder(self._refused)
        if row.path.exists():
            row.path.replace(self._refused / row.path.name)
        for path in sorted(self._refused.iterdir())[:-REFUSED_COUNT_LIMIT]:
            path.unlink(missing_ok=True)

    def bound(self, at: datetime) -> int:
        """Drops the oldest beyond the limits of bytes and days; how many were dropped."""
        rows = self.waiting()
        oldest = at - timedelta(days=self._days_limit)
        total = sum(row.size_bytes for row in rows)
        dropped_count = 0
        for row in rows:
            if row.created_at >= oldest and total <= self._bytes_limit:
                continue
            self.remove(row)
            total -= row.size_bytes
            dropped_count += 1
        return dropped_count

    def clean(self) -> None:
        """Removes what a killed process left aside. Only at a start, with the lock held."""
        if self._folder.is_dir():
            for path in self._folder.glob(f".*{durable.TEMPORARY_SUFFIX}"):
                path.unlink(missing_ok=True)


def _waiting(path: Path) -> Waiting | None:
    if not path.name.endswith(_SUFFIX):
        return None
    stamp, dash, bundle_id = path.name.removesuffix(_SUFFIX).partition("-")
    try:
        created_at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        size_bytes = path.stat().st_size
    except (ValueError, FileNotFoundError):
        return None
    return Waiting(path, created_at, bundle_id, size_bytes) if dash and bundle_id else None
