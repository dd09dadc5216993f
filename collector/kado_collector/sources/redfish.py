"""The server as its BMC knows it, over Redfish: what the operating system cannot see, chiefly drives behind RAID.

Asked once a day and only where an account was given. What the operating system tells itself goes before
(`joining.py`); a drive that only the BMC knows is a device whose answer is written with smartctl's words.
"""

import time
from datetime import UTC, datetime
from typing import Final

from kado_collector.host import Host
from kado_collector.readings import Absent, Described, Json, Unread
from kado_collector.sources import redfish_parts
from kado_collector.sources.redfish_walk import Walk, name_of, number_of, status_of, text_of

_MIB: Final = 1 << 20
# DSP0268 2024.1, Volume: VolumeType, the older way to name a RAID level.
_VOLUME_LEVELS: Final = {
    "NonRedundant": "raid0",
    "Mirrored": "raid1",
    "StripedWithParity": "raid5",
    "SpannedMirrors": "raid10",
    "SpannedStripesWithParity": "raid50",
}
_ARRAY_STATES: Final = {"OK": "optimal", "Warning": "degraded", "Critical": "failed"}
_SUPPLY_STATES: Final = {"OK": "ok", "Warning": "degraded", "Critical": "failed"}
_PROTOCOLS: Final = {"SATA": ("sata", "ATA"), "SAS": ("sas", "SCSI"), "NVMe": ("nvme", "NVMe")}


def module(row: dict[str, Json]) -> dict[str, Json]:
    """A Memory resource as a row of configuration.memory_modules."""
    slot = name_of(row, "DeviceLocator", "Id", "Name")
    if status_of(row, "State") == "Absent":
        return {"slot": slot, "capacity_bytes": 0}
    capacity = number_of(row, "CapacityMiB")
    return {
        "slot": slot,
        "capacity_bytes": capacity * _MIB if capacity else None,
        "kind": text_of(row, "MemoryDeviceType"),
        "speed_mts": number_of(row, "OperatingSpeedMhz"),
        "manufacturer": text_of(row, "Manufacturer"),
        "part_number": text_of(row, "PartNumber"),
    }


def drive(row: dict[str, Json]) -> dict[str, Json]:
    """A Drive resource as a row of configuration.drives; its name says where it was read."""
    transport = _PROTOCOLS.get(str(row.get("Protocol")), (None, None))[0]
    return {
        "device": f"bmc {name_of(row, 'Id', 'Name')}".strip(),
        "model": text_of(row, "Model"),
        "serial": text_of(row, "SerialNumber"),
        "firmware": text_of(row, "Revision", "FirmwareVersion"),
        "capacity_bytes": number_of(row, "CapacityBytes"),
        "rotational": {"HDD": True, "SSD": False}.get(str(row.get("MediaType"))),
        "transport": transport,
    }


def device(row: dict[str, Json]) -> dict[str, Json]:
    """The same drive's health in smartctl's words: FailurePredicted is the drive's own verdict (SMART)."""
    about = drive(row)
    protocol = _PROTOCOLS.get(str(row.get("Protocol")), (None, None))[1]
    predicted, left = row.get("FailurePredicted"), row.get("PredictedMediaLifeLeftPercent")
    health: dict[str, Json] = {
        "device": {"name": about["device"], "protocol": protocol},
        "model_name": about["model"],
        "serial_number": about["serial"],
        "firmware_version": about["firmware"],
        "rotation_rate": number_of(row, "RotationSpeedRPM"),
    }
    if about["rotational"] is False:
        health["rotation_rate"] = 0
    if about["capacity_bytes"]:
        health["user_capacity"] = {"bytes": about["capacity_bytes"]}
    if isinstance(predicted, bool):
        health["smart_status"] = {"passed": not predicted}
    if (
        isinstance(left, int | float)
        and not isinstance(left, bool)
        and 0 <= left <= 100
        and not about["rotational"]
    ):
        health["endurance_used"] = {"current_percent": 100 - int(left)}
    return {
        "device": about["device"],
        "smartctl": {name: value for name, value in health.items() if value is not None},
    }


