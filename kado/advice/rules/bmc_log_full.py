"""The BMC's event log is nearly full (A3): many BMCs write nothing more once it is, and the next failure leaves no trace.

Looks at the share of the log in use, and not at logs that overwrite their oldest entries.
"""

from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, not_applicable
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "bmc_log_full"
CATEGORY: Final = Category.PROTECTION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ("https://github.com/ipmitool/ipmitool",)
MEND: Final = Mend(change_risk=1, effort="minutes")


def check(configuration: Configuration | None) -> tuple[Verdict, ...]:
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    used = configuration.bmc_log_used_ratio if configuration else None
    if used is None:
        return (cannot_tell(KEY, "bmc_log"),)
    if used < threshold(KEY, "watch_ratio"):
        return (clear(KEY, used_ratio=used),)
    full = used >= threshold(KEY, "plan_ratio")
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.PLAN, 3, 2) if full else Urgency(Severity.WATCH, 2, 2),
            MEND,
            values={"used_ratio": used, "full": "yes" if full else "no"},
            evidence=(Evidence("bmc_log_used_ratio", None, used, "bmc"),),
        ),
    )
