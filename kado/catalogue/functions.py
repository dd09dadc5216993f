"""The functions of the service (MISSION A7, C4): what each gives and what it needs.

A stop (D2) or a collector release (C4) names a function by its key.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Function:
    """One function. collector_version: the oldest collector that sends what it needs."""

    key: str
    requirement: str  # the clause it makes true
    collector_version: str
    name_ja: str
    name_en: str


FUNCTIONS: Final[tuple[Function, ...]] = (
    Function("prevention", "A1", "0.1.0", "障害の未然防止", "Failure prevention"),
    Function("forecast", "A2", "0.1.0", "リソースの中長期予測", "Resource forecasts"),
    Function("advice", "A3", "0.1.0", "運用アドバイス", "Operational advice"),
    Function("memory_health", "A1", "0.1.0", "メモリの予兆診断", "Memory health"),
)
