"""How vendors write wear, written volume and spare into SMART attributes: the table `encodings.json`, typed.

The table is ordered; the first row that fits an attribute says how to read it. "unnamed" rows apply only where smartctl's
own database does not know the drive, since the names it then prints are generic; "generic" rows are for such a name and
apply to SSDs only where the database does know the drive.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_GENERIC_NAME: Final = re.compile(r"Unknown_\w*Attribute$")


@dataclass(frozen=True, slots=True)
class Attribute:
    """One row of the SMART attribute table. raw: 48 or 56 bits; text: as smartctl wrote it; value: normalised, 1-253."""

    number: int
    name: str
    value: int | None
    threshold: int | None
    raw: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to read one attribute. `rule` names a function of `ata`; unit_bytes None: the logical block size."""

    rule: str
    number: int | None
    name: re.Pattern[str] | None
    vendor: str | None
    unnamed: bool
    generic: bool
    unit_bytes: int | None

    def fits(self, number: int, name: str, vendor: str | None, in_database: bool) -> bool:
        """Whether this row speaks of the attribute of this number and name on a drive of `vendor`."""
        if self.number is not None and number != self.number:
            return False
        if self.vendor is not None and self.vendor != vendor:
            return False
        if self.unnamed:
            return not in_database or _GENERIC_NAME.match(name) is not None
        return self.name is None or self.name.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class Packing:
    """Attributes in whose raw value several numbers are packed."""

    numbers: frozenset[int]
    rule: str
    vendor: str | None
    rotating: bool | None


@dataclass(frozen=True, slots=True)
class Encodings:
    source: str
    version: str
    date: str
    vendors: dict[str, re.Pattern[str]]
    wear: tuple[Encoding, ...]
    written: tuple[Encoding, ...]
    spare: tuple[Encoding, ...]
    media_errors: tuple[Encoding, ...]
    packed: tuple[Packing, ...]

    def vendor_of(self, model: str | None) -> str | None:
        """The vendor key of a model name, None when the table does not know it."""
        if model is None:
            return None
        return next((key for key, pattern in self.vendors.items() if pattern.match(model)), None)


def _encoding(row: dict[str, object]) -> Encoding:
    number, name, vendor, unit = (
        row.get("id"),
        row.get("name"),
        row.get("vendor"),
        row.get("unit_bytes"),
    )
    return Encoding(
        rule=str(row.get("rule", "")),
        number=number if isinstance(number, int) else None,
        name=re.compile(name) if isinstance(name, str) else None,
        vendor=vendor if isinstance(vendor, str) else None,
        unnamed=bool(row.get("unnamed", False)),
        generic=bool(row.get("generic", False)),
        unit_bytes=unit if isinstance(unit, int) else None,
    )


@cache
def encodings() -> Encodings:
    """The table, read once."""
    table = json.loads(files("kado.device_health").joinpath("encodings.json").read_text("utf-8"))
    packed = tuple(
        Packing(frozenset(row["ids"]), row["rule"], row.get("vendor"), row.get("rotating"))
        for row in table["packed"]
    )
    return Encodings(
        source=table["source"],
        version=table["version"],
        date=table["date"],
        vendors={key: re.compile(text) for key, text in table["vendors"].items()},
        wear=tuple(map(_encoding, table["wear"])),
        written=tuple(map(_encoding, table["written"])),
        spare=tuple(map(_encoding, table["spare"])),
        media_errors=tuple(map(_encoding, table["media_errors"])),
        packed=packed,
    )
