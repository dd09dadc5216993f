"""The series of one server: pure functions of the server's plan and the hour (MISSION E1: processor, memory, disk)."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.demonstration.calendars import LocalHours
from kado.demonstration.dice import Floats, drift, gauss, key_of, uniform
from kado.demonstration.hardware import HARDWARE, PRODUCTS
from kado.demonstration.plan import FAULTY_MODULE, FileSystemPlan, ServerPlan, Workload
from kado.units import GIB_BYTES, HOUR_SECONDS, MIB_BYTES

_RESTART_HOUR: Final = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One series: three statistics of each hour, in the unit of the metric. Arrays of the length of the hours."""

    metric: str
    instance: str
    mean: Floats
    minimum: Floats
    maximum: Floats


def columns(plan: ServerPlan, calendar: LocalHours, cut_hour: int) -> list[Column]:
    """Every series of a server at the hours of the calendar; gaps and silence are not yet taken out."""
    days = (calendar.hours - cut_hour) / 24.0
    load = processor_load(plan, calendar, days)
    found = [*_processor(plan, calendar.hours, load), *_memory(plan, calendar, days)]
    for file_system in plan.file_systems:
        found += _file_system(plan, file_system, days)
    for drive in plan.drives[:3]:
        found += _disk(plan, drive.device, drive.product, calendar.hours, load)
    return [
        *found,
        *_network(plan, calendar.hours, load),
        *_system(plan, calendar.hours, load, cut_hour),
    ]


def processor_load(plan: ServerPlan, calendar: LocalHours, days: Floats) -> Floats:
    """Mean share of processor time in use each hour, 0-1."""
    work = plan.workload
    key = key_of(plan.hostname, "load")
    swing = np.where(calendar.is_closed, work.swing_ratio * work.closed_ratio, work.swing_ratio)
    swing = swing * (1 + 0.06 * drift(key ^ 3, calendar.hours, 24 * 4))
    load = work.idle_ratio + swing * _profile(work.rhythm, calendar.hour_of_day)
    load = load * (1 + work.growth_per_year_ratio * days / 365)
    load = load + _month_end(work, calendar) + _bursts(work, key, calendar)
    return np.clip(load * (1 + work.noise_ratio * gauss(key, calendar.hours)), 0.002, 0.985)


def _profile(rhythm: str, hour: Floats) -> Floats:
    """Share of the swing at each hour of the day."""
    if rhythm == "office":
        return np.asarray(0.03 + 0.9 * _bump(hour, 10.5, 1.9) + 0.97 * _bump(hour, 15.0, 2.2))
    if rhythm == "web":
        return np.asarray(0.12 + 0.5 * _bump(hour, 12.5, 2.4) + 0.88 * _bump(hour, 20.5, 2.6))
    if rhythm == "night":
        return np.asarray(0.04 + 0.96 * _bump(hour, 2.0, 1.8))
    return np.asarray(0.6 + 0.3 * _bump(hour, 14.0, 4.5))


def _bump(hour: Floats, centre: float, width: float) -> Floats:
    distance = np.abs((hour - centre + 12) % 24 - 12)
    return np.asarray(np.exp(-0.5 * (distance / width) ** 2))


def _month_end(work: Workload, calendar: LocalHours) -> Floats:
    """The closing of accounts: the nights of the last three days of a month."""
    night = _bump(calendar.hour_of_day, 23.0, 3.0)
    return np.where(calendar.days_to_month_end < 3, work.month_end_ratio * night, 0.0)


def _bursts(work: Workload, key: int, calendar: LocalHours) -> Floats:
    """Irregular bursts in working hours, for the servers that have them."""
    hit = uniform(key ^ 5, calendar.hours) > 0.8
    height = work.bursts_ratio * uniform(key ^ 6, calendar.hours)
    return np.where(hit & ~calendar.is_closed & (calendar.hour_of_day > 7), height, 0.0)


