"""smartctl: how a drive is reached, what its answer says of itself, what its exit status means.

The answer is passed on as far as the public list allows; reading health out of it is the service's work.
"""

import json
from dataclasses import dataclass
from typing import Final

from kado_collector.host import Host
from kado_collector.readings import Json
from kado_collector.sources.parsing import has_device, optional_text

# `-a` leaves out the device statistics, where SATA SSDs keep the endurance used; `-x` would add logs
# that hang some older drives, so only this one is asked for. Other kinds of drives ignore it.
HEALTH: Final = ("smartctl", "--json", "-a", "-l", "devstat")
SCAN: Final = ("smartctl", "--scan-open", "--json")
_PROTOCOL_TRANSPORTS: Final = {"NVMe": "nvme", "ATA": "sata", "SCSI": "sas"}
_SMART_ARRAY_DRIVERS: Final = ("hpsa", "smartpqi", "cciss")
_SMART_ARRAY_DRIVES_LIMIT: Final = 128  # smartctl takes cciss,0 to cciss,127
_RAID_CONTROLLER_TYPE: Final = "12"  # SCSI peripheral device type 0Ch (SPC-4, table 138)


@dataclass(frozen=True, slots=True)
class Address:
    """How smartctl reaches a drive. device: the name it has in the bundle, '/dev/bus/0 megaraid,3'."""

    device: str
    arguments: tuple[str, ...]


def parse_json(text: str) -> dict[str, Json] | None:
    """A JSON object; some old smartctl print text before it. None when damaged."""
    start = text.find("{")
    try:
        found = json.loads(text[start:]) if start >= 0 else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def parse_scan(text: str) -> list[Address]:
    """The devices of `smartctl --scan-open --json`; several drives share a name behind a controller."""
    rows = (parse_json(text) or {}).get("devices")
    found: list[Address] = []
    for row in rows if isinstance(rows, list) else []:
        if not isinstance(row, dict):
            continue
        name, kind = row.get("name"), row.get("type")
        if not isinstance(name, str) or not name.startswith("/dev/"):
            continue
        shared = isinstance(kind, str) and "," in kind  # 'megaraid,3', 'cciss,0', 'sat+megaraid,3'
        device = f"{name} {str(kind).removeprefix('sat+')}" if shared else name
        typed = ("-d", kind) if isinstance(kind, str) and kind else ()
        found.append(Address(device, (*typed, name)))
    return list({address.device: address for address in found}.values())


def smart_array_addresses(host: Host) -> list[list[Address]]:
    """Possible drives of each Smart Array controller: `--scan` does not look behind them.

    The controller itself is a SCSI generic device; its drives are numbered from 0 (man smartctl, '-d cciss').
    """
    if not any(has_device(host, driver) for driver in _SMART_ARRAY_DRIVERS):
        return []
    folder = "/sys/class/scsi_generic"
    found: list[list[Address]] = []
    for name in host.names(folder):
        if optional_text(host, f"{folder}/{name}/device/type") == _RAID_CONTROLLER_TYPE:
            kinds = [f"cciss,{number}" for number in range(_SMART_ARRAY_DRIVES_LIMIT)]
            found.append([Address(f"/dev/{name} {k}", ("-d", k, f"/dev/{name}")) for k in kinds])
    return found


def opened(exit_status: int) -> bool:
    """Bit 0: the command line, bit 1: the device did not open (man smartctl, 'EXIT STATUS'). Others are findings."""
    return exit_status & 0b11 == 0


def message(document: dict[str, Json]) -> str | None:
    """What smartctl said went wrong."""
    about = document.get("smartctl")
    messages = about.get("messages") if isinstance(about, dict) else None
    if not isinstance(messages, list):
        return None
    texts = [m.get("string") for m in messages if isinstance(m, dict)]
    return "; ".join(t for t in texts if isinstance(t, str)) or None


def is_volume(document: dict[str, Json]) -> bool:
    """Whether the device is a RAID controller's volume: smartctl then asks for '-d megaraid,N' or '-d cciss,N'."""
    text = message(document) or ""
    return "'-d megaraid,N'" in text or "'-d cciss,N'" in text or "'-d aacraid," in text


def unit_name(document: dict[str, Json]) -> str | None:
    """The drive's world-wide name, the same on every path to it; None where it has none. It stays on the server."""
    name = document.get("wwn") or document.get("logical_unit_id")
    if isinstance(name, dict):
        parts = [name.get(key) for key in ("naa", "oui", "id")]
        return "-".join(map(str, parts)) if all(isinstance(p, int) for p in parts) else None
    return name if isinstance(name, str) and name else None


def drive_of_health(device: str, document: dict[str, Json]) -> dict[str, Json]:
    """What smartctl knows of one drive, as a row of configuration.drives; absent where it does not."""
    about = document.get("device")
    protocol = about.get("protocol") if isinstance(about, dict) else None
    capacity = document.get("user_capacity") or document.get("nvme_total_capacity")
    if isinstance(capacity, dict):
        capacity = capacity.get("bytes")
    speed = document.get("rotation_rate")
    row: dict[str, Json] = {
        "device": device,
        "model": _first(document, "model_name", "scsi_model_name", "product"),
        "serial": _first(document, "serial_number"),
        "firmware": _first(document, "firmware_version", "scsi_revision", "revision"),
        "capacity_bytes": capacity if isinstance(capacity, int) and capacity > 0 else None,
        "rotational": speed > 0
        if isinstance(speed, int)
        else (False if protocol == "NVMe" else None),
        "transport": _PROTOCOL_TRANSPORTS.get(str(protocol)),
    }
    return {name: value for name, value in row.items() if value is not None}


def _first(document: dict[str, Json], *names: str) -> str | None:
    found = (document.get(name) for name in names)
    return next(
        (value.strip() for value in found if isinstance(value, str) and value.strip()), None
    )
