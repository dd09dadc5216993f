"""The server as its BMC knows it, over Redfish: what the operating system cannot see, chiefly drives behind RAID.

Asked once a day and only where an account was given. What the operating system tells itself goes before
(`joining.py`); a drive that only the BMC knows is a device whose answer is written with smartctl's words.
"""

import time
from dataclasses import dataclass, field
from typing import Final

from kado_collector.host import Host
from kado_collector.limits import BMC_TOTAL_SECONDS_LIMIT, NAMES_IN_FOLDER_LIMIT
from kado_collector.readings import Absent, Code, Described, Json, Trouble, Unread
from kado_collector.sources.parsing import meaningful

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


@dataclass(slots=True)
class _Walk:
    """Follows links. A resource that is missing or damaged is {}; a refusal or a time-out ends the walk. Both are told."""

    host: Host
    start_seconds: float
    troubles: list[Trouble] = field(default_factory=list)
    ended: bool = False

    def get(self, link: Json) -> dict[str, Json]:
        path = link.get("@odata.id") if isinstance(link, dict) else None
        if not isinstance(path, str) or self.ended:
            return {}
        if time.monotonic() - self.start_seconds > BMC_TOTAL_SECONDS_LIMIT:
            problem = (
                f"the BMC needed more than {BMC_TOTAL_SECONDS_LIMIT:g} s; the rest was not read"
            )
            return self.told(Trouble(Code.TIMED_OUT, problem))
        try:
            return self.host.bmc(path)
        except Absent:
            return {}
        except Unread as unread:
            return self.told(unread.trouble)

    def told(self, trouble: Trouble) -> dict[str, Json]:
        self.troubles.append(trouble)
        self.ended = trouble.code is not Code.DAMAGED
        return {}

    def each(self, links: Json) -> list[dict[str, Json]]:
        rows = links if isinstance(links, list) else []
        found = [self.get(link) for link in rows[:NAMES_IN_FOLDER_LIMIT]]
        return [row for row in found if row]

    def members(self, link: Json) -> list[dict[str, Json]]:
        return self.each(self.get(link).get("Members"))


def _text(row: dict[str, Json], *names: str) -> str | None:
    values = (row.get(name) for name in names)
    found = (meaningful(value) for value in values if isinstance(value, str))
    return next((value for value in found if value), None)


def _name(row: dict[str, Json], *names: str) -> str:
    """What a resource is called; '0' is a name here, and a serial number nobody wrote elsewhere."""
    values = (row.get(name) for name in names)
    return next((value.strip() for value in values if isinstance(value, str) and value.strip()), "")


def _number(row: dict[str, Json], name: str) -> int | None:
    value = row.get(name)
    whole = isinstance(value, int | float) and not isinstance(value, bool) and value > 0
    return int(value) if whole and isinstance(value, int | float) else None


def _status(row: dict[str, Json], name: str) -> str | None:
    status = row.get("Status")
    value = status.get(name) if isinstance(status, dict) else None
    return value if isinstance(value, str) else None


def module(row: dict[str, Json]) -> dict[str, Json]:
    """A Memory resource as a row of configuration.memory_modules."""
    slot = _name(row, "DeviceLocator", "Id", "Name")
    if _status(row, "State") == "Absent":
        return {"slot": slot, "capacity_bytes": 0}
    capacity = _number(row, "CapacityMiB")
    return {
        "slot": slot,
        "capacity_bytes": capacity * _MIB if capacity else None,
        "kind": _text(row, "MemoryDeviceType"),
        "speed_mts": _number(row, "OperatingSpeedMhz"),
        "manufacturer": _text(row, "Manufacturer"),
        "part_number": _text(row, "PartNumber"),
    }


