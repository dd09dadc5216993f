"""What the rules of entitlement need to know of a unit, as plain values."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class ContractPeriod:
    """A support contract: in force from `valid_from` to `valid_to` inclusive (None: open-ended).

    grace_days, functions: of its plan; functions names those included, () all of them. renewal: 'automatic', 'by_order' or 'none';
    renewed_by: the number of the contract that follows, '' where none is known. What was frozen before 2026-11-23 has the defaults.
    """

    number: str
    plan: str
    valid_from: date
    valid_to: date | None
    grace_days: int = 0
    functions: tuple[str, ...] = ()
    renewal: str = "by_order"
    renewed_by: str = ""

    @property
    def served_to(self) -> date | None:
        """The last day on which the unit is still served: the contract's last day and the plan's grace after it."""
        return self.valid_to and self.valid_to + timedelta(days=self.grace_days)


@dataclass(frozen=True, slots=True)
class SupportListLine:
    """A line of a support list: shell-style patterns for model and operating system, with validity."""

    service: str  # 'karte' or 'analysis'
    model_pattern: str
    os_pattern: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class FunctionRequirement:
    """From a day on a function needs this collector or a newer one."""

    function: str
    collector_version: str
    effective_from: date


@dataclass(frozen=True, slots=True)
class WarrantyPeriod:
    valid_to: date | None


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
