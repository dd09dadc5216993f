"""ATA drives: the SMART attribute table and the device statistics log of a smartctl document.

The device statistics page is standard (ACS-3, log 0x04) and goes before vendors' attributes; where the two disagree by
more than DISAGREEMENT_RATIO a problem says so, and the standard page is believed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.device_health.encodings import Attribute, Encoding, Packing, encodings
from kado.device_health.reading import Document, Reader

DISAGREEMENT_RATIO: Final = 0.05
RAW_LIMIT: Final = 2**64 - 1
# Raw values vendors write where they have nothing to say.
_NOTHING: Final = frozenset({2**32 - 1, 2**48 - 1, 2**56 - 1, 2**64 - 1})
_WRITTEN_LIMIT_BYTES: Final = 10**19
_LEADING_NUMBER: Final = re.compile(r"\s*(\d+)")
_WEAR_RAW_LIMIT_PERCENT: Final = 255
_KNOWN_SHAPES_COUNT: Final = (
    1024  # attribute tables of different drives whose encodings are remembered
)


@dataclass(frozen=True, slots=True)
class AtaHealth:
    """What the ATA pages say; None is unknown."""

    wear_ratio: float | None
    spare_ratio: float | None
    spare_threshold_ratio: float | None
    written_bytes: int | None
    media_errors_count: int | None
    power_on_hours: int | None
    temperature_celsius: float | None
    attributes: dict[int, float]
    failed_attributes: tuple[int, ...]
    wear_sources: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Drive:
    """What decides how attributes are read."""

    vendor: str | None
    rotating: bool | None
    in_database: bool
    block_bytes: int
    rows: tuple[Attribute, ...]
    statistics: dict[tuple[int, int], int]


def read(document: Document, model: str | None, rotating: bool | None, reader: Reader) -> AtaHealth:
    """Health of one ATA drive. Problems go to `reader`."""
    block = reader.integer("logical_block_size", document.get("logical_block_size"), 512, 65536)
    drive = _Drive(
        vendor=encodings().vendor_of(model),
        rotating=rotating,
        in_database=document.get("in_smartctl_database") is True,
        block_bytes=block or 512,
        rows=_attribute_rows(document, reader),
        statistics=_statistics(document, reader),
    )
    spare, spare_threshold = (None, None) if rotating else _spare(drive, document, reader)
    wear = {} if rotating else _wear(drive, document, reader)
    by_number = {row.number: row for row in drive.rows}
    return AtaHealth(
        wear_ratio=next(iter(wear.values()), None),
        wear_sources=wear,
        spare_ratio=spare,
        spare_threshold_ratio=spare_threshold,
        written_bytes=_written(drive, reader),
        media_errors_count=_media_errors(drive),
        power_on_hours=_leading(by_number.get(9)),
        temperature_celsius=_temperature(by_number),
        attributes=_decoded(drive),
        failed_attributes=tuple(
            row.number
            for row in drive.rows
            if row.value and row.threshold and row.value <= row.threshold
        ),
    )


def _attribute_rows(document: Document, reader: Reader) -> tuple[Attribute, ...]:
    rows: dict[int, Attribute] = {}
    for row in reader.rows(reader.mapping(document, "ata_smart_attributes"), "table"):
        number = reader.integer("attribute id", row.get("id"), 1, 255)
        if number is None or number in rows:
            continue
        what = f"smart_{number}"
        raw = reader.mapping(row, "raw")
        rows[number] = Attribute(
            number=number,
            name=reader.text(f"{what} name", row.get("name")) or "",
            value=reader.integer(f"{what} value", row.get("value"), 0, 255),
            threshold=reader.integer(f"{what} threshold", row.get("thresh"), 0, 255),
            raw=reader.integer(f"{what} raw", raw.get("value"), 0, RAW_LIMIT),
            text=reader.text(f"{what} raw text", raw.get("string")) or "",
        )
    return tuple(rows.values())


def _statistics(document: Document, reader: Reader) -> dict[tuple[int, int], int]:
    """(page, offset) -> value of the device statistics log, valid entries only."""
    found: dict[tuple[int, int], int] = {}
    for page in reader.rows(reader.mapping(document, "ata_device_statistics"), "pages"):
        number = reader.integer("statistics page", page.get("number"), 0, 255)
        for row in reader.rows(page, "table"):
            offset = reader.integer("statistics offset", row.get("offset"), 0, 512)
            valid = reader.mapping(row, "flags").get("valid", True)
            value = row.get("value")
            if number is None or offset is None or valid is not True or value is None:
                continue
            read = reader.integer("statistics value", value, -(2**63), RAW_LIMIT)
            if read is not None:
                found[number, offset] = read
    return found


# Page and offset of the entries used (ACS-4, 9.5 "Device Statistics log").
_POWER_ON_HOURS: Final = (1, 16)
_SECTORS_WRITTEN: Final = (1, 24)
_REPORTED_UNCORRECTABLE: Final = (4, 8)
_PERCENT_USED: Final = (7, 8)


def _wear(drive: _Drive, document: Document, reader: Reader) -> dict[str, float]:
    """Share of rated endurance used, by source, the most telling first. Every source is read, so that disagreement shows."""
    found: list[tuple[str, float]] = []
    percent = drive.statistics.get(_PERCENT_USED)
    if percent is not None and 0 <= percent <= _WEAR_RAW_LIMIT_PERCENT:
        found.append(("device_statistics", percent / 100))
    summary = reader.mapping(document, "endurance_used").get("current_percent")
    percent_7_5 = reader.number("endurance_used", summary, 0, _WEAR_RAW_LIMIT_PERCENT)
    if percent_7_5 is not None:
        found.append(("endurance_used", percent_7_5 / 100))
    for row, encoding in _fitting(drive, "wear"):
        used = _WEAR_RULES[encoding.rule](row)
        if used is not None:
            found.append((f"smart_{row.number}", used))
    _note_disagreement("wear_ratio", found, reader)
    return dict(found)


def _fitting(drive: _Drive, table: str) -> list[tuple[Attribute, Encoding]]:
    """Attributes with the first row of the table ('wear', 'written', ...) that fits each, in the table's order."""
    named = tuple([(row.number, row.name) for row in drive.rows])
    chosen = _chosen(table, named, drive.vendor, drive.rotating, drive.in_database)
    return [(drive.rows[i], encoding) for i, encoding in chosen]


