"""The collector is older than the newest one released (A3, C4).

Looks at the version that the collector gives of itself.
"""

from typing import Final

from kado.advice.hardware import version_key
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding
from kado.facts.configuration import Configuration
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "collector_outdated"
CATEGORY: Final = Category.CONFIGURATION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=1, effort="minutes")


def check(
    configuration: Configuration | None, newest_collector_version: str
) -> tuple[Verdict, ...]:
    version = configuration.collector_version if configuration else None
    if not version or not newest_collector_version:
        return (cannot_tell(KEY, "collector_version"),)
    if version_key(version) >= version_key(newest_collector_version):
        return (clear(KEY, version=version),)
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.WATCH, 2, 1),
            MEND,
            values={"version": version, "newest_version": newest_collector_version},
            evidence=(
                Evidence("collector_version", version, newest_collector_version, "collector"),
            ),
        ),
    )
