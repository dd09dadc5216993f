"""Pieces that many servers of the roster share."""

from typing import Final

from kado.demonstration.plan import DrivePlan, FileSystemPlan
from kado.demonstration.shapes import Calm, Sawtooth, Shape
from kado.units import GIB_BYTES, TIB_BYTES

RHEL9: Final = (
    "5.14.0-503.40.1.el9_5.x86_64",
    "5.14.0-570.17.1.el9_6.x86_64",
    "5.14.0-570.49.1.el9_6.x86_64",
    "5.14.0-611.5.1.el9_7.x86_64",
)
RHEL8: Final = (
    "4.18.0-553.53.1.el8_10.x86_64",
    "4.18.0-553.69.1.el8_10.x86_64",
    "4.18.0-553.83.1.el8_10.x86_64",
)
RHEL7: Final = ("3.10.0-1160.119.1.el7.x86_64",)
DEBIAN12: Final = ("6.1.0-37-amd64", "6.1.0-40-amd64", "6.1.0-41-amd64")
DEBIAN11: Final = ("5.10.0-34-amd64", "5.10.0-36-amd64")
UBUNTU24: Final = ("6.8.0-64-generic", "6.8.0-79-generic", "6.8.0-88-generic")
UBUNTU22: Final = ("5.15.0-144-generic", "5.15.0-157-generic", "5.15.0-161-generic")
WINDOWS2022: Final = ("10.0.20348.4052", "10.0.20348.4294", "10.0.20348.4405")
WINDOWS2016: Final = ("10.0.14393.8330", "10.0.14393.8519", "10.0.14393.8594")


def root(
    level: float = 0.34, size_gib: int = 70, device: str = "/dev/mapper/vg0-root"
) -> FileSystemPlan:
    """The system's own file system."""
    return FileSystemPlan("/", device, "xfs", size_gib * GIB_BYTES, Calm(level, 0.03, 0.006))


def boot() -> FileSystemPlan:
    return FileSystemPlan("/boot", "/dev/sda2", "xfs", GIB_BYTES, Calm(0.37, 0.02, 0.002))


def logs(
    low: float = 0.18, high: float = 0.46, size_gib: int = 40, days: float = 7.0
) -> FileSystemPlan:
    """Logs, rotated every `days`: they grow and shrink and never fill."""
    return FileSystemPlan(
        "/var/log",
        "/dev/mapper/vg0-log",
        "xfs",
        size_gib * GIB_BYTES,
        Sawtooth(low, high, days, 0.12),
    )


def data(
    mount: str, size_gib: int, shape: Shape, kind: str = "xfs", **enlarged: int
) -> FileSystemPlan:
    """A file system for the server's purpose. enlarged: enlarged_day and enlarged_bytes."""
    name = mount.strip("/").replace("/", "_") or "data"
    return FileSystemPlan(
        mount, f"/dev/mapper/vg1-{name}", kind, size_gib * GIB_BYTES, shape, **enlarged
    )


def windows(letter: str, size_gib: int, shape: Shape) -> FileSystemPlan:
    return FileSystemPlan(f"{letter}:\\", f"\\\\.\\{letter}:", "NTFS", size_gib * GIB_BYTES, shape)


def pair(
    product: str, first: str = "a", age_days: int = 700, wear: float = 0.06, per_year: float = 0.03
) -> tuple[DrivePlan, ...]:
    """Two equal drives of a mirror."""
    letters = (first, chr(ord(first) + 1))
    return tuple(
        DrivePlan(f"/dev/sd{x}", product, age_days, "healthy", wear, per_year) for x in letters
    )


def row(product: str, first: str, count: int, age_days: int) -> tuple[DrivePlan, ...]:
    """Several equal drives."""
    return tuple(
        DrivePlan(f"/dev/sd{chr(ord(first) + i)}", product, age_days + 3 * i) for i in range(count)
    )


def nvmes(
    product: str, count: int, age_days: int, wear: float, per_year: float
) -> tuple[DrivePlan, ...]:
    return tuple(
        DrivePlan(f"/dev/nvme{i}", product, age_days, "healthy", wear + 0.01 * i, per_year)
        for i in range(count)
    )


GIB: Final = GIB_BYTES
TIB: Final = TIB_BYTES
