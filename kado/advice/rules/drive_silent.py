"""A drive that used to answer has stopped answering (A1, D1): a dead drive gives no metric at all.

Looks at the last reading of each drive against the server's own last sample, so that a silent server does not make every
drive look dead. A drive that has gone from the configuration as well is another rule's.
"""

from datetime import date
from typing import Final

from kado.advice.drives import by_device, name_values, no_drives, serials, silent_days
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, per_subject
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.devices import DeviceHistory
from kado.facts.server import Presence
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "drive_silent"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours")


def check(
    devices: tuple[DeviceHistory, ...],
    configuration: Configuration | None,
    previous_configuration: Configuration | None,
    presence: Presence,
    today: date,
) -> tuple[Verdict, ...]:
    if presence.last_sample_at is None:
        return (cannot_tell(KEY, "samples"),)
    heard = min(today, presence.last_sample_at.date())
    answered = [d.readings[-1].day for d in devices]
    # Where every drive fell silent together, it is the reading that stopped, not each of the drives.
    together = bool(answered) and (heard - max(answered)).days >= threshold(KEY, "days")
    if together:
        return (cannot_tell(KEY, "drive_readings"),)
    gone = serials(previous_configuration) - serials(configuration) if configuration else set()
    return per_subject(
        [_one(d, heard, gone) for d in by_device(devices)], no_drives(KEY, configuration)
    )


def _one(history: DeviceHistory, heard: date, gone: set[str]) -> Verdict:
    days = silent_days(history, heard)
    if days < threshold(KEY, "days"):
        return clear(KEY, history.device, elsewhere="no")
    if history.latest.serial in gone:
        return clear(KEY, history.device, elsewhere="yes")  # drive_gone speaks of it
    last = history.readings[-1].day
    return finding(
        KEY,
        history.device,
        Urgency(Severity.ACT_NOW, 3, 4),
        MEND,
        values={
            **name_values(history.latest.model, history.latest.serial),
            "last_date": last.isoformat(),
            "silent_count": days,
        },
        evidence=(Evidence("last_reading_date", None, last.isoformat(), "drive", heard),),
    )
