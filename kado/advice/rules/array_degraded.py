"""A storage array has lost redundancy, is rebuilding or has failed (A1).

Looks at the state and the failed members that the controller or the operating system gives. Not applicable where no array is configured.
"""

from typing import Final

from kado.advice.arrays import no_arrays
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, per_subject
from kado.facts.configuration import Configuration, StorageArray
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "array_degraded"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ("https://man7.org/linux/man-pages/man8/mdadm.8.html",)
MEND: Final = Mend(change_risk=3, effort="hours")
BAD: Final = {"degraded": Severity.ACT_NOW, "failed": Severity.ACT_NOW, "rebuilding": Severity.PLAN}


def check(configuration: Configuration | None) -> tuple[Verdict, ...]:
    arrays = configuration.storage_arrays if configuration else ()
    return per_subject(
        [_one(a) for a in sorted(arrays, key=lambda a: a.name)], no_arrays(KEY, configuration)
    )


def _one(array: StorageArray) -> Verdict:
    failed = array.members_failed_count or 0
    if array.state is None and array.members_failed_count is None:
        return cannot_tell(KEY, "array_state", subject=array.name)
    severity = BAD.get(array.state or "", Severity.ACT_NOW if failed else None)
    if severity is None:
        return clear(KEY, array.name)
    state = array.state if array.state in BAD else "degraded"
    return finding(
        KEY,
        array.name,
        Urgency(severity, 4 if severity is Severity.ACT_NOW else 2, 4),
        MEND,
        values={"state": state, "level": array.level or "—", "failed_count": failed},
        evidence=(
            Evidence("array_state", "optimal", array.state, "configuration"),
            Evidence("array_members_failed_count", 0, failed, "configuration"),
        ),
    )
