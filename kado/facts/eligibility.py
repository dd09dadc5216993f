"""Eligibility: the four conditions of the terms (MISSION C1-C4), each with its reason and its mend."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kado.facts.verdicts import Scalar


class Condition(StrEnum):
    COLLECTING = "collecting"  # C1: the collector is enrolled and sending
    CONTRACT = "contract"  # C2: a support contract is in force
    SUPPORT_LIST = "support_list"  # C3: model and operating system are on this service's list
    COLLECTOR_RELEASE = "collector_release"  # C4: the collector is new enough for each function
    TERMS = "terms"  # C6: the customer agreed to the terms in force
    NOT_STOPPED = "not_stopped"  # D2: no stop in force covers the unit


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """One condition as of an instant. `reason` and `mend` are string keys; values fill them."""

    condition: Condition
    met: bool
    reason: str = ""
    mend: str = ""
    values: dict[str, Scalar] | None = None
    withheld_functions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Eligible when every condition is met; a collector too old withholds functions, not the unit."""

    eligible: bool
    conditions: tuple[ConditionResult, ...]
    functions: tuple[str, ...]  # the functions this unit gets
    withheld_functions: tuple[str, ...] = ()
    analysis_begins: date | None = None
