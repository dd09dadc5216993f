"""Reading the lake: the only way to customers' telemetry, and only with a permit that covers every server asked for (MISSION E3).

Every function reads pinned versions, whole buckets at a time, on one thread: sums of floating point numbers depend on their
order, and the same pin must give the same bytes (MISSION B3). Groups of buckets are what runs in parallel.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kado.entitlement.gate import Permit
from kado.facts.configuration import Configuration
from kado.store.daily import SampleKey, arrays_of
from kado.store.days import day_number, day_start, day_starts
from kado.store.presence import HoursPresent, Presences
from kado.store.query import Query
from kado.store.rollups import Group, parts_between
from kado.store.scan import Scan


@dataclass(frozen=True, slots=True)
class ServerRef:
    """What a reader needs to know of a server to find its rows."""

    server_id: UUID
    organisation_id: UUID
    bucket: int


# Servers that are read by one query or scan. One costs about 20 ms before its first row, and more servers cost memory.
SERVERS_AT_ONCE: Final = 64
_DAY: Final = timedelta(days=1)
_DEVICE_COLUMNS: Final = ("server_id", "device", "observed_at", "received_at", "document")


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
class DeviceDocuments:
    """The last document of each local day of one device, oldest first: JSON of the allow-listed smartctl output."""

    device: str
    days: tuple[date, ...]
    documents: tuple[str, ...]


_NEWEST_SQL: Final = """
SELECT server_id, arg_max(document, (observed_at, received_at)) AS document FROM rows GROUP BY server_id
"""
# Most days say the very same: only what differs from the document before leaves the query.
_CONFIGURATIONS_SQL: Final = """
SELECT server_id, observed_at, document FROM rows
QUALIFY document IS DISTINCT FROM
    lag(document) OVER (PARTITION BY server_id ORDER BY observed_at, received_at)
ORDER BY server_id, observed_at, received_at
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
    version, wanted = pins["samples"], frozenset(metrics)
    parts = (
        part.of_metrics(wanted)
        for group in groups(servers)
        for part in parts_between(version, group, first_day, last_day, zone)
    )
    days_count = (last_day - first_day).days + 1
    keys, arrays, hours_count = arrays_of(parts, first_day, days_count)
    return DailySeries(keys, first_day, hours_count=hours_count, **arrays)


def hours_present(
    permit: Permit,
    pins: Mapping[str, int],
    servers: Sequence[ServerRef],
    first_day: date,
    last_day: date,
    zone: str,
) -> dict[str, HoursPresent]:
    """For every server: in which hours of the days there is a sample of any metric, and how it came; first and last sample before the end."""
    _check(permit, servers)
    starts = day_starts(first_day, last_day, zone)
    found: dict[str, HoursPresent] = {}
    for group in groups(servers):
        presences = Presences(tuple(group.bucket_of), day_number(first_day), starts)
        for part in parts_between(pins["samples"], group, first_day, last_day, zone):
            presences.add(part)
        query = Query("samples", pins["samples"], None, day_start(last_day + _DAY, zone))
        found.update(presences.found(query, group.buckets))
    return found


def device_documents(
    permit: Permit,
    pins: Mapping[str, int],
    servers: Sequence[ServerRef],
    first_day: date,
    last_day: date,
    zone: str,
    days: Collection[date] | None = None,
) -> dict[str, list[DeviceDocuments]]:
    """For every server with any: its devices by name, each with one document per local day (the day's last).

    days: only documents of these days; None: of every day.
    """
    _check(permit, servers)
    starts = day_starts(first_day, last_day, zone)
    start, end = (datetime.fromtimestamp(int(at), UTC) for at in (starts[0], starts[-1]))
    length = (last_day - first_day).days + 1
    wanted = [days is None or first_day + n * _DAY in days for n in range(length)]
    found: dict[str, list[DeviceDocuments]] = {}
    for group in groups(servers):
        scan = Scan("devices", pins["devices"], start, end, group.buckets)
        for rows in scan.tables(_DEVICE_COLUMNS, list(group.bucket_of)):
            _add_documents(found, rows, first_day, starts, np.array(wanted))
    return found


