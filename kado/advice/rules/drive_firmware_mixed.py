"""Drives of one model run different firmware in one server (A3): an array behaves as its oldest member.

Looks at the models and firmware of the configuration's drives.
"""

from typing import Final

from kado.advice.hardware import is_virtual
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
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "drive_firmware_mixed"
CATEGORY: Final = Category.CONFIGURATION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=3, effort="hours", disruptive=True)


def check(configuration: Configuration | None) -> tuple[Verdict, ...]:
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    versions: dict[str, set[str]] = {}
    counts: dict[str, int] = {}
    for drive in configuration.drives if configuration else ():
        if drive.model and drive.firmware:
            versions.setdefault(drive.model, set()).add(drive.firmware)
            counts[drive.model] = counts.get(drive.model, 0) + 1
    several = sorted(model for model, count in counts.items() if count > 1)
    if versions and not several:
        return (not_applicable(KEY, "like_drives"),)
    return per_subject(
        [_one(model, versions[model]) for model in several], cannot_tell(KEY, "drive_firmware")
    )


def _one(model: str, versions: set[str]) -> Verdict:
    if len(versions) == 1:
        return clear(KEY, model)
    listed = ", ".join(sorted(versions))
    return finding(
        KEY,
        model,
        Urgency(Severity.WATCH, 1, 2),
        MEND,
        values={"versions": listed},
        evidence=(Evidence("drive_firmware", None, listed, "configuration"),),
    )
