"""The battery of an array's write cache is weak or gone (A1): the cache is off and slow, or unsafe.

Looks at the battery's state. Not applicable where the array has no battery of its own (software arrays) (clause 4-4).
"""

from typing import Final

from kado.advice.arrays import no_arrays
from kado.advice.making import Mend, Urgency, clear, finding, not_applicable, per_subject
from kado.facts.configuration import Configuration, StorageArray
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "array_battery"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours", disruptive=True)


def check(configuration: Configuration | None) -> tuple[Verdict, ...]:
    arrays = configuration.storage_arrays if configuration else ()
    return per_subject(
        [_one(a) for a in sorted(arrays, key=lambda a: a.name)], no_arrays(KEY, configuration)
    )


def _one(array: StorageArray) -> Verdict:
    if array.battery is None or array.battery == "absent":
        return not_applicable(KEY, "no_battery", subject=array.name)
    if array.battery == "good":
        return clear(KEY, array.name)
    return finding(
        KEY,
        array.name,
        Urgency(Severity.PLAN, 3, 3),
        MEND,
        values={"state": array.battery},
        evidence=(Evidence("array_battery", "good", array.battery, "configuration"),),
    )
