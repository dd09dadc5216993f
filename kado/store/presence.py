"""In which hours a server's samples came, and how: in time, late, or brought in from files (MISSION D1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.store.daily import DayParts
from kado.store.query import Query

MASKS: Final = ("present", "collected", "punctual")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_HOUR: Final = 3600


@dataclass(frozen=True, slots=True)
class HoursPresent:
    """hours, late, imported: bool (hours,) over the hours of the days asked for, one after another; instants are None where no sample was ever seen.

    hours: any sample began in the hour. late: a collector sent all of it only after `kado.store.daily.LATE_AFTER`. imported: no
    collector sent any of it, it was brought in.
    """

    hours: NDArray[np.bool_]
    late: NDArray[np.bool_]
    imported: NDArray[np.bool_]
    first_sample_at: datetime | None
    last_sample_at: datetime | None


class Presences:
    """Gathers what parts say of the presence of some servers on some days.

    first_day: days since 1970-01-01. starts: where each day begins and the last one ends, seconds, int64 (days + 1,).
    """

    def __init__(
        self, server_ids: Sequence[str], first_day: int, starts: NDArray[np.int64]
    ) -> None:
        self._server_ids = server_ids
        self._first_day = first_day
        self._lengths = -(-np.diff(starts) // _HOUR)
        shape = (len(server_ids), len(self._lengths))
        self._masks = {name: np.zeros(shape, np.int32) for name in MASKS}
        self._last = np.full(len(server_ids), np.iinfo(np.int64).min)

    def add(self, part: DayParts) -> None:
        """The rows of a part whose days are asked for."""
        place = {server_id: row for row, server_id in enumerate(self._server_ids)}
        row = np.array([place[key.server_id] for key in part.keys], np.int64)[part.series]
        day = part.day - self._first_day
        inside = (day >= 0) & (day < len(self._lengths))
        row, day = row[inside], day[inside]
        for name in MASKS:
            np.bitwise_or.at(self._masks[name], (row, day), part.figures[name][inside])
        np.maximum.at(self._last, row, part.figures["last_us"][inside])

    def found(self, samples: Query, buckets: Sequence[int]) -> dict[str, HoursPresent]:
        """What was gathered, with the first sample ever, and the last one where these days have none, looked for with `samples`."""
        firsts = samples.first(buckets, self._server_ids)
        seen: NDArray[np.bool_] = np.any(self._masks["present"] != 0, axis=1)
        silent = [
            s
            for s, any_seen in zip(self._server_ids, seen.tolist(), strict=True)
            if not any_seen and s in firsts
        ]
        lasts = samples.last(buckets, silent) if silent else {}
        bits = {name: self._bits(mask) for name, mask in self._masks.items()}
        return {
            server_id: HoursPresent(
                hours=bits["present"][row],
                late=bits["collected"][row] & ~bits["punctual"][row],
                imported=bits["present"][row] & ~bits["collected"][row],
                first_sample_at=firsts.get(server_id),
                last_sample_at=lasts.get(server_id)
                if server_id not in firsts or not seen[row]
                else self._instant(row),
            )
            for row, server_id in enumerate(self._server_ids)
        }

    def _instant(self, row: int) -> datetime:
        return _EPOCH + timedelta(microseconds=int(self._last[row]))

    def _bits(self, masks: NDArray[np.int32]) -> NDArray[np.bool_]:
        """The hours of all days one after another: bool (servers, hours)."""
        longest = int(self._lengths.max(initial=0))
        hours = np.arange(longest)
        bits = (masks[:, :, None] >> hours) & 1 == 1
        wanted: NDArray[np.bool_] = bits[:, hours < self._lengths[:, None]]
        return wanted
