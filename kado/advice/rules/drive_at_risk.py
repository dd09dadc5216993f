"""A drive is more likely to fail than its like (A1): signs that call for a plan or for watching, not for haste.

Looks at the risk that device health gives each drive when its verdict is "at risk" or "watch". A sign that has gone again is
still shown, as resolved, and no longer counts as a finding to act on.
"""

from datetime import date
from typing import Final

from kado.advice.drives import (
    no_drives,
    of_those_there,
    reasons_of,
    risk_values,
    unless,
    worn_devices,
)
from kado.advice.making import Mend, Urgency, finding, per_subject
from kado.facts.configuration import Configuration
from kado.facts.devices import DeviceHistory, DeviceRisk, RiskVerdict, WearForecast
from kado.facts.verdicts import Category, InsightKind, Severity, Verdict

KEY: Final = "drive_at_risk"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = (
    "https://www.backblaze.com/blog/what-smart-stats-indicate-hard-drive-failures/",
)
MEND: Final = Mend(change_risk=2, effort="hours")


def check(
    device_risks: tuple[DeviceRisk, ...],
    devices: tuple[DeviceHistory, ...],
    wear_forecasts: tuple[WearForecast, ...],
    configuration: Configuration | None,
    today: date,
) -> tuple[Verdict, ...]:
    worn = worn_devices(wear_forecasts, today)
    return per_subject(
        [_one(r, worn) for r in of_those_there(device_risks, devices)],
        no_drives(KEY, configuration),
    )


def _one(risk: DeviceRisk, worn: set[str]) -> Verdict:
    without = unless(KEY, risk, worn, (RiskVerdict.AT_RISK, RiskVerdict.WATCH))
    if without is not None:
        return without
    plan = risk.verdict is RiskVerdict.AT_RISK and not risk.resolved
    return finding(
        KEY,
        risk.device,
        Urgency(Severity.PLAN if plan else Severity.WATCH, 3 if plan else 2, 3),
        MEND,
        values={
            **risk_values(risk),
            "stage": "resolved" if risk.resolved else "plan" if plan else "watch",
        },
        evidence=reasons_of(risk),
        resolved=risk.resolved,
    )
