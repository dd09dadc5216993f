"""A file system runs out of inodes (A1): new files fail although there is space left.

Looks at the month's share of inodes in use. Not applicable on Windows, whose file systems have no fixed number of them.
"""

from datetime import date
from typing import Final

from kado.advice.making import Mend, Urgency, cannot_tell, not_applicable, per_subject
from kado.advice.month import above
from kado.advice.series import statistics_of
from kado.advice.thresholds import threshold
from kado.facts.server import MonthStatistics, ServerIdentity
from kado.facts.verdicts import Category, InsightKind, Severity, Verdict

KEY: Final = "filesystem_inodes"
CATEGORY: Final = Category.CAPACITY
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours")


def check(
    statistics: tuple[MonthStatistics, ...], identity: ServerIdentity, today: date
) -> tuple[Verdict, ...]:
    rows = statistics_of(statistics, "filesystem_inodes_used_ratio")
    windows = identity.os_name.startswith("windows")
    return per_subject(
        [above(KEY, row, _urgency, MEND, unit="ratio", today=today) for row in rows],
        not_applicable(KEY, "inodes") if windows else cannot_tell(KEY, "inode_samples"),
    )


def _urgency(row: MonthStatistics) -> Urgency | None:
    if row.maximum >= threshold(KEY, "act_now_ratio"):
        return Urgency(Severity.ACT_NOW, 4, 4)
    if row.maximum >= threshold(KEY, "plan_ratio"):
        return Urgency(Severity.PLAN, 3, 4)
    return None
