"""A bundle: points, configuration, devices and reports become one JSON document within the wire's limits."""

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from kado_collector import __version__, joining
from kado_collector.aggregation import Point, merged
from kado_collector.allowlist import Filter, metrics
from kado_collector.clock import instant
from kado_collector.limits import (
    BUNDLE_BYTES_LIMIT,
    COMPRESSED_BYTES_LIMIT,
    POINTS_LIMIT,
    SERIES_LIMIT,
    TEXT_CHARACTERS_LIMIT,
)
from kado_collector.readings import Code, Described, Json, Report, Trouble, report

FORMAT: Final = "kado.bundle/1"
# Shown in the place of the server's identifier until enrolment gives one; never sent.
NOT_ENROLLED: Final = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class Head:
    """What names a bundle. hidden_hostname: what stands in the place of the host name, None to send it.
    identity: fields of `configuration` that were named at enrolment because firmware does not tell them.
    """

    bundle_id: str
    server_id: str
    created_at: datetime
    platform: str
    hidden_hostname: str | None = None
    identity: Mapping[str, Json] = field(default_factory=dict)


class TooLarge(ValueError):
    """A bundle is larger than the wire allows."""


def series_of(points: Iterable[Point], interval_seconds: int) -> tuple[list[Json], int]:
    """The `series` of a bundle, and how many points had no room or are of a metric the list does not name."""
    held: dict[tuple[str, str], list[Point]] = {}
    dropped_count = 0
    for point in points:
        key = (point.metric, point.instance)
        known = point.metric in metrics() and len(point.instance) <= TEXT_CHARACTERS_LIMIT
        if not known or (key not in held and len(held) >= SERIES_LIMIT):
            dropped_count += 1
            continue
        held.setdefault(key, []).append(point)
    rows: list[Json] = []
    for key in sorted(held):
        found = merged(held[key])
        dropped_count += max(0, len(found) - POINTS_LIMIT)
        rows.append(_series(key, found[-POINTS_LIMIT:], interval_seconds))
    return rows, dropped_count


def _rounded(value: float) -> float:
    """Nine significant digits: nothing measured here is better, and it compresses."""
    return float(f"{value:.9g}") if abs(value) < 1e9 else float(round(value))


def _series(key: tuple[str, str], points: list[Point], interval_seconds: int) -> dict[str, Json]:
    return {
        "metric": key[0],
        "instance": key[1],
        "interval_seconds": interval_seconds,
        "observed_at": [instant(p.observed_at) for p in points],
        "mean": [_rounded(p.mean) for p in points],
        "minimum": [_rounded(p.minimum) for p in points],
        "maximum": [_rounded(p.maximum) for p in points],
        "samples_count": [p.samples_count for p in points],
    }


def configuration_of(found: Iterable[tuple[str, Described]], head: Head) -> dict[str, Json]:
    """`configuration`, with the host name replaced where it is to stay home."""
    fields = joining.joined(found, head.identity)
    if head.hidden_hostname is not None and "hostname" in fields:
        fields["hostname"] = head.hidden_hostname
    return fields


def devices_of(found: Iterable[tuple[str, Described]], at: datetime) -> list[Json]:
    """`devices`: one entry per drive that was asked."""
    return [
        {"device": row["device"], "observed_at": instant(at), **row}
        for row in joining.devices(found)
    ]


def reports_of(*rounds: tuple[Report, ...]) -> list[Json]:
    """`sources`: one row per source; a source read in two ways is ok when both were."""
    merged: dict[str, Report] = {}
    for row in (r for reports in rounds for r in reports):
        other = merged.get(row.source)
        if other is None or (other.ok and not row.ok):
            merged[row.source] = row
        if other is not None:
            merged[row.source] = _with_duration(
                merged[row.source], other.duration_seconds + row.duration_seconds
            )
    return [row.as_json() for row in merged.values()]


def _with_duration(row: Report, seconds: float) -> Report:
    return Report(row.source, row.ok, seconds, row.code, row.problem, row.remedy)


def document(
    head: Head,
    series: list[Json],
    reports: list[Json],
    described: tuple[list[tuple[str, Described]], datetime] | None,
    collector: Mapping[str, Json],
) -> dict[str, Json]:
    """The whole bundle, filtered by the public list. described: None in the bundles between daily ones."""
    whole: dict[str, Json] = {
        "format": FORMAT,
        "bundle_id": head.bundle_id,
        "server_id": head.server_id,
        "created_at": instant(head.created_at),
        "collector": {"version": __version__, "platform": head.platform, **collector},
        "series": series,
    }
    if described is not None:
        whole["configuration"] = configuration_of(described[0], head)
        whole["devices"] = devices_of(*described)
    whole["sources"] = reports
    listed = Filter()
    filtered = listed.bundle(whole)
    own = filtered["collector"]
    if isinstance(own, dict):
        own["fields_dropped_count"] = listed.dropped_count
    return filtered


def as_text(bundle: Mapping[str, Json]) -> str:
    """The JSON that is sent, character for character. Raises ValueError for a number JSON has not (NaN)."""
    return json.dumps(bundle, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def compressed(text: str) -> bytes:
    """The body that is signed and sent; the same text gives the same bytes. Raises TooLarge."""
    plain = text.encode("utf-8")
    body = gzip.compress(plain, compresslevel=6, mtime=0)
    if len(plain) > BUNDLE_BYTES_LIMIT or len(body) > COMPRESSED_BYTES_LIMIT:
        raise TooLarge(
            f"a bundle of {len(plain)} bytes ({len(body)} compressed) is more than the wire allows"
        )
    return body


def spool_report(dropped_count: int) -> tuple[Report, ...]:
    """The report of bundles that were lost before they could be sent; none for none."""
    if dropped_count == 0:
        return ()
    problem = f"{dropped_count} bundle(s) were dropped before they could be sent"
    trouble = Trouble(Code.TOO_MANY, problem, "see that the server reaches the service")
    return (report("spool", 0.0, (trouble,)),)
