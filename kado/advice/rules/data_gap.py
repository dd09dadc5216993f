"""Data of the month is missing (D1): what was said of the month rests on less than all of it.

Looks at the hours that have data against those of the month, and at the longest gap.
"""

from typing import Final

from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding
from kado.advice.thresholds import threshold
from kado.facts.server import Presence
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "data_gap"
CATEGORY: Final = Category.PROTECTION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=1, effort="minutes")


def check(presence: Presence) -> tuple[Verdict, ...]:
    expected, present = presence.hours_expected_count, presence.hours_present_count
    if expected == 0:
        return (cannot_tell(KEY, "samples"),)
    share = min(1.0, present / expected)
    longest = presence.longest_gap_hours_count
    if share >= threshold(KEY, "present_ratio") and longest < threshold(KEY, "gap_hours"):
        return (clear(KEY, present_ratio=share),)
    started = presence.longest_gap_started_at
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.WATCH, 3, 1),
            MEND,
            values={
                "present_ratio": share,
                "missing_count": expected - present,
                "longest_count": longest,
                "gap_known": "yes" if started else "no",
                "started_at": started.isoformat() if started else None,
            },
            evidence=(
                Evidence("hours_present_count", expected, present, "intake"),
                Evidence("longest_gap_hours_count", None, longest, "intake"),
            ),
        ),
    )
