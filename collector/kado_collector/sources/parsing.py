"""Small readings shared by sources: numbers that may be damaged, names that say nothing."""

import re
from collections.abc import Iterable
from typing import Final

from kado_collector.host import Host
from kado_collector.readings import Code, Trouble, Unread

# What firmware writes where a maker left the field empty. Compared in lower case.
# Source: the commonest values in 1,332 dmidecode dumps of real servers (linux-hardware.org), 2026-11.
_EMPTY_TEXT: Final = (
    "--|-|none|null|n/a|na|unknown|undefined|invalid|empty|default string|default|not specified"
    "|not available|not provided|not defined|not present|not applicable|no dimm|<bad index>|<out of spec>"
    "|to be filled by o.e.m.|to be filled by oem|o.e.m.|oem|system serial number|system product name"
    "|system manufacturer|system version|chassis serial number|base board serial number|0123456789"
    "|123456789|1234567890|xxxxxxxxxxxx|.|.............."
)
_EMPTY_WORDS: Final = frozenset(_EMPTY_TEXT.split("|"))
_FILLED: Final = re.compile(r"^(?:0+|x+|\.+|\*+|f+)$", re.IGNORECASE)
_DIMM_FILLER: Final = re.compile(
    r"^(?:a\d_|dimm\d+_)?(?:partnum|manufacturer|serialnum|part_number)\d*$", re.IGNORECASE
)


def meaningful(value: str | None) -> str | None:
    """The text without padding, or None where it says nothing."""
    if value is None:
        return None
    words = " ".join(value.replace("\x00", " ").split())
    if (
        not words
        or words.lower() in _EMPTY_WORDS
        or _FILLED.match(words)
        or _DIMM_FILLER.match(words)
    ):
        return None
    return words


def count(text: str) -> int | None:
    """A number of 0 or more, None when it is none."""
    words = text.strip()
    return int(words) if words.isascii() and words.isdigit() else None


def counts(words: Iterable[str]) -> list[int] | None:
    """Every word as a number, None when one of them is none."""
    found = [count(word) for word in words]
    numbers = [number for number in found if number is not None]
    return numbers if len(numbers) == len(found) else None


def optional_text(host: Host, path: str) -> str | None:
    """A small file's text without padding; None when it is not there or refuses (many /sys files do)."""
    try:
        return host.text(path).strip()
    except Unread:
        return None


def optional_count(host: Host, path: str) -> int | None:
    """A small file's number of 0 or more, None when there is none."""
    text = optional_text(host, path)
    return None if text is None else count(text)


def damaged(path: str, lines_count: int) -> tuple[Trouble, ...]:
    """The trouble of lines that were there and not understood; none for none."""
    if lines_count == 0:
        return ()
    return (Trouble(Code.DAMAGED, f"{path}: {lines_count} line(s) not understood"),)


_PCI_ADDRESS: Final = re.compile(r"^[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$", re.ASCII)


def has_device(host: Host, driver: str) -> bool:
    """Whether a PCI driver has a device: a driver built into the kernel is there without one."""
    return any(_PCI_ADDRESS.match(name) for name in host.names(f"/sys/bus/pci/drivers/{driver}"))


def is_virtual(host: Host) -> bool:
    """Whether the processor says that it runs under a hypervisor (the cpuid flag, x86 only)."""
    return " hypervisor" in (optional_text(host, "/proc/cpuinfo") or "")
