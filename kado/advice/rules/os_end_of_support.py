"""The operating system's support has ended or ends soon (A3).

Looks at name and version against the makers' published dates in the advisory packs in use: full support, and the last security fixes without an extension.
"""

from datetime import date
from typing import Final

from kado.advice.lifecycles import ends_evidence, lifecycle
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding
from kado.advice.thresholds import threshold
from kado.facts.advisories import Advisories, EndOfSupport
from kado.facts.server import ServerIdentity
from kado.facts.verdicts import Category, InsightKind, Severity, Verdict

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


def check(identity: ServerIdentity, advisories: Advisories, today: date) -> tuple[Verdict, ...]:
    if not identity.os_name or not identity.os_version:
        return (cannot_tell(KEY, "os_version"),)
    row = lifecycle(advisories.ends_of_support, identity.os_name, identity.os_version)
    if row is None:
        return (cannot_tell(KEY, "os_lifecycle"),)
    urgency, stage = _urgency(row, today)
    if urgency is None:
        return (clear(KEY, **_names(row), end_date=row.security_end.isoformat()),)
    return (
        finding(
            KEY,
            "",
            urgency,
            MEND,
            values={
                **_names(row),
                "stage": stage,
                "end_date": row.security_end.isoformat(),
                "support_date": row.support_end.isoformat(),
            },
            evidence=ends_evidence(row, "os"),
        ),
    )


def _names(row: EndOfSupport) -> dict[str, str]:
    return {"os_name_ja": row.name.ja, "os_name_en": row.name.en}


def _urgency(row: EndOfSupport, today: date) -> tuple[Urgency | None, str]:
    if row.security_end < today:
        return Urgency(Severity.PLAN, 4, 4), "ended"
    if (row.security_end - today).days <= threshold(KEY, "plan_days"):
        return Urgency(Severity.PLAN, 4, 2), "soon"
    return None, ""
