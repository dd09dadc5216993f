"""The manufacturer's warranty has ended or ends soon, and no support contract stands behind it (A3).

Looks at the warranty's end and at the contracts. Where a contract covers the unit on, the end of the warranty is no finding.
"""

from datetime import date
from typing import Final

from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding
from kado.advice.thresholds import threshold
from kado.facts.contracts import ContractPeriod, covered_until
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "warranty_ends_soon"
CATEGORY: Final = Category.PROTECTION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=1, effort="days")


def check(
    warranty_end: date | None, contracts: tuple[ContractPeriod, ...], today: date
) -> tuple[Verdict, ...]:
    if warranty_end is None:
        return (cannot_tell(KEY, "warranty"),)
    covered = covered_until(contracts, today)
    soon = (warranty_end - today).days <= threshold(KEY, "days")
    if not soon or (covered is not None and covered > warranty_end):
        return (clear(KEY, end_date=warranty_end.isoformat(), near="yes" if soon else "no"),)
    ended = warranty_end < today
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.WATCH, 3, 2),
            MEND,
            values={"end_date": warranty_end.isoformat(), "ended": "yes" if ended else "no"},
            evidence=(
                Evidence("warranty_end_date", None, warranty_end.isoformat(), "contract", today),
            ),
        ),
    )
