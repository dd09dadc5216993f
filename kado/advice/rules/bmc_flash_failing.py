"""The BMC's own flash fails its self-test (A1): it loses its log, its settings and in the end its firmware; then the board has to be replaced.

Looks at the self-test that the BMC gives over Redfish (HPE iLO). Where no BMC gives one, nothing can be told.
"""

from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, not_applicable
from kado.facts.configuration import Configuration
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "bmc_flash_failing"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = (
    "https://support.hpe.com/hpesc/public/docDisplay?docId=emr_na-c04996097",
)
MEND: Final = Mend(change_risk=3, effort="days", disruptive=True)


_URGENCY: Final = {
    "failed": Urgency(Severity.PLAN, 3, 3),
    "degraded": Urgency(Severity.WATCH, 2, 3),
}


def check(configuration: Configuration | None) -> tuple[Verdict, ...]:
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    state = configuration.bmc_flash_state if configuration else None
    if configuration is not None and state is None and configuration.bmc_firmware_version is None:
        return (cannot_tell(KEY, "bmc_self_test"),)
    if state is None:
        return (not_applicable(KEY, "bmc_self_test"),)
    if state not in _URGENCY:
        return (clear(KEY),)
    return (
        finding(
            KEY,
            "",
            _URGENCY[state],
            MEND,
            values={"state": state},
            evidence=(Evidence("bmc_flash_state", "ok", state, "bmc"),),
        ),
    )