def _processor(plan: ServerPlan, hours: NDArray[np.int64], load: Floats) -> list[Column]:
    key = key_of(plan.hostname, "processor")
    low = load * (0.45 + 0.3 * uniform(key, hours))
    high = np.minimum(
        load + (1 - load) * (0.08 + 0.25 * uniform(key ^ 1, hours)) * np.sqrt(load), 1.0
    )
    waiting = load * 0.06 * (0.5 + uniform(key ^ 2, hours))
    cores = HARDWARE[plan.hardware].cores_count
    used = _ratio("processor_used_ratio", "", load, low, high)
    if plan.is_windows:  # gives neither: missing, not zero (MISSION E2)
        return [used]
    return [
        used,
        _ratio("processor_iowait_ratio", "", waiting, waiting * 0.3, waiting * 2.2),
        _flat("processor_load_count", "", np.round(load * cores * 1.1 + 0.05, 2)),
    ]


def _memory(plan: ServerPlan, calendar: LocalHours, days: Floats) -> list[Column]:
    total = memory_total(plan, days)
    key = key_of(plan.hostname, "memory")
    use = plan.memory
    ratio = use.shape.used_ratio(key, days) + use.swing_ratio * (
        _profile("office", calendar.hour_of_day) - 0.3
    )
    if use.leak_days:
        place = (days * 24 + 240_000 - _RESTART_HOUR) / (use.leak_days * 24)
        ratio = ratio + use.leak_ratio * (place - np.floor(place))
    used = np.clip(ratio, 0.02, 0.975) * total
    wobble = 0.004 * total * (0.4 + uniform(key ^ 1, calendar.hours))
    swap_total = np.full_like(total, 8.0 * GIB_BYTES)
    swap = swap_total * np.clip((ratio - 0.8) * 2.2, 0.002, 0.9)
    return [
        _bytes("memory_used_bytes", "", used, used - wobble, np.minimum(used + wobble, total)),
        _flat("memory_total_bytes", "", total),
        _bytes("swap_used_bytes", "", swap, swap, swap),
        _flat("swap_total_bytes", "", swap_total),
    ]


def memory_total(plan: ServerPlan, days: Floats) -> Floats:
    """Usable memory: a little less than what is installed, as the kernel reports it."""
    installed = np.full(days.shape, float(plan.memory_bytes))
    if plan.memory_upgraded_day is not None:
        installed = np.where(days < plan.memory_upgraded_day, plan.memory_before_bytes, installed)
    return np.asarray(np.floor(installed * 0.981 / MIB_BYTES) * MIB_BYTES)


def _file_system(plan: ServerPlan, file_system: FileSystemPlan, days: Floats) -> list[Column]:
    key = key_of(plan.hostname, file_system.mount)
    total = np.full(days.shape, float(file_system.capacity_bytes))
    if file_system.enlarged_bytes:
        total = np.where(days < file_system.enlarged_day, total, float(file_system.enlarged_bytes))
    used = np.minimum(
        file_system.shape.used_ratio(key, days) * file_system.capacity_bytes, total * 0.985
    )
    found = [
        _bytes(
            "filesystem_used_bytes",
            file_system.mount,
            used,
            used * 0.9995,
            np.minimum(used * 1.0005, total),
        ),
        _flat("filesystem_total_bytes", file_system.mount, total),
    ]
    if file_system.kind != "NTFS":  # NTFS has no inodes: missing, not zero (MISSION E2)
        inodes = np.round(used / total * 0.12 + 0.004, 4)
        found.append(_flat("filesystem_inodes_used_ratio", file_system.mount, inodes))
    return found


def _disk(
    plan: ServerPlan, device: str, product: str, hours: NDArray[np.int64], load: Floats
) -> list[Column]:
    name = device.removeprefix("/dev/")
    key = key_of(plan.hostname, name)
    written = (
        PRODUCTS[product].written_per_day_bytes
        / 86_400
        * (0.3 + 2.2 * load)
        * (0.7 + 0.6 * uniform(key, hours))
    )
    read = written * (0.6 + 1.4 * uniform(key ^ 1, hours))
    slow = 2.4 if PRODUCTS[product].rotation_rpm else 0.7
    busy = np.clip(0.01 + slow * 0.3 * load * (0.6 + 0.8 * uniform(key ^ 2, hours)), 0.001, 0.99)
    return [
        _rate("disk_read_bytes_per_second", name, read),
        _rate("disk_written_bytes_per_second", name, written),
        _ratio("disk_busy_ratio", name, busy, busy * 0.4, np.minimum(busy * 2.1, 1.0)),
    ]


