"""Windows in the shape of Linux: counters from psutil every minute, the configuration from CIM once a day.

Both arrive as one JSON document, so that a recorded tree holds them as `commands/windows-sample.txt` and
`commands/windows-configuration.txt`. Drive health comes from smartctl where smartmontools is installed.
"""

from collections.abc import Callable
from typing import Final

from kado_collector.host import Host
from kado_collector.readings import (
    Code,
    Counter,
    Counting,
    Described,
    Gauge,
    Json,
    Sampled,
    Trouble,
    Unread,
)
from kado_collector.sources import drives, redfish
from kado_collector.sources.parsing import meaningful
from kado_collector.sources.smartctl import parse_json
from kado_collector.sources.windows_snapshot import snapshot

CONFIGURATION_SECONDS: Final = 120.0
_SELECT: Final = (
    ("computer", "Win32_ComputerSystem", "Manufacturer,Model,Name,HypervisorPresent,TotalPhysicalMemory"),
    ("bios", "Win32_BIOS", "Manufacturer,SMBIOSBIOSVersion,SerialNumber"),
    ("os", "Win32_OperatingSystem", "Caption,Version,ProductType,OSArchitecture"),
    ("processors", "Win32_Processor", "Name,NumberOfCores,NumberOfLogicalProcessors"),
    ("memory", "Win32_PhysicalMemory", "BankLocator,DeviceLocator,Capacity,ConfiguredClockSpeed,Manufacturer,PartNumber,SMBIOSMemoryType"),
    ("slots", "Win32_PhysicalMemoryArray", "MemoryDevices,Use"),
)  # fmt: skip
_COMMANDS: Final = (
    ("disks", "Get-PhysicalDisk", "DeviceId,FriendlyName,SerialNumber,FirmwareVersion,Size,MediaType,BusType"),
    ("spaces", "Get-VirtualDisk", "FriendlyName,ResiliencySettingName,HealthStatus,OperationalStatus"),
    ("adapters", "Get-NetAdapter -Physical", "Name,Status,ReceiveLinkSpeed"),
)  # fmt: skip


def configuration_script() -> str:
    """The PowerShell that prints the document: fixed queries, nothing from outside in it."""
    parts = [
        f"{key}=@(Get-CimInstance {name} | Select-Object {fields})" for key, name, fields in _SELECT
    ]
    parts += [f"{key}=@({name} | Select-Object {fields})" for key, name, fields in _COMMANDS]
    body = "; ".join(parts)
    return f"$ErrorActionPreference='SilentlyContinue'; @{{{body}}} | ConvertTo-Json -Depth 4 -Compress"


def _configuration(host: Host) -> dict[str, list[dict[str, Json]]]:
    """The document: every key a list of objects. A key that Windows could not give is an empty list."""
    if host.recorded:
        text = host.run("windows-configuration").text
    else:
        shell = ("powershell", "-NoProfile", "-NonInteractive", "-Command")
        text = host.run(*shell, configuration_script(), seconds=CONFIGURATION_SECONDS).text
    document = parse_json(text)
    if document is None:
        raise Unread(Code.DAMAGED, "the answer of PowerShell (CIM) was not understood")
    out: dict[str, list[dict[str, Json]]] = {}
    for key in [row[0] for row in (*_SELECT, *_COMMANDS)]:
        rows = document.get(key)
        rows = rows if isinstance(rows, list) else [rows]
        out[key] = [row for row in rows if isinstance(row, dict)]
    return out


def _document(host: Host) -> dict[str, Json]:
    if not host.recorded:
        return snapshot()
    document = parse_json(host.run("windows-sample").text)
    if document is None:
        raise Unread(Code.DAMAGED, "the recorded sample was not understood")
    return document


def _number(row: dict[str, Json], key: str) -> float | None:
    value = row.get(key)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _whole(row: dict[str, Json], key: str) -> int | None:
    value = _number(row, key)
    return None if value is None else int(value)


def _text(row: dict[str, Json], key: str) -> str | None:
    value = row.get(key)
    return meaningful(value) if isinstance(value, str) else None


def _rows(document: dict[str, Json], key: str) -> list[dict[str, Json]]:
    rows = document.get(key)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _part(document: dict[str, Json], key: str) -> dict[str, Json]:
    part = document.get(key)
    return part if isinstance(part, dict) else {}


def sample_processor(host: Host) -> Sampled:
    times = _part(_document(host), "processor")
    used, total = _number(times, "used_seconds"), _number(times, "total_seconds")
    if used is None or total is None:
        raise Unread(Code.DAMAGED, "Windows gave no processor times")
    return Sampled(counters=(Counter("processor_used_ratio", "", used, Counting.SHARE, total),))


