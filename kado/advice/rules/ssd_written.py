"""What was written to an SSD reaches the rated endurance of its model (A1): a second source beside the drive's own wear indicator.

Looks at the volume written against the rating in the advisory packs in use. Where the indicator already is a finding, this is not one more.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from kado.advice.drives import (
    horizon_severity,
    name_values,
    no_solid_state,
    of_those_there,
    worn_devices,
)
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, per_subject
from kado.facts.configuration import Configuration
from kado.facts.devices import DeviceHistory, WearForecast, WrittenLife
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "ssd_written"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="hours")
_UNKNOWN: Final = ("learning", "no_volume", "no_rating")


def check(
    written_lives: tuple[WrittenLife, ...],
    wear_forecasts: tuple[WearForecast, ...],
    devices: tuple[DeviceHistory, ...],
    configuration: Configuration | None,
    today: date,
) -> tuple[Verdict, ...]:
    there = [w for w in of_those_there(written_lives, devices) if w.state != "not_applicable"]
    worn = worn_devices(wear_forecasts, today)
    kinds = {d.latest.kind for d in devices}
    return per_subject(
        [_one(life, life.device in worn, today) for life in there],
        no_solid_state(KEY, kinds, configuration),
    )


def _one(life: WrittenLife, told: bool, today: date) -> Verdict:
    if life.state in _UNKNOWN or life.used_ratio is None:
        return _cannot(life)
    severity = Severity.PLAN if life.state == "worn_out" else horizon_severity(life, today)
    values = {
        **name_values(life.model, life.serial),
        "used_ratio": life.used_ratio,
        "written_bytes": life.written_bytes,
        "rated_bytes": life.rated_bytes,
    }
    if severity is None or told:
        return clear(KEY, life.device, **values)
    verdict = finding(
        KEY,
        life.device,
        Urgency(severity, 4 if life.state == "worn_out" else 3, 2),
        MEND,
        values={
            **values,
            "worn_out": "yes" if life.state == "worn_out" else "no",
            "from_date": life.date_early.isoformat() if life.date_early else None,
            "to_date": life.date_late.isoformat() if life.date_late else None,
            "open_end": "yes" if life.date_late is None else "no",
        },
        evidence=_evidence(life, today),
    )
    return replace(verdict, references=(life.rated_url,))


def _cannot(life: WrittenLife) -> Verdict:
    if life.state == "learning":
        return cannot_tell(KEY, "history", subject=life.device)
    if life.state == "no_volume":
        return cannot_tell(KEY, "written_volume", subject=life.device)
    return cannot_tell(KEY, "rated_endurance", subject=life.device)


def _evidence(life: WrittenLife, today: date) -> tuple[Evidence, ...]:
    rows = [
        Evidence("written_bytes", None, life.written_bytes, "drive", today),
        Evidence("rated_bytes", None, life.rated_bytes, life.rated_by),
    ]
    if life.bytes_per_day is not None:
        rows.append(Evidence("written_per_day_bytes", None, life.bytes_per_day, "forecast", today))
    if life.date_median is not None:
        day = life.date_median.isoformat()
        rows.append(Evidence("written_end_date", None, day, "forecast", today))
    return tuple(rows)
