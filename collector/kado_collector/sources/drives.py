"""Drives: the list from /sys/block, and the health of each from smartctl, behind RAID controllers too.

One drive that hangs, refuses or breaks never costs another its reading: each is asked on its own, with
a time limit, and one that gave nothing is in the bundle with the reason. A virtual drive has no health.
"""

import json
from dataclasses import dataclass
from typing import Final

from kado_collector.host import Host
from kado_collector.limits import DEVICES_LIMIT, DRIVE_SECONDS_LIMIT
from kado_collector.readings import Absent, Code, Described, Json, Trouble, Unread
from kado_collector.sources.disks import SECTOR_BYTES, is_drive
from kado_collector.sources.parsing import meaningful, optional_count, optional_text

# `-a` leaves out the device statistics, where SATA SSDs keep the endurance used; `-x` would add logs
# that hang some older drives, so only this one is asked for.
_HEALTH: Final = ("smartctl", "--json", "-a", "-l", "devstat")
_SCAN: Final = ("smartctl", "--scan-open", "--json")
_TRANSPORT_MARKS: Final = (
    ("/nvme", "nvme"),
    ("/virtio", "virtio"),
    ("/usb", "usb"),
    ("/ata", "sata"),
    ("/end_device", "sas"),
    ("/vbd-", "xen"),
    ("/mmc", "mmc"),
)
_PROTOCOL_TRANSPORTS: Final = {"NVMe": "nvme", "ATA": "sata", "SCSI": "sas"}
_VIRTUAL_TRANSPORTS: Final = frozenset({"virtio", "xen"})
_VIRTUAL_VENDORS: Final = ("QEMU", "VMware", "VBOX", "Msft", "Virtual")


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
    document = parse_json(text) or {}
    rows = document.get("devices")
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


def _transport(host: Host, name: str) -> str | None:
    path = "/" + (host.link(f"/sys/block/{name}") or "")
    marked = next((kind for mark, kind in _TRANSPORT_MARKS if mark in path), None)
    if marked is None and name.startswith(("nvme", "vd", "xvd")):
        return {"n": "nvme", "v": "virtio", "x": "xen"}[name[0]]
    return marked


def _is_virtual(host: Host, name: str, transport: str | None) -> bool:
    vendor = optional_text(host, f"/sys/block/{name}/device/vendor") or ""
    return transport in _VIRTUAL_TRANSPORTS or vendor.startswith(_VIRTUAL_VENDORS)


def block_drive(host: Host, name: str) -> dict[str, Json]:
    """What the kernel knows of one drive."""
    folder = f"/sys/block/{name}"
    sectors = optional_count(host, f"{folder}/size")
    rotational = optional_text(host, f"{folder}/queue/rotational")
    device = f"{folder}/device"
    firmware = optional_text(host, f"{device}/firmware_rev") or optional_text(host, f"{device}/rev")
    transport = _transport(host, name)
    return {
        "device": f"/dev/{name}",
        "model": meaningful(optional_text(host, f"{device}/model")),
        "serial": meaningful(
            optional_text(host, f"{device}/serial") or optional_text(host, f"{folder}/serial")
        ),
        "firmware": meaningful(firmware),
        "capacity_bytes": sectors * SECTOR_BYTES if sectors else None,
        # A virtual drive says 'rotational' by default and knows nothing of it.
        "rotational": None
        if _is_virtual(host, name, transport)
        else {"0": False, "1": True}.get(rotational or ""),
        "transport": transport,
    }


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
        "model": document.get("model_name")
        or document.get("scsi_model_name")
        or document.get("product"),
        "serial": document.get("serial_number"),
        "firmware": document.get("firmware_version") or document.get("revision"),
        "capacity_bytes": capacity if isinstance(capacity, int) else None,
        "rotational": speed > 0
        if isinstance(speed, int)
        else (False if protocol == "NVMe" else None),
        "transport": _PROTOCOL_TRANSPORTS.get(str(protocol)),
    }
    return {name: value for name, value in row.items() if value is not None}


