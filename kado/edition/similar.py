"""Similar servers across customers, under k-anonymity: the quantiles of each group, and where one server stands. Pure.

A group tells something only from LEAST_SERVERS servers of LEAST_CUSTOMERS customers on, measure by measure. No customer makes up more
than half of what is counted: a customer with more is thinned, always by the same lot, so that nobody can take its own servers
away and see the few that are left. Quantiles are rounded; the outermost are kept only where enough servers lie beyond them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

import msgspec
import numpy as np

from kado.facts.comparison import MEASURES, Comparison, Standing
from kado.facts.series import DatedEvent, EventKind
from kado.facts.server import MonthStatistics, ServerIdentity

LEAST_SERVERS: Final = 10
LEAST_CUSTOMERS: Final = 3
# The outermost quantiles are kept where at least five servers lie beyond each of them.
LEAST_SERVERS_FOR_TENTHS: Final = 50
SHARES: Final = (0.1, 0.25, 0.5, 0.75, 0.9)
# What is told of a group's size is the highest of these that it reaches, never the size.
TOLD_COUNTS: Final = (10, 20, 50, 100, 200, 500, 1_000, 10_000)
_YEAR_SECONDS: Final = 365 * 86_400
# Years of running of the longest-running drive at which an age class ends.
AGE_CLASS_YEARS: Final = (2, 5)


class _DriveFacts(msgspec.Struct):
    power_on_seconds: int | None = None


class _Drive(msgspec.Struct):
    facts: _DriveFacts


class Measured(msgspec.Struct):
    """The part of a server's document that is compared."""

    identity: ServerIdentity
    statistics: tuple[MonthStatistics, ...] = ()
    events: tuple[DatedEvent, ...] = ()
    drives: tuple[_Drive, ...] = ()
    health_score: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One server of one customer, for as long as a table is made."""

    organisation_id: str
    server_id: str
    keys: tuple[str, ...]
    measures: Mapping[str, float]


class Group(msgspec.Struct, frozen=True):
    """quantiles: by measure, at SHARES; None at either end where too few servers lie beyond. least_counts: by measure."""

    quantiles: dict[str, tuple[float | None, ...]]
    least_counts: dict[str, int]


class Table(msgspec.Struct, frozen=True):
    """groups: by key (`keys_of`). Only groups that reach the bounds stand in it."""

    month: str
    groups: dict[str, Group]


def measured_of(
    identity: ServerIdentity,
    statistics: tuple[MonthStatistics, ...],
    events: tuple[DatedEvent, ...],
    power_on_seconds: Iterable[int | None],
    health_score: int | None,
) -> Measured:
    """The same of a server whose document is being made."""
    drives = tuple(_Drive(_DriveFacts(seconds)) for seconds in power_on_seconds)
    return Measured(identity, statistics, events, drives, health_score)


def keys_of(server: Measured) -> tuple[str, ...]:
    """The groups a server belongs to, the narrowest first: model, system and age; model and system; model. () without a model."""
    model = " ".join(
        f"{server.identity.manufacturer} {server.identity.model_number}".lower().split()
    )
    if not server.identity.model_number.strip():
        return ()
    system, age = server.identity.os_name.lower(), _age_class(server)
    narrow = (f"{model}|{system}|{age}",) if system and age is not None else ()
    return (*narrow, *((f"{model}|{system}",) if system else ()), model)


def _age_class(server: Measured) -> int | None:
    """By the longest-running drive: a machine is at least as old. None where no drive tells."""
    known = [d.facts.power_on_seconds for d in server.drives if d.facts.power_on_seconds]
    if not known:
        return None
    return sum(max(known) >= years * _YEAR_SECONDS for years in AGE_CLASS_YEARS)


def measures_of(server: Measured, first_day: date, last_day: date) -> dict[str, float]:
    """What can be measured of a server in the month; what cannot is left out."""
    found = {
        "processor_used_ratio": _mean(server, "processor_used_ratio"),
        "memory_used_ratio": _share(server, "memory_used_bytes", "memory_total_bytes"),
        "disk_growth_ratio": _growth(server),
        "temperature_celsius": _hottest(server),
        "restarts_count": _restarts(server, first_day, last_day),
        "health_score": None if server.health_score is None else float(server.health_score),
    }
    return {name: value for name, value in found.items() if value is not None}


def _rows(server: Measured, metric: str) -> list[MonthStatistics]:
    return [s for s in server.statistics if s.metric == metric and s.days_count > 0]


def _mean(server: Measured, metric: str) -> float | None:
    rows = _rows(server, metric)
    return rows[0].mean if rows else None


def _share(server: Measured, used: str, total: str) -> float | None:
    part, whole = _mean(server, used), _mean(server, total)
    return None if part is None or not whole else part / whole


def _growth(server: Measured) -> float | None:
    """What all file systems together grew by, month over month, as a share of their capacity."""
    grown = [
        s.mean - s.previous_mean
        for s in _rows(server, "filesystem_used_bytes")
        if s.previous_mean is not None
    ]
    capacity = sum(s.mean for s in _rows(server, "filesystem_total_bytes"))
    return sum(grown) / capacity if grown and capacity > 0 else None


def _hottest(server: Measured) -> float | None:
    return max((s.mean for s in _rows(server, "sensor_temperature_celsius")), default=None)


def _restarts(server: Measured, first_day: date, last_day: date) -> float | None:
    if not _rows(server, "system_uptime_seconds"):
        return None  # where no uptime is seen, no restart is
    days = {e.day for e in server.events if e.kind is EventKind.REBOOT}
    return float(sum(first_day <= day <= last_day for day in days))


def table_of(month: str, rows: Sequence[Row]) -> Table:
    """The quantiles of every group that reaches the bounds."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        for key in row.keys:
            groups.setdefault(key, []).append(row)
    made = {key: _group(month, groups[key]) for key in sorted(groups)}
    return Table(month, {key: group for key, group in made.items() if group.quantiles})


