"""An SSD's sources on its wear disagree (A1): its indicators among each other, or with what was written against the rating.

Looks at every place where the drive tells its wear and at the share of the rated volume that was written. Writes far behind the indicator mean a load that
wears cells fast (small random writes); writes far ahead mean that the indicator or the rating does not fit this drive.
"""

from datetime import date
from typing import Final

from kado.advice.drives import SOLID_STATE, by_device, name_values, no_solid_state
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, per_subject
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.devices import DeviceHistory, WrittenLife
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "ssd_wear_disagrees"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = (
    "https://learn.microsoft.com/en-us/windows/win32/api/nvme/ns-nvme-nvme_health_info_log",
)
MEND: Final = Mend(change_risk=1, effort="minutes")
WRITES: Final = "writes"


def check(
    devices: tuple[DeviceHistory, ...],
    written_lives: tuple[WrittenLife, ...],
    configuration: Configuration | None,
    today: date,
) -> tuple[Verdict, ...]:
    solid = [d for d in by_device(devices) if d.latest.kind in SOLID_STATE]
    written = {(w.device, w.serial): w.used_ratio for w in written_lives}
    return per_subject(
        [_one(d, written.get((d.device, d.latest.serial)), today) for d in solid],
        no_solid_state(KEY, {d.latest.kind for d in devices}, configuration),
    )


def _one(history: DeviceHistory, written_ratio: float | None, today: date) -> Verdict:
    latest = history.latest
    said = dict(latest.wear_sources)
    if not said and latest.wear_ratio is not None:
        said["drive"] = latest.wear_ratio
    if written_ratio is not None:
        said[WRITES] = written_ratio
    if len(said) < 2:
        return cannot_tell(KEY, "second_source", subject=history.device)
    low, high = min(said, key=lambda s: said[s]), max(said, key=lambda s: said[s])
    if said[high] - said[low] < threshold(KEY, "difference_ratio"):
        return clear(KEY, history.device, sources_count=len(said), wear_ratio=said[high])
    direction = "writes_ahead" if high == WRITES else "writes_behind" if low == WRITES else "own"
    return finding(
        KEY,
        history.device,
        Urgency(Severity.WATCH, 2, 2),
        MEND,
        values={
            **name_values(latest.model, latest.serial),
            "low_ratio": said[low],
            "high_ratio": said[high],
            "direction": direction,
        },
        evidence=tuple(
            Evidence(
                "written_ratio" if source == WRITES else "wear_ratio", None, ratio, source, today
            )
            for source, ratio in sorted(said.items())
        ),
    )
