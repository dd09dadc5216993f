"""A power supply has failed, or reports a problem (A1): redundancy is lost, the next failure switches the server off.

Looks at the state of each power supply. Not applicable on a virtual machine.
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
    supplies = configuration.power_supplies if configuration else ()
    fitted = sorted((p for p in supplies if p.state != "absent"), key=lambda p: p.name)
    return per_subject([_one(p, len(fitted)) for p in fitted], cannot_tell(KEY, "power_supplies"))


def _one(supply: PowerSupply, count: int) -> Verdict:
    if supply.state == "ok":
        return clear(KEY, supply.name)
    if supply.state not in _URGENCY:
        return cannot_tell(KEY, "power_supply_state", subject=supply.name)
    return finding(
        KEY,
        supply.name,
        _URGENCY[supply.state],
        MEND,
        values={"supplies_count": count, "state": supply.state},
        evidence=(Evidence("power_supply_state", "ok", supply.state, "configuration"),),
    )