def _add_documents(
    found: dict[str, list[DeviceDocuments]],
    rows: pa.Table,
    first_day: date,
    starts: NDArray[np.int64],
    wanted: NDArray[np.bool_],
) -> None:
    """The last document of each server, device and wanted day of some rows; wanted: (days,) from `first_day` on."""
    if not rows.num_rows:
        return
    server, device = (rows[n].combine_chunks() for n in ("server_id", "device"))
    observed, received = (
        rows[n].cast(pa.int64()).to_numpy() for n in ("observed_at", "received_at")
    )
    codes = server.indices.to_numpy(), device.indices.to_numpy()
    order = np.lexsort((received, observed, codes[1], codes[0]))
    day = (np.searchsorted(starts, observed // 1_000_000, side="right") - 1)[order]
    last = np.ones(len(day), np.bool_)
    keys = (day, codes[0][order], codes[1][order])
    last[:-1] = np.logical_or.reduce([k[1:] != k[:-1] for k in keys])
    last &= wanted[day]
    chosen = rows.take(pa.array(order[last]))
    names = (chosen[n].to_pylist() for n in ("server_id", "device", "document"))
    devices: dict[tuple[str, str], tuple[list[date], list[str]]] = {}
    for number, server_id, name, document in zip(day[last].tolist(), *names, strict=True):
        days, documents = devices.setdefault((server_id, name), ([], []))
        days.append(first_day + timedelta(days=number))
        documents.append(document)
    for (server_id, name), (days, documents) in sorted(devices.items()):
        own = DeviceDocuments(name, tuple(days), tuple(documents))
        found.setdefault(server_id, []).append(own)


def configurations(
    permit: Permit, pins: Mapping[str, int], servers: Sequence[ServerRef], until: datetime
) -> dict[str, list[tuple[datetime, Configuration]]]:
    """For every server with any: its configurations observed before `until`, oldest first, only those that differ from the one before."""
    _check(permit, servers)
    query = Query("configurations", pins["configurations"], None, until)
    found: dict[str, list[tuple[datetime, Configuration]]] = {}
    for group in groups(servers):
        rows = query.run(_CONFIGURATIONS_SQL, group.buckets, list(group.bucket_of))
        for row in rows.to_pylist():
            read = msgspec.json.decode(row["document"], type=Configuration)
            known = found.setdefault(row["server_id"], [])
            if not known or known[-1][1] != read:
                known.append((row["observed_at"], read))
    return found


def newest_configurations(
    permit: Permit, pins: Mapping[str, int], servers: Sequence[ServerRef], until: datetime
) -> dict[str, Configuration]:
    """For every server with any: the last configuration observed before `until`."""
    _check(permit, servers)
    query = Query("configurations", pins["configurations"], None, until)
    return {
        row["server_id"]: msgspec.json.decode(row["document"], type=Configuration)
        for group in groups(servers)
        for row in query.run(_NEWEST_SQL, group.buckets, list(group.bucket_of)).to_pylist()
    }


def _check(permit: Permit, servers: Sequence[ServerRef]) -> None:
    for organisation_id in {s.organisation_id for s in servers}:
        permit.check(organisation_id)


def groups(servers: Sequence[ServerRef]) -> list[Group]:
    """The servers of each query, in order of organisation, bucket and id: as they lie in the files."""
    by_organisation: dict[UUID, list[ServerRef]] = {}
    for server in sorted(
        servers, key=lambda s: (str(s.organisation_id), s.bucket, str(s.server_id))
    ):
        by_organisation.setdefault(server.organisation_id, []).append(server)
    return [
        Group(organisation_id, {str(s.server_id): s.bucket for s in own[i : i + SERVERS_AT_ONCE]})
        for organisation_id, own in by_organisation.items()
        for i in range(0, len(own), SERVERS_AT_ONCE)
    ]
