"""What several rules ask of drives: how to name one, its evidence, and whether there are drives to judge at all."""

from datetime import date
from typing import TypeVar

from kado.advice.filling import severity_by_days
from kado.advice.hardware import is_virtual
from kado.advice.making import cannot_tell, clear, not_applicable
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.devices import (
    DeviceHistory,
    DeviceRisk,
    DriveKind,
    RiskVerdict,
    WearForecast,
    WrittenLife,
)
from kado.facts.verdicts import Evidence, Scalar, Severity, Verdict

SOLID_STATE = (DriveKind.SSD, DriveKind.NVME)

_Found = TypeVar("_Found", DeviceRisk, WearForecast, WrittenLife)


def name_values(model: str | None, serial: str | None) -> dict[str, Scalar]:
    """What a text calls the drive besides its device name; a dash where the drive does not say."""
    return {"drive_model": model or "—", "drive_serial": serial or "—"}


def no_drives(rule: str, configuration: Configuration | None) -> Verdict:
    """The verdict of a rule of drives where no drive was read: not applicable on a virtual machine, else cannot tell."""
    if is_virtual(configuration):
        return not_applicable(rule, "virtual_machine")
    if configuration is not None and not configuration.drives and _saw_drives(configuration):
        return not_applicable(rule, "no_drive")
    return cannot_tell(rule, "drive_readings")


def no_solid_state(
    rule: str, kinds: set[DriveKind], configuration: Configuration | None
) -> Verdict:
    """The same for a rule of SSDs, where drives of `kinds` were read and none of them is an SSD (MISSION A4)."""
    if kinds and DriveKind.UNKNOWN not in kinds:
        return not_applicable(rule, "no_ssd")
    if kinds:
        return cannot_tell(rule, "drive_kind")
    return no_drives(rule, configuration)


def _saw_drives(configuration: Configuration) -> bool:
    """Whether the collector's source of drives could read: only then does "no drive" mean that there is none."""
    reports = [s for s in configuration.sources if s.source in ("drives", "smartctl", "disks")]
    return bool(reports) and all(s.ok for s in reports)


def wear_severity(wear: WearForecast, today: date) -> Severity | None:
    """How urgent an SSD's wear is, None where its rated endurance reaches beyond the year ahead."""
    if wear.state == "worn_out":
        return Severity.PLAN
    return horizon_severity(wear, today)


def horizon_severity(wear: WearForecast | WrittenLife, today: date) -> Severity | None:
    """How urgent a dated end is; None where it lies beyond the year ahead or has no date."""
    horizon_days = threshold("ssd_wear", "horizon_days")
    if wear.date_median is None or (wear.date_median - today).days > horizon_days:
        return None
    early = wear.date_early or wear.date_median
    return severity_by_days((wear.date_median - today).days, (early - today).days)


def worn_devices(wear_forecasts: tuple[WearForecast, ...], today: date) -> set[str]:
    """The devices whose wear is a finding of its own."""
    return {w.device for w in wear_forecasts if wear_severity(w, today) is not None}


def told_elsewhere(risk: DeviceRisk, worn: set[str]) -> bool:
    """Whether every sign behind this risk is the finding of a rule of its own: one trouble is one finding."""
    return bool(risk.reasons) and all(
        _has_own_rule(r.attribute, r.new, risk.device in worn) for r in risk.reasons
    )


def _has_own_rule(attribute: str, value: float | None, is_worn: bool) -> bool:
    """nvme_warning speaks of every critical warning, ssd_spare_low from its limit on, ssd_wear of worn drives."""
    if attribute == "spare_ratio":
        return value is not None and value <= threshold("ssd_spare_low", "watch_ratio")
    return attribute == "critical_warning" or (attribute == "wear_ratio" and is_worn)


def unless(
    rule: str, risk: DeviceRisk, worn: set[str], concerned: tuple[RiskVerdict, ...]
) -> Verdict | None:
    """Why a rule of the `concerned` verdicts has no finding on this drive; None where it has one."""
    if risk.verdict is RiskVerdict.CANNOT_TELL:
        return cannot_tell(rule, "drive_signs", subject=risk.device)
    if risk.verdict not in concerned:
        return clear(rule, risk.device, elsewhere="no")
    if told_elsewhere(risk, worn):
        return clear(rule, risk.device, elsewhere="yes")
    return None


def risk_values(risk: DeviceRisk) -> dict[str, Scalar]:
    """What the texts about a drive's risk are filled with."""
    return {
        **name_values(risk.model, risk.serial),
        "risk_probability": risk.risk_30d,
        "has_probability": "no" if risk.risk_30d is None else "yes",
        "signs_count": len(risk.reasons),
    }


def reasons_of(risk: DeviceRisk) -> tuple[Evidence, ...]:
    """The signs behind a risk as evidence rows: attribute, old -> new, source, since when, population rate."""
    return tuple(
        Evidence(r.attribute, r.old, r.new, r.source, r.since, r.population_rate)
        for r in risk.reasons
    )


def by_device(devices: tuple[DeviceHistory, ...]) -> list[DeviceHistory]:
    """The drives that are there, by device name: where one took another's place within the month, the one read last."""
    last: dict[str, DeviceHistory] = {}
    for history in sorted(devices, key=_read_last):
        last[history.device] = history
    return [last[device] for device in sorted(last)]


def of_those_there(found: tuple[_Found, ...], devices: tuple[DeviceHistory, ...]) -> list[_Found]:
    """The risks or wear forecasts of the drives that are there, by device name; those of drives that were replaced are left out."""
    there = {h.device: h.latest.serial for h in by_device(devices)}
    kept = [f for f in found if there.get(f.device, f.serial) == f.serial]
    return sorted(kept, key=lambda f: f.device)


def _read_last(history: DeviceHistory) -> tuple[date, str]:
    return history.readings[-1].day, history.latest.serial or ""


def serials(configuration: Configuration | None) -> set[str]:
    """The serial numbers of the configuration's drives, as far as they are known."""
    return {d.serial for d in configuration.drives if d.serial} if configuration else set()


def silent_days(history: DeviceHistory, today: date) -> int:
    """Days since the drive last answered."""
    return (today - history.readings[-1].day).days
