"""What rasdaemon has recorded of memory and PCI Express errors: counts by module, and how far they spread over it.

It keeps a SQLite file (rasdaemon's ras-record.c: tables mc_event and aer_event); it is opened for reading only. Where an error lies is
in the driver's own words: 'Row:0x1a2b Column:0x3f8 Bank:0x2 BankGroup:0x1' (skx, i10nm), 'rank:0 bank:3 row:6683 col:1016' (firmware
first), nothing of it where the driver does not know. Addresses stay on the server; what leaves it is how many different ones there are.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from kado_collector.host import Host
from kado_collector.limits import INSTANCES_LIMIT, RAS_ROWS_LIMIT
from kado_collector.readings import Absent, Described, Json

FILE: Final = "/var/lib/rasdaemon/ras-mc_event.db"
_DAYS: Final = "-31 days"
# rasdaemon writes '2026-11-20 10:02:11 +0900': the first 19 characters are local time, good enough for 31 days.
_MEMORY: Final = (
    "SELECT label, err_type, err_count, driver_detail FROM mc_event"
    " WHERE substr(timestamp, 1, 19) >= datetime('now', 'localtime', ?) ORDER BY id DESC"
)
_PCIE: Final = (
    "SELECT dev_name, err_type FROM aer_event"
    " WHERE substr(timestamp, 1, 19) >= datetime('now', 'localtime', ?) ORDER BY id DESC"
)
_PLACES: Final = {
    name: re.compile(rf"(?<![a-z]){words}\s*[:=]\s*(0x[0-9a-f]+|\d+)", re.IGNORECASE)
    for name, words in (
        ("rank", "(?:PhysicalRankId|rank)"),
        ("bank_group", "(?:BankGroup|bank_group|bg)"),
        ("bank", "(?:Bank|ba)"),
        ("row", "row"),
        ("column", "col(?:umn)?"),
        ("device", "device"),
    )
}
Place = dict[str, str]
_SCOPES: Final = (
    ("ranks_count", ("rank",)),
    ("banks_count", ("rank", "bank_group", "bank")),
    ("rows_count", ("rank", "bank_group", "bank", "row")),
    ("columns_count", ("rank", "bank_group", "bank", "column")),
    ("devices_count", ("rank", "device")),
)


def place_of(detail: str) -> Place:
    """Where on the module an error lies, as far as the driver says."""
    found = {name: pattern.search(detail) for name, pattern in _PLACES.items()}
    return {name: match.group(1).lower() for name, match in found.items() if match}


def memory_faults(rows: Iterable[Sequence[object]]) -> list[Json]:
    """Rows of configuration.memory_faults, by label, the most errors first. rows: label, err_type, err_count, driver_detail."""
    corrected: dict[str, int] = {}
    uncorrected: dict[str, int] = {}
    places: dict[str, list[Place]] = {}
    for label, kind, count, detail in rows:
        name = str(label or "unknown")
        number = count if isinstance(count, int) and count > 0 else 1
        counts = corrected if str(kind).lower().startswith("corrected") else uncorrected
        counts[name] = counts.get(name, 0) + number
        place = place_of(str(detail or ""))
        if "row" in place or "column" in place:
            places.setdefault(name, []).append(place)
    labels = sorted({*corrected, *uncorrected}, key=lambda n: (-corrected.get(n, 0), n))
    return [
        {
            "label": name,
            "corrected_count": corrected.get(name, 0),
            "uncorrected_count": uncorrected.get(name, 0),
            "located_count": len(places.get(name, ())),
            **_spread(places.get(name, [])),
        }
        for name in labels[:INSTANCES_LIMIT]
    ]


def _spread(places: list[Place]) -> dict[str, Json]:
    """How many different ranks, banks, rows, columns and devices; None where the driver does not say."""
    out: dict[str, Json] = {}
    for name, parts in _SCOPES:
        told = {tuple(p.get(part) for part in parts) for p in places if parts[-1] in p}
        out[name] = len(told) or None
    return out


def pcie_errors(rows: Iterable[Sequence[object]]) -> list[Json]:
    """Rows of configuration.pcie_errors, by device. rows: dev_name, err_type."""
    counts: dict[str, list[int]] = {}
    for device, kind in rows:
        found = counts.setdefault(str(device or "unknown"), [0, 0])
        found[0 if str(kind).lower().startswith("corrected") else 1] += 1
    return [
        {"device": name, "corrected_count": counts[name][0], "uncorrected_count": counts[name][1]}
        for name in sorted(counts)[:INSTANCES_LIMIT]
    ]


def describe(host: Host) -> Described:
    try:
        memory = host.rows(FILE, _MEMORY, (_DAYS,), RAS_ROWS_LIMIT)
    except (
        Absent
    ):  # without rasdaemon the kernel's own counters tell the same, but where on the module
        return Described({})
    try:
        pcie = host.rows(FILE, _PCIE, (_DAYS,), RAS_ROWS_LIMIT)
    except Absent:  # built without AER
        pcie = []
    return Described({"memory_faults": memory_faults(memory), "pcie_errors": pcie_errors(pcie)})
