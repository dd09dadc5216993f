"""A PCI Express device has errors on its link (A1): a card or riser that sits loosely, a failing slot or card.

Looks at what the kernel reported of each device in the last 31 days (AER, as rasdaemon keeps it). Corrected errors are told when many.
"""

from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import (
    Mend,
    Urgency,
    cannot_tell,
    clear,
    finding,
    not_applicable,
    per_subject,
)
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration, PcieErrors
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "pcie_errors"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ("https://docs.kernel.org/PCI/pcieaer-howto.html",)
MEND: Final = Mend(change_risk=2, effort="hours", disruptive=True)


def check(configuration: Configuration | None) -> tuple[Verdict, ...]:
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    read = (
        any(s.source == "ras_records" and s.ok for s in configuration.sources)
        if configuration
        else False
    )
    errors = sorted(configuration.pcie_errors, key=lambda e: e.device) if configuration else []
    nothing = clear(KEY) if read else cannot_tell(KEY, "pcie_records")
    return per_subject([_one(e) for e in errors], nothing)


def _one(errors: PcieErrors) -> Verdict:
    lost = errors.uncorrected_count > 0
    if not lost and errors.corrected_count < threshold(KEY, "corrected_count"):
        return clear(KEY, errors.device)
    return finding(
        KEY,
        errors.device,
        Urgency(Severity.PLAN, 3, 3) if lost else Urgency(Severity.WATCH, 2, 2),
        MEND,
        values={
            "kind": "uncorrected" if lost else "corrected",
            "corrected_count": errors.corrected_count,
            "uncorrected_count": errors.uncorrected_count,
        },
        evidence=(
            Evidence("pcie_uncorrected_count", None, errors.uncorrected_count, "rasdaemon"),
            Evidence("pcie_corrected_count", None, errors.corrected_count, "rasdaemon"),
        ),
    )
