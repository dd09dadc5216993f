"""The drive itself says that it fails (A1): the vendor's verdict, kept apart from ours.

Looks at the drive's overall self-assessment in its latest reading and at the attributes that stand at their vendor's threshold.
A verdict that has recovered is shown as resolved, as vendors' verdicts are known to stay or to flap.
"""

from datetime import date
from typing import Final

from kado.advice.drives import by_device, name_values, no_drives
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, per_subject
from kado.facts.configuration import Configuration
from kado.facts.devices import DeviceHistory, VendorVerdict
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "drive_vendor_failed"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours")


def check(
    devices: tuple[DeviceHistory, ...], configuration: Configuration | None
) -> tuple[Verdict, ...]:
    return per_subject([_one(d) for d in by_device(devices)], no_drives(KEY, configuration))


def _one(history: DeviceHistory) -> Verdict:
    latest = history.latest
    failed_on = [r.day for r in history.readings if r.facts.vendor_verdict is VendorVerdict.FAILED]
    if not failed_on and latest.vendor_verdict is VendorVerdict.UNKNOWN:
        return cannot_tell(KEY, "vendor_verdict", subject=history.device)
    if not failed_on:
        return clear(KEY, history.device)
    resolved = latest.vendor_verdict is VendorVerdict.PASSED
    return finding(
        KEY,
        history.device,
        Urgency(Severity.WATCH if resolved else Severity.ACT_NOW, 2 if resolved else 4, 4),
        MEND,
        values={
            **name_values(latest.model, latest.serial),
            "since_date": failed_on[0].isoformat(),
            "resolved": "yes" if resolved else "no",
        },
        evidence=(
            Evidence(
                "vendor_verdict",
                str(history.readings[0].facts.vendor_verdict),
                str(latest.vendor_verdict),
                "drive",
                failed_on[-1],
            ),
            *_attributes(history, failed_on[-1]),
        ),
        resolved=resolved,
    )


def _attributes(history: DeviceHistory, day: date) -> tuple[Evidence, ...]:
    latest = history.latest
    return tuple(
        Evidence(f"smart_{number}", None, latest.attributes.get(number), "drive", day)
        for number in latest.failed_attributes
    )
