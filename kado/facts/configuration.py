"""Configuration: what a server is made of, as its collector read it. None is "not known"."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class MemoryModule:
    slot: str
    capacity_bytes: int | None  # None: the slot is there and its size is unknown; 0: empty
    kind: str | None = None  # 'DDR4'
    speed_mts: int | None = None
    manufacturer: str | None = None
    part_number: str | None = None


@dataclass(frozen=True, slots=True)
class Drive:
    device: str
    model: str | None = None
    serial: str | None = None
    firmware: str | None = None
    capacity_bytes: int | None = None
    rotational: bool | None = None
    transport: str | None = None  # 'sata', 'sas', 'nvme', 'virtio', ...


@dataclass(frozen=True, slots=True)
class FileSystem:
    mount: str
    device: str | None = None
    kind: str | None = None  # 'ext4', 'xfs', 'ntfs', ...
    capacity_bytes: int | None = None
    read_only: bool | None = None


@dataclass(frozen=True, slots=True)
class NetworkInterface:
    name: str
    speed_bits_per_second: int | None = None
    up: bool | None = None
    bond: str | None = None  # the name of the bond it belongs to


@dataclass(frozen=True, slots=True)
class StorageArray:
    name: str
    level: str | None = None  # 'raid1', ...
    state: str | None = None  # 'optimal', 'degraded', 'rebuilding', 'failed'
    members_count: int | None = None
    members_failed_count: int | None = None
    spares_count: int | None = None
    battery: str | None = None  # 'good', 'degraded', 'absent'


@dataclass(frozen=True, slots=True)
class PowerSupply:
    name: str
    state: str | None = None  # 'ok', 'degraded', 'failed', 'absent'


@dataclass(frozen=True, slots=True)
class SourceReport:
    """Whether one source of the collector could read, and what it could not (a blind spot is a finding)."""

    source: str
    ok: bool
    duration_seconds: float | None = None
    problem: str | None = None
    remedy: str | None = None
    code: str | None = None  # why not, from the closed list in docs/wire-format.md


@dataclass(frozen=True, slots=True)
class Configuration:
    """One snapshot of one server's configuration."""

    manufacturer: str | None = None
    model_number: str | None = None
    serial_number: str | None = None
    hostname: str | None = None
    os_name: str | None = None  # 'debian', 'rhel', 'windows-server', ...
    os_version: str | None = None
    kernel_version: str | None = None
    architecture: str | None = None
    virtualisation: str | None = None  # 'kvm', 'vmware', ...; '' on bare metal
    bios_vendor: str | None = None
    bios_version: str | None = None
    bios_date: str | None = None
    bmc_firmware_version: str | None = None
    processor_model: str | None = None
    processor_sockets_count: int | None = None
    processor_cores_count: int | None = None
    processor_threads_count: int | None = None
    memory_bytes: int | None = None
    memory_slots_count: int | None = None
    memory_modules: tuple[MemoryModule, ...] = ()
    drives: tuple[Drive, ...] = ()
    file_systems: tuple[FileSystem, ...] = ()
    network_interfaces: tuple[NetworkInterface, ...] = ()
    storage_arrays: tuple[StorageArray, ...] = ()
    power_supplies: tuple[PowerSupply, ...] = ()
    collector_version: str | None = None
    clock_synchronised: bool | None = None
    clock_offset_seconds: float | None = None
    sources: tuple[SourceReport, ...] = ()
    unread: tuple[str, ...] = field(default=())  # fields whose value was there and not understood
