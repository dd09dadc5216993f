"""A memory module had an error that could not be corrected (A1): data was lost or a process killed, and it comes again.

Looks at the uncorrected errors of each module over the month, and at those that only rasdaemon has recorded. One is enough.
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
from kado.advice.memory import slot_of
from kado.advice.month import above
from kado.advice.series import statistics_of
from kado.facts.configuration import Configuration, MemoryFaults
from kado.facts.server import MonthStatistics
from kado.facts.verdicts import Category, Evidence, InsightKind, Scalar, Severity, Verdict

KEY: Final = "memory_uncorrected_errors"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = (
    "https://www.kernel.org/doc/html/latest/admin-guide/RAS/index.html",
)
MEND: Final = Mend(change_risk=2, effort="hours", disruptive=True)


def check(
    statistics: tuple[MonthStatistics, ...], configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    rows = statistics_of(statistics, "memory_uncorrected_errors_count")
    faults = configuration.memory_faults if configuration else ()
    counted = {slot_of(row.instance) for row in rows}
    found = [above(KEY, row, _urgency, MEND, unit="count", today=today, also=_slot) for row in rows]
    found += [_recorded(f, today) for f in faults if f.label not in counted]
    absent = not_applicable(KEY, "virtual_machine")
    return per_subject(
        found, absent if is_virtual(configuration) else cannot_tell(KEY, "memory_error_counts")
    )


def _urgency(row: MonthStatistics) -> Urgency | None:
    return Urgency(Severity.ACT_NOW, 4, 4) if row.maximum > 0 else None


def _slot(row: MonthStatistics) -> dict[str, Scalar]:
    return {"slot": slot_of(row.instance)}


def _recorded(faults: MemoryFaults, today: date) -> Verdict:
    """A module that only rasdaemon's records name."""
    if faults.uncorrected_count == 0:
        return clear(KEY, faults.label)
    count = faults.uncorrected_count
    return finding(
        KEY,
        faults.label,
        Urgency(Severity.ACT_NOW, 4, 4),
        MEND,
        values={"slot": faults.label, "maximum_count": count},
        evidence=(Evidence("memory_errors_count", None, count, "rasdaemon", today),),
    )
