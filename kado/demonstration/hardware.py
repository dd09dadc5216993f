"""The invented vendor's server models and the real drive models in them.

Server models: "Kado Demo KD-...", invented. Drives: model names, capacities and attribute sets as these drives print them through smartctl;
serial numbers are invented and begin with DEMO.
"""

from dataclasses import dataclass
from typing import Final

MANUFACTURER: Final = "Kado Demo"


@dataclass(frozen=True, slots=True)
class Hardware:
    """A server model. modules: number and size of memory modules follow from the server's memory."""

    model_number: str
    processor_model: str
    sockets_count: int
    cores_count: int
    memory_slots_count: int
    memory_kind: str
    memory_speed_mts: int
    bios_version: str
    bios_date: str
    bios_old_version: str
    bios_old_date: str
    bmc_version: str


# fmt: off
HARDWARE: Final = {
    "R115": Hardware("KD-R115-4", "Intel(R) Xeon(R) Silver 4309Y CPU @ 2.80GHz", 1, 8, 8, "DDR4", 2667, "1.19.2", "2026-04-14", "1.8.2", "2023-10-30", "6.10.30"),
    "R225": Hardware("KD-R225-4", "Intel(R) Xeon(R) Silver 4310 CPU @ 2.10GHz", 1, 12, 16, "DDR4", 2667, "1.19.2", "2026-04-14", "1.8.2", "2023-10-30", "6.10.30"),
    "R110": Hardware("KD-R110-3", "Intel(R) Xeon(R) E-2388G CPU @ 3.20GHz", 1, 8, 4, "DDR4", 3200, "2.14.0", "2026-05-20", "2.6.1", "2024-03-11", "4.40.10"),
    "R120": Hardware("KD-R120-4", "Intel(R) Xeon(R) Silver 4310 CPU @ 2.10GHz", 2, 24, 16, "DDR4", 2667, "1.19.2", "2026-04-14", "1.8.2", "2023-10-30", "6.10.30"),
    "R220": Hardware("KD-R220-4", "Intel(R) Xeon(R) Gold 5318Y CPU @ 2.10GHz", 2, 48, 32, "DDR4", 2933, "1.19.2", "2026-04-14", "1.8.2", "2023-10-30", "6.10.30"),
    "R320": Hardware("KD-R320-1A", "AMD EPYC 7313P 16-Core Processor", 1, 16, 16, "DDR4", 3200, "2.15.2", "2026-02-09", "2.8.4", "2024-01-22", "6.10.30"),
    "R110-2": Hardware("KD-R110-2", "Intel(R) Xeon(R) CPU E3-1240 v6 @ 3.70GHz", 1, 4, 4, "DDR4", 2400, "1.9.0", "2021-11-08", "1.5.0", "2020-02-03", "2.83.83"),
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Product:
    """A drive model. protocol: 'ATA', 'NVMe' or 'SCSI'. attributes: which set of SMART attributes it reports."""

    model: str
    firmware: str
    protocol: str
    capacity_bytes: int
    rotation_rpm: int
    transport: str
    attributes: str = ""
    written_per_day_bytes: int = 200 * 10**9


PRODUCTS: Final = {
    "hdd8": Product(
        "TOSHIBA MG06ACA800E", "4303", "ATA", 8_001_563_222_016, 7200, "sata", "toshiba"
    ),
    "hdd4": Product(
        "HGST HUS726T4TALE6L4", "VKGNW40H", "ATA", 4_000_787_030_016, 7200, "sata", "hgst"
    ),
    "hdd8s": Product(
        "ST8000NM0055-1RM112", "SN05", "ATA", 8_001_563_222_016, 7200, "sata", "seagate"
    ),
    "sas12": Product("SEAGATE ST1200MM0088", "N004", "SCSI", 1_200_243_695_616, 10500, "sas"),
    "ssd480": Product(
        "INTEL SSDSC2KG480G8", "XCV10165", "ATA", 480_103_981_056, 0, "sata", "intel"
    ),
    "ssd960": Product(
        "Micron_5300_MTFDDAK960TDS", "D3MU001", "ATA", 960_197_124_096, 0, "sata", "micron"
    ),
    "ssd240": Product(
        "INTEL SSDSC2KB240G8", "XCV10165", "ATA", 240_057_409_536, 0, "sata", "intel"
    ),
    "nvme19": Product(
        "SAMSUNG MZQL21T9HCJR-00A07",
        "GDC5602Q",
        "NVMe",
        1_920_383_410_176,
        0,
        "nvme",
        written_per_day_bytes=400 * 10**9,
    ),
    "nvme32": Product(
        "Micron_7450_MTFDKCC3T2TFS",
        "E2MU200",
        "NVMe",
        3_200_631_791_616,
        0,
        "nvme",
        written_per_day_bytes=900 * 10**9,
    ),
}
