"""Verdicts: what a rule says. Always one of finding, clear, cannot tell, not applicable; never nothing."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# A day is an ISO string under a name that ends in `_date`, an instant under one that ends in `_at`.
Scalar = str | int | float | bool | None


class Outcome(StrEnum):
    FINDING = "finding"
    CLEAR = "clear"
    CANNOT_TELL = "cannot_tell"
    NOT_APPLICABLE = "not_applicable"


class Severity(StrEnum):
    """Four severities; colour, shape and word belong to each (see the portal's style)."""

    ACT_NOW = "act_now"
    PLAN = "plan"
    WATCH = "watch"
    FINE = "fine"


SEVERITY_ORDER = (Severity.ACT_NOW, Severity.PLAN, Severity.WATCH, Severity.FINE)


class Category(StrEnum):
    COMPONENTS = "components"
    CONFIGURATION = "configuration"
    CAPACITY = "capacity"
    PERFORMANCE = "performance"
    PROTECTION = "protection"


class InsightKind(StrEnum):
    """Which promise of the terms an insight belongs to: MISSION A1, A2, A3."""

    PREVENTION = "prevention"
    RESOURCE = "resource"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row of a finding's evidence. `attribute` ends in its base unit and is a string key
    (`evidence-<attribute with dashes>`); population_rate is a share 0-1."""

    attribute: str
    old: Scalar
    new: Scalar
    source: str
    observed_on: date | None = None
    population_rate: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule says of one subject (a mount point, a drive, or the whole server: '').

    values: what the texts of the rule are filled with; each name ends in its base unit, in `_date` or `_at` (ISO strings),
    so that it can be written the way people of each language write it.
    likelihood, impact, change_risk: 1 (low) to 4 (critical). effort: 'minutes', 'hours', 'days'.
    confidence: 0-1, None where no probability stands behind the verdict.
    missing: keys of the facts that were not there, for CANNOT_TELL and NOT_APPLICABLE.
    """

    rule: str
    outcome: Outcome
    subject: str = ""
    severity: Severity = Severity.FINE
    category: Category = Category.CONFIGURATION
    kind: InsightKind = InsightKind.OTHER
    likelihood: int = 1
    impact: int = 1
    change_risk: int = 1
    effort: str = "minutes"
    disruptive: bool = False
    confidence: float | None = None
    resolved: bool = False
    values: dict[str, Scalar] | None = None
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
