"""The support contract ends soon and none follows (A3).

Looks at the contracts in force on the last day of the month and at those that follow without a gap. Where none is in force,
another rule speaks.
"""

from datetime import date, timedelta
from typing import Final

from kado.advice.making import Mend, Urgency, clear, finding, not_applicable
from kado.advice.thresholds import threshold
from kado.facts.contracts import ContractPeriod
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "contract_ends_soon"
CATEGORY: Final = Category.PROTECTION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=1, effort="days")


def covered_until(contracts: tuple[ContractPeriod, ...], today: date) -> date | None:
    """The last day covered without a gap from today on; date.max where open-ended, None where not covered today."""
    end: date | None = None
    for contract in sorted(contracts, key=lambda c: (c.valid_from, c.number)):
        if contract.valid_from > (end + timedelta(days=1) if end else today):
            continue
        last = contract.valid_to or date.max
        if last == date.max:
            return last if last >= today else None
        if last >= today and (end is None or last > end):
            end = last
    return end


def check(contracts: tuple[ContractPeriod, ...], today: date) -> tuple[Verdict, ...]:
    end = covered_until(contracts, today)
    if end is None:
        return (not_applicable(KEY, "contract"),)
    if end == date.max:
        return (clear(KEY),)
    days = (end - today).days
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
