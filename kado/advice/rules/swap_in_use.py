"""The server lives on swap (A1): much of it in use while the memory is full as well.

Looks at the month's swap and memory. Swap that holds idle pages beside free memory is normal and no finding.
"""

from datetime import date
from typing import Final

from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, not_applicable
from kado.advice.series import one_of
from kado.advice.thresholds import threshold
from kado.facts.server import MonthStatistics
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "swap_in_use"
CATEGORY: Final = Category.PERFORMANCE
KIND: Final = InsightKind.RESOURCE
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours", disruptive=True)


def check(statistics: tuple[MonthStatistics, ...], today: date) -> tuple[Verdict, ...]:
    total, used = one_of(statistics, "swap_total_bytes"), one_of(statistics, "swap_used_bytes")
    if total is not None and total.maximum == 0:
        return (not_applicable(KEY, "no_swap"),)
    memory = one_of(statistics, "memory_used_bytes")
    size = one_of(statistics, "memory_total_bytes")
    if total is None or used is None:
        return (cannot_tell(KEY, "swap_samples"),)
    if memory is None or size is None or size.maximum == 0:
        return (cannot_tell(KEY, "memory_samples"),)
    swap, full = used.p95 / total.maximum, memory.p95 / size.maximum
    if swap < threshold(KEY, "swap_ratio") or full < threshold(KEY, "memory_ratio"):
        return (clear(KEY, swap_ratio=swap, memory_ratio=full),)
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.PLAN, 3, 3),
            MEND,
            values={"swap_ratio": swap, "memory_ratio": full, "swap_used_bytes": used.p95},
            evidence=(
                Evidence("swap_p95_ratio", None, swap, "samples", today),
                Evidence("memory_p95_ratio", None, full, "samples", today),
            ),
        ),
    )
