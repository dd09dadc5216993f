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
class Fan:
    name: str
    state: str | None = None  # 'ok', 'degraded', 'failed', 'absent'
    speed_rpm: int | None = None


@dataclass(frozen=True, slots=True)
class Redundancy:
    """A group of parts of which some may fail, as the BMC sees it."""

    part: str  # 'power_supplies', 'fans'
    state: str | None = None  # 'full', 'degraded', 'lost'


@dataclass(frozen=True, slots=True)
class BmcEvents:
    """Entries of the BMC's log of one kind that name one sensor. Kinds: kado_collector's sources/bmc_events.py."""

    kind: str
    sensor: str = ""
    recent_count: int = 0  # of the last 31 days, on the BMC's clock
    total_count: int = 0


@dataclass(frozen=True, slots=True)
class MemoryFaults:
    """Memory errors of the last 31 days on one module, and how far they spread over it; None: the driver does not say."""

    label: str
    corrected_count: int = 0
    uncorrected_count: int = 0
    located_count: int = 0  # records that say where the error lies
    ranks_count: int | None = None
    banks_count: int | None = None
    rows_count: int | None = None
    columns_count: int | None = None
    devices_count: int | None = None


@dataclass(frozen=True, slots=True)
class PcieErrors:
    """PCI Express errors (AER) of the last 31 days at one device."""

    device: str
    corrected_count: int = 0
    uncorrected_count: int = 0


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
    fans: tuple[Fan, ...] = ()
    redundancies: tuple[Redundancy, ...] = ()
    inlet_temperature_celsius: float | None = None
    bmc_events: tuple[BmcEvents, ...] = ()
    bmc_log_used_ratio: float | None = None
    bmc_clock_offset_seconds: float | None = None
    bmc_flash_state: str | None = None  # 'ok', 'degraded', 'failed'
    memory_faults: tuple[MemoryFaults, ...] = ()
    pcie_errors: tuple[PcieErrors, ...] = ()
    collector_version: str | None = None
    clock_synchronised: bool | None = None
    clock_offset_seconds: float | None = None
    sources: tuple[SourceReport, ...] = ()
    unread: tuple[str, ...] = field(default=())  # fields whose value was there and not understood