@lru_cache(maxsize=_KNOWN_SHAPES_COUNT)
def _chosen(
    table: str,
    named: tuple[tuple[int, str], ...],
    vendor: str | None,
    rotating: bool | None,
    in_database: bool,
) -> tuple[tuple[int, Encoding], ...]:
    """Index of each attribute (number, name) that a row of the table fits, with that row; a drive's are the same every day."""
    found: list[tuple[int, Encoding]] = []
    seen: set[int] = set()
    rows: tuple[Encoding, ...] = getattr(encodings(), table)
    for encoding in rows:
        if encoding.unnamed and rotating is not False:
            continue  # a turning drive gives these numbers other meanings
        if encoding.generic and encoding.rule and not in_database:
            continue  # the name is smartctl's default for the number, whatever the maker means by it
        for i, (number, name) in enumerate(named):
            if number not in seen and encoding.fits(number, name, vendor, in_database):
                seen.add(number)
                found.append((i, encoding))
    return tuple(found)


def _left_normalised(row: Attribute) -> float | None:
    """100 new, 0 or 1 worn out."""
    return None if row.value is None or row.value > 100 else (100 - row.value) / 100


def _left_either(row: Attribute) -> float | None:
    """Percent left, in the normalised value or, where that one never moves (100 or 0), in the raw value."""
    stuck = row.value is None or row.value == 0 or row.value >= 100
    left = _leading(row)
    if stuck and left is not None and 0 < left <= 100:
        return (100 - left) / 100
    return _left_normalised(row)


def _used_raw(row: Attribute) -> float | None:
    """Raw is percent used and may pass 100; normalised is what is left of 100, never below 0.

    Some firmware writes percent left into both: raw then equals the normalised value and is not its complement.
    """
    used = _leading(row)
    if used is None or used > _WEAR_RAW_LIMIT_PERCENT:
        return _left_normalised(row)
    if row.value is None or abs(max(100 - used, 0) - row.value) <= 1:
        return used / 100
    return _left_normalised(row)


