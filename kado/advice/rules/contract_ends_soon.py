"""The support contract ends soon and none follows (A3).

Looks at the contracts in force on the last day of the month and at those that follow without a gap. Where none is in force,
another rule speaks.
"""

from datetime import date
from typing import Final

from kado.advice.making import Mend, Urgency, clear, finding, not_applicable
from kado.advice.thresholds import threshold
from kado.facts.contracts import ContractPeriod, covered_until
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "contract_ends_soon"
CATEGORY: Final = Category.PROTECTION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=1, effort="days")


def check(contracts: tuple[ContractPeriod, ...], today: date) -> tuple[Verdict, ...]:
    end = covered_until(contracts, today)
    if end is None:
        return (not_applicable(KEY, "contract"),)
    if end == date.max:
        return (clear(KEY),)
    days = (end - today).days
    if any(c.renewal == "automatic" and c.valid_to == end for c in contracts):
        return (clear(KEY),)  # it goes on by itself
    if days > threshold(KEY, "plan_days"):
        return (clear(KEY),)
    urgent = days <= threshold(KEY, "act_now_days")
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.ACT_NOW if urgent else Severity.PLAN, 4, 2),
            MEND,
            values={"end_date": end.isoformat(), "left_count": days},
            evidence=(Evidence("contract_end_date", None, end.isoformat(), "contract", today),),
        ),
    )
