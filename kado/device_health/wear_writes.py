"""How long an SSD lasts by what was written to it: bytes of the host against the rated endurance of its model (MISSION A1, A4-A6).

A second source beside the drive's own indicator (`wear`). The rating comes from an advisory pack; it is the maker's word for a
certain mix of writes, so the drive's own count of worn cells may rightly run ahead of it or behind.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np

from kado.device_health.wear import age_days, dates_of, enough, rate, since_reset
from kado.facts.advisories import Endurance, matches
from kado.facts.devices import DeviceFacts, DeviceHistory, DriveKind, WrittenLife

# A drive of another capacity has another rating: what may differ is how a maker counts gigabytes and spare.
CAPACITY_TOLERANCE_RATIO: Final = 0.03


def written_lives(
    histories: Sequence[DeviceHistory], ratings: Sequence[Endurance], at: date
) -> tuple[WrittenLife, ...]:
    """One for each history, in their order; readings after `at` are not looked at."""
    return tuple(_life(history, ratings, at) for history in histories)


def rating_of(facts: DeviceFacts, ratings: Sequence[Endurance]) -> Endurance | None:
    """The first rating that is of this model and capacity."""
    return next((r for r in ratings if matches(r.models, facts.model) and _fits(r, facts)), None)


def _fits(rating: Endurance, facts: DeviceFacts) -> bool:
    if rating.capacity_bytes is None:
        return True
    if facts.capacity_bytes is None:
        return False
    difference = abs(facts.capacity_bytes - rating.capacity_bytes)
    return difference <= CAPACITY_TOLERANCE_RATIO * rating.capacity_bytes


def _life(history: DeviceHistory, ratings: Sequence[Endurance], at: date) -> WrittenLife:
    readings = [r for r in history.readings if r.day <= at]
    latest = readings[-1].facts if readings else history.latest
    written = [
        (r.day, r.facts.written_bytes) for r in readings if r.facts.written_bytes is not None
    ]
    rating = rating_of(latest, ratings)
    bare = WrittenLife(history.server_id, history.device, latest.serial, latest.model, "")
    if latest.kind not in (DriveKind.SSD, DriveKind.NVME):
        return _with(bare, "not_applicable")
    if not written:
        return _with(bare, "no_volume")
    if rating is None:
        return _with(bare, "no_rating", written_bytes=written[-1][1])
    return _dated(bare, rating, written, age_days(latest), at)


def _dated(
    bare: WrittenLife,
    rating: Endurance,
    written: list[tuple[date, int]],
    age: float | None,
    at: date,
) -> WrittenLife:
    used = written[-1][1] / rating.written_bytes
    known: dict[str, object] = {
        "written_bytes": written[-1][1],
        "rated_bytes": rating.written_bytes,
        "used_ratio": used,
        "rated_by": rating.source.title,
        "rated_url": rating.source.url,
    }
    if used >= 1.0:
        return _with(bare, "worn_out", **known)
    days = np.array([(day - at).days for day, _ in written], dtype=np.float64)
    ratios = np.array([count / rating.written_bytes for _, count in written], dtype=np.float64)
    days, ratios = since_reset(days, ratios)
    if not enough(days):
        return _with(bare, "learning", **known)
    found = rate(days, ratios, age)
    early, median, late = dates_of(found, at)
    return _with(
        bare,
        "forecast",
        **known,
        bytes_per_day=found.per_day * rating.written_bytes,
        window_days=found.window_days,
        date_early=early,
        date_median=median,
        date_late=late,
    )


def _with(bare: WrittenLife, state: str, **known: object) -> WrittenLife:
    return replace(bare, state=state, **known)  # type: ignore[arg-type]
