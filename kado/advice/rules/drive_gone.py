"""A drive of the earlier configuration is no longer there (A1, A3): replaced on purpose, or lost.

Looks at serial numbers in this month's configuration against the one before. A drive that has a successor in the same place is
a replacement, to be confirmed; one without is missing.
"""

from datetime import date
from typing import Final

from kado.advice.drives import serials
from kado.advice.hardware import is_virtual
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, not_applicable
from kado.facts.configuration import Configuration, Drive
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "drive_gone"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours")


def check(
    configuration: Configuration | None, previous_configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    if configuration is None:
        return (cannot_tell(KEY, "configuration"),)
    if previous_configuration is None:
        return (cannot_tell(KEY, "earlier_configuration"),)
    before = [d for d in previous_configuration.drives if d.serial]
    now = serials(configuration)
    if not before or (configuration.drives and not now):
        return (cannot_tell(KEY, "drive_serials"),)
    gone = sorted((d for d in before if d.serial not in now), key=lambda d: d.device)
    known = serials(previous_configuration)
    new = [d for d in configuration.drives if d.serial and d.serial not in known]
    return tuple(_gone(d, new, today) for d in gone) or (clear(KEY),)


def _gone(drive: Drive, new: list[Drive], today: date) -> Verdict:
    successor = next((d for d in new if d.device == drive.device), None)
    replaced = successor is not None or bool(new)
    follower = successor or (new[0] if new else None)
    return finding(
        KEY,
        drive.device,
        Urgency(Severity.WATCH if replaced else Severity.ACT_NOW, 2, 1 if replaced else 4),
        MEND,
        values={
            "drive_model": drive.model or "—",
            "drive_serial": drive.serial or "—",
            "replaced": "yes" if replaced else "no",
        },
        evidence=(
            Evidence(
                "drive_serial",
                drive.serial,
                follower.serial if follower else None,
                "configuration",
                today,
            ),
        ),
    )
