"""A drive runs hotter than its kind is built for (A1).

Looks at the latest temperature against a table for hard disks, SATA or SAS SSDs and NVMe drives.
"""

from datetime import date
from typing import Final

from kado.advice.drives import by_device, name_values, no_drives
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, per_subject
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.devices import DeviceHistory, DriveKind
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "drive_hot"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = (
    "https://www.ashrae.org/technical-resources/bookstore/datacom-series",
)
MEND: Final = Mend(change_risk=1, effort="hours")
LIMITS: Final = {
    DriveKind.HDD: "hdd_celsius",
    DriveKind.SSD: "ssd_celsius",
    DriveKind.NVME: "nvme_celsius",
}


def check(
    devices: tuple[DeviceHistory, ...], configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    return per_subject([_one(d, today) for d in by_device(devices)], no_drives(KEY, configuration))


def _one(history: DeviceHistory, today: date) -> Verdict:
    latest = history.latest
    if latest.temperature_celsius is None:
        return cannot_tell(KEY, "drive_temperature", subject=history.device)
    if latest.kind not in LIMITS:
        return cannot_tell(KEY, "drive_kind", subject=history.device)
    limit = threshold(KEY, LIMITS[latest.kind])
    if latest.temperature_celsius < limit:
        return clear(KEY, history.device, temperature_celsius=latest.temperature_celsius)
    earlier = history.readings[0].facts.temperature_celsius if len(history.readings) > 1 else None
    return finding(
        KEY,
        history.device,
        Urgency(Severity.PLAN, 3, 3),
        MEND,
        values={
            **name_values(latest.model, latest.serial),
            "temperature_celsius": latest.temperature_celsius,
            "limit_celsius": limit,
        },
        evidence=(
            Evidence("temperature_celsius", earlier, latest.temperature_celsius, "drive", today),
        ),
    )
