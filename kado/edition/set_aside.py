"""Days whose data is kept and not analysed, because a stop said so (MISSION D2): left out of every reading that is analysed.

A day that such a stop touches is left out as a whole: daily figures cannot be cut. Arrival and configuration are still seen.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.edition import calendar
from kado.edition.inputs import EditionInputs, ServerInput
from kado.store.telemetry import DailySeries, DeviceDocuments

_FIGURES: Final = ("mean", "peak", "maximum", "minimum", "last")
_INSTANT: Final = timedelta(microseconds=1)
Spans = tuple[tuple[date, date], ...]


def spans_of(inputs: EditionInputs, servers: Sequence[ServerInput]) -> dict[str, Spans]:
    """For each server with any, the first and last days that are left out; none after the edition's last day."""
    found = {}
    for server in servers:
        own = (*inputs.ground.set_aside, *server.unit.set_aside)
        spans = []
        for span in own:
            last = inputs.last_day
            if span.ends_at is not None:
                last = min(last, calendar.day_of(span.ends_at - _INSTANT, inputs.zone))
            spans.append((calendar.day_of(span.begins_at, inputs.zone), last))
        if spans:
            found[str(server.server_id)] = tuple(spans)
    return found


def without(daily: DailySeries, spans: Mapping[str, Spans]) -> DailySeries:
    """The series with no data on the days left out; the very same where there are none."""
    rows_of: dict[str, list[int]] = {}
    for row, key in enumerate(daily.keys):
        if key.server_id in spans:
            rows_of.setdefault(key.server_id, []).append(row)
    if not rows_of:
        return daily
    figures: dict[str, NDArray[np.float64]] = {f: getattr(daily, f).copy() for f in _FIGURES}
    hours_count = daily.hours_count.copy()
    for server_id, rows in rows_of.items():
        for first, last in spans[server_id]:
            start = max(0, (first - daily.first_day).days)
            stop = max(start, (last - daily.first_day).days + 1)
            for figure in figures.values():
                figure[rows, start:stop] = np.nan
            hours_count[rows, start:stop] = 0
    return DailySeries(
        daily.keys,
        daily.first_day,
        mean=figures["mean"],
        peak=figures["peak"],
        maximum=figures["maximum"],
        minimum=figures["minimum"],
        last=figures["last"],
        hours_count=hours_count,
    )


def without_documents(
    documents: Mapping[str, list[DeviceDocuments]], spans: Mapping[str, Spans]
) -> dict[str, list[DeviceDocuments]]:
    """The drives' documents without those of the days left out."""
    return {
        server_id: [_kept(one, spans[server_id]) for one in own] if server_id in spans else own
        for server_id, own in documents.items()
    }


def _kept(one: DeviceDocuments, spans: Spans) -> DeviceDocuments:
    kept = [
        (day, text)
        for day, text in zip(one.days, one.documents, strict=True)
        if not any(first <= day <= last for first, last in spans)
    ]
    return DeviceDocuments(one.device, tuple(d for d, _ in kept), tuple(t for _, t in kept))
