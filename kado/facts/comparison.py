"""Comparison: where one server stands among similar servers of several customers. No row of another server is in here, only quantiles."""

from dataclasses import dataclass
from typing import Final

# What is compared, in the order of the page. Ratios are 0-1; disk_growth_ratio may be below 0.
MEASURES: Final = (
    "processor_used_ratio",
    "memory_used_ratio",
    "disk_growth_ratio",
    "temperature_celsius",
    "restarts_count",
    "health_score",
)
BANDS: Final = ("lowest", "lower", "middle", "upper", "highest")


@dataclass(frozen=True, slots=True)
class Standing:
    """One measure of this server, and the quarters of similar servers. band: one of BANDS.

    tenth and nine_tenths: None where too few servers lie beyond them to be kept.
    """

    measure: str
    value: float
    band: str
    tenth: float | None
    quarter: float
    median: float
    three_quarters: float
    nine_tenths: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """month: the editions that the quantiles were made from. least_count: that there are at least so many similar servers.

    basis: what makes them similar, 'model_os_age', 'model_os' or 'model'.
    """

    month: str
    basis: str
    least_count: int
    standings: tuple[Standing, ...]
