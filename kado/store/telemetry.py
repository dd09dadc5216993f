"""Reading the lake: the only way to customers' telemetry, and only with a permit that covers every server asked for (MISSION E3).

Every function reads pinned versions, whole buckets at a time, on one thread: sums of floating point numbers depend on their
order, and the same pin must give the same bytes (MISSION B3). Groups of buckets are what runs in parallel.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
import numpy as np
from numpy.typing import NDArray

from kado.entitlement.gate import Permit
from kado.facts.configuration import Configuration
from kado.store.daily import COLUMNS, Calendar, DailyFigures, SampleKey, month_edges
from kado.store.days import day_start
from kado.store.query import Query, day_sql
from kado.store.scan import Scan


@dataclass(frozen=True, slots=True)
class ServerRef:
    """What a reader needs to know of a server to find its rows."""

    server_id: UUID
    organisation_id: UUID
    bucket: int


# Servers whose buckets are read by one query. A query costs about 20 ms before its first row, and more servers cost memory.
SERVERS_AT_ONCE: Final = 64


@dataclass(frozen=True, slots=True)
class DailySeries:
    """Daily values of `n` series over the same days; column j is the day `first_day + j` of the zone asked for.

    mean: over the time observed. peak: the highest hourly mean. maximum, minimum: of the single samples. last: the day's last mean.
    All float64 (n, days) in the metric's base unit; NaN is "no data". hours_count: int16 (n, days), the distinct hours with data.
    keys are sorted by server, metric, instance.
    """

    keys: tuple[SampleKey, ...]
    first_day: date
    mean: NDArray[np.float64]
    peak: NDArray[np.float64]
    maximum: NDArray[np.float64]
    minimum: NDArray[np.float64]
    last: NDArray[np.float64]
    hours_count: NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class HoursPresent:
    """hours: bool (hours,), whether any sample began in the hour `start + j`. Instants are None where no sample was ever seen."""

    hours: NDArray[np.bool_]
    first_sample_at: datetime | None
    last_sample_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeviceDocuments:
    """The last document of each local day of one device, oldest first: JSON of the allow-listed smartctl output."""

    device: str
    days: tuple[date, ...]
    documents: tuple[str, ...]


_HOURS_SQL: Final = (
    "SELECT DISTINCT server_id, (epoch_us(observed_at) - $origin) // 3600000000 AS hour FROM rows"
)
_DEVICES_SQL: Final = """
SELECT server_id, device, {day} AS day, arg_max(document, (observed_at, received_at)) AS document
FROM rows GROUP BY ALL ORDER BY server_id, device, day
"""
_CONFIGURATIONS_SQL: Final = """
SELECT server_id, observed_at, document FROM rows ORDER BY server_id, observed_at, received_at
"""


def daily_series(
    permit: Permit,
    pins: Mapping[str, int],
    servers: Sequence[ServerRef],
    metrics: Sequence[str],
    first_day: date,
    last_day: date,
    zone: str,
) -> DailySeries:
    """Every series of the servers and metrics, day by day in `zone`, from `first_day` to `last_day` inclusive.

    Nothing observed at or after the end of `last_day` is read (MISSION B1). Raises UseRefused for a server the permit does not cover.
    """
    _check(permit, servers)
    start, end = day_start(first_day, zone), day_start(last_day + timedelta(days=1), zone)
    calendar = Calendar.of(first_day, last_day, zone)
    figures = DailyFigures(calendar)
    for buckets, ids in _groups(servers):
        for begin, stop in month_edges(start, end, calendar.fraction_seconds):
            scan = Scan("samples", pins["samples"], begin, stop, buckets)
            for rows in scan.tables(COLUMNS, ids, metrics):
                figures.add(rows)
    keys, arrays, hours_count = figures.arrays()
    return DailySeries(keys, first_day, hours_count=hours_count, **arrays)


def hours_present(
    permit: Permit,
    pins: Mapping[str, int],
    servers: Sequence[ServerRef],
    start: datetime,
    end: datetime,
) -> dict[str, HoursPresent]:
    """For every server: which hours from `start` (inclusive) to `end` (exclusive) have a sample of any metric; first and last sample before `end`."""
    _check(permit, servers)
    count = -((start - end) // timedelta(hours=1))
    ends = _first_and_last(pins["samples"], servers, end)
    found = {str(s.server_id): np.zeros(count, np.bool_) for s in servers}
    query = Query("samples", pins["samples"], start, end)
    for buckets, ids in _groups(servers):
        table = query.run(_HOURS_SQL, buckets, ids, origin=_micros(start))
        pairs = zip(table["server_id"].to_pylist(), table["hour"].to_pylist(), strict=True)
        for server_id, hour in pairs:
            found[server_id][hour] = True
    return {s: HoursPresent(hours, *ends.get(s, (None, None))) for s, hours in found.items()}


def device_documents(
    permit: Permit,
    pins: Mapping[str, int],
    servers: Sequence[ServerRef],
    first_day: date,
    last_day: date,
    zone: str,
) -> dict[str, list[DeviceDocuments]]:
    """For every server with any: its devices by name, each with one document per local day (the day's last)."""
    _check(permit, servers)
    start, end = day_start(first_day, zone), day_start(last_day + timedelta(days=1), zone)
    day = day_sql(start, end, zone)
    sql = _DEVICES_SQL.format(day=day)
    query = Query("devices", pins["devices"], start, end)
    found: dict[str, dict[str, list[tuple[date, str]]]] = {}
    for buckets, ids in _groups(servers):
        for row in query.run(sql, buckets, ids).to_pylist():
            on = date(1970, 1, 1) + timedelta(days=row["day"])
            devices = found.setdefault(row["server_id"], {})
            devices.setdefault(row["device"], []).append((on, row["document"]))
    return {
        server_id: [
            DeviceDocuments(name, tuple(d for d, _ in rows), tuple(t for _, t in rows))
            for name, rows in devices.items()
        ]
        for server_id, devices in found.items()
    }


def configurations(
    permit: Permit, pins: Mapping[str, int], servers: Sequence[ServerRef], until: datetime
) -> dict[str, list[tuple[datetime, Configuration]]]:
    """For every server with any: its configurations observed before `until`, oldest first, only those that differ from the one before."""
    _check(permit, servers)
    query = Query("configurations", pins["configurations"], None, until)
    found: dict[str, list[tuple[datetime, Configuration]]] = {}
    for buckets, ids in _groups(servers):
        for row in query.run(_CONFIGURATIONS_SQL, buckets, ids).to_pylist():
            read = msgspec.json.decode(row["document"], type=Configuration)
            known = found.setdefault(row["server_id"], [])
            if not known or known[-1][1] != read:
                known.append((row["observed_at"], read))
    return found


def _check(permit: Permit, servers: Sequence[ServerRef]) -> None:
    for organisation_id in {s.organisation_id for s in servers}:
        permit.check(organisation_id)


def _groups(servers: Sequence[ServerRef]) -> list[tuple[tuple[int, ...], list[str]]]:
    """The buckets and server ids of each query: buckets stay whole, few servers of many buckets go together."""
    by_bucket: dict[int, list[str]] = {}
    for server in sorted(servers, key=lambda s: (s.bucket, str(s.server_id))):
        by_bucket.setdefault(server.bucket, []).append(str(server.server_id))
    groups: list[tuple[tuple[int, ...], list[str]]] = []
    for bucket, ids in by_bucket.items():
        if groups and len(groups[-1][1]) + len(ids) <= SERVERS_AT_ONCE:
            groups[-1] = ((*groups[-1][0], bucket), groups[-1][1] + ids)
        else:
            groups.append(((bucket,), ids))
    return groups


def _micros(at: datetime) -> int:
    return round(at.timestamp()) * 1_000_000


def _first_and_last(
    version: int, servers: Sequence[ServerRef], end: datetime
) -> dict[str, tuple[datetime, datetime]]:
    """The first and last sample instants before `end` of each server that has any."""
    query = Query("samples", version, None, end)
    return {
        server_id: instants
        for buckets, ids in _groups(servers)
        for server_id, instants in query.first_and_last(buckets, ids).items()
    }
