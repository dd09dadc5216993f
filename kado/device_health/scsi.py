"""SCSI and SAS drives: error counter log, grown defect list and the solid state media log of a smartctl document.

Old smartctl (6.7-7.2) and new (7.3 and later) name the same pages differently; both are read.
"""

from dataclasses import dataclass
from typing import Final

from kado.device_health.reading import Document, Reader

_COUNT_LIMIT: Final = 2**64 - 1
_PROCESSED_LIMIT_GIGABYTES: Final = 1e10
_GIGABYTE: Final = 10**9  # smartctl's column says "[10^9 bytes]"
_TEMPERATURE_ABSENT_CELSIUS: Final = 255


@dataclass(frozen=True, slots=True)
class ScsiHealth:
    """What the log pages say; None is unknown."""

    wear_ratio: float | None
    written_bytes: int | None
    media_errors_count: int | None
    grown_defects_count: int | None
    pending_defects_count: int | None
    nonmedium_errors_count: int | None


def read(document: Document, reader: Reader) -> ScsiHealth:
    """Health of one SCSI drive. Problems go to `reader`."""
    counters = reader.mapping(document, "scsi_error_counter_log")
    used = reader.integer("wear_ratio", _percent_used(document), 0, 255)
    return ScsiHealth(
        wear_ratio=None if used is None else used / 100,
        written_bytes=_written(reader.mapping(counters, "write"), reader),
        media_errors_count=_uncorrected(counters, reader),
        grown_defects_count=_count(
            "grown_defects_count", document.get("scsi_grown_defect_list"), reader
        ),
        pending_defects_count=_count(
            "pending_defects_count",
            reader.mapping(document, "scsi_pending_defects").get("count"),
            reader,
        ),
        nonmedium_errors_count=_count("nonmedium_errors_count", _nonmedium(document), reader),
    )


def _percent_used(document: Document) -> object:
    """Solid state media log page, parameter 1; smartctl 7.5 gives it under `endurance_used` too."""
    value = document.get("scsi_percentage_used_endurance_indicator")
    if isinstance(value, dict):
        value = value.get("percentage_used_endurance_indicator")
    if value is None:
        summary = document.get("endurance_used")
        value = summary.get("current_percent") if isinstance(summary, dict) else None
    return value


def _nonmedium(document: Document) -> object:
    for key in (
        "scsi_nonmedium_error_count",
        "scsi_non_medium_error_count",
        "scsi_nonmedium_error",
    ):
        value = document.get(key)
        if isinstance(value, dict):
            value = value.get("count")
        if value is not None:
            return value
    return None


def _count(what: str, value: object, reader: Reader) -> int | None:
    return reader.integer(what, value, 0, _COUNT_LIMIT)


def _uncorrected(counters: Document, reader: Reader) -> int | None:
    """Sum of uncorrected errors over read, write and verify; None when no counter is there."""
    found = [
        _count(
            "media_errors_count",
            reader.mapping(counters, kind).get("total_uncorrected_errors"),
            reader,
        )
        for kind in ("read", "write", "verify")
    ]
    known = [count for count in found if count is not None]
    return sum(known) if known else None


def _written(write: Document, reader: Reader) -> int | None:
    """smartctl prints the volume as text in 10^9 bytes with three decimals."""
    gigabytes = reader.number(
        "written_bytes", write.get("gigabytes_processed"), 0, _PROCESSED_LIMIT_GIGABYTES
    )
    return None if gigabytes is None else round(gigabytes * _GIGABYTE)
