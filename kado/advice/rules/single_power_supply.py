"""The server hangs on one power supply (A3).

Looks at the power supplies that are fitted and not absent. Not applicable on a virtual machine.
"""

from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, not_applicable
from kado.facts.configuration import Configuration
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "single_power_supply"
CATEGORY: Final = Category.PROTECTION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=1, effort="hours")


def check(configuration: Configuration | None) -> tuple[Verdict, ...]:
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    supplies = configuration.power_supplies if configuration else ()
    fitted = [p for p in supplies if p.state != "absent"]
    if not fitted:
        return (cannot_tell(KEY, "power_supplies"),)
    if len(fitted) > 1:
        return (clear(KEY, supplies_count=len(fitted)),)
    bays = len(supplies)
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.WATCH, 1, 4),
            MEND,
            values={"bay_free": "yes" if bays > 1 else "no"},
            evidence=(Evidence("power_supplies_count", None, len(fitted), "configuration"),),
        ),
    )
