"""The server differs from its sisters of the same model (A3): operating system version or memory.

Looks at the servers of the same model in the same organisation, where most of them agree. Other organisations are never looked at.
"""

from datetime import date
from typing import Final

from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, not_applicable
from kado.advice.sisters import custom
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.server import Peers
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "sister_drift"
CATEGORY: Final = Category.CONFIGURATION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours")


def check(
    peers: Peers | None, configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    if peers is None or len(peers.server_ids) < threshold("sisters", "least_count"):
        return (not_applicable(KEY, "sisters"),)
    if configuration is None:
        return (cannot_tell(KEY, "configuration"),)
    rows = [
        Evidence(name, usual, mine, "sisters", today)
        for name, usual, mine in (
            ("os_version", custom(peers.os_versions), configuration.os_version),
            ("memory_bytes", custom(peers.memory_bytes), configuration.memory_bytes),
        )
        if usual is not None and mine is not None and not _same(usual, mine)
    ]
    if not rows:
        return (clear(KEY, sisters_count=len(peers.server_ids)),)
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.WATCH, 1, 2),
            MEND,
            values={"sisters_count": len(peers.server_ids), "differences_count": len(rows)},
            evidence=tuple(rows),
        ),
    )


def _same(usual: str | int, mine: str | int) -> bool:
    """Firmware takes a little of the memory, and not the same little on each machine."""
    if isinstance(usual, int) and isinstance(mine, int):
        return abs(usual - mine) <= threshold("memory_module_lost", "share_ratio") * usual
    return usual == mine
