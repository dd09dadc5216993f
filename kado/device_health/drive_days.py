"""Risk of many drives at once, from columns of daily SMART readings: what `kado device-risk` computes (MISSION A1).

Risk is the model's calibrated probability, raised to the published rate of a sign the model does not look at (187, 188, 198).
Every reason names the attribute, old and new value and the day since when, so that a person can check it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.device_health.ata import unpack_column
from kado.device_health.encodings import encodings
from kado.device_health.features import NUMBERS, family, tracks_of
from kado.device_health.model import RiskModel, risk_model
from kado.device_health.panel import Floats, Integers, Panel, Track, build, track
from kado.device_health.rules import WINDOW_DAYS, verdict_of_probability
from kado.facts.devices import RiskVerdict

STALE_DAYS: Final = 14  # an older last reading says nothing about today
# Attributes that count damage, the gravest first; each becomes a reason when it rose or stands above zero.
DAMAGE_NUMBERS: Final = (197, 198, 5, 187, 184, 188, 10, 196)
QUIET_LEAST_DAYS: Final = 14
QUIET_WEIGHT: Final = 0.5
HIGHEST_BY_RULES: Final = (
    0.5  # the weights were counted on last days; nobody is surer than this by rules alone
)
REASONS_LIMIT_COUNT: Final = 6


@dataclass(frozen=True, slots=True)
class DriveDayRisk:
    """One drive's row of the answer. risk_30d: None when no attribute is known on or before the day."""

    serial_number: str
    risk_30d: float | None
    verdict: RiskVerdict
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """How a damage count moved over the window, one entry a drive; NaN where unknown. since: ordinal of the day since which it
    has stood as it does now."""

    number: int
    old: Floats
    new: Floats
    risen: Floats
    since: Floats
    observed_days: Floats


def assess_drive_days(
    serials: Sequence[str],
    drive: Integers,
    day: Integers,
    models: Sequence[str],
    raw: Mapping[int, Floats],
    at: date,
) -> tuple[DriveDayRisk, ...]:
    """One answer a drive, in the order of `serials`; rows after `at` are not looked at.

    drive: row -> index into serials and models; day: proleptic ordinal of each row; raw: SMART id -> raw value of each row.
    """
    today = at.toordinal()
    keep = day <= today
    vendors = np.array([encodings().vendor_of(model) or "" for model in models])[drive[keep]]
    columns = {
        number: unpack_column(number, column[keep], vendors) for number, column in raw.items()
    }
    panel = build(models, drive[keep], day[keep], columns)
    changes = [damage(panel, number, today) for number in DAMAGE_NUMBERS if number in columns]
    risk = risks(panel, changes, today)
    known_day = _last_known_day(panel)
    return tuple(
        _answer(serial, models[index], index, float(risk[index]), today - known_day[index], changes)
        for index, serial in enumerate(serials)
    )


def risks(panel: Panel, changes: Sequence[Change], today: int) -> Floats:
    """Probability of failure within 30 days, one a drive; NaN where no attribute at all is known.

    Families the training fleet had: the trees, raised to the rate of signs they do not look at. Others: the published rules.
    """
    model = risk_model()
    known_family = np.array([model.knows(name) for name in panel.models], dtype=bool)
    by_trees = np.maximum(
        model.probability(tracks_of(panel), panel.models, today),
        sign_risk(changes, model, panel.count),
    )
    risk = np.where(known_family, by_trees, rule_risk(changes, model, panel.count))
    return np.where(np.isnan(_last_known_day(panel)), np.nan, risk)


