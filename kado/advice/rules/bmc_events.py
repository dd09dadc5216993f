"""The BMC's event log keeps naming the same trouble (A1): power lost, memory, PCI Express, heat, resets by the watchdog.

Looks at the entries of the last 31 days by kind and sensor. What is grave is told from the first entry on, what can be chance from the third.
Where several sensors name one kind, the one that names it most often is told. Memory errors that the kernel has counted itself are the
finding of the rules on memory errors.
"""

from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import (
    Mend,
    Urgency,
    cannot_tell,
    clear,
    finding,
    not_applicable,
)
from kado.advice.thresholds import threshold
from kado.facts.configuration import BmcEvents, Configuration
from kado.facts.server import MonthStatistics
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "bmc_events"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours", disruptive=True)


# How urgent one recurring kind is; whether one entry is enough ("grave") stands in the second place.
_KINDS: Final = {
    "memory_uncorrected": (Urgency(Severity.ACT_NOW, 4, 4), True),
    "thermal_trip": (Urgency(Severity.ACT_NOW, 3, 4), True),
    "processor": (Urgency(Severity.PLAN, 3, 4), True),
    "power_supply_failed": (Urgency(Severity.PLAN, 3, 3), True),
    "redundancy_lost": (Urgency(Severity.WATCH, 2, 3), False),
    "fan_failed": (Urgency(Severity.PLAN, 2, 3), False),
    "temperature_critical": (Urgency(Severity.PLAN, 3, 3), False),
    "pcie": (Urgency(Severity.PLAN, 3, 3), False),
    "power_lost": (Urgency(Severity.PLAN, 3, 3), False),
    "watchdog": (Urgency(Severity.PLAN, 3, 3), False),
    "memory_corrected": (Urgency(Severity.WATCH, 2, 3), False),
}


_COUNTERS: Final = ("memory_corrected_errors_count", "memory_uncorrected_errors_count")


def check(
    configuration: Configuration | None, statistics: tuple[MonthStatistics, ...]
) -> tuple[Verdict, ...]:
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    events = configuration.bmc_events if configuration else ()
    if not events and not _was_read(configuration):
        return (cannot_tell(KEY, "bmc_log"),)
    kinds = {e.kind for e in events if e.kind in _KINDS}
    if _counted_elsewhere(configuration, statistics):
        kinds -= {"memory_corrected", "memory_uncorrected"}
    told = [_one(kind, [e for e in events if e.kind == kind]) for kind in sorted(kinds)]
    return tuple(v for v in told if v is not None) or (clear(KEY),)


def _counted_elsewhere(
    configuration: Configuration | None, statistics: tuple[MonthStatistics, ...]
) -> bool:
    """Whether the kernel has seen memory errors too: one trouble is one finding."""
    counted = any(s.metric in _COUNTERS and s.maximum > 0 for s in statistics)
    return counted or (configuration is not None and bool(configuration.memory_faults))


def _was_read(configuration: Configuration | None) -> bool:
    """An empty log is a log that was read: how full it is was told."""
    return configuration is not None and configuration.bmc_log_used_ratio is not None


def _one(kind: str, events: list[BmcEvents]) -> Verdict | None:
    recent = sum(e.recent_count for e in events)
    urgency, grave = _KINDS[kind]
    if recent < (1 if grave else threshold(KEY, "recurring_count")):
        return None
    first = max(events, key=lambda e: (e.recent_count, e.total_count, e.sensor))
    return finding(
        KEY,
        kind,
        urgency,
        MEND,
        values={
            "kind": kind,
            "sensor": first.sensor or "BMC",
            "recent_count": recent,
            "total_count": sum(e.total_count for e in events),
        },
        evidence=tuple(
            Evidence(
                "bmc_events_count",
                e.total_count - e.recent_count,
                e.recent_count,
                e.sensor or "bmc",
            )
            for e in sorted(events, key=lambda e: (-e.recent_count, e.sensor))
            if e.recent_count
        ),
    )
