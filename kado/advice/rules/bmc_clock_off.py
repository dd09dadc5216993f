"""The BMC's clock is off (A3): its log cannot be laid beside that of the operating system when something fails.

Looks at the BMC's time against the collector's. A BMC that tells no zone is compared up to whole quarters of an hour.
"""

from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, not_applicable
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "bmc_clock_off"
CATEGORY: Final = Category.CONFIGURATION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=1, effort="minutes")


def check(configuration: Configuration | None) -> tuple[Verdict, ...]:
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    offset = configuration.bmc_clock_offset_seconds if configuration else None
    if offset is None:
        return (cannot_tell(KEY, "bmc_clock"),)
    if abs(offset) < threshold(KEY, "offset_seconds"):
        return (clear(KEY, offset_seconds=abs(offset)),)
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.WATCH, 3, 1),
            MEND,
            values={
                "offset_seconds": abs(offset),
                "direction": "ahead" if offset > 0 else "behind",
            },
            evidence=(Evidence("bmc_clock_offset_seconds", None, offset, "bmc"),),
        ),
    )
