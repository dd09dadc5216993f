"""The configuration of each server of the demonstration, and when it changes."""

from kado.demonstration.dice import key_of
from kado.demonstration.drives import serial_of
from kado.demonstration.hardware import HARDWARE, MANUFACTURER, PRODUCTS, Hardware
from kado.demonstration.plan import FAULTY_MODULE, ServerPlan
from kado.facts.configuration import (
    BmcEvents,
    Configuration,
    Drive,
    Fan,
    FileSystem,
    MemoryFaults,
    MemoryModule,
    NetworkInterface,
    PowerSupply,
    Redundancy,
    SourceReport,
    StorageArray,
)
from kado.units import GIB_BYTES

_KERNEL_DAYS = 91  # a new kernel each quarter
FANS_COUNT = 4
SOURCES = ("identity", "drives", "filesystems", "ras_records")


def changes_on(plan: ServerPlan, day: int) -> bool:
    """Whether the server is made of something else than on the day before."""
    return _changing(plan, day) != _changing(plan, day - 1)


def _changing(plan: ServerPlan, day: int) -> tuple[object, ...]:
    """The parts of a configuration that are not the same on every day."""
    drives = sum(d.since_day <= day for d in plan.drives)
    enlarged = sum(f.enlarged_day < 0 and f.enlarged_day <= day for f in plan.file_systems)
    degraded = plan.array_degraded_day is not None and day >= plan.array_degraded_day
    return (
        _kernel(plan, day),
        memory_installed(plan, day),
        drives,
        enlarged,
        degraded,
        _has_memory_errors(plan, day),
    )


def configuration(plan: ServerPlan, day: int) -> Configuration:
    """What the server is made of on a day (counted from the cut)."""
    hardware = HARDWARE[plan.hardware]
    memory = memory_installed(plan, day)
    return Configuration(
        manufacturer=MANUFACTURER,
        model_number=hardware.model_number,
        serial_number=plan.serial_number,
        hostname=plan.hostname,
        os_name=plan.os_name,
        os_version=plan.os_version,
        kernel_version=_kernel(plan, day),
        architecture="x86_64",
        virtualisation="",
        bios_vendor=MANUFACTURER,
        bios_version=hardware.bios_old_version if plan.bios_is_old else hardware.bios_version,
        bios_date=hardware.bios_old_date if plan.bios_is_old else hardware.bios_date,
        bmc_firmware_version=hardware.bmc_version,
        processor_model=hardware.processor_model,
        processor_sockets_count=hardware.sockets_count,
        processor_cores_count=hardware.cores_count,
        processor_threads_count=hardware.cores_count * 2,
        memory_bytes=memory,
        memory_slots_count=hardware.memory_slots_count,
        memory_modules=_modules(hardware, memory),
        drives=_drives(plan, day),
        file_systems=_file_systems(plan, day),
        network_interfaces=tuple(
            NetworkInterface(n, 10_000_000_000, True, plan.network_names[2])
            for n in plan.network_names[:2]
        ),
        storage_arrays=_arrays(plan, day),
        power_supplies=_power_supplies(plan),
        fans=tuple(Fan(f"FAN{i + 1}", "ok", 5_400 + 60 * i) for i in range(FANS_COUNT)),
        redundancies=_redundancies(plan),
        inlet_temperature_celsius=22.5,
        bmc_events=_bmc_events(plan, day),
        bmc_log_used_ratio=0.05 + key_of(plan.hostname, "log") % 20 / 100,
        bmc_clock_offset_seconds=0.5,
        memory_faults=_memory_faults(plan, day),
        collector_version=plan.collector_version,
        clock_synchronised=True,
        clock_offset_seconds=0.0004,
        sources=tuple(SourceReport(s, True, 0.02) for s in SOURCES),
    )


def memory_installed(plan: ServerPlan, day: int) -> int:
    upgraded = plan.memory_upgraded_day
    return (
        plan.memory_before_bytes if upgraded is not None and day < upgraded else plan.memory_bytes
    )


