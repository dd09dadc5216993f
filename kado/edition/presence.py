"""When data came and when it did not (MISSION D1). Pure."""

from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from kado.facts.server import Presence
from kado.store.presence import HoursPresent

HOUR = timedelta(hours=1)


def presence_of(seen: HoursPresent | None, start_at: datetime, cut_at: datetime) -> Presence:
    """The month's hours with data against those since collecting began (or the month did, if later).

    The hour in which collecting began counts in full; so does one that is cut by the month's end.
    """
    whole = -((start_at - cut_at) // HOUR)
    if seen is None or seen.first_sample_at is None:
        return Presence(None, None, whole, 0, whole, start_at, 0, 0)
    first = min(whole, max(0, (seen.first_sample_at - start_at) // HOUR))
    hours = seen.hours[first:]
    length, begins = _longest_gap(hours)
    return Presence(
        first_sample_at=seen.first_sample_at,
        last_sample_at=seen.last_sample_at,
        hours_expected_count=len(hours),
        hours_present_count=int(hours.sum()),
        longest_gap_hours_count=length,
        longest_gap_started_at=start_at + (first + begins) * HOUR if length else None,
        hours_late_count=int(seen.late.sum()),
        hours_imported_count=int(seen.imported.sum()),
    )


def _longest_gap(hours: NDArray[np.bool_]) -> tuple[int, int]:
    """Length and first index of the longest run of False; the first of several, (0, 0) without any."""
    edges = np.diff(np.concatenate(([0], (~hours).astype(np.int8), [0])))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    if not len(starts):
        return 0, 0
    longest = int(np.argmax(ends - starts))
    return int(ends[longest] - starts[longest]), int(starts[longest])
