"""NVMe drives: the SMART / Health Information log (NVM Express base specification 1.4, 5.14.1.2)."""

from dataclasses import dataclass
from typing import Final

from kado.device_health.reading import Document, Reader

# "Contains the number of 512 byte data units ... reported in thousands": one unit is 512,000 bytes.
DATA_UNIT_BYTES: Final = 512_000
PERCENT_USED_LIMIT: Final = 255
_COUNT_LIMIT: Final = 2**128 - 1
_DATA_UNITS_LIMIT: Final = 10**15  # 512 EB written: no drive lives that long


@dataclass(frozen=True, slots=True)
class NvmeHealth:
    """What the log says; None is unknown."""

    wear_ratio: float | None
    spare_ratio: float | None
    spare_threshold_ratio: float | None
    written_bytes: int | None
    media_errors_count: int | None
    power_on_hours: int | None
    temperature_celsius: float | None
    critical_warning: int | None


def read(document: Document, reader: Reader) -> NvmeHealth:
    """Health of one NVMe drive. Problems go to `reader`."""
    log = reader.mapping(document, "nvme_smart_health_information_log")
    if not log:
        reader.problem("nvme_smart_health_information_log", "absent")
    used = reader.integer("wear_ratio", log.get("percentage_used"), 0, PERCENT_USED_LIMIT)
    if used == PERCENT_USED_LIMIT:
        reader.problem("wear_ratio", "saturated", "255 % or more used")
    spare = reader.integer("spare_ratio", log.get("available_spare"), 0, 100)
    threshold = reader.integer("spare_threshold", log.get("available_spare_threshold"), 0, 100)
    units = reader.integer("written_bytes", wide(log, "data_units_written"), 0, _DATA_UNITS_LIMIT)
    return NvmeHealth(
        wear_ratio=None if used is None else used / 100,
        spare_ratio=None if spare is None else spare / 100,
        spare_threshold_ratio=None if threshold is None else threshold / 100,
        written_bytes=None if units is None else units * DATA_UNIT_BYTES,
        media_errors_count=reader.integer(
            "media_errors_count", wide(log, "media_errors"), 0, _COUNT_LIMIT
        ),
        power_on_hours=reader.integer(
            "power_on_hours", wide(log, "power_on_hours"), 0, _COUNT_LIMIT
        ),
        temperature_celsius=reader.number("temperature_celsius", log.get("temperature"), -60, 200),
        critical_warning=reader.integer("critical_warning", log.get("critical_warning"), 0, 255),
    )


def wide(log: Document, key: str) -> object:
    """A 128-bit counter: smartctl's `--json=s` adds it as text under `<key>_s`, exact where the number is not."""
    text = log.get(f"{key}_s")
    if isinstance(text, str) and text.isdecimal() and len(text) <= 39:
        return int(text)
    return log.get(key)
