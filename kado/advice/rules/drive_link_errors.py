"""A drive's interface keeps counting transfer errors (A1): usually the cable or the backplane, not the drive.

Looks at the increase of SMART 199 (CRC errors) or of SAS non-medium errors between the readings, never at the level: the counter
never falls, and a cable that was replaced leaves its number behind.
"""

from datetime import date
from typing import Final

from kado.advice.drives import by_device, name_values, no_drives
from kado.advice.making import (
    Mend,
    Urgency,
    cannot_tell,
    clear,
    finding,
    not_applicable,
    per_subject,
)
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.devices import DeviceFacts, DeviceHistory
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "drive_link_errors"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours", disruptive=True)
CRC_ERRORS: Final = 199


def check(
    devices: tuple[DeviceHistory, ...], configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    return per_subject([_one(d, today) for d in by_device(devices)], no_drives(KEY, configuration))


def _one(history: DeviceHistory, today: date) -> Verdict:
    if history.latest.protocol == "nvme":
        return not_applicable(KEY, "no_link_counter", subject=history.device)
    known = [(r.day, n) for r in history.readings if (n := _counter(r.facts)) is not None]
    if len(known) < 2:
        return cannot_tell(KEY, "two_readings", subject=history.device)
    (since, old), (_, new) = known[0], known[-1]
    more = new - old
    if more < threshold(KEY, "least_count"):
        return clear(KEY, history.device, new_errors_count=max(0.0, more))
    name = "smart_199" if CRC_ERRORS in history.latest.attributes else "nonmedium_errors_count"
    return finding(
        KEY,
        history.device,
        Urgency(Severity.WATCH, 3, 3),
        MEND,
        values={
            **name_values(history.latest.model, history.latest.serial),
            "new_errors_count": more,
            "since_date": since.isoformat(),
        },
        evidence=(Evidence(name, old, new, "drive", today),),
    )


def _counter(facts: DeviceFacts) -> float | None:
    crc = facts.attributes.get(CRC_ERRORS)
    return crc if crc is not None else facts.nonmedium_errors_count
