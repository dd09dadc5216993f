"""A memory module keeps correcting errors (A1): which slot, whether they stand or came in one burst, and how far they spread over it.

Looks at the corrected errors of each module over the month, against the module's own past, and at the places rasdaemon has recorded:
errors on one cell or one row are a small fault, errors on many rows a larger one that takes whole banks or devices with it. A module that only
the records name (firmware-first servers) is judged by them. Single errors come from stray particles and are no finding.
"""

from datetime import date
from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import (
    Mend,
    Urgency,
    cannot_tell,
    clear,
    finding,
    not_applicable,
    per_subject,
)
from kado.advice.memory import Pattern, pattern_of, slot_of
from kado.advice.series import statistics_of
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration, MemoryFaults
from kado.facts.server import MonthStatistics
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "memory_corrected_errors"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = (
    "https://www.kernel.org/doc/html/latest/admin-guide/RAS/index.html",
    "https://doi.org/10.1145/1555349.1555372",
)
MEND: Final = Mend(change_risk=2, effort="hours", disruptive=True)


def check(
    statistics: tuple[MonthStatistics, ...], configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    rows = statistics_of(statistics, "memory_corrected_errors_count")
    faults = {f.label: f for f in (configuration.memory_faults if configuration else ())}
    counted = {slot_of(row.instance) for row in rows}
    found = [_counted(row, faults.get(slot_of(row.instance)), today) for row in rows]
    found += [_recorded(faults[name], today) for name in sorted(set(faults) - counted)]
    absent = not_applicable(KEY, "virtual_machine")
    return per_subject(
        found, absent if is_virtual(configuration) else cannot_tell(KEY, "memory_error_counts")
    )


def _counted(row: MonthStatistics, faults: MemoryFaults | None, today: date) -> Verdict:
    kind, urgency = _judged(row, pattern_of(faults))
    if urgency is None:
        return clear(KEY, row.instance)
    evidence = [
        Evidence("month_mean_count", row.previous_mean, row.mean, "samples", today),
        Evidence("month_p95_count", row.previous_p95, row.p95, "samples", today),
        Evidence("month_maximum_count", None, row.maximum, "samples", today),
        *_places(faults, today),
    ]
    return finding(
        KEY,
        row.instance,
        urgency,
        MEND,
        values={
            "kind": kind,
            "slot": slot_of(row.instance),
            "pattern": pattern_of(faults).value,
            "rising": "yes" if _rises(row) else "no",
            "mean_count": row.mean,
            "p95_count": row.p95,
            "maximum_count": row.maximum,
        },
        evidence=tuple(evidence),
    )


def _judged(row: MonthStatistics, pattern: Pattern) -> tuple[str, Urgency | None]:
    """What the errors are ('standing', 'spread', 'burst', 'rising') and how urgent that is."""
    standing = row.p95 >= threshold(KEY, "p95_count")
    if pattern.is_wide and row.mean > 0:
        return "standing" if standing else "spread", Urgency(Severity.PLAN, 4 if standing else 3, 4)
    if standing:
        return "standing", Urgency(Severity.PLAN, 3, 3)
    if row.maximum >= threshold(KEY, "burst_count"):
        return "burst", Urgency(Severity.WATCH, 2, 3)
    return "rising", Urgency(Severity.WATCH, 2, 3) if _rises(row) else None


def _rises(row: MonthStatistics) -> bool:
    """Many more than in the month before, in which there were some: against the module's own past."""
    multiple = threshold(KEY, "rise_multiple")
    return bool(row.previous_mean) and row.mean >= multiple * (row.previous_mean or 0.0)


def _recorded(faults: MemoryFaults, today: date) -> Verdict:
    """A module of which only the records tell: nothing counts its intervals, so the month's number decides."""
    pattern, many = pattern_of(faults), faults.corrected_count >= threshold(KEY, "burst_count")
    if not many and not pattern.is_wide:
        return clear(KEY, faults.label)
    return finding(
        KEY,
        faults.label,
        Urgency(Severity.PLAN, 3, 4) if pattern.is_wide else Urgency(Severity.WATCH, 2, 3),
        MEND,
        values={
            "kind": "spread" if pattern.is_wide else "burst",
            "slot": faults.label,
            "pattern": pattern.value,
            "rising": "no",
            "maximum_count": faults.corrected_count,
        },
        evidence=(
            Evidence("memory_errors_count", None, faults.corrected_count, "rasdaemon", today),
            *_places(faults, today),
        ),
    )


def _places(faults: MemoryFaults | None, today: date) -> list[Evidence]:
    """How many different places the errors were in, where that is known."""
    counts = (
        (
            ("memory_rows_count", faults.rows_count),
            ("memory_columns_count", faults.columns_count),
            ("memory_banks_count", faults.banks_count),
            ("memory_devices_count", faults.devices_count),
        )
        if faults
        else ()
    )
    return [Evidence(name, None, n, "rasdaemon", today) for name, n in counts if n is not None]
