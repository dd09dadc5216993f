"""No support contract is in force (A3): the unit is not entitled to support, and neither to this service for long.

Looks at the contracts on the last day of the month.
"""

from datetime import date
from typing import Final

from kado.advice.making import Mend, Urgency, clear, finding
from kado.facts.contracts import ContractPeriod, covered_until
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "contract_missing"
CATEGORY: Final = Category.PROTECTION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=1, effort="days")


def check(contracts: tuple[ContractPeriod, ...], today: date) -> tuple[Verdict, ...]:
    if covered_until(contracts, today) is not None:
        return (clear(KEY),)
    ended = max((c.valid_to for c in contracts if c.valid_to and c.valid_to < today), default=None)
    end = ended.isoformat() if ended else None
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.PLAN, 4, 3),
            MEND,
            values={"had_one": "yes" if ended else "no", "end_date": end},
            evidence=(Evidence("contract_end_date", None, end, "contract", today),),
        ),
    )