def array(row: dict[str, Json]) -> dict[str, Json] | None:
    """A Volume resource as a row of configuration.storage_arrays; None for a single drive that is passed through."""
    level = text_of(row, "RAIDType") or _VOLUME_LEVELS.get(str(row.get("VolumeType")))
    if level is None:
        return None
    links = row.get("Links")
    members = links.get("Drives") if isinstance(links, dict) else None
    return {
        "name": f"bmc {name_of(row, 'Id', 'Name')}".strip(),
        "level": level.lower(),
        "state": _ARRAY_STATES.get(status_of(row, "Health") or ""),
        "members_count": len(members) or None if isinstance(members, list) else None,
    }


def supply(row: dict[str, Json]) -> dict[str, Json]:
    """A power supply of Power (older) or PowerSubsystem (newer)."""
    absent = status_of(row, "State") == "Absent"
    state = "absent" if absent else _SUPPLY_STATES.get(status_of(row, "Health") or "")
    return {"name": name_of(row, "Name", "MemberId", "Id") or "PSU", "state": state}


def _unique_names(rows: list[dict[str, Json]]) -> list[Json]:
    names = [row["name"] for row in rows]
    return [
        {**row, "name": f"{row['name']} #{number}"} if names.count(row["name"]) > 1 else row
        for number, row in enumerate(rows, start=1)
    ]


def _supplies(walk: Walk, chassis: list[dict[str, Json]]) -> list[Json]:
    rows: list[dict[str, Json]] = []
    for one in chassis:
        newer = walk.members(walk.get(one.get("PowerSubsystem")).get("PowerSupplies"))
        older = walk.get(one.get("Power")).get("PowerSupplies") if not newer else None
        named = [r for r in older if isinstance(r, dict)] if isinstance(older, list) else []
        rows += newer or [r for r in named if "Status" in r]
    # A blade's enclosure lists the same supplies once per chassis resource.
    unique = {text_of(r, "SerialNumber") or f"#{n}": r for n, r in enumerate(rows)}
    return _unique_names([supply(row) for row in unique.values()])


def _identity(system: dict[str, Json]) -> dict[str, Json]:
    maker = text_of(system, "Manufacturer")
    # Dell's service tag, which DMI calls the serial number, is the SKU here.
    names = ("SKU", "SerialNumber") if (maker or "").startswith("Dell") else ("SerialNumber",)
    return {
        "manufacturer": maker,
        "model_number": text_of(system, "Model"),
        "serial_number": text_of(system, *names),
        "bios_version": text_of(system, "BiosVersion"),
    }


# Where the service root leads (DSP0266 6.2.3 names these); used where a BMC's own root is damaged.
_PARTS: Final = ("Systems", "Chassis", "Managers")
_USUAL_ROOT: Final[dict[str, Json]] = {p: {"@odata.id": f"/redfish/v1/{p}"} for p in _PARTS}


def describe(host: Host) -> Described:
    walk = Walk(host, time.monotonic())
    try:
        root = host.bmc("/redfish/v1")
    except Absent as absent:
        return Described({}, troubles=(absent.trouble,))
    except Unread as unread:
        root = walk.told(unread.trouble) or _USUAL_ROOT
    system = next(iter(walk.members(root.get("Systems"))), {})
    storages = walk.members(system.get("Storage"))
    drives = [
        d
        for storage in storages
        for d in walk.each(storage.get("Drives"))
        if status_of(d, "State") != "Absent"
    ]
    volumes = [array(v) for storage in storages for v in walk.members(storage.get("Volumes"))]
    manager = next(iter(walk.members(root.get("Managers"))), {})
    chassis = walk.members(root.get("Chassis"))
    fields: dict[str, Json] = {
        **_identity(system),
        "bmc_firmware_version": text_of(manager, "FirmwareVersion"),
        "memory_modules": [module(m) for m in walk.members(system.get("Memory"))],
        "drives": [drive(d) for d in drives],
        "storage_arrays": [v for v in volumes if v is not None],
        "power_supplies": _supplies(walk, chassis),
        **redfish_parts.cooling(walk, chassis),
        **redfish_parts.logs(walk, system, manager),
        **redfish_parts.board(manager, None if host.recorded else datetime.now(UTC)),
    }
    known = {name: value for name, value in fields.items() if value or value == 0}
    return Described(known, tuple(device(d) for d in drives), tuple(walk.troubles))
