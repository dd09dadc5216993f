"""An NVMe drive raises a critical warning (A1): read-only, unreliable, spare gone, too hot, or its backup power failed.

Looks at the bit field of the drive's health log. Not applicable where no NVMe drive is installed.
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
from kado.facts.configuration import Configuration
from kado.facts.devices import DeviceHistory, DriveKind
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "nvme_warning"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = (
    "https://manpages.ubuntu.com/manpages/noble/man2/nvme_smart_crit.2.html",
    "https://learn.microsoft.com/en-us/windows/win32/api/nvme/ns-nvme-nvme_health_info_log",
)
MEND: Final = Mend(change_risk=2, effort="hours")
# NVM Express base specification, SMART / Health Information log, byte 0, gravest first.
BITS: Final = (
    (3, "read_only", Severity.ACT_NOW),
    (2, "unreliable", Severity.ACT_NOW),
    (0, "spare", Severity.ACT_NOW),
    (5, "persistent_memory", Severity.PLAN),
    (4, "backup_power", Severity.PLAN),
    (1, "temperature", Severity.PLAN),
)


def check(
    devices: tuple[DeviceHistory, ...], configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    nvme = [d for d in by_device(devices) if d.latest.kind is DriveKind.NVME]
    otherwise = not_applicable(KEY, "no_nvme") if devices else no_drives(KEY, configuration)
    return per_subject([_one(d, today) for d in nvme], otherwise)


def _one(history: DeviceHistory, today: date) -> Verdict:
    latest, field = history.latest, history.latest.critical_warning
    if field is None:
        return cannot_tell(KEY, "nvme_health_log", subject=history.device)
    raised = [(name, severity) for bit, name, severity in BITS if field >> bit & 1]
    if not raised:
        return clear(KEY, history.device)
    gravest, severity = raised[0]
    earlier = history.readings[0].facts.critical_warning if len(history.readings) > 1 else None
    return finding(
        KEY,
        history.device,
        Urgency(severity, 4, 4 if severity is Severity.ACT_NOW else 3),
        MEND,
        values={
            **name_values(latest.model, latest.serial),
            "warning": gravest,
            "warnings_count": len(raised),
        },
        evidence=(Evidence("critical_warning", earlier, field, "drive", today),),
    )
