"""Disk traffic of whole drives, from /proc/diskstats; partitions, loop, ram, device-mapper and md are left out
(their traffic is on the drives below them).

    254  0 vda 37086 9977 2705282 9227 22134 39792 5231704 13462 0 5960 23452 ...
    major minor name reads merged sectors ms writes merged sectors ms running ms_busy ...

A sector here is 512 bytes, whatever the drive's own sector size is (Documentation/admin-guide/iostats.rst).
"""

import re
from dataclasses import dataclass
from typing import Final

from kado_collector.host import Host
from kado_collector.limits import INSTANCES_LIMIT
from kado_collector.readings import Counter, Sampled
from kado_collector.sources.parsing import counts, damaged

SECTOR_BYTES: Final = 512
_LEFT_OUT: Final = re.compile(r"^(?:loop|ram|zram|dm-|md|sr|fd|nbd|rbd|drbd|zd|bcache)\d", re.ASCII)
_HIDDEN_PATH: Final = re.compile(r"^nvme\d+c\d+n\d+$", re.ASCII)  # a path of a multipath NVMe
# Used where a tree has no /sys/block: a partition is a whole drive's name and a number.
_PARTITION: Final = re.compile(
    r"^(?:(?:sd|vd|xvd|hd)[a-z]+\d+|(?:nvme\d+n\d+|mmcblk\d+)p\d+)$", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Traffic:
    device: str
    read_bytes: int
    written_bytes: int
    busy_seconds: float


def parse_diskstats(text: str) -> tuple[list[Traffic], int]:
    """Every device of the file, and how many lines were not understood."""
    found: list[Traffic] = []
    bad_count = 0
    for line in text.splitlines():
        words = line.split()
        numbers = counts(words[3:14]) if len(words) >= 14 else None
        if numbers is None:
            bad_count += bool(words)
            continue
        sectors_read, sectors_written, busy_ms = numbers[2], numbers[6], numbers[9]
        found.append(
            Traffic(
                words[2],
                sectors_read * SECTOR_BYTES,
                sectors_written * SECTOR_BYTES,
                busy_ms / 1000,
            )
        )
    return found, bad_count


def is_drive(name: str) -> bool:
    """Whether a name in /sys/block is a drive of its own."""
    return not _LEFT_OUT.match(name) and not _HIDDEN_PATH.match(name)


def whole_drives(host: Host, seen: list[str]) -> list[str]:
    """The names of whole drives; from /sys/block, or by their shape where there is none."""
    blocks = host.names("/sys/block")
    names = (
        [n for n in seen if n in blocks] if blocks else [n for n in seen if not _PARTITION.match(n)]
    )
    return [n for n in names if is_drive(n)]


def sample(host: Host) -> Sampled:
    found, bad_count = parse_diskstats(host.text("/proc/diskstats"))
    wanted = set(whole_drives(host, [t.device for t in found])[:INSTANCES_LIMIT])
    counters: list[Counter] = []
    for traffic in found:
        if traffic.device not in wanted:
            continue
        counters += [
            Counter("disk_read_bytes_per_second", traffic.device, traffic.read_bytes),
            Counter("disk_written_bytes_per_second", traffic.device, traffic.written_bytes),
            Counter("disk_busy_ratio", traffic.device, traffic.busy_seconds),
        ]
    return Sampled(counters=tuple(counters), troubles=damaged("/proc/diskstats", bad_count))
