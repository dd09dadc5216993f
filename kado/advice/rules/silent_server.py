"""The server sends nothing (D1): never read as "all is well".

Looks at the last arrival against the cut.
"""

from datetime import datetime
from typing import Final

from kado.advice.making import Mend, Urgency, clear, finding
from kado.advice.thresholds import threshold
from kado.facts.server import Presence
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict
from kado.units import HOUR_SECONDS

KEY: Final = "silent_server"
CATEGORY: Final = Category.PROTECTION
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=1, effort="minutes")


def check(presence: Presence, at: datetime) -> tuple[Verdict, ...]:
    last = presence.last_sample_at
    if last is None:
        return (_finding(Severity.PLAN, None, None),)
    silent_seconds = (at - last).total_seconds()
    hours = silent_seconds / HOUR_SECONDS
    if hours < threshold(KEY, "watch_hours"):
        return (clear(KEY, last_at=last.isoformat()),)
    severity = Severity.PLAN if hours >= threshold(KEY, "plan_hours") else Severity.WATCH
    return (_finding(severity, last, silent_seconds),)


def _finding(severity: Severity, last: datetime | None, silent_seconds: float | None) -> Verdict:
    heard = last.isoformat() if last else None
    return finding(
        KEY,
        "",
        Urgency(severity, 4, 3 if severity is Severity.PLAN else 2),
        MEND,
        values={
            "ever": "no" if last is None else "yes",
            "last_at": heard,
            "silent_seconds": silent_seconds,
        },
        evidence=(Evidence("last_sample_at", None, heard, "intake"),),
    )
