"""The journal: points that are complete and not yet in a bundle. `run` loses at most the open interval.

The file carries the identifier of the bundle it will become. A process killed after the bundle was
spooled and before the journal went finds that identifier in the spool, and makes no second bundle of it.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Final

from kado_collector import durable
from kado_collector.aggregation import Point
from kado_collector.clock import instant
from kado_collector.limits import JOURNAL_BYTES_LIMIT

_PREFIX: Final = "journal-"
_SUFFIX: Final = ".jsonl"


class Journal:
    """One file in the state folder, named by the bundle it will become."""

    def __init__(self, folder: Path, bundle_id: str) -> None:
        self.bundle_id = bundle_id
        self._path = folder / f"{_PREFIX}{bundle_id}{_SUFFIX}"

    def add(self, points: list[Point]) -> bool:
        """Durable when this returns. False when the journal is full and the points were not kept."""
        if not points:
            return True
        if self._path.exists() and self._path.stat().st_size > JOURNAL_BYTES_LIMIT:
            return False
        durable.make_folder(self._path.parent)
        durable.append(self._path, "".join(_line(point) for point in points).encode("utf-8"))
        return True

    def points(self) -> list[Point]:
        """What is in it; a last line cut by a crash is left out."""
        try:
            lines = self._path.read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return []
        return [point for point in map(_point, lines) if point is not None]

    def remove(self) -> None:
        self._path.unlink(missing_ok=True)


def left_behind(folder: Path) -> list[Journal]:
    """The journals of earlier processes."""
    names = sorted(folder.glob(f"{_PREFIX}*{_SUFFIX}"))
    return [Journal(folder, p.name.removeprefix(_PREFIX).removesuffix(_SUFFIX)) for p in names]


def _line(point: Point) -> str:
    values = (point.mean, point.minimum, point.maximum, point.samples_count)
    return json.dumps([instant(point.observed_at), point.metric, point.instance, *values]) + "\n"


def _point(line: str) -> Point | None:
    try:
        at, metric, instance, mean, minimum, maximum, samples_count = json.loads(line)
        observed_at = datetime.fromisoformat(at)
        return Point(
            observed_at,
            str(metric),
            str(instance),
            float(mean),
            float(minimum),
            float(maximum),
            int(samples_count),
        )
    except (ValueError, TypeError):
        return None
