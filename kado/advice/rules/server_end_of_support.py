"""The maker's support of the server model has ended or ends soon (A3): spare parts and repair.

Looks at maker and model against the dates in the advisory packs in use. A model that no pack names is unknown, not supported for ever.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.known import model_number
from kado.advice.lifecycles import ends_evidence, hardware_lifecycle
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, not_applicable
from kado.advice.thresholds import threshold
from kado.facts.advisories import Advisories
from kado.facts.configuration import Configuration
from kado.facts.server import ServerIdentity
from kado.facts.verdicts import Category, InsightKind, Severity, Verdict

KEY: Final = "server_end_of_support"
CATEGORY: Final = Category.PROTECTION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=4, effort="days", disruptive=True)


def check(
    identity: ServerIdentity,
    configuration: Configuration | None,
    advisories: Advisories,
    today: date,
) -> tuple[Verdict, ...]:
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    model = model_number(identity, configuration)
    row = hardware_lifecycle(advisories.ends_of_support, identity.manufacturer, model)
    if row is None:
        return (cannot_tell(KEY, "hardware_lifecycle"),)
    names = {"model_ja": row.name.ja, "model_en": row.name.en}
    end = row.security_end
    if (end - today).days > threshold(KEY, "plan_days"):
        return (clear(KEY, **names, end_date=end.isoformat()),)
    ended = end < today
    verdict = finding(
        KEY,
        "",
        Urgency(Severity.PLAN, 4, 3 if ended else 2),
        MEND,
        values={**names, "stage": "ended" if ended else "soon", "end_date": end.isoformat()},
        evidence=ends_evidence(row, "hardware"),
    )
    return (replace(verdict, references=(row.source.url,)),)
