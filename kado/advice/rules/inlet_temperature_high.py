"""The air that comes in is warmer than equipment is built for (A1): the room or the rack is too warm, whatever the server does.

Looks at the inlet sensor of the BMC against the published guideline for equipment of this kind.
"""

from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, not_applicable
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "inlet_temperature_high"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = (
    "https://www.ashrae.org/technical-resources/bookstore/datacom-series",
)
MEND: Final = Mend(change_risk=1, effort="hours")


def check(configuration: Configuration | None) -> tuple[Verdict, ...]:
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    inlet = configuration.inlet_temperature_celsius if configuration else None
    if inlet is None:
        return (cannot_tell(KEY, "inlet_sensor"),)
    if inlet <= threshold(KEY, "watch_celsius"):
        return (clear(KEY, inlet_celsius=inlet),)
    beyond = inlet > threshold(KEY, "plan_celsius")
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.PLAN, 3, 3) if beyond else Urgency(Severity.WATCH, 2, 2),
            MEND,
            values={
                "inlet_celsius": inlet,
                "recommended_celsius": threshold(KEY, "recommended_celsius"),
                "allowed_celsius": threshold(KEY, "plan_celsius"),
                "beyond": "yes" if beyond else "no",
            },
            evidence=(Evidence("inlet_temperature_celsius", None, inlet, "bmc"),),
        ),
    )
