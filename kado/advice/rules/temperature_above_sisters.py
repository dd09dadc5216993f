"""The server takes in warmer air than its sisters of the same model (A3): its place in the rack, a missing blank panel, a blocked front.

Looks at the inlet temperature of the servers of the same model in the same organisation.
"""

from statistics import median
from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, not_applicable
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.server import Peers
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "temperature_above_sisters"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=1, effort="hours")


def check(peers: Peers | None, configuration: Configuration | None) -> tuple[Verdict, ...]:
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    theirs = peers.inlet_temperatures_celsius if peers else ()
    if len(theirs) < threshold("sisters", "least_count"):
        return (not_applicable(KEY, "sisters"),)
    mine = configuration.inlet_temperature_celsius if configuration else None
    if mine is None:
        return (cannot_tell(KEY, "inlet_sensor"),)
    usual = median(theirs)
    if mine - usual < threshold(KEY, "above_celsius"):
        return (clear(KEY, inlet_celsius=mine),)
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.WATCH, 2, 2),
            MEND,
            values={
                "inlet_celsius": mine,
                "usual_celsius": usual,
                "sisters_count": len(theirs),
            },
            evidence=(Evidence("inlet_temperature_celsius", usual, mine, "sisters"),),
        ),
    )
