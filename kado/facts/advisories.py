"""What advisory packs say, as plain values: known issues, ends of support, rated endurance. Rules read them; they travel with the edition.

A pack is data from outside (docs/advisories.md). Patterns are shell-style and ignore case. None and '' are "not said".
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Final


class Component(StrEnum):
    """What an issue is about, and with which word of the server its `models` are compared."""

    DRIVE = "drive"  # the drive's model
    BIOS = "bios"  # the server's model number
    BMC = "bmc"  # the server's model number
    PROCESSOR = "processor"  # the processor's model
    SERVER = "server"  # the server's model number
    OS = "os"  # the operating system's name


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry comes from and when somebody last looked there."""

    title: str
    url: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class KnownIssue:
    """A known defect of a component.

    manufacturers: patterns on the server's maker, for components that belong to the server; empty: any.
    affected: patterns of versions (firmware, BIOS, operating system); empty: every version before `fixed_in`, or every one.
    excluded: patterns of models that `models` would match and that are not meant.
    power_on_hours: the drive fails when it has been powered on this long. severity: 'act_now', 'plan' or 'watch'.
    loses_data: data is lost when it strikes. disruptive: the fix stops work.
    """

    id: str
    component: Component
    models: tuple[str, ...]
    effect: Words
    action: Words
    severity: str
    source: Source
    published_on: date
    affected: tuple[str, ...] = ()
    fixed_in: str = ""
    manufacturers: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    power_on_hours: int | None = None
    loses_data: bool = False
    disruptive: bool = False


@dataclass(frozen=True, slots=True)
class EndOfSupport:
    """When support of an operating system's release or of a server model ends.

    os_name, version: of an operating system, as collectors write them; version '12' covers '12.11'.
    manufacturers, models: patterns of a server model. One of the two kinds is given.
    support_end: full support ends. security_end: the last day of security fixes without buying an extension; of hardware, of spare parts and repair.
    """

    id: str
    name: Words
    support_end: date
    security_end: date
    source: Source
    os_name: str = ""
    version: str = ""
    manufacturers: tuple[str, ...] = ()
    models: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Endurance:
    """Rated endurance of an SSD model: bytes the host may write, by the maker's word.

    capacity_bytes: of the model that is meant, where one pattern fits several; None: any.
    """

    id: str
    models: tuple[str, ...]
    written_bytes: int
    source: Source
    capacity_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class PackVersion:
    """Which pack was read. digest: SHA-256 of its canonical bytes, hexadecimal."""

    name: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Advisories:
    """All that the packs in use say. Where two packs have an entry of the same id, the first named in `packs` is heard."""

    packs: tuple[PackVersion, ...] = ()
    firmware_issues: tuple[KnownIssue, ...] = ()
    known_issues: tuple[KnownIssue, ...] = ()
    ends_of_support: tuple[EndOfSupport, ...] = ()
    endurances: tuple[Endurance, ...] = ()


NOTHING: Final = Advisories()  # no pack in use


def matches(patterns: tuple[str, ...], text: str | None) -> bool:
    """Whether one of the shell-style patterns fits the whole of `text`, upper and lower case alike; unknown text fits none."""
    if not text:
        return False
    folded = text.strip().lower()
    return any(fnmatchcase(folded, pattern.lower()) for pattern in patterns)