def sample_memory(host: Host) -> Sampled:
    row = _part(_document(host), "memory")
    pairs = (
        ("memory_used_bytes", "used_bytes"),
        ("memory_total_bytes", "total_bytes"),
        ("swap_used_bytes", "swap_used_bytes"),
        ("swap_total_bytes", "swap_total_bytes"),
    )
    found = ((metric, _number(row, key)) for metric, key in pairs)
    return Sampled(tuple(Gauge(metric, "", value) for metric, value in found if value is not None))


def sample_filesystems(host: Host) -> Sampled:
    gauges: list[Gauge] = []
    for row in _rows(_document(host), "volumes"):
        mount, total, free = (
            _text(row, "mount"),
            _number(row, "capacity_bytes"),
            _number(row, "free_bytes"),
        )
        if mount and total and free is not None and 0 <= free <= total:
            gauges.append(Gauge("filesystem_total_bytes", mount, total))
            gauges.append(Gauge("filesystem_used_bytes", mount, total - free))
    return Sampled(tuple(gauges))


_DISK_KEYS: Final = (
    ("disk_read_bytes_per_second", "read_bytes", Counting.PER_SECOND),
    ("disk_written_bytes_per_second", "written_bytes", Counting.PER_SECOND),
)
_NETWORK_KEYS: Final = (
    ("network_received_bytes_per_second", "received_bytes", Counting.PER_SECOND),
    ("network_sent_bytes_per_second", "sent_bytes", Counting.PER_SECOND),
    ("network_errors_count", "errors_count", Counting.INCREASE),
)


def _counters(
    rows: list[dict[str, Json]], keys: tuple[tuple[str, str, Counting], ...]
) -> tuple[Counter, ...]:
    return tuple(
        Counter(metric, str(row["name"]), value, counting)
        for row in rows
        for metric, key, counting in keys
        if "name" in row and (value := _number(row, key)) is not None
    )


def sample_disks(host: Host) -> Sampled:
    return Sampled(counters=_counters(_rows(_document(host), "disks"), _DISK_KEYS))


def sample_network(host: Host) -> Sampled:
    return Sampled(counters=_counters(_rows(_document(host), "interfaces"), _NETWORK_KEYS))


def sample_system(host: Host) -> Sampled:
    uptime = _number(_document(host), "uptime_seconds")
    return Sampled(() if uptime is None else (Gauge("system_uptime_seconds", "", uptime),))


def _first(rows: list[dict[str, Json]]) -> dict[str, Json]:
    return rows[0] if rows else {}


def os_version(caption: str | None) -> str | None:
    """'Microsoft Windows Server 2022 Standard' is '2022'; 'Server 2012 R2' keeps its R2."""
    words = (caption or "").split()
    for number, word in enumerate(words):
        if word.isdigit():
            return f"{word} R2" if words[number + 1 : number + 2] == ["R2"] else word
    return None


def describe_identity(host: Host) -> Described:
    document = _configuration(host)
    computer, bios, system = (_first(document[key]) for key in ("computer", "bios", "os"))
    hypervisor = computer.get("HypervisorPresent")
    return Described(
        {
            "manufacturer": _text(computer, "Manufacturer"),
            "model_number": _text(computer, "Model"),
            "serial_number": _text(bios, "SerialNumber"),
            "hostname": _text(computer, "Name"),
            "os_name": "windows" if system.get("ProductType") == 1 else "windows-server",
            "os_version": os_version(_text(system, "Caption")),
            "kernel_version": _text(system, "Version"),
            "architecture": _text(system, "OSArchitecture"),
            # A host with Hyper-V is under its own hypervisor; only the model tells a guest.
            "virtualisation": _guest(_text(computer, "Model") or "", bool(hypervisor)),
            "bios_vendor": _text(bios, "Manufacturer"),
            "bios_version": _text(bios, "SMBIOSBIOSVersion"),
            "memory_bytes": _whole(computer, "TotalPhysicalMemory"),
        }
    )


def _guest(model: str, hypervisor: bool) -> str:
    if not hypervisor:
        return ""
    marks = (
        ("Virtual Machine", "microsoft"),
        ("VMware", "vmware"),
        ("KVM", "kvm"),
        ("VirtualBox", "oracle"),
    )
    return next((name for mark, name in marks if mark in model), "")


# SMBIOS 3.6, 7.18.2 (Memory Device - Type).
_MEMORY_TYPES: Final = {20: "DDR", 21: "DDR2", 24: "DDR3", 26: "DDR4", 34: "DDR5", 35: "LPDDR5"}