def drive(row: dict[str, Json]) -> dict[str, Json]:
    """A Drive resource as a row of configuration.drives; its name says where it was read."""
    transport = _PROTOCOLS.get(str(row.get("Protocol")), (None, None))[0]
    return {
        "device": f"bmc {_name(row, 'Id', 'Name')}".strip(),
        "model": _text(row, "Model"),
        "serial": _text(row, "SerialNumber"),
        "firmware": _text(row, "Revision", "FirmwareVersion"),
        "capacity_bytes": _number(row, "CapacityBytes"),
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
        "rotation_rate": _number(row, "RotationSpeedRPM"),
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
    level = _text(row, "RAIDType") or _VOLUME_LEVELS.get(str(row.get("VolumeType")))
    if level is None:
        return None
    links = row.get("Links")
    members = links.get("Drives") if isinstance(links, dict) else None
    return {
        "name": f"bmc {_name(row, 'Id', 'Name')}".strip(),
        "level": level.lower(),
        "state": _ARRAY_STATES.get(_status(row, "Health") or ""),
        "members_count": len(members) or None if isinstance(members, list) else None,
    }


def supply(row: dict[str, Json]) -> dict[str, Json]:
    """A power supply of Power (older) or PowerSubsystem (newer)."""
    absent = _status(row, "State") == "Absent"
    state = "absent" if absent else _SUPPLY_STATES.get(_status(row, "Health") or "")
    return {"name": _name(row, "Name", "MemberId", "Id") or "PSU", "state": state}


def _unique_names(rows: list[dict[str, Json]]) -> list[Json]:
    names = [row["name"] for row in rows]
    return [
        {**row, "name": f"{row['name']} #{number}"} if names.count(row["name"]) > 1 else row
        for number, row in enumerate(rows, start=1)
    ]


def _supplies(walk: _Walk, root: dict[str, Json]) -> list[Json]:
    rows: list[dict[str, Json]] = []
    for chassis in walk.members(root.get("Chassis")):
        newer = walk.members(walk.get(chassis.get("PowerSubsystem")).get("PowerSupplies"))
        older = walk.get(chassis.get("Power")).get("PowerSupplies") if not newer else None
        named = [r for r in older if isinstance(r, dict)] if isinstance(older, list) else []
        rows += newer or [r for r in named if "Status" in r]
    # A blade's enclosure lists the same supplies once per chassis resource.
    unique = {_text(r, "SerialNumber") or f"#{n}": r for n, r in enumerate(rows)}
    return _unique_names([supply(row) for row in unique.values()])


def _identity(system: dict[str, Json]) -> dict[str, Json]:
    maker = _text(system, "Manufacturer")
    # Dell's service tag, which DMI calls the serial number, is the SKU here.
    names = ("SKU", "SerialNumber") if (maker or "").startswith("Dell") else ("SerialNumber",)
    return {
        "manufacturer": maker,
        "model_number": _text(system, "Model"),
        "serial_number": _text(system, *names),
        "bios_version": _text(system, "BiosVersion"),
    }


# Where the service root leads (DSP0266 6.2.3 names these); used where a BMC's own root is damaged.
_PARTS: Final = ("Systems", "Chassis", "Managers")
_USUAL_ROOT: Final[dict[str, Json]] = {p: {"@odata.id": f"/redfish/v1/{p}"} for p in _PARTS}


def describe(host: Host) -> Described:
    walk = _Walk(host, time.monotonic())
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
        if _status(d, "State") != "Absent"
    ]
    volumes = [array(v) for storage in storages for v in walk.members(storage.get("Volumes"))]
    manager = next(iter(walk.members(root.get("Managers"))), {})
    fields: dict[str, Json] = {
        **_identity(system),
        "bmc_firmware_version": _text(manager, "FirmwareVersion"),
        "memory_modules": [module(m) for m in walk.members(system.get("Memory"))],
        "drives": [drive(d) for d in drives],
        "storage_arrays": [v for v in volumes if v is not None],
        "power_supplies": _supplies(walk, root),
    }
    known = {name: value for name, value in fields.items() if value}
    return Described(known, tuple(device(d) for d in drives), tuple(walk.troubles))
