"""The server's clock follows no time source, or stands off (A3).

Looks at what the operating system says of its synchronisation, and at the offset that the collector measured.
"""

from typing import Final

from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "clock_not_synchronised"
CATEGORY: Final = Category.CONFIGURATION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = (
    "https://man7.org/linux/man-pages/man8/systemd-timedated.8.html",
)
MEND: Final = Mend(change_risk=1, effort="minutes")


def check(configuration: Configuration | None) -> tuple[Verdict, ...]:
    if configuration is None:
        return (cannot_tell(KEY, "configuration"),)
    synchronised, offset = configuration.clock_synchronised, configuration.clock_offset_seconds
    far = offset is not None and abs(offset) >= threshold("clock", "offset_seconds")
    if synchronised is None and offset is None:
        return (cannot_tell(KEY, "clock"),)
    if synchronised is not False and not far:
        return (clear(KEY),)
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.PLAN if far else Severity.WATCH, 4 if far else 3, 2),
            MEND,
            values={
                "far_off": "yes" if far else "no",
                "offset_seconds": None if offset is None else abs(offset),
            },
            evidence=(
                Evidence("clock_synchronised", None, synchronised, "configuration"),
                Evidence("clock_offset_seconds", None, offset, "configuration"),
            ),
        ),
    )
