"""The registry: the visible list of sources, one file each in `sources`; the order is the order in a bundle."""

from collections.abc import Callable
from typing import Final, TypeAlias

from kado_collector.host import Host
from kado_collector.readings import Described, Sampled
from kado_collector.sources import (
    arrays,
    bmc_log,
    clock,
    cooling,
    disks,
    drives,
    filesystems,
    identity,
    memory,
    memory_errors,
    network,
    power,
    processor,
    ras_records,
    redfish,
    sensors,
    system,
    windows,
)

Sample: TypeAlias = Callable[[Host], Sampled]
Describe: TypeAlias = Callable[[Host], Described]

SAMPLED: Final[tuple[tuple[str, Sample], ...]] = (
    ("processor", processor.sample),
    ("memory", memory.sample),
    ("filesystems", filesystems.sample),
    ("disks", disks.sample),
    ("network", network.sample),
    ("system", system.sample),
    ("sensors", sensors.sample),
    ("memory_errors", memory_errors.sample),
)
DESCRIBED: Final[tuple[tuple[str, Describe], ...]] = (
    ("identity", identity.describe),
    ("processor", processor.describe),
    ("memory", memory.describe),
    ("filesystems", filesystems.describe),
    ("network", network.describe),
    ("drives", drives.describe),
    ("arrays", arrays.describe),
    ("redfish", redfish.describe),
    ("power", power.describe),
    ("bmc_log", bmc_log.describe),
    ("cooling", cooling.describe),
    ("ras_records", ras_records.describe),
    ("clock", clock.describe),
)


def sampled(platform: str) -> tuple[tuple[str, Sample], ...]:
    """What is read every minute on 'linux' or 'windows'."""
    return windows.SAMPLED if platform == "windows" else SAMPLED


def described(platform: str) -> tuple[tuple[str, Describe], ...]:
    """What is read once a day on 'linux' or 'windows'."""
    return windows.DESCRIBED if platform == "windows" else DESCRIBED
