"""An SSD is expected to reach its rated endurance (A1): wear end, warranty end and contract end on one line.

Looks at the wear forecast of each SSD. Wear beyond the rated endurance is not a failure; it is where the vendor's word ends.
"""

from datetime import date
from typing import Final

from kado.advice.drives import name_values, no_solid_state, of_those_there, wear_severity
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, per_subject
from kado.facts.configuration import Configuration
from kado.facts.contracts import ContractPeriod, covered_until
from kado.facts.devices import DeviceHistory, WearForecast
from kado.facts.verdicts import Category, Evidence, InsightKind, Verdict

KEY: Final = "ssd_wear"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = (
    "https://learn.microsoft.com/en-us/windows/win32/api/nvme/ns-nvme-nvme_health_info_log",
)
MEND: Final = Mend(change_risk=2, effort="hours")


def check(
    wear_forecasts: tuple[WearForecast, ...],
    devices: tuple[DeviceHistory, ...],
    contracts: tuple[ContractPeriod, ...],
    warranty_end: date | None,
    configuration: Configuration | None,
    today: date,
) -> tuple[Verdict, ...]:
    there = of_those_there(wear_forecasts, devices)
    worn = [w for w in there if w.state != "not_applicable"]
    covered = covered_until(contracts, today)
    ends = (warranty_end, covered if covered != date.max else None)
    return per_subject(
        [_one(w, ends, today) for w in worn],
        no_solid_state(KEY, {d.latest.kind for d in devices}, configuration),
    )


def _one(wear: WearForecast, ends: tuple[date | None, date | None], today: date) -> Verdict:
    if wear.state == "learning":
        return cannot_tell(KEY, "history", subject=wear.device)
    if wear.state == "no_data" or wear.wear_ratio is None:
        return cannot_tell(KEY, "wear_indicator", subject=wear.device)
    severity = wear_severity(wear, today)
    if severity is None:
        return clear(KEY, wear.device, wear_ratio=wear.wear_ratio)
    return finding(
        KEY,
        wear.device,
        Urgency(severity, 4 if wear.state == "worn_out" else 3, 3),
        MEND,
        values={
            **name_values(wear.model, wear.serial),
            "wear_ratio": wear.wear_ratio,
            "worn_out": "yes" if wear.state == "worn_out" else "no",
            "from_date": wear.date_early.isoformat() if wear.date_early else None,
            "to_date": wear.date_late.isoformat() if wear.date_late else None,
            "open_end": "yes" if wear.date_late is None else "no",
        },
        evidence=_evidence(wear, ends, today),
    )


def _evidence(
    wear: WearForecast, ends: tuple[date | None, date | None], today: date
) -> tuple[Evidence, ...]:
    rows = [
        Evidence("wear_ratio", None, wear.wear_ratio, "drive", today),
        Evidence("wear_per_year_ratio", None, wear.wear_ratio_per_year, "forecast", today),
    ]
    dates = (("wear_end_date", wear.date_median), ("warranty_end_date", ends[0]))
    for name, day in (*dates, ("contract_end_date", ends[1])):
        if day is not None:
            rows.append(
                Evidence(
                    name, None, day.isoformat(), "forecast" if "wear" in name else "contract", today
                )
            )
    return tuple(rows)
