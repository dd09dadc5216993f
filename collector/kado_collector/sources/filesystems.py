"""File systems on local block devices, from /proc/mounts and statvfs.

Left out on purpose: pseudo file systems (proc, tmpfs, overlay, ...), squashfs images and snaps, loop devices,
a second mount of the same device (bind mounts, btrfs subvolumes), and everything over a network:
a hung NFS server would hang statvfs. Total is all blocks, used is what is not free; blocks reserved for root count as free.
"""

import re
from dataclasses import dataclass
from typing import Final

from kado_collector.host import Host, Usage
from kado_collector.limits import INSTANCES_LIMIT
from kado_collector.readings import Code, Described, Gauge, Json, Sampled, Trouble, Unread
from kado_collector.sources.parsing import damaged

_LEFT_OUT_KINDS: Final = frozenset(
    {"squashfs", "iso9660", "udf", "cramfs", "erofs", "romfs", "swap"}
)
_WITHOUT_DEVICE_KINDS: Final = frozenset({"zfs"})  # their device is a name such as 'tank/home'
_LEFT_OUT_DEVICES: Final = ("/dev/loop", "/dev/fuse", "/dev/ram", "/dev/sr")
_LEFT_OUT_MOUNTS: Final = ("/snap/", "/var/snap/", "/var/lib/docker/", "/var/lib/containers/", "/var/lib/kubelet/pods/", "/run/", "/etc/")  # fmt: skip
_OCTAL: Final = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Mount:
    device: str
    mount: str
    kind: str
    read_only: bool


def _unescaped(word: str) -> str:
    r"""The kernel writes a blank in a path as \040."""
    return _OCTAL.sub(lambda match: chr(int(match.group(1), 8)), word)


def parse_mounts(text: str) -> tuple[list[Mount], int]:
    """Every mount, and how many lines were not understood."""
    mounts: list[Mount] = []
    bad_count = 0
    for line in text.splitlines():
        words = line.split(" ")
        if len(words) < 4:
            bad_count += bool(line.strip())
            continue
        device, mount, kind = (_unescaped(word) for word in words[:3])
        mounts.append(Mount(device, mount, kind, "ro" in words[3].split(",")))
    return mounts, bad_count


def _is_local(mount: Mount) -> bool:
    on_device = mount.device.startswith("/dev/") or mount.kind in _WITHOUT_DEVICE_KINDS
    return (
        on_device
        and mount.kind not in _LEFT_OUT_KINDS
        and not mount.device.startswith(_LEFT_OUT_DEVICES)
        and not mount.mount.startswith(_LEFT_OUT_MOUNTS)
    )


def chosen(mounts: list[Mount]) -> list[Mount]:
    """The mounts worth watching: local, visible (the last at its place), one per device (the first, not a bind)."""
    visible = {mount.mount: mount for mount in mounts}
    first: dict[str, Mount] = {}
    for mount in mounts:
        if _is_local(mount) and visible[mount.mount] is mount:
            first.setdefault(mount.device, mount)
    return sorted(first.values(), key=lambda m: m.mount)


def _gauges(mount: str, usage: Usage) -> list[Gauge]:
    if not 0 <= usage.free_bytes <= usage.capacity_bytes or usage.capacity_bytes == 0:
        return []
    used = usage.capacity_bytes - usage.free_bytes
    gauges = [
        Gauge("filesystem_total_bytes", mount, usage.capacity_bytes),
        Gauge("filesystem_used_bytes", mount, used),
    ]
    if 0 <= usage.inodes_free_count <= usage.inodes_count and usage.inodes_count > 0:
        ratio = 1.0 - usage.inodes_free_count / usage.inodes_count
        gauges.append(Gauge("filesystem_inodes_used_ratio", mount, ratio))
    return gauges


def _read(host: Host) -> tuple[list[tuple[Mount, Usage | None]], tuple[Trouble, ...]]:
    mounts, bad_count = parse_mounts(host.text("/proc/mounts"))
    wanted = chosen(mounts)
    troubles = list(damaged("/proc/mounts", bad_count))
    if len(wanted) > INSTANCES_LIMIT:
        problem = f"{len(wanted)} file systems; the first {INSTANCES_LIMIT} are read"
        troubles.append(Trouble(Code.TOO_MANY, problem))
    found: list[tuple[Mount, Usage | None]] = []
    for mount in wanted[:INSTANCES_LIMIT]:
        try:
            found.append((mount, host.usage(mount.mount)))
        except Unread as unread:
            troubles.append(unread.trouble)
            found.append((mount, None))
    return found, tuple(troubles)


def sample(host: Host) -> Sampled:
    found, troubles = _read(host)
    gauges = [gauge for mount, usage in found if usage for gauge in _gauges(mount.mount, usage)]
    return Sampled(tuple(gauges), troubles=troubles)


def describe(host: Host) -> Described:
    found, troubles = _read(host)
    rows: list[Json] = [
        {
            "mount": mount.mount,
            "device": mount.device,
            "kind": mount.kind,
            "capacity_bytes": usage.capacity_bytes if usage else None,
            "read_only": mount.read_only,
        }
        for mount, usage in found
    ]
    return Described({"file_systems": rows}, troubles=troubles)
