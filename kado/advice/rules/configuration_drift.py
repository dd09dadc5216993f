"""The configuration is not what it was (A3): firmware, operating system, processor or network changed within the month.

Looks at this month's configuration against the last one before. Memory and drives have rules of their own.
"""

from datetime import date
from typing import Final

from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding
from kado.facts.configuration import Configuration
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "configuration_drift"
CATEGORY: Final = Category.CONFIGURATION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=1, effort="minutes")
FIELDS: Final = (
    "bios_version",
    "bmc_firmware_version",
    "os_name",
    "os_version",
    "processor_model",
    "processor_threads_count",
    "virtualisation",
    "hostname",
)


def check(
    configuration: Configuration | None, previous_configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    if configuration is None:
        return (cannot_tell(KEY, "configuration"),)
    if previous_configuration is None:
        return (cannot_tell(KEY, "earlier_configuration"),)
    rows = [_row(name, previous_configuration, configuration, today) for name in FIELDS]
    rows.append(_interfaces(previous_configuration, configuration, today))
    changed = tuple(row for row in rows if row is not None)
    if not changed:
        return (clear(KEY),)
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.WATCH, 1, 2),
            MEND,
            values={"changes_count": len(changed)},
            evidence=changed,
        ),
    )


def _row(name: str, before: Configuration, now: Configuration, today: date) -> Evidence | None:
    old, new = getattr(before, name), getattr(now, name)
    if old is None or new is None or old == new:
        return None  # what was not known cannot have changed
    return Evidence(name, old, new, "configuration", today)


def _interfaces(before: Configuration, now: Configuration, today: date) -> Evidence | None:
    old = sorted(i.name for i in before.network_interfaces)
    new = sorted(i.name for i in now.network_interfaces)
    if not old or not new or old == new:
        return None
    return Evidence("network_interfaces", ", ".join(old), ", ".join(new), "configuration", today)
