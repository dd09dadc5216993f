"""A drive has run longer than its like are built for (A3).

Looks at power-on time against a table for hard disks and SSDs.
"""

from datetime import date
from typing import Final

from kado.advice.drives import SOLID_STATE, by_device, name_values, no_drives
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, per_subject
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.devices import DeviceHistory
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "drive_old"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours")


def check(
    devices: tuple[DeviceHistory, ...], configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    return per_subject([_one(d, today) for d in by_device(devices)], no_drives(KEY, configuration))


def _one(history: DeviceHistory, today: date) -> Verdict:
    latest = history.latest
    if latest.power_on_seconds is None:
        return cannot_tell(KEY, "power_on_time", subject=history.device)
    limit = threshold(KEY, "ssd_seconds" if latest.kind in SOLID_STATE else "hdd_seconds")
    if latest.power_on_seconds < limit:
        return clear(KEY, history.device, power_on_seconds=latest.power_on_seconds)
    return finding(
        KEY,
        history.device,
        Urgency(Severity.WATCH, 2, 3),
        MEND,
        values={
            **name_values(latest.model, latest.serial),
            "power_on_seconds": latest.power_on_seconds,
            "limit_seconds": limit,
        },
        evidence=(Evidence("power_on_seconds", None, latest.power_on_seconds, "drive", today),),
    )