def describe_memory(host: Host) -> Described:
    document = _configuration(host)
    modules: list[Json] = [
        {
            "slot": _text(row, "DeviceLocator") or _text(row, "BankLocator") or "",
            "capacity_bytes": _whole(row, "Capacity"),
            "kind": _MEMORY_TYPES.get(_whole(row, "SMBIOSMemoryType") or 0),
            "speed_mts": _whole(row, "ConfiguredClockSpeed"),
            "manufacturer": _text(row, "Manufacturer"),
            "part_number": _text(row, "PartNumber"),
        }
        for row in document["memory"]
    ]
    system = [row for row in document["slots"] if row.get("Use") in (None, 3)]  # 3: system memory
    slots = sum(_whole(row, "MemoryDevices") or 0 for row in system)
    return Described({"memory_modules": modules, "memory_slots_count": slots or None})


def describe_processor(host: Host) -> Described:
    rows = _configuration(host)["processors"]
    return Described(
        {
            "processor_model": _text(_first(rows), "Name"),
            "processor_sockets_count": len(rows) or None,
            "processor_cores_count": sum(_whole(r, "NumberOfCores") or 0 for r in rows) or None,
            "processor_threads_count": sum(
                _whole(r, "NumberOfLogicalProcessors") or 0 for r in rows
            )
            or None,
        }
    )


def describe_filesystems(host: Host) -> Described:
    keys = ("mount", "device", "kind", "capacity_bytes", "read_only")
    rows: list[Json] = [{k: row.get(k) for k in keys} for row in _rows(_document(host), "volumes")]
    return Described({"file_systems": rows})


def describe_network(host: Host) -> Described:
    rows: list[Json] = [
        {
            "name": _text(row, "Name") or "",
            "speed_bits_per_second": _whole(row, "ReceiveLinkSpeed") or None,
            "up": row.get("Status") == "Up",
        }
        for row in _configuration(host)["adapters"]
    ]
    return Described({"network_interfaces": rows})


_BUSES: Final = {
    "SATA": "sata",
    "SAS": "sas",
    "NVMe": "nvme",
    "USB": "usb",
    "RAID": "raid",
    "iSCSI": "iscsi",
}


def describe_drives(host: Host) -> Described:
    """The disks behind Storage Spaces too: Get-PhysicalDisk names them where the volumes hide them."""
    rows: list[Json] = [
        {
            "device": f"PhysicalDisk{row.get('DeviceId')}",
            "model": _text(row, "FriendlyName"),
            "serial": _text(row, "SerialNumber"),
            "firmware": _text(row, "FirmwareVersion"),
            "capacity_bytes": _whole(row, "Size"),
            "rotational": {"HDD": True, "SSD": False}.get(_text(row, "MediaType") or ""),
            "transport": _BUSES.get(_text(row, "BusType") or ""),
        }
        for row in _configuration(host)["disks"]
    ]
    health = drives.describe(host)
    return Described({"drives": rows}, health.devices, health.troubles)


_SPACE_STATES: Final = {"Healthy": "optimal", "Warning": "degraded", "Unhealthy": "failed"}


def describe_arrays(host: Host) -> Described:
    rows: list[Json] = [
        {
            "name": _text(row, "FriendlyName") or "",
            "level": (_text(row, "ResiliencySettingName") or "").lower() or None,
            "state": _SPACE_STATES.get(_text(row, "HealthStatus") or ""),
        }
        for row in _configuration(host)["spaces"]
    ]
    return Described({"storage_arrays": rows})


def _unsupported(problem: str) -> Callable[[Host], Sampled]:
    def sample(host: Host) -> Sampled:
        remedy = "read them from the BMC"
        return Sampled(troubles=(Trouble(Code.NOT_THERE, problem, remedy),))

    return sample


SAMPLED: Final[tuple[tuple[str, Callable[[Host], Sampled]], ...]] = (
    ("processor", sample_processor),
    ("memory", sample_memory),
    ("filesystems", sample_filesystems),
    ("disks", sample_disks),
    ("network", sample_network),
    ("system", sample_system),
    ("sensors", _unsupported("Windows gives programs no temperatures")),
    ("memory_errors", _unsupported("Windows gives programs no counts of memory errors")),
)
DESCRIBED: Final[tuple[tuple[str, Callable[[Host], Described]], ...]] = (
    ("identity", describe_identity),
    ("processor", describe_processor),
    ("memory", describe_memory),
    ("filesystems", describe_filesystems),
    ("network", describe_network),
    ("drives", describe_drives),
    ("arrays", describe_arrays),
    ("redfish", redfish.describe),
)