def _used_high_byte_percent(row: Attribute) -> float | None:
    """WD and SanDisk: in each 16-bit word the high byte is whole percent used, the low byte hundredths of a percent."""
    if row.raw is None:
        return None
    if row.raw <= 255:
        return None
    whole, hundredths = row.raw >> 8 & 0xFF, row.raw & 0xFF
    return None if hundredths > 99 else (whole + hundredths / 100) / 100


def _left_raw_hundredths(row: Attribute) -> float | None:
    return None if row.raw is None or row.raw > 10000 else (10000 - row.raw) / 10000


_WEAR_RULES: Final = {
    "left_normalised": _left_normalised,
    "left_either": _left_either,
    "left_raw_hundredths": _left_raw_hundredths,
    "used_raw": _used_raw,
    "used_high_byte_percent": _used_high_byte_percent,
}


def _note_disagreement(what: str, found: list[tuple[str, float]], reader: Reader) -> None:
    values = [value for _, value in found]
    if values and max(values) - min(values) > DISAGREEMENT_RATIO:
        reader.problem(
            what, "disagreement", ", ".join(f"{name}: {value:.2f}" for name, value in found[:4])
        )


def _spare(drive: _Drive, document: Document, reader: Reader) -> tuple[float | None, float | None]:
    """Spare blocks left and the vendor's threshold, as shares."""
    summary = reader.mapping(document, "spare_available")
    percent = reader.number("spare_available", summary.get("current_percent"), 0, 100)
    if percent is not None:
        threshold = reader.number("spare_available", summary.get("threshold_percent"), 0, 100)
        return percent / 100, None if threshold is None else threshold / 100
    for row, _ in _fitting(drive, "spare"):
        if row.value is not None and row.value <= 100:
            return row.value / 100, (row.threshold or 0) / 100 or None
    return None, None


def _written(drive: _Drive, reader: Reader) -> int | None:
    """Bytes the host wrote. A unit in an attribute's name goes before the bare "LBAs" of another with the same count."""
    found: list[tuple[str, int]] = []
    sectors = drive.statistics.get(_SECTORS_WRITTEN)
    if sectors is not None and sectors >= 0:
        found.append(("device statistics", sectors * drive.block_bytes))
    counted: set[int] = set()
    for row, encoding in _fitting(drive, "written"):
        count = _leading(row)
        if count is None or count in _NOTHING or (count in counted and encoding.unit_bytes is None):
            continue
        if encoding.generic and not drive.rotating and not drive.in_database:
            # smartctl calls 241 "Total_LBAs_Written" on every drive it does not know; makers use 512 B to 1 GiB.
            reader.problem(
                "written_bytes", "unknown-encoding", f"unit of smart_{row.number} on this family"
            )
            continue
        counted.add(count)
        found.append(
            (f"smart_{row.number} {row.name}", count * (encoding.unit_bytes or drive.block_bytes))
        )
    if not found:
        return None
    _note_volume_disagreement(found, reader)
    return reader.integer("written_bytes", found[0][1], 0, _WRITTEN_LIMIT_BYTES)


def _note_volume_disagreement(found: list[tuple[str, int]], reader: Reader) -> None:
    """Volumes that differ by more than a fifth and by more than 100 GB are not the same volume."""
    values = [value for _, value in found]
    if max(values) - min(values) > max(100e9, 0.2 * max(values)):
        detail = ", ".join(f"{name}: {value}" for name, value in found[:4])
        reader.problem("written_bytes", "disagreement", detail)


def _media_errors(drive: _Drive) -> int | None:
    """Errors the drive could not correct: statistics page, then reported uncorrectable, then offline uncorrectable."""
    reported = drive.statistics.get(_REPORTED_UNCORRECTABLE)
    if reported is not None and reported >= 0:
        return reported
    for row, _ in _fitting(drive, "media_errors"):
        count = _leading(row)
        if count is not None and count not in _NOTHING:
            return count
    return None


