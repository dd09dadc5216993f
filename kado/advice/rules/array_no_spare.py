"""A redundant array has no spare drive (A3): after a failure it stays without redundancy until somebody comes.

Looks at the spares of each array that has redundancy. A mirrored pair needs none as much as a wide array does, so this is to be watched.
"""

from typing import Final

from kado.advice.arrays import no_arrays
from kado.advice.hardware import REDUNDANT_LEVELS, level_of
from kado.advice.making import (
    Mend,
    Urgency,
    cannot_tell,
    clear,
    finding,
    not_applicable,
    per_subject,
)
from kado.facts.configuration import Configuration, StorageArray
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "array_no_spare"
CATEGORY: Final = Category.PROTECTION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ("https://man7.org/linux/man-pages/man8/mdadm.8.html",)
MEND: Final = Mend(change_risk=2, effort="hours")


def check(configuration: Configuration | None) -> tuple[Verdict, ...]:
    arrays = configuration.storage_arrays if configuration else ()
    return per_subject(
        [_one(a) for a in sorted(arrays, key=lambda a: a.name)], no_arrays(KEY, configuration)
    )


def _one(array: StorageArray) -> Verdict:
    level = level_of(array.level)
    if level is not None and level not in REDUNDANT_LEVELS:
        return not_applicable(KEY, "redundant_array", subject=array.name)
    if level is None or array.spares_count is None:
        return cannot_tell(KEY, "array_spares", subject=array.name)
    if array.spares_count > 0:
        return clear(KEY, array.name)
    return finding(
        KEY,
        array.name,
        Urgency(Severity.WATCH, 1, 3),
        MEND,
        values={"level": array.level or "—", "members_count": array.members_count or 0},
        evidence=(Evidence("array_spares_count", None, 0, "configuration"),),
    )
