"""An SSD has used up much of its spare blocks (A1): when they are gone, it can no longer hide bad cells.

Looks at the spare that is left against the drive's own threshold where it gives one, and against a table. Not applicable where no SSD is installed.
"""

from datetime import date
from typing import Final

from kado.advice.drives import SOLID_STATE, by_device, name_values, no_solid_state
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, per_subject
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.devices import DeviceFacts, DeviceHistory
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "ssd_spare_low"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = (
    "https://learn.microsoft.com/en-us/windows/win32/api/nvme/ns-nvme-nvme_health_info_log",
)
MEND: Final = Mend(change_risk=2, effort="hours")


def check(
    devices: tuple[DeviceHistory, ...], configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    solid = [d for d in by_device(devices) if d.latest.kind in SOLID_STATE]
    kinds = {d.latest.kind for d in devices}
    return per_subject([_one(d, today) for d in solid], no_solid_state(KEY, kinds, configuration))


def _one(history: DeviceHistory, today: date) -> Verdict:
    latest = history.latest
    spare = latest.spare_ratio
    if spare is None:
        return cannot_tell(KEY, "spare_indicator", subject=history.device)
    urgency = _urgency(latest, spare)
    if urgency is None:
        return clear(KEY, history.device, spare_ratio=spare)
    earlier = history.readings[0].facts.spare_ratio if len(history.readings) > 1 else None
    return finding(
        KEY,
        history.device,
        urgency,
        MEND,
        values={**name_values(latest.model, latest.serial), "spare_ratio": spare},
        evidence=(
            Evidence("spare_ratio", earlier, spare, "drive", today),
            Evidence("spare_threshold_ratio", None, latest.spare_threshold_ratio, "drive", today),
        ),
    )


def _urgency(latest: DeviceFacts, spare: float) -> Urgency | None:
    own = latest.spare_threshold_ratio
    if own is not None and spare <= own:
        return Urgency(Severity.ACT_NOW, 4, 4)
    if spare <= threshold(KEY, "plan_ratio"):
        return Urgency(Severity.PLAN, 3, 4)
    return Urgency(Severity.WATCH, 2, 3) if spare <= threshold(KEY, "watch_ratio") else None