def _kernel(plan: ServerPlan, day: int) -> str:
    """Kernels follow each other by the quarter, the newest in force from 40 days before the cut."""
    behind = max(-(day + 40) // _KERNEL_DAYS + 1, 0)
    return plan.kernels[max(len(plan.kernels) - 1 - behind, 0)]


def _modules(hardware: Hardware, memory_bytes: int) -> tuple[MemoryModule, ...]:
    """The fewest equal modules of at most 32 GiB that make up the memory; the other slots are empty."""
    size = (
        next(
            s
            for s in (8, 16, 32, 64)
            if memory_bytes <= s * GIB_BYTES * hardware.memory_slots_count
        )
        * GIB_BYTES
    )
    count = -(-memory_bytes // size)
    return tuple(
        MemoryModule(
            slot=f"DIMM_{chr(65 + i // 8)}{i % 8 + 1}",
            capacity_bytes=size if i < count else 0,
            kind=hardware.memory_kind if i < count else None,
            speed_mts=hardware.memory_speed_mts if i < count else None,
            manufacturer="Kado Demo" if i < count else None,
            part_number=f"KD-M{size // GIB_BYTES}G" if i < count else None,
        )
        for i in range(hardware.memory_slots_count)
    )


def _drives(plan: ServerPlan, day: int) -> tuple[Drive, ...]:
    return tuple(
        Drive(
            d.device,
            p.model,
            serial_of(plan, d),
            p.firmware,
            p.capacity_bytes,
            p.rotation_rpm > 0,
            p.transport,
        )
        for d in plan.drives
        if day >= d.since_day
        for p in (PRODUCTS[d.product],)
    )


def _file_systems(plan: ServerPlan, day: int) -> tuple[FileSystem, ...]:
    return tuple(
        FileSystem(
            f.mount,
            f.device,
            f.kind,
            f.enlarged_bytes if f.enlarged_bytes and day >= f.enlarged_day else f.capacity_bytes,
            False,
        )
        for f in plan.file_systems
    )


def _arrays(plan: ServerPlan, day: int) -> tuple[StorageArray, ...]:
    if not plan.array_level:
        return ()
    degraded = plan.array_degraded_day is not None and day >= plan.array_degraded_day
    members = len([d for d in plan.drives if day >= d.since_day])
    spares = None if plan.array_level == "raid1" else 0  # a mirror says nothing of spares
    state = "degraded" if degraded else "optimal"
    return (StorageArray("md0", plan.array_level, state, members, int(degraded), spares),)


def _power_supplies(plan: ServerPlan) -> tuple[PowerSupply, ...]:
    return tuple(PowerSupply(f"PSU{i + 1}", "ok") for i in range(plan.power_supplies_count))


def _redundancies(plan: ServerPlan) -> tuple[Redundancy, ...]:
    """A single power supply has no redundancy to lose."""
    fans = Redundancy("fans", "full")
    pair = plan.power_supplies_count > 1
    return (fans, Redundancy("power_supplies", "full")) if pair else (fans,)


def _has_memory_errors(plan: ServerPlan, day: int) -> bool:
    return plan.memory_errors_day is not None and day >= plan.memory_errors_day


def _bmc_events(plan: ServerPlan, day: int) -> tuple[BmcEvents, ...]:
    if not _has_memory_errors(plan, day):
        return ()
    return (BmcEvents("memory_corrected", f"Memory {FAULTY_MODULE}", 4, 4),)


def _memory_faults(plan: ServerPlan, day: int) -> tuple[MemoryFaults, ...]:
    """One column over many rows of one bank: what a failing sense amplifier looks like."""
    if not _has_memory_errors(plan, day):
        return ()
    return (MemoryFaults(FAULTY_MODULE, 212, 0, 180, 1, 1, 96, 1, 1),)


def reading_minute(plan: ServerPlan) -> int:
    """The minute after midnight UTC at which the server's daily reading is made: spread over an hour."""
    return key_of(plan.hostname, "reading") % 60