def _network(plan: ServerPlan, hours: NDArray[np.int64], load: Floats) -> list[Column]:
    key = key_of(plan.hostname, "network")
    name = plan.network_names[-1]
    received = 12e6 * (0.05 + load) * (0.6 + 0.8 * uniform(key, hours))
    return [
        _rate("network_received_bytes_per_second", name, received),
        _rate(
            "network_sent_bytes_per_second",
            name,
            received * (0.5 + 1.2 * uniform(key ^ 1, hours)),
        ),
    ]


def _system(
    plan: ServerPlan, hours: NDArray[np.int64], load: Floats, cut_hour: int
) -> list[Column]:
    key = key_of(plan.hostname, "system")
    season = 1.8 * np.sin(2 * np.pi * ((hours / 24) % 365.25 - 110) / 365.25)
    inlet = np.round((22.5 + season + 0.5 * drift(key, hours, 30)) * 2) / 2
    package = np.round(inlet + 17 + 34 * load)
    uptime = uptime_seconds(plan, hours, cut_hour)
    return [
        Column(
            "system_uptime_seconds",
            "",
            uptime,
            uptime - HOUR_SECONDS / 2,
            uptime + HOUR_SECONDS / 2,
        ),
        Column("sensor_temperature_celsius", "Inlet Temp", inlet, inlet, inlet + 0.5),
        Column("sensor_temperature_celsius", "CPU1 Temp", package, package - 2, package + 4),
        *_memory_errors(plan, hours, cut_hour),
    ]


def _memory_errors(plan: ServerPlan, hours: NDArray[np.int64], cut_hour: int) -> list[Column]:
    """One module of each server; in the story of failing memory it corrects errors from a day on."""
    nothing = np.zeros(len(hours))
    begun = plan.memory_errors_day
    corrected = nothing
    if begun is not None:
        draw = uniform(key_of(plan.hostname, "memory errors"), hours)
        corrected = np.where((hours >= cut_hour + begun * 24) & (draw > 0.8), 0.02, 0.0)
    instance = f"mc0/{FAULTY_MODULE}"
    return [
        Column("memory_corrected_errors_count", instance, corrected, nothing, corrected * 150),
        Column("memory_uncorrected_errors_count", instance, nothing, nothing, nothing),
    ]


def uptime_seconds(plan: ServerPlan, hours: NDArray[np.int64], cut_hour: int) -> Floats:
    """Seconds since the last reboot in the middle of each hour: a regular one, and those that works on the hardware needed."""
    period = plan.reboot_days * 24
    shift = key_of(plan.hostname, "reboot") % period
    since = (hours - cut_hour + 1_000_000 + shift) % period
    for day in reboot_days(plan):
        passed = hours - (cut_hour + day * 24)
        since = np.where(passed >= 0, np.minimum(since, passed), since)
    return np.asarray((since + 0.5) * HOUR_SECONDS)


def reboot_days(plan: ServerPlan) -> list[int]:
    """Days of reboots that belong to a change of hardware."""
    enlarged = [f.enlarged_day for f in plan.file_systems if f.enlarged_bytes]
    return [d for d in (plan.memory_upgraded_day, *enlarged) if d is not None]


def _ratio(metric: str, instance: str, mean: Floats, low: Floats, high: Floats) -> Column:
    return Column(metric, instance, np.round(mean, 4), np.round(low, 4), np.round(high, 4))


def _bytes(metric: str, instance: str, mean: Floats, low: Floats, high: Floats) -> Column:
    return Column(
        metric, instance, *(np.floor(v / MIB_BYTES) * MIB_BYTES for v in (mean, low, high))
    )


def _rate(metric: str, instance: str, mean: Floats) -> Column:
    return Column(metric, instance, *(np.round(mean * factor, -3) for factor in (1.0, 0.35, 2.6)))


def _flat(metric: str, instance: str, values: Floats) -> Column:
    return Column(metric, instance, values, values, values)
