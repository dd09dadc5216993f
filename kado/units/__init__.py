"""Units: base units in names and conversions between them. Only text shown to people leaves base units."""

from typing import Final

MINUTE_SECONDS: Final = 60
HOUR_SECONDS: Final = 3_600
DAY_SECONDS: Final = 86_400

KIB_BYTES: Final = 1_024
MIB_BYTES: Final = 1_024**2
GIB_BYTES: Final = 1_024**3
TIB_BYTES: Final = 1_024**4

# The base units a quantity's name may end in, longest first: `unit_of_name` relies on the order.
BASE_UNITS: Final = (
    "bytes_per_second",
    "bytes_per_day",
    "seconds",
    "bytes",
    "ratio",
    "celsius",
    "rpm",
    "count",
    "days",
    "probability",
)


def unit_of_name(name: str) -> str | None:
    """The base unit that `name` ends in (`used_bytes` -> `bytes`), or None where it names none."""
    return next((unit for unit in BASE_UNITS if name == unit or name.endswith("_" + unit)), None)
