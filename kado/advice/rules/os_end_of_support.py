"""The operating system's support has ended or ends soon (A3).

Looks at name and version against a table of the makers' published dates: full support, and the last security fixes without an extension.
"""

from datetime import date
from typing import Final

from kado.advice.lifecycles import Lifecycle, lifecycle
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding
from kado.advice.thresholds import threshold
from kado.facts.server import ServerIdentity
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "os_end_of_support"
CATEGORY: Final = Category.PROTECTION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = (
    "https://ubuntu.com/about/release-cycle",
    "https://wiki.debian.org/LTS",
    "https://access.redhat.com/support/policy/updates/errata",
    "https://learn.microsoft.com/lifecycle/products/?terms=Windows%20Server",
    "https://www.suse.com/lifecycle",
)
MEND: Final = Mend(change_risk=4, effort="days", disruptive=True)


def check(identity: ServerIdentity, today: date) -> tuple[Verdict, ...]:
    if not identity.os_name or not identity.os_version:
        return (cannot_tell(KEY, "os_version"),)
    row = lifecycle(identity.os_name, identity.os_version)
    if row is None:
        return (cannot_tell(KEY, "os_lifecycle"),)
    urgency, stage = _urgency(row, today)
    if urgency is None:
        return (clear(KEY, os_name=row.name, end_date=row.security_end.isoformat()),)
    return (
        finding(
            KEY,
            "",
            urgency,
            MEND,
            values={
                "os_name": row.name,
                "stage": stage,
                "end_date": row.security_end.isoformat(),
                "support_date": row.support_end.isoformat(),
            },
            evidence=(
                Evidence(
                    "os_support_end_date",
                    None,
                    row.support_end.isoformat(),
                    row.source,
                    row.checked_on,
                ),
                Evidence(
                    "os_security_end_date",
                    None,
                    row.security_end.isoformat(),
                    row.source,
                    row.checked_on,
                ),
            ),
        ),
    )


def _urgency(row: Lifecycle, today: date) -> tuple[Urgency | None, str]:
    if row.security_end < today:
        return Urgency(Severity.PLAN, 4, 4), "ended"
    if (row.security_end - today).days <= threshold(KEY, "plan_days"):
        return Urgency(Severity.PLAN, 4, 2), "soon"
    return None, ""
