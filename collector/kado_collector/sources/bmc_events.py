"""The BMC's event log as counts by kind and sensor: what leaves the server is never a line of the log itself.

Kinds are told by the words of IPMI 2.0 table 42-3 (sensor types and their events) as ipmitool and Redfish's Message write them. An event
that says something else, or that a state is over (deasserted), is not counted.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from kado_collector.limits import INSTANCES_LIMIT
from kado_collector.readings import Json

RECENT: Final = timedelta(days=31)
# In this order: the first that fits counts. 'uncorrectable' holds 'correctable', so it comes first.
_KINDS: Final = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        ("memory_uncorrected", r"(memory|dimm|ecc).*uncorrectable|uncorrectable (ecc|memory)"),
        ("memory_corrected", r"\bcorrectable (ecc|memory)|correctable.*logging limit|memory.*\bcorrectable"),
        ("thermal_trip", r"thermal trip|over.?temperature"),
        ("temperature_critical", r"temp.*upper (critical|non-recoverable) going high"),
        ("fan_failed", r"\bfan.*(lower (critical|non-recoverable) going low|fail|transition to (critical|off))"),
        ("redundancy_lost", r"redundancy lost|non-redundant|redundancy degraded"),
        ("power_supply_failed", r"power supply.*(failure detected|predictive failure|has failed)"),
        ("power_lost", r"ac lost|input lost|power (input|cord).*lost|input.*out.of.range"),
        ("watchdog", r"watchdog.*(hard reset|power (down|cycle)|reset)"),
        ("pcie", r"pci.*(perr|serr|fatal|non-fatal|uncorrectable|bus (error|timeout)|correctable)|bus (fatal|uncorrectable|correctable) error"),
        ("processor", r"\b(ierr|caterr|mcerr)\b|machine check|processor.*(configuration error|fatal)"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """at: on the BMC's own clock; None for one from before its clock was set."""

    sensor: str
    words: str
    at: datetime | None


def kind_of(event: Event) -> str | None:
    """The kind, None for an event that is no trouble or not understood."""
    text = f"{event.sensor} {event.words}"
    return next((kind for kind, words in _KINDS if words.search(text)), None)


def counted(events: Iterable[Event], now: datetime | None) -> list[Json]:
    """Rows of configuration.bmc_events. now: on the BMC's clock; None: the newest event's time."""
    known = [(kind, event) for event in events if (kind := kind_of(event)) is not None]
    instants = [event.at for _, event in known if event.at is not None]
    until = now or max(instants, default=None)
    total = Counter((kind, event.sensor) for kind, event in known)
    recent = Counter(
        (kind, event.sensor)
        for kind, event in known
        if event.at is not None and until is not None and until - RECENT <= event.at <= until
    )
    commonest = sorted(total, key=lambda key: (-recent[key], -total[key], key))[:INSTANCES_LIMIT]
    return [
        {"kind": key[0], "sensor": key[1], "recent_count": recent[key], "total_count": total[key]}
        for key in commonest
    ]