def _group(month: str, rows: Sequence[Row]) -> Group:
    quantiles: dict[str, tuple[float | None, ...]] = {}
    counts: dict[str, int] = {}
    for measure in MEASURES:
        kept = fair(month, [row for row in rows if measure in row.measures])
        if _reaches(kept):
            values = [row.measures[measure] for row in kept]
            quantiles[measure] = _quantiles(values)
            counts[measure] = max(count for count in TOLD_COUNTS if count <= len(values))
    return Group(quantiles, counts)


def _reaches(rows: Sequence[Row]) -> bool:
    customers = {row.organisation_id for row in rows}
    return len(rows) >= LEAST_SERVERS and len(customers) >= LEAST_CUSTOMERS


def fair(month: str, rows: Sequence[Row]) -> list[Row]:
    """The rows without those by which one customer would outnumber all the others together."""
    counts = Counter(row.organisation_id for row in rows)
    if not counts:
        return []
    largest = max(counts, key=lambda o: (counts[o], o))
    others = [row for row in rows if row.organisation_id != largest]
    own = sorted(
        (row for row in rows if row.organisation_id == largest), key=lambda r: _lot(month, r)
    )
    return [*others, *own[: len(others)]]


def _lot(month: str, row: Row) -> bytes:
    return sha256(f"{month} {row.server_id}".encode()).digest()


def _quantiles(values: Sequence[float]) -> tuple[float | None, ...]:
    """At SHARES, by linear interpolation, with two significant digits."""
    found = [coarse(float(v)) for v in np.quantile(values, SHARES)]
    if len(values) < LEAST_SERVERS_FOR_TENTHS:
        return (None, *found[1:-1], None)
    return tuple(found)


def coarse(value: float) -> float:
    """Two significant digits: no quantile gives a server's own value away."""
    return float(f"{value:.2g}") + 0.0


def compared(
    table: Table | None, server: Measured, first_day: date, last_day: date
) -> Comparison | None:
    """Where a server stands in the narrowest of its groups; None where none of them reaches the bounds."""
    keys = keys_of(server)
    key = next((k for k in keys if table is not None and k in table.groups), None)
    if table is None or key is None:
        return None
    group, own = table.groups[key], measures_of(server, first_day, last_day)
    standings = tuple(
        _standing(name, own[name], group.quantiles[name])
        for name in MEASURES
        if name in own and name in group.quantiles
    )
    if not standings:
        return None
    basis = ("model", "model_os", "model_os_age")[key.count("|")]
    least = min(group.least_counts[s.measure] for s in standings)
    return Comparison(table.month, basis, least, standings)


def _standing(measure: str, value: float, quantiles: tuple[float | None, ...]) -> Standing:
    tenth, quarter, median, three_quarters, nine_tenths = quantiles
    if quarter is None or median is None or three_quarters is None:
        raise ValueError(f"the quarters of {measure} are missing: the table is damaged")
    mine = coarse(value)
    band = "middle"
    if mine < quarter:
        band = "lowest" if tenth is not None and mine < tenth else "lower"
    elif mine > three_quarters:
        band = "highest" if nine_tenths is not None and mine > nine_tenths else "upper"
    return Standing(measure, value, band, tenth, quarter, median, three_quarters, nine_tenths)