def rule_risk(changes: Sequence[Change], model: RiskModel, count: int) -> Floats:
    """The published attributes, weighed; a count seen to stand still for two weeks weighs QUIET_WEIGHT."""
    base = model.newer_fleet_rate
    log_odds = np.full(count, np.log(base / (1 - base)))
    for change in changes:
        weight = model.rule_weights.get(f"smart_{change.number}", 0.0)
        quiet = ~(change.risen > 0) & (change.observed_days >= QUIET_LEAST_DAYS)
        level = np.nan_to_num(np.log1p(np.maximum(change.new, 0.0)))
        log_odds += weight * level * np.where(quiet, QUIET_WEIGHT, 1.0)
    chance: Floats = 1.0 / (1.0 + np.exp(-log_odds))
    return np.minimum(chance, HIGHEST_BY_RULES)


def damage(panel: Panel, number: int, today: int) -> Change:
    """What attribute `number` did in the window before `today`."""
    course: Track = track(panel, number)
    now, then, first = course.at(today), course.at(today - WINDOW_DAYS), course.first()
    old = np.where(np.isnan(then.value), first.value, then.value)
    start = np.where(np.isnan(then.day), first.day, then.day)
    changed_inside = now.last_change_day > start
    since = np.where(changed_inside, now.last_change_day, first.day)
    return Change(
        number, old, now.value, now.risen - np.nan_to_num(then.risen), since, today - first.day
    )


def sign_risk(changes: Sequence[Change], model: RiskModel, count: int) -> Floats:
    """The highest published rate of a sign outside the model's attributes, 0 where there is none.

    A count above zero in a history of under a week counts as a sign: nobody can say that it is old.
    """
    worst = np.zeros(count)
    for change in changes:
        rate = model.sign_rates.get(f"smart_{change.number}", 0.0)
        if change.number in NUMBERS or rate <= 0.0:
            continue
        sign = (change.risen > 0) | ((change.new > 0) & (change.observed_days < 7))
        worst = np.maximum(worst, np.where(sign, rate, 0.0))
    return worst


def _last_known_day(panel: Panel) -> Floats:
    last = np.full(panel.count, np.nan)
    known: NDArray[np.bool_] = np.zeros(len(panel.day), dtype=bool)
    for column in panel.values.values():
        known |= np.isfinite(column)
    last[panel.drive[known]] = panel.day[known]  # rows are sorted by day: the last one stays
    return last


def _answer(
    serial: str, model: str, index: int, risk: float, age_days: float, changes: Sequence[Change]
) -> DriveDayRisk:
    if np.isnan(risk):
        return DriveDayRisk(
            serial, None, RiskVerdict.CANNOT_TELL, ("no known attribute on or before the day",)
        )
    reasons = [text for change in changes if (text := describe(change, index))]
    if not reasons and verdict_of_probability(risk) is not RiskVerdict.CLEAR:
        reasons = family_reason(model)
    if age_days > STALE_DAYS:
        reasons.insert(0, f"last reading {int(age_days)} days before the day")
        return DriveDayRisk(
            serial, risk, RiskVerdict.CANNOT_TELL, tuple(reasons[:REASONS_LIMIT_COUNT])
        )
    return DriveDayRisk(
        serial, risk, verdict_of_probability(risk), tuple(reasons[:REASONS_LIMIT_COUNT])
    )


def family_reason(model: str) -> list[str]:
    """How often drives of the model's family failed in the training fleet, where that fleet had it."""
    norm = risk_model().norms.get(family(model))
    return (
        []
        if norm is None
        else [f"family {family(model)}: {norm[0]:.2%} failed within a month in the training fleet"]
    )


def describe(change: Change, index: int) -> str:
    """'smart_197 0 -> 8 since 2013-04-20', 'smart_5 11 unchanged since 2013-04-10', or '' for a clean count."""
    old, new = change.old[index], change.new[index]
    if np.isnan(new) or (new == 0 and not old > 0):
        return ""
    since = date.fromordinal(int(change.since[index]))
    if new == old and not change.risen[index] > 0:
        return f"smart_{change.number} {new:.0f} unchanged since {since}"
    return f"smart_{change.number} {old:.0f} -> {new:.0f} since {since}"
