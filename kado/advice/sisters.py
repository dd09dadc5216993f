"""What most servers of the same model in the same organisation have: the custom that one server departs from."""

from collections import Counter
from datetime import date
from typing import TypeVar

from kado.advice.hardware import version_key, version_shape
from kado.advice.making import Mend, Urgency, clear, finding
from kado.advice.thresholds import threshold
from kado.facts.verdicts import Evidence, Severity, Verdict

_Value = TypeVar("_Value", str, int)


def custom(values: tuple[_Value, ...]) -> _Value | None:
    """The value of the majority, None where there are too few sisters or they have no custom."""
    if len(values) < threshold("sisters", "least_count"):
        return None
    value, count = max(Counter(values).items(), key=lambda item: (item[1], str(item[0])))
    return value if count / len(values) >= threshold("sisters", "majority_ratio") else None


def behind(
    rule: str, mend: Mend, attribute: str, mine: str, theirs: tuple[str, ...], today: date
) -> Verdict:
    """The verdict on a firmware version against those of sisters; versions of unlike form are not compared."""
    alike = [v for v in theirs if version_shape(v) == version_shape(mine)]
    newer = [v for v in alike if version_key(v) > version_key(mine)]
    if not newer:
        return clear(rule, version=mine)
    newest = max(newer, key=version_key)
    return finding(
        rule,
        "",
        Urgency(Severity.WATCH, 1, 2),
        mend,
        values={
            "version": mine,
            "newest_version": newest,
            "newer_count": len(newer),
            "sisters_count": len(theirs),
        },
        evidence=(Evidence(attribute, mine, newest, "sisters", today),),
    )
