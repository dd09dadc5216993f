"""What the rules of entitlement need to know of a unit, as plain values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ContractPeriod:
    """A support contract: in force from `valid_from` to `valid_to` inclusive (None: open-ended)."""

    number: str
    plan: str
    valid_from: date
    valid_to: date | None


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
    """A function and the oldest collector that gives what it needs."""

    function: str
    collector_version: str


@dataclass(frozen=True, slots=True)
class WarrantyPeriod:
    valid_to: date | None
