"""The servers of the second customer, in Berlin. docs/demonstration.md tells what happens to each."""

from typing import Final

from kado.demonstration import parts
from kado.demonstration.plan import Contract, DrivePlan, MemoryUse, ServerPlan, Workload
from kado.demonstration.shapes import Calm, Growth, Noise, Sawtooth

GIB: Final = parts.GIB
_OFFICE: Final = Workload("office", 0.07, 0.30, 0.15)
_WEB: Final = Workload("web", 0.06, 0.26, 0.8)

# fmt: off
BERLIN: Final[tuple[ServerPlan, ...]] = (
    ServerPlan(
        "ber-db01", "R220", "Order database", "rhel", "9.6", parts.RHEL9,
        (parts.root(0.34), parts.boot(), parts.logs(), parts.data("/var/lib/mysql", 3200, Growth(0.52, 0.0006))),
        parts.pair("ssd480") + parts.nvmes("nvme32", 2, 720, 0.15, 0.07),
        256 * GIB, Workload("office", 0.11, 0.34, 0.4, 0.1), MemoryUse(Calm(0.69, 0.02, 0.008)),
        array_level="raid1", array_degraded_day=-9, story="degraded_array",
    ),
    ServerPlan(
        "ber-db02", "R220", "Order database (replica)", "rhel", "9.6", parts.RHEL9,
        (parts.root(0.32), parts.boot(), parts.logs(), parts.data("/var/lib/mysql", 3200, Growth(0.51, 0.0006))),
        parts.pair("ssd480") + parts.nvmes("nvme32", 2, 720, 0.14, 0.07),
        256 * GIB, Workload("office", 0.06, 0.2, 0.4), MemoryUse(Calm(0.63, 0.02, 0.008)),
        array_level="raid1", power_supplies_count=1, story="single_power_supply",
    ),
    ServerPlan(
        "ber-web01", "R120", "Tracking portal", "ubuntu", "24.04", parts.UBUNTU24,
        (parts.root(0.38), parts.boot(), parts.logs(), parts.data("/srv", 300, Calm(0.4, 0.06), "ext4")),
        parts.pair("ssd480", age_days=610), 64 * GIB, _WEB, gap=(-18, -15), story="data_gap",
    ),
    ServerPlan(
        "ber-web02", "R120", "Tracking portal", "ubuntu", "24.04", parts.UBUNTU24,
        (parts.root(0.37), parts.boot(), parts.logs(), parts.data("/srv", 300, Calm(0.41, 0.06), "ext4")),
        parts.pair("ssd480", age_days=610), 64 * GIB, _WEB,
    ),
    ServerPlan(
        "ber-app01", "R115", "Label printing", "debian", "12", parts.DEBIAN12,
        (parts.root(0.33), parts.boot(), parts.data("/srv", 200, Noise(0.37, 0.02), "ext4")),
        parts.pair("ssd240", age_days=1010), 64 * GIB, Workload("flat", 0.03, 0.02, 1.0, 0.0, 0.0, 0.25),
        MemoryUse(Noise(0.37, 0.06), 0.0), story="noise",
    ),
    ServerPlan(
        "ber-app02", "R115", "Customs interface", "debian", "12", parts.DEBIAN12,
        (parts.root(0.4), parts.boot(), parts.data("/srv", 200, Calm(0.46, 0.05), "ext4")),
        parts.pair("ssd240", age_days=1010), 64 * GIB, _OFFICE, contract=None, story="no_contract",
    ),
    ServerPlan(
        "ber-file01", "R225", "File server", "windows-server", "2022", parts.WINDOWS2022,
        (parts.windows("C", 220, Calm(0.41, 0.06)), parts.windows("D", 14 * 1024, Growth(0.70, 0.00068))),
        parts.pair("ssd480", age_days=930) + parts.row("hdd8", "c", 3, 925),
        64 * GIB, Workload("office", 0.05, 0.16, 0.2), array_level="raid5", story="slow_growth",
    ),
    ServerPlan(
        "ber-erp01", "R110", "ERP", "windows-server", "2016", parts.WINDOWS2016,
        (parts.windows("C", 200, Calm(0.57, 0.07)), parts.windows("E", 1200, Growth(0.55, 0.0004))),
        parts.pair("ssd960", age_days=1750, wear=0.31, per_year=0.065), 128 * GIB, Workload("office", 0.1, 0.36, 0.1, 0.2),
        MemoryUse(Calm(0.72, 0.03, 0.01)), warranty_day=75, story="os_ending",
    ),
    ServerPlan(
        "ber-backup01", "R225", "Backup", "debian", "12", parts.DEBIAN12,
        (parts.root(0.3), parts.boot(), parts.data("/backup", 20 * 1024, Sawtooth(0.55, 0.74, 30.4, 0.2))),
        parts.pair("sas12", age_days=1400) + parts.row("hdd8s", "c", 3, 1390), 64 * GIB, Workload("night", 0.03, 0.38, 0.9),
        array_level="raid5", collector_version="0.0.9", story="old_collector",
    ),
    ServerPlan(
        "ber-virt01", "R320", "Virtualisation host", "debian", "12", parts.DEBIAN12,
        (parts.root(0.29), parts.boot(), parts.data("/var/lib/libvirt", 2600, Calm(0.55, 0.05))),
        parts.pair("ssd240") + parts.nvmes("nvme32", 2, 540, 0.12, 0.08), 256 * GIB, Workload("flat", 0.24, 0.14, 0.8),
        MemoryUse(Calm(0.68, 0.05, 0.01)), array_level="raid1", memory_errors_day=-24, story="memory_errors",
    ),
    ServerPlan(
        "ber-ci01", "R120", "Build server", "ubuntu", "24.04", parts.UBUNTU24,
        (parts.root(0.48), parts.boot(), parts.data("/var/cache", 700, Sawtooth(0.25, 0.72, 9.0, 0.5), "ext4")),
        parts.pair("ssd960", age_days=480, wear=0.11, per_year=0.08), 128 * GIB, Workload("office", 0.05, 0.3, 0.05, 0.0, 0.1, 0.1, 0.5),
        MemoryUse(Noise(0.46, 0.1, 30), 0.06), story="bursts",
    ),
    ServerPlan(
        "ber-dev01", "R110", "Development", "debian", "11", parts.DEBIAN11,
        (parts.root(0.58), parts.boot(), parts.data("/home", 400, Growth(0.61, 0.0003), "ext4")),
        (DrivePlan("/dev/sda", "hdd4", 1620, "defects"), DrivePlan("/dev/sdb", "hdd4", 1620)),
        32 * GIB, Workload("office", 0.04, 0.14, 0.05), contract=Contract(-1000, 95, "Basic"), story="resting_defects",
    ),
    ServerPlan(
        "ber-edge01", "R110", "Warehouse gateway", "debian", "12", parts.DEBIAN12,
        (parts.root(0.35), parts.boot(), parts.data("/var/spool", 100, Sawtooth(0.1, 0.35, 10.0), "ext4")),
        parts.pair("ssd240", age_days=690), 16 * GIB, Workload("flat", 0.1, 0.07, 0.9), array_level="raid1",
    ),
)
# fmt: on