def _temperature(by_number: dict[int, Attribute]) -> float | None:
    for number in (194, 190):
        row = by_number.get(number)
        if row is not None and row.raw is not None:
            return _low_byte_signed(row.raw)
    return None


def _low_byte_signed(raw: int) -> float:
    low = raw & 0xFF
    return float(low - 256 if low > 127 else low)


def _leading(row: Attribute | None) -> int | None:
    """The count smartctl's own database reads out of the raw value: the first number of its text."""
    if row is None:
        return None
    match = _LEADING_NUMBER.match(row.text)
    if match and len(match[1]) <= 20 and not row.text.startswith("0x"):
        return int(match[1])
    return row.raw


def _decoded(drive: _Drive) -> dict[int, float]:
    """SMART id -> count, unpacked by the table; attributes whose meaning is not a count are left out."""
    decoded: dict[int, float] = {}
    for row in drive.rows:
        if row.raw is None:
            continue
        value = unpack(row.number, row.raw, drive.vendor, drive.rotating, encodings().packed)
        if value is not None:
            decoded[row.number] = value
    return decoded


def unpack(
    number: int, raw: int, vendor: str | None, rotating: bool | None, packed: tuple[Packing, ...]
) -> float | None:
    """The count inside a raw value, by the first row of the table that fits; None where it is no count."""
    for packing in packed:
        if (
            number in packing.numbers
            and packing.vendor in (None, vendor)
            and packing.rotating in (None, rotating)
        ):
            return _UNPACK_RULES[packing.rule](raw)
    return float(raw)


_UNPACK_RULES: Final[dict[str, Callable[[int], float | None]]] = {
    "high_16_of_48": lambda raw: float(raw >> 32 & 0xFFFF),
    "low_16": lambda raw: float(raw & 0xFFFF),
    "low_16_if_wide": lambda raw: float(raw & 0xFFFF) if raw > 0xFFFF_FFFF else float(raw),
    "low_32_if_wide": lambda raw: float(raw & 0xFFFF_FFFF) if raw > 0xFFFF_FFFF else float(raw),
    "low_8_signed_if_wide": lambda raw: _low_byte_signed(raw) if raw > 0xFF else float(raw),
    "unknown": lambda raw: None,
}


def unpack_column(
    number: int, raw: NDArray[np.float64], vendors: NDArray[np.str_]
) -> NDArray[np.float64]:
    """The counts inside many raw values of hard disks at once, as `unpack` reads one. vendors: '' where unknown.

    Negative and unreadable values are unknown (NaN).
    """
    usable = np.isfinite(raw) & (raw >= 0) & (raw < 2.0**63)
    whole = np.where(usable, raw, 0).astype(np.int64)
    counts = np.where(usable, raw, np.nan)
    done = np.zeros(len(raw), dtype=bool)
    for packing in encodings().packed:
        if number not in packing.numbers:
            continue
        here = ~done & (
            (vendors == packing.vendor) if packing.vendor else np.ones(len(raw), dtype=bool)
        )
        counts = np.where(here & usable, _COLUMN_RULES[packing.rule](whole), counts)
        done |= here
    return counts


def _signed_low_byte(raw: NDArray[np.int64]) -> NDArray[np.float64]:
    low = raw & 0xFF
    return np.where(low > 127, low - 256, low).astype(np.float64)


_COLUMN_RULES: Final[dict[str, Callable[[NDArray[np.int64]], NDArray[np.float64]]]] = {
    "high_16_of_48": lambda raw: (raw >> 32 & 0xFFFF).astype(np.float64),
    "low_16": lambda raw: (raw & 0xFFFF).astype(np.float64),
    "low_16_if_wide": lambda raw: np.where(raw > 0xFFFF_FFFF, raw & 0xFFFF, raw).astype(np.float64),
    "low_32_if_wide": lambda raw: np.where(raw > 0xFFFF_FFFF, raw & 0xFFFF_FFFF, raw).astype(
        np.float64
    ),
    "low_8_signed_if_wide": lambda raw: np.where(
        raw > 0xFF, _signed_low_byte(raw), raw.astype(np.float64)
    ),
    "unknown": lambda raw: np.full(len(raw), np.nan),
}
