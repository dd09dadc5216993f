"""The server restarted often, or went down and came back with a gap (A1): crashes, power, or a change nobody told of.

Looks at the reboots of the month. A reboot on a day of a data gap, or the day after, was hardly planned.
"""

from datetime import date, timedelta
from typing import Final

from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding
from kado.advice.thresholds import threshold
from kado.facts.series import DatedEvent, EventKind
from kado.facts.server import Presence
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "reboots"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=1, effort="hours")


def check(events: tuple[DatedEvent, ...], presence: Presence, today: date) -> tuple[Verdict, ...]:
    if presence.last_sample_at is None:
        return (cannot_tell(KEY, "samples"),)
    first = today.replace(day=1)
    days = sorted(e.day for e in events if e.kind is EventKind.REBOOT and first <= e.day <= today)
    gaps = {e.day for e in events if e.kind is EventKind.DATA_GAP}
    crashes = sum(d in gaps or d - timedelta(days=1) in gaps for d in days)
    if len(days) < threshold(KEY, "watch_count") and crashes < 2:
        return (clear(KEY, reboots_count=len(days)),)
    many = len(days) >= threshold(KEY, "plan_count")
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.PLAN if many else Severity.WATCH, 3 if many else 2, 3),
            MEND,
            values={"reboots_count": len(days), "crashes_count": crashes},
            evidence=tuple(Evidence("reboot_date", None, d.isoformat(), "events", d) for d in days),
        ),
    )
