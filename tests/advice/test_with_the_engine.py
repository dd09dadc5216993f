"""The rules on what the real forecast engine says: of generated disks over thirteen months, and of recorded machines."""

import os
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from kado.advice.engine import evaluate
from kado.facts.series import SeriesBatch, SeriesKey
from kado.facts.verdicts import Outcome, Severity, Verdict
from kado.forecast.engine import forecast_batch
from kado.forecast.present import series_forecasts
from tests.advice.factory import GB, TODAY, server_facts
from tests.advice.real_machines import DAYS, facts_of, machines

SPAN = 396
DAY = np.arange(SPAN)
CAPACITY = 400.0 * GB
RANDOM = np.random.default_rng(11)
NOISE = RANDOM.normal(0.0, 0.01, SPAN)
QUIET = {
    "flat at 60 %": 0.60 + NOISE,
    "flat at 85 %": 0.85 + NOISE,
    "flat and noisy": 0.50 + 6 * NOISE,
    "weekly rotation": 0.55 + 0.15 * (DAY % 7) / 7 + NOISE / 4,
    "monthly rotation": 0.40 + 0.35 * (DAY % 30) / 30 + NOISE / 4,
    "rotation every 45 days": 0.30 + 0.40 * (DAY % 45) / 45 + NOISE / 4,
    "weekday load": np.where(DAY % 7 < 5, 0.7, 0.3) + NOISE,
    "a step long ago": np.where(DAY < 250, 0.3, 0.7) + NOISE,
    "growth that ended": np.minimum(0.3 + 0.002 * DAY, 0.75) + NOISE,
    "a clean-up last month": np.where(DAY < 370, 0.8, 0.4) + NOISE,
}
FILLING = {
    "full in three weeks": 0.82 + 0.0035 * (DAY - SPAN + 1) + NOISE / 4,
    "full in two months": 0.78 + 0.002 * (DAY - SPAN + 1) + NOISE / 4,
    "full in half a year": 0.60 + 0.0015 * (DAY - SPAN + 1) + NOISE / 4,
}


def said(shapes: dict[str, np.ndarray]) -> dict[str, Verdict]:  # type: ignore[type-arg]
    """What filesystem_filling says of each disk, all forecast in one batch with the other ones."""
    everything = {**QUIET, **FILLING}
    values = np.clip(np.array(list(everything.values())), 0, 1) * CAPACITY
    keys = tuple(SeriesKey("s", "filesystem_used_bytes", name, "max") for name in everything)
    batch = SeriesBatch(
        keys,
        TODAY - timedelta(days=SPAN - 1),
        values,
        np.full(len(keys), CAPACITY),
        ("disk",) * len(keys),
    )
    made = series_forecasts(batch, forecast_batch(batch, horizon_days=365))
    verdicts = evaluate(server_facts(forecasts=made))
    return {
        v.subject: v for v in verdicts if v.rule == "filesystem_filling" and v.subject in shapes
    }


def test_no_quiet_disk_is_called_filling() -> None:
    findings = [name for name, v in said(QUIET).items() if v.outcome is Outcome.FINDING]
    assert findings == []


def test_every_filling_disk_is_found_in_the_order_of_its_urgency() -> None:
    verdicts = said(FILLING)
    assert {v.outcome for v in verdicts.values()} == {Outcome.FINDING}
    assert verdicts["full in three weeks"].severity is Severity.ACT_NOW
    assert verdicts["full in two months"].severity is Severity.PLAN
    assert verdicts["full in half a year"].severity is Severity.WATCH


@pytest.mark.real_data
@pytest.mark.skipif("KADO_REAL_DATA" not in os.environ, reason="KADO_REAL_DATA is not set")
def test_recorded_machines_raise_no_false_alarm_and_idle_ones_stay_idle() -> None:
    found = machines(Path(os.environ["KADO_REAL_DATA"]))
    assert len(found) > 100
    idle = stayed = 0
    for machine, facts in zip(found, facts_of(found), strict=True):
        findings = [v for v in evaluate(facts) if v.outcome is Outcome.FINDING]
        september = machine.memory[DAYS:]
        if any(v.rule == "memory_filling" and v.severity is Severity.ACT_NOW for v in findings):
            assert np.nanmax(september) > 0.8, machine.name
        if any(v.rule == "processor_idle" for v in findings):
            idle += 1
            stayed += bool(np.nanpercentile(machine.processor[DAYS:], 95) < 0.1)
    assert idle > 20 and stayed / idle >= 0.95
