"""Memory: /proc/meminfo every minute; the modules and slots of the machine daily, from dmidecode.

Used is total minus available: memory that the kernel can take back (caches) is not used.
"""

import re
from typing import Final

from kado_collector.host import Host
from kado_collector.readings import (
    Absent,
    Code,
    Described,
    Gauge,
    Json,
    Sampled,
    Trouble,
    Unread,
)
from kado_collector.sources.dmi import Table, read_tables
from kado_collector.sources.parsing import count, is_virtual, meaningful

_LINE: Final = re.compile(r"^(\w[\w()]*):\s+(\d+) kB$", re.ASCII)


def parse_meminfo(text: str) -> dict[str, int]:
    """Lines such as 'MemTotal:       24684092 kB', in bytes; lines of other shapes are left out."""
    matches = (_LINE.match(line) for line in text.splitlines())
    return {m.group(1): int(m.group(2)) * 1024 for m in matches if m}


def sample(host: Host) -> Sampled:
    found = parse_meminfo(host.text("/proc/meminfo"))
    total = found.get("MemTotal")
    if not total:
        raise Unread(Code.DAMAGED, "/proc/meminfo: no MemTotal")
    gauges = [Gauge("memory_total_bytes", "", total)]
    troubles: tuple[Trouble, ...] = ()
    available = found.get("MemAvailable")
    if available is not None and available <= total:
        gauges.append(Gauge("memory_used_bytes", "", total - available))
    else:
        remedy = "kernels before 3.14 do not tell it"
        troubles = (Trouble(Code.NOT_THERE, "/proc/meminfo: no MemAvailable", remedy),)
    swap, swap_free = found.get("SwapTotal"), found.get("SwapFree")
    if swap is not None and swap_free is not None and swap_free <= swap:
        gauges.append(Gauge("swap_total_bytes", "", swap))
        gauges.append(Gauge("swap_used_bytes", "", swap - swap_free))
    return Sampled(tuple(gauges), troubles=troubles)


_SIZE: Final = re.compile(r"^(\d+) (bytes|[kKMGT]B)$", re.ASCII)
_SIZE_UNITS: Final = {"bytes": 1, "kB": 1 << 10, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30, "TB": 1 << 40}  # fmt: skip
_SPEED: Final = re.compile(r"^(\d+) (?:MT/s|MHz)$", re.ASCII)
# dmidecode's word for "a module is here and its size is in another place or unknown" is 'Unknown'.
_NO_MODULE: Final = frozenset({"No Module Installed", "Not Installed"})


def parse_size(text: str) -> int | None:
    """'16 GB' or '16384 MB' in bytes; an empty slot is 0; None when not known."""
    if text.strip() in _NO_MODULE:
        return 0
    match = _SIZE.match(text.strip())
    return int(match.group(1)) * _SIZE_UNITS[match.group(2)] if match else None


def _speed(fields: Table) -> int | None:
    for name in ("Configured Memory Speed", "Configured Clock Speed", "Speed"):
        match = _SPEED.match(fields.get(name, ""))
        if match:
            return int(match.group(1))
    return None


def module(fields: Table) -> dict[str, Json]:
    """One 'Memory Device' of dmidecode as a row of configuration.memory_modules."""
    locator, bank = meaningful(fields.get("Locator")), meaningful(fields.get("Bank Locator"))
    capacity = parse_size(fields.get("Size", ""))
    row: dict[str, Json] = {"slot": locator or bank or "", "capacity_bytes": capacity}
    if capacity != 0:
        row["kind"] = meaningful(fields.get("Type"))
        row["speed_mts"] = _speed(fields)
        row["manufacturer"] = meaningful(fields.get("Manufacturer"))
        row["part_number"] = meaningful(fields.get("Part Number"))
    return row


def _unique_slots(rows: list[dict[str, Json]], tables: list[Table]) -> list[Json]:
    """Slots told apart: makers repeat 'DIMM 0' in every bank, some repeat the bank too, and some name none."""
    banks = [meaningful(fields.get("Bank Locator")) or "" for fields in tables]
    names = [str(row["slot"]) for row in rows]
    if len(set(names)) < len(names) or "" in names:
        names = [f"{bank} {name}".strip() for bank, name in zip(banks, names, strict=True)]
    out: list[Json] = []
    for number, (row, name) in enumerate(zip(rows, names, strict=True), start=1):
        repeated = name == "" or names.count(name) > 1
        out.append({**row, "slot": f"{name} #{number}".strip() if repeated else name})
    return out


def _slots_count(tables: list[Table]) -> int | None:
    """Slots of system memory; a machine has other arrays too (flash, video)."""
    arrays = [t for t in tables if t.get("Use", "System Memory") == "System Memory"]
    found = [count(t.get("Number Of Devices", "")) for t in arrays]
    return sum(n for n in found if n is not None) or None


def describe(host: Host) -> Described:
    """Installed memory is the sum of its modules; where they cannot be read, what the kernel can use."""
    usable = parse_meminfo(host.text("/proc/meminfo")).get("MemTotal")
    try:
        tables = read_tables(host)
    except Unread as unread:
        trouble = unread.trouble
        if is_virtual(host) and isinstance(unread, Absent):
            trouble = Trouble(Code.NOT_APPLICABLE, "a virtual machine has no memory modules")
        return Described({"memory_bytes": usable}, troubles=(trouble,))
    rows = [module(t) for t in tables.memory_devices]
    capacities = [r["capacity_bytes"] for r in rows]
    known = [c for c in capacities if isinstance(c, int)]
    installed = sum(known) if known and len(known) == len(rows) else 0
    return Described(
        {
            "memory_bytes": installed if usable and installed >= usable else usable,
            "memory_slots_count": _slots_count(tables.memory_arrays),
            "memory_modules": _unique_slots(rows, tables.memory_devices),
        }
    )
