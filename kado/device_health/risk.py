"""What we say of a drive: failing, at risk, to watch, clear, or cannot tell; kept apart from the vendor's own verdict."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from kado.device_health.rules import REMEMBERED_DAYS, Sign, signs
from kado.facts.devices import DeviceHistory, DeviceReading, DeviceRisk, DriveKind, RiskVerdict

STALE_DAYS: Final = 14  # older readings say nothing about today


def assess(histories: Sequence[DeviceHistory], at: date) -> tuple[DeviceRisk, ...]:
    """One assessment a history, in their order; readings after `at` are not looked at."""
    return tuple(_assess(history, at) for history in histories)


def _assess(history: DeviceHistory, at: date) -> DeviceRisk:
    readings = [reading for reading in history.readings if reading.day <= at]
    if not readings or (at - readings[-1].day).days > STALE_DAYS:
        return _result(history, RiskVerdict.CANNOT_TELL, (), False, ("recent_readings",))
    if readings[-1].facts.kind is DriveKind.UNKNOWN:
        return _result(history, RiskVerdict.CANNOT_TELL, (), False, ("kind",))
    now = signs(readings)
    past = () if now else _past_signs(readings, at)
    verdict = now[0].rule.verdict if now else RiskVerdict.CLEAR
    return _result(history, verdict, now or past, bool(past), ())


def _past_signs(readings: Sequence[DeviceReading], at: date) -> tuple[Sign, ...]:
    """The signs of the last day, within the remembered days, on which there were any."""
    oldest = at - timedelta(days=REMEMBERED_DAYS)
    for end in range(len(readings) - 1, 0, -1):
        if readings[end - 1].day < oldest:
            break
        found = signs(readings[:end])
        if found:
            return found
    return ()


def _result(
    history: DeviceHistory,
    verdict: RiskVerdict,
    found: Sequence[Sign],
    resolved: bool,
    missing: tuple[str, ...],
) -> DeviceRisk:
    latest = history.latest
    return DeviceRisk(
        server_id=history.server_id,
        device=history.device,
        serial=latest.serial,
        model=latest.model,
        kind=latest.kind,
        verdict=verdict,
        risk_30d=None,
        method="rules",
        resolved=resolved,
        reasons=tuple(sign.reason for sign in found),
        missing=missing,
    )