def ask(host: Host, address: Address, seconds: float) -> tuple[dict[str, Json], str | None]:
    """One drive's document and, where it gave none, the problem. Raises Absent without smartctl."""
    try:
        output = host.run(*_HEALTH, *address.arguments, seconds=seconds)
    except Absent:
        raise
    except Unread as unread:
        return {}, unread.trouble.problem
    document = parse_json(output.text)
    if document is None:
        return {}, f"{address.device}: the answer of smartctl was not understood"
    # man smartctl, "EXIT STATUS": bit 0 the command line, bit 1 the device did not open; the others are findings.
    if output.exit_status & 0b11:
        return document, f"{address.device}: {_message(document) or 'smartctl could not open it'}"
    return document, None


def _message(document: dict[str, Json]) -> str | None:
    about = document.get("smartctl")
    messages = about.get("messages") if isinstance(about, dict) else None
    if not isinstance(messages, list):
        return None
    texts = [m.get("string") for m in messages if isinstance(m, dict)]
    return "; ".join(t for t in texts if isinstance(t, str)) or None


def addresses(host: Host, blocks: list[str]) -> list[Address]:
    """The drives to ask: those smartctl finds, and physical ones it did not (a dead drive is not found)."""
    found = parse_scan(host.run(*_SCAN, seconds=DRIVE_SECONDS_LIMIT).text)
    names = {address.device.split(" ")[0] for address in found}
    for name in blocks:
        controller = name.rpartition("n")[0] if name.startswith("nvme") else name
        known = names & {f"/dev/{name}", f"/dev/{controller}"}
        behind_controller = any(" " in a.device for a in found)
        if known or behind_controller or _is_virtual(host, name, _transport(host, name)):
            continue
        found.append(Address(f"/dev/{name}", (f"/dev/{name}",)))
    return found[:DEVICES_LIMIT]


def merged(blocks: list[dict[str, Json]], health: list[dict[str, Json]]) -> list[Json]:
    """One row per drive: smartctl knows better where both know; NVMe controllers are matched by serial number."""
    rows = {str(row["device"]): dict(row) for row in blocks}
    for row in health:
        device, serial = str(row["device"]), row.get("serial")
        same = (d for d, r in rows.items() if d == device or (serial and r.get("serial") == serial))
        match = next(same, device)
        rows[match] = {**rows.get(match, {}), **row, "device": match}
    return [rows[device] for device in sorted(rows)]


def describe(host: Host) -> Described:
    """configuration.drives and devices. A drive that gave no reading is a device with a problem."""
    names = [n for n in host.names("/sys/block") if is_drive(n)]
    blocks = [b for b in (block_drive(host, n) for n in names) if b["capacity_bytes"]]
    try:
        wanted = addresses(host, [str(b["device"]).removeprefix("/dev/") for b in blocks])
    except Unread as unread:
        return Described({"drives": list(blocks)}, troubles=(unread.trouble,))
    devices: list[dict[str, Json]] = []
    health: list[dict[str, Json]] = []
    problems: list[str] = []
    for address in wanted:
        document, problem = ask(host, address, DRIVE_SECONDS_LIMIT)
        devices.append({"device": address.device, "smartctl": document})
        if problem is not None:
            devices[-1]["problem"] = problem
            problems.append(problem)
        health.append(drive_of_health(address.device, document))
    return Described(
        {"drives": merged(blocks, health)}, tuple(devices), _troubles(blocks, wanted, problems)
    )


def _troubles(
    blocks: list[dict[str, Json]], wanted: list[Address], problems: list[str]
) -> tuple[Trouble, ...]:
    troubles = [
        Trouble(Code.FAILED, problem, "look at the drive: it may be failing or gone")
        for problem in problems
    ]
    if not wanted:
        text = "no physical drive is visible: virtual drives tell no health"
        code = Code.NOT_APPLICABLE if blocks else Code.NOT_THERE
        troubles.append(Trouble(code, text))
    return tuple(troubles)
