"""A fan has failed, or reports a problem (A1): what it cools gets hot, and the other fans wear faster.

Looks at the state of each fan that the BMC gives. Where all fans are told to have failed at once, it is their sensors or the machine is off.
"""

from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import Mend, Urgency, cannot_tell, not_applicable, per_subject
from kado.advice.parts import fitted, judged
from kado.facts.configuration import Configuration, Fan
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "fan_failed"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=1, effort="hours")
_URGENCY: Final = {
    "failed": Urgency(Severity.ACT_NOW, 3, 3),
    "degraded": Urgency(Severity.PLAN, 2, 3),
}


def check(configuration: Configuration | None) -> tuple[Verdict, ...]:
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    fans = fitted(configuration.fans if configuration else ())
    if len(fans) > 1 and all(f.state == "failed" for f in fans):
        return (cannot_tell(KEY, "fan_sensors"),)
    return per_subject([_one(f, len(fans)) for f in fans], cannot_tell(KEY, "fan_sensors"))


def _one(fan: Fan, count: int) -> Verdict:
    evidence = (
        Evidence("fan_state", "ok", fan.state, "bmc"),
        Evidence("fan_speed_rpm", None, fan.speed_rpm, "bmc"),
    )
    return judged(KEY, fan, _URGENCY, MEND, "fan_state", {"fans_count": count}, evidence)
