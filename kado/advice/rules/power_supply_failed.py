"""A power supply has failed, or reports a problem (A1): redundancy is lost, the next failure switches the server off.

Looks at the state of each power supply. Not applicable on a virtual machine.
"""

from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import Mend, Urgency, cannot_tell, not_applicable, per_subject
from kado.advice.parts import fitted, judged
from kado.facts.configuration import Configuration, PowerSupply
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "power_supply_failed"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=1, effort="hours")
# What a BMC says of a supply that still works but is not well ('degraded': IPMI's "Non-critical", Redfish's "Warning") can be planned for.
_URGENCY: Final = {
    "failed": Urgency(Severity.ACT_NOW, 3, 4),
    "degraded": Urgency(Severity.PLAN, 2, 4),
}


def check(configuration: Configuration | None) -> tuple[Verdict, ...]:
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    there = fitted(configuration.power_supplies if configuration else ())
    return per_subject([_one(p, len(there)) for p in there], cannot_tell(KEY, "power_supplies"))


def _one(supply: PowerSupply, count: int) -> Verdict:
    evidence = (Evidence("power_supply_state", "ok", supply.state, "configuration"),)
    values = {"supplies_count": count}
    return judged(KEY, supply, _URGENCY, MEND, "power_supply_state", values, evidence)
