"""One sample of Windows through psutil, as the document that a recorded tree also holds."""

import time

import psutil

from kado_collector.readings import Json


def _volumes() -> list[Json]:
    rows: list[Json] = []
    for part in psutil.disk_partitions(all=False):
        if "fixed" not in part.opts:  # not removable, not a network drive
            continue
        try:
            usage = psutil.disk_usage(part.mountpoint)
        except OSError:  # a locked BitLocker volume
            continue
        rows.append(
            {
                "mount": part.mountpoint,
                "device": part.device,
                "kind": part.fstype.lower(),
                "capacity_bytes": usage.total,
                "free_bytes": usage.free,
                "read_only": "ro" in part.opts.split(","),
            }
        )
    return rows


def _disks() -> list[Json]:
    found = psutil.disk_io_counters(perdisk=True) or {}
    return [
        {"name": name, "read_bytes": c.read_bytes, "written_bytes": c.write_bytes}
        for name, c in sorted(found.items())
    ]


def _interfaces() -> list[Json]:
    found = psutil.net_io_counters(pernic=True)
    return [
        {
            "name": name,
            "received_bytes": c.bytes_recv,
            "sent_bytes": c.bytes_sent,
            "errors_count": c.errin + c.errout,
        }
        for name, c in sorted(found.items())
        if not name.startswith(("Loopback", "isatap", "vEthernet"))
    ]


def snapshot() -> dict[str, Json]:
    """Counters since boot and values as they are now."""
    times = psutil.cpu_times()
    memory, swap = psutil.virtual_memory(), psutil.swap_memory()
    total = times.user + times.system + times.idle
    return {
        "uptime_seconds": time.time() - psutil.boot_time(),
        "processor": {"used_seconds": total - times.idle, "total_seconds": total},
        "memory": {
            "used_bytes": memory.total - memory.available,
            "total_bytes": memory.total,
            "swap_used_bytes": swap.used,
            "swap_total_bytes": swap.total,
        },
        "volumes": _volumes(),
        "disks": _disks(),
        "interfaces": _interfaces(),
    }
