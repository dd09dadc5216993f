"""The collector could not read a source: drives we cannot see, sensors we have no rights to (A3).

Looks at each source's own report. What cannot be seen is never read as well. Not applicable where the server has nothing of the kind.
"""

from typing import Final

from kado.advice.making import (
    Mend,
    Urgency,
    cannot_tell,
    clear,
    finding,
    not_applicable,
    per_subject,
)
from kado.facts.configuration import Configuration, SourceReport
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "blind_spots"
CATEGORY: Final = Category.PROTECTION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = (
    "https://www.smartmontools.org/wiki/Supported_RAID-Controllers",
)
MEND: Final = Mend(change_risk=1, effort="minutes")


def check(configuration: Configuration | None) -> tuple[Verdict, ...]:
    reports = configuration.sources if configuration else ()
    return per_subject(
        [_one(s) for s in sorted(reports, key=lambda s: s.source)],
        cannot_tell(KEY, "source_reports"),
    )


def _one(report: SourceReport) -> Verdict:
    if report.ok and report.code == "not_applicable":
        return not_applicable(KEY, "source_part", subject=report.source)
    if report.ok:
        return clear(KEY, report.source)
    code = report.code or "unknown"
    return finding(
        KEY,
        report.source,
        Urgency(Severity.WATCH, 3, 2),
        MEND,
        # The texts choose by the code, and by source and code together where more can be said.
        values={"code": code, "source_code": f"{report.source}_{code}"},
        evidence=(Evidence("source_problem", None, code, "collector"),),
    )
