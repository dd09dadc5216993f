"""Memory modules are mixed or unevenly fitted (A3): the memory runs at the slowest module's speed or on fewer channels.

Looks at the modules in the slots: sizes, speeds, their number against the processors, and groups of slots that share a letter (channels). Modules whose size is unknown are never counted as empty. SMBIOS lists the firmware's flash chip
and persistent memory among the modules (seen on recorded Supermicro servers): they are left out.
"""

import re
from collections import Counter
from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, not_applicable
from kado.facts.configuration import Configuration, MemoryModule
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "memory_population"
CATEGORY: Final = Category.CONFIGURATION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours", disruptive=True)

# A letter before the last number names a channel ('P1-DIMMA1', 'CPU1_DIMM_B2') or, with Dell, a processor ('DIMM_A3'): either way the groups
# should hold as many modules each. Of 1,201 recorded servers without another problem 833 name slots like this and 24 are uneven.
GROUP: Final = re.compile(r"^(.*?)([A-P])(\d{1,2})$", re.ASCII)
# Memory device types of the SMBIOS reference specification (DMTF DSP0134, type 17) that are no DRAM module.
NO_DRAM: Final = frozenset(
    {"rom", "flash", "eeprom", "feprom", "eprom", "logical non-volatile device"}
)


def check(configuration: Configuration | None) -> tuple[Verdict, ...]:
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    listed = configuration.memory_modules if configuration else ()
    modules = [m for m in listed if (m.kind or "").lower() not in NO_DRAM]
    fitted = [m for m in modules if m.capacity_bytes is None or m.capacity_bytes > 0]
    if configuration is None or not fitted:
        return (cannot_tell(KEY, "memory_modules"),)
    if any(m.capacity_bytes is None for m in fitted):
        return (cannot_tell(KEY, "memory_module_sizes"),)
    problem = _problem(fitted, configuration.processor_sockets_count or 1)
    if problem is None:
        return (clear(KEY, modules_count=len(fitted)),)
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.WATCH, 2, 2),
            MEND,
            values={"problem": problem, "modules_count": len(fitted)},
            evidence=tuple(
                Evidence(
                    "memory_module_bytes",
                    None,
                    m.capacity_bytes,
                    f"{m.slot} {m.part_number or ''}".strip(),
                )
                for m in sorted(fitted, key=lambda m: m.slot)
            ),
        ),
    )


def _problem(fitted: list[MemoryModule], sockets_count: int) -> str | None:
    """'size', 'speed', 'sockets', 'channels' or None."""
    if len({m.capacity_bytes for m in fitted}) > 1:
        return "size"
    if len({m.speed_mts for m in fitted if m.speed_mts}) > 1:
        return "speed"
    if len(fitted) % sockets_count:
        return "sockets"
    return "channels" if _is_uneven([m.slot for m in fitted]) else None


def _is_uneven(slots: list[str]) -> bool:
    """Whether groups of slots that share a letter hold unequal numbers; False where a name has none."""
    named = [GROUP.match(slot.strip()) for slot in slots]
    counts = Counter((n.group(1), n.group(2)) for n in named if n)
    return all(named) and len(set(counts.values())) > 1
