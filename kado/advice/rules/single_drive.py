"""The data lies on drives without redundancy (A3): one drive's failure stops the server.

Looks at the arrays and their levels, and at the number of drives where there is no array. Several drives without a known array
may be redundant in a way we do not see (LVM, ZFS, a controller that hides them): then the verdict is "cannot tell".
"""

from typing import Final

from kado.advice.hardware import REDUNDANT_LEVELS, VIRTUAL_TRANSPORTS, is_virtual, level_of
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, not_applicable
from kado.facts.configuration import Configuration
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "single_drive"
CATEGORY: Final = Category.PROTECTION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ("https://man7.org/linux/man-pages/man8/mdadm.8.html",)
MEND: Final = Mend(change_risk=3, effort="days", disruptive=True)


def check(configuration: Configuration | None) -> tuple[Verdict, ...]:
    if configuration is None:
        return (cannot_tell(KEY, "configuration"),)
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    if configuration.storage_arrays:
        return _arrays(configuration)
    drives = [d for d in configuration.drives if d.transport not in VIRTUAL_TRANSPORTS]
    if len(drives) != 1:
        return (cannot_tell(KEY, "storage_arrays" if drives else "drives"),)
    return (_finding(drives[0].device, "single", drives[0].model or "—"),)


def _arrays(configuration: Configuration) -> tuple[Verdict, ...]:
    bare = [
        a
        for a in sorted(configuration.storage_arrays, key=lambda a: a.name)
        if level_of(a.level) not in REDUNDANT_LEVELS and level_of(a.level) is not None
    ]
    if all(a.level is None for a in configuration.storage_arrays):
        return (cannot_tell(KEY, "array_level"),)
    return tuple(_finding(a.name, "array", a.level or "—") for a in bare) or (clear(KEY),)


def _finding(subject: str, kind: str, what: str) -> Verdict:
    return finding(
        KEY,
        subject,
        Urgency(Severity.PLAN, 2, 4),
        MEND,
        values={"kind": kind, "what": what},
        evidence=(Evidence("redundancy", None, what, "configuration"),),
    )
