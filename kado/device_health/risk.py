"""What we say of a drive: failing, at risk, to watch, clear, or cannot tell; kept apart from the vendor's own verdict.

ATA hard disks: the model's calibrated probability, with the published rules for attributes it does not look at. SSD, NVMe and
SAS: the rules of `rules.json`. Judged is change: an old, quiet count is not a finding; a sign that has gone is "resolved".
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np

from kado.device_health.drive_days import (
    DAMAGE_NUMBERS,
    STALE_DAYS,
    Change,
    damage,
    risks,
)
from kado.device_health.features import NUMBERS
from kado.device_health.model import risk_model
from kado.device_health.panel import Panel, build
from kado.device_health.rules import REMEMBERED_DAYS, Sign, signs, verdict_of_probability
from kado.facts.devices import (
    DeviceHistory,
    DeviceReading,
    DeviceRisk,
    DriveKind,
    RiskReason,
    RiskVerdict,
)

_OF_MODEL: Final = frozenset(f"smart_{number}" for number in NUMBERS)
_PAST_STEP_DAYS: Final = 7  # how closely the past is searched for signs that have gone
_ORDER: Final = (RiskVerdict.CLEAR, RiskVerdict.WATCH, RiskVerdict.AT_RISK, RiskVerdict.FAILING)


def assess(histories: Sequence[DeviceHistory], at: date) -> tuple[DeviceRisk, ...]:
    """One assessment a history, in their order; readings after `at` are not looked at."""
    known = [
        [reading for reading in history.readings if reading.day <= at] for history in histories
    ]
    modelled = [
        i
        for i, readings in enumerate(known)
        if readings
        and readings[-1].facts.kind is DriveKind.HDD
        and readings[-1].facts.protocol == "ata"
    ]
    from_model = dict(zip(modelled, _modelled([known[i] for i in modelled], at), strict=True))
    return tuple(
        _assess(history, readings, at, from_model.get(i))
        for i, (history, readings) in enumerate(zip(histories, known, strict=True))
    )


def _modelled(
    histories: Sequence[Sequence[DeviceReading]], at: date
) -> list[tuple[float | None, tuple[RiskReason, ...]]]:
    """The model's probability and the damage behind it, for ATA hard disks."""
    if not histories:
        return []
    panel, today = _panel(histories), at.toordinal()
    changes = [damage(panel, number, today) for number in DAMAGE_NUMBERS if number in panel.values]
    risk = risks(panel, changes, today)
    known = np.isfinite(risk)
    return [
        (
            float(risk[i]) if known[i] else None,
            tuple(r for c in changes if (r := _reason(c, i)) is not None),
        )
        for i in range(panel.count)
    ]


def _panel(histories: Sequence[Sequence[DeviceReading]]) -> Panel:
    numbers = sorted({*NUMBERS, *DAMAGE_NUMBERS})
    rows = [(i, reading) for i, readings in enumerate(histories) for reading in readings]
    values = {
        number: np.array(
            [reading.facts.attributes.get(number, np.nan) for _, reading in rows], dtype=np.float64
        )
        for number in numbers
    }
    return build(
        [readings[-1].facts.model or "" for readings in histories],
        np.array([i for i, _ in rows], dtype=np.int64),
        np.array([reading.day.toordinal() for _, reading in rows], dtype=np.int64),
        values,
    )


def _reason(change: Change, index: int) -> RiskReason | None:
    """Damage that rose within the window; an old count that stands still is no reason."""
    if not change.risen[index] > 0:
        return None
    name = f"smart_{change.number}"
    return RiskReason(
        attribute=name,
        old=float(change.old[index]),
        new=float(change.new[index]),
        since=date.fromordinal(int(change.since[index])),
        population_rate=risk_model().sign_rates.get(name),
        source=risk_model().source,
    )


def _assess(
    history: DeviceHistory,
    readings: Sequence[DeviceReading],
    at: date,
    modelled: tuple[float | None, tuple[RiskReason, ...]] | None,
) -> DeviceRisk:
    if not readings or (at - readings[-1].day).days > STALE_DAYS:
        return _result(
            history, RiskVerdict.CANNOT_TELL, None, "rules", (), missing=("recent_readings",)
        )
    if readings[-1].facts.kind is DriveKind.UNKNOWN:
        return _result(history, RiskVerdict.CANNOT_TELL, None, "rules", (), missing=("kind",))
    now = signs(readings)
    probability, model_reasons = modelled if modelled is not None else (None, ())
    verdict = now[0].rule.verdict if now else RiskVerdict.CLEAR
    if probability is not None:
        # The model weighs 5 and 197 better than the rules do; for what it does not look at, the rules stand.
        others = [sign for sign in now if sign.rule.attribute not in _OF_MODEL]
        verdict = _worse(
            verdict_of_probability(probability),
            others[0].rule.verdict if others else RiskVerdict.CLEAR,
        )
    reasons = _merged(now, model_reasons)
    past = () if reasons or verdict is not RiskVerdict.CLEAR else _past_signs(readings, at)
    return _result(
        history,
        verdict,
        probability,
        "model"
        if probability is not None and risk_model().knows(readings[-1].facts.model or "")
        else "rules",
        reasons or tuple(sign.reason for sign in past),
        resolved=bool(past),
        missing=_missing(readings, modelled is not None, probability),
    )


def _missing(
    readings: Sequence[DeviceReading], is_modelled: bool, probability: float | None
) -> tuple[str, ...]:
    """What would make the answer surer."""
    missing = []
    if is_modelled and probability is None:
        missing.append("smart_attributes")
    if (readings[-1].day - readings[0].day).days < 7:
        missing.append("a_week_of_readings")
    return tuple(missing)


def _worse(one: RiskVerdict, other: RiskVerdict) -> RiskVerdict:
    return max(one, other, key=_ORDER.index)


def _merged(found: Sequence[Sign], others: Sequence[RiskReason]) -> tuple[RiskReason, ...]:
    """Signs first, then what the model saw of other attributes."""
    named = {sign.reason.attribute for sign in found}
    return tuple(sign.reason for sign in found) + tuple(
        r for r in others if r.attribute not in named
    )


def _past_signs(readings: Sequence[DeviceReading], at: date) -> tuple[Sign, ...]:
    """The latest signs, within the remembered days, of a drive that shows none today."""
    oldest = at - timedelta(days=REMEMBERED_DAYS)
    looked_at = readings[-1].day
    for end in range(len(readings) - 1, 0, -1):
        day = readings[end - 1].day
        if day < oldest:
            break
        if (looked_at - day).days < _PAST_STEP_DAYS:
            continue
        looked_at = day
        found = signs(readings[:end])
        if found:
            return found
    return ()


def _result(
    history: DeviceHistory,
    verdict: RiskVerdict,
    risk_30d: float | None,
    method: str,
    reasons: tuple[RiskReason, ...],
    resolved: bool = False,
    missing: tuple[str, ...] = (),
) -> DeviceRisk:
    latest = history.latest
    return DeviceRisk(
        server_id=history.server_id,
        device=history.device,
        serial=latest.serial,
        model=latest.model,
        kind=latest.kind,
        verdict=verdict,
        risk_30d=risk_30d,
        method=method,
        resolved=resolved,
        reasons=reasons,
        missing=missing,
    )
