"""A drive shows the signs that drives show before they fail (A1): our own verdict, apart from the vendor's.

Looks at the risk that device health gives each drive (calibrated 30-day probability, or published rules where the model does not
know the family) when its verdict is "failing". Evidence: every sign with old and new value and the share of drives with that sign that failed.
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

KEY: Final = "drive_failing"
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
    without = unless(KEY, risk, worn, (RiskVerdict.FAILING,))
    if without is not None:
        return without
    return finding(
        KEY,
        risk.device,
        Urgency(Severity.ACT_NOW, 4, 4),
        MEND,
        values=risk_values(risk),
        evidence=reasons_of(risk),
    )
