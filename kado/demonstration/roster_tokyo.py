"""The servers of the first customer, in Tokyo. docs/demonstration.md tells what happens to each."""

from typing import Final

from kado.demonstration import parts
from kado.demonstration.plan import Contract, DrivePlan, MemoryUse, ServerPlan, Workload
from kado.demonstration.shapes import Calm, Growth, Noise, Sawtooth, Step

GIB: Final = parts.GIB
TIB: Final = parts.TIB
_DB: Final = Workload("office", 0.09, 0.38, 0.25, 0.18, 0.10)
_WEB: Final = Workload("web", 0.07, 0.30, 0.75, 0.0, 0.06)

# fmt: off
TOKYO: Final[tuple[ServerPlan, ...]] = (
    ServerPlan(
        "tyo-db01", "R220", "基幹データベース", "rhel", "9.6", parts.RHEL9,
        (parts.root(0.36), parts.boot(), parts.logs(), parts.data("/var/lib/pgsql", 1400, Growth(0.80, 0.0029, -150))),
        parts.pair("ssd480") + parts.nvmes("nvme19", 2, 640, 0.09, 0.05),
        256 * GIB, _DB, MemoryUse(Calm(0.66, 0.03, 0.01)), array_level="raid1", story="growth_to_full",
    ),
    ServerPlan(
        "tyo-db02", "R220", "基幹データベース(待機)", "rhel", "9.6", parts.RHEL9,
        (parts.root(0.33), parts.boot(), parts.logs(), parts.data("/var/lib/pgsql", 2800, Growth(0.40, 0.00055))),
        parts.pair("ssd480") + parts.nvmes("nvme19", 2, 640, 0.08, 0.04),
        256 * GIB, Workload("office", 0.05, 0.16, 0.3, 0.08), MemoryUse(Calm(0.48, 0.02, 0.01)),
        array_level="raid1",
    ),
    ServerPlan(
        "tyo-web01", "R120", "会員向けウェブ", "rhel", "9.6", parts.RHEL9,
        (parts.root(0.31), parts.boot(), parts.logs(0.16, 0.83, 60, 7.0), parts.data("/srv", 400, Calm(0.44, 0.08))),
        parts.pair("ssd480", age_days=820), 64 * GIB, _WEB, story="log_rotation",
    ),
    ServerPlan(
        "tyo-web02", "R120", "会員向けウェブ", "rhel", "9.6", parts.RHEL9,
        (parts.root(0.30), parts.boot(), parts.logs(), parts.data("/srv", 400, Calm(0.45, 0.08))),
        parts.pair("ssd480", age_days=820), 64 * GIB,
        Workload("web", 0.20, 0.71, 0.9, 0.0, 0.62, 0.03), MemoryUse(Calm(0.71, 0.11, 0.01)), story="overloaded_growing",
    ),
    ServerPlan(
        "tyo-app01", "R115", "受発注アプリケーション", "rhel", "8.10", parts.RHEL8,
        (parts.root(0.42), parts.boot(), parts.logs(), parts.data("/opt/app", 200, Calm(0.38, 0.05))),
        parts.pair("ssd480", age_days=900), 96 * GIB, Workload("office", 0.08, 0.32, 0.2, 0.1),
        MemoryUse(Calm(0.42, 0.02, 0.008), 0.02, leak_ratio=0.53, leak_days=23.0), story="memory_leak",
    ),
    ServerPlan(
        "tyo-app02", "R115", "受発注アプリケーション", "rhel", "8.10", parts.RHEL8,
        (parts.root(0.41), parts.boot(), parts.logs(), parts.data("/opt/app", 200, Calm(0.36, 0.05))),
        parts.pair("ssd480", age_days=900), 192 * GIB, Workload("office", 0.08, 0.34, 0.2, 0.1),
        MemoryUse(Step(Calm(0.88, 0.05, 0.008), -211, Calm(0.57, 0.02, 0.008)), 0.025),
        memory_upgraded_day=-211, memory_before_bytes=96 * GIB, story="memory_upgrade",
    ),
    ServerPlan(
        "tyo-file01", "R225", "部門ファイルサーバ", "rhel", "9.6", parts.RHEL9,
        (parts.root(0.29), parts.boot(), parts.data("/export/share", 22 * 1024, Sawtooth(0.52, 0.86, 46.0, 0.25)), parts.data("/export/archive", 6 * 1024, Calm(0.58, 0.09))),
        (*parts.pair("ssd240"), DrivePlan("/dev/sdc", "hdd8s", 1510), DrivePlan("/dev/sdd", "hdd8s", 1510, "failing"), DrivePlan("/dev/sde", "hdd8s", 1508), DrivePlan("/dev/sdf", "hdd8s", 1506)),
        64 * GIB, Workload("office", 0.04, 0.14, 0.2), MemoryUse(Noise(0.52, 0.03)), array_level="raid6", story="failing_drive",
    ),
    ServerPlan(
        "tyo-backup01", "R225", "バックアップ", "rhel", "9.6", parts.RHEL9,
        (parts.root(0.27, 80), parts.boot(), parts.data("/backup", 14 * 1024, Growth(0.98, 0.0011), enlarged_day=-96, enlarged_bytes=21 * TIB)),
        parts.pair("sas12", age_days=1240) + parts.row("hdd8s", "c", 2, 1235) + (DrivePlan("/dev/sde", "hdd8s", 100, since_day=-96),),
        64 * GIB, Workload("night", 0.03, 0.42, 0.95), MemoryUse(Noise(0.41, 0.05)), array_level="raid5", story="disk_added",
    ),
    ServerPlan(
        "tyo-mail01", "R110", "メール", "debian", "12", parts.DEBIAN12,
        (parts.root(0.45), parts.boot(), parts.data("/var/mail", 300, Growth(0.51, 0.0004), "ext4")),
        (DrivePlan("/dev/sda", "ssd480", 1430, "wearing", 0.915, 0.26), DrivePlan("/dev/sdb", "ssd480", 1430, "wearing", 0.885, 0.25)),
        32 * GIB, Workload("office", 0.06, 0.24, 0.35), array_level="raid1", story="ssd_wear",
    ),
    ServerPlan(
        "tyo-virt01", "R320", "仮想化基盤", "rhel", "9.6", parts.RHEL9,
        (parts.root(0.32), parts.boot(), parts.data("/var/lib/libvirt", 2600, Calm(0.61, 0.06))),
        (*parts.pair("ssd240"), DrivePlan("/dev/nvme0", "nvme32", 980, "losing_spare", 0.41, 0.14), DrivePlan("/dev/nvme1", "nvme32", 980, "healthy", 0.39, 0.14)),
        256 * GIB, Workload("flat", 0.28, 0.16, 0.8), MemoryUse(Calm(0.74, 0.04, 0.012)), array_level="raid1", story="nvme_spare",
    ),
    ServerPlan(
        "tyo-batch01", "R120", "夜間・月末バッチ", "rhel", "9.6", parts.RHEL9,
        (parts.root(0.35), parts.boot(), parts.logs(0.2, 0.5, 40, 14.0), parts.data("/work", 900, Sawtooth(0.22, 0.78, 30.4, 0.15))),
        parts.pair("ssd960", age_days=700), 64 * GIB, Workload("night", 0.05, 0.36, 0.6, 0.45),
        contract=Contract(-1056, 39, "Standard"), bios_is_old=True, story="contract_ending",
    ),
    ServerPlan(
        "tyo-test01", "R110", "検証環境", "ubuntu", "24.04", parts.UBUNTU24,
        (parts.root(0.22), parts.boot(), parts.data("/srv", 150, Calm(0.12, 0.0, 0.001), "ext4")),
        parts.pair("ssd240", age_days=860), 64 * GIB, Workload("flat", 0.012, 0.006, 1.0, 0.0, 0.0, 0.1),
        MemoryUse(Calm(0.07, 0.0, 0.002), 0.002), story="idle",
    ),
    ServerPlan(
        "tyo-edge01", "R110", "工場ゲートウェイ", "debian", "12", parts.DEBIAN12,
        (parts.root(0.39), parts.boot(), parts.data("/var/spool", 100, Sawtooth(0.1, 0.4, 12.0), "ext4")),
        (DrivePlan("/dev/sda", "ssd240", 760),), 16 * GIB, Workload("flat", 0.11, 0.08, 0.9),
        last_day=-12, story="silent",
    ),
    ServerPlan(
        "tyo-old01", "R110-2", "旧生産管理", "rhel", "7.9", parts.RHEL7,
        (parts.root(0.63), parts.boot(), parts.data("/data", 900, Calm(0.69, 0.04))),
        parts.row("hdd4", "a", 2, 2480), 32 * GIB, Workload("office", 0.07, 0.2, 0.15),
        warranty_day=-420, reboot_days=400, story="outside_support_list",
    ),
    ServerPlan(
        "tyo-new01", "R120", "新会計システム", "rhel", "9.6", parts.RHEL9[-2:],
        (parts.root(0.24), parts.boot(), parts.data("/opt/app", 300, Growth(0.21, 0.0012, -10))),
        parts.pair("ssd960", age_days=14, wear=0.0, per_year=0.02), 64 * GIB, Workload("office", 0.05, 0.2, 0.2),
        contract=Contract(-14, 1080, "Standard"), first_day=-10, warranty_day=1080, story="collection_period",
    ),
)
# fmt: on
