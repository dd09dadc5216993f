"""The model's walker, the columnar form and the one by history: same answers, nothing from the future, no order dependence."""

import dataclasses
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kado.device_health.drive_days import DriveDayRisk, assess_drive_days
from kado.device_health.model import risk_model
from kado.device_health.risk import assess
from kado.device_health.smartctl import parse
from kado.device_health.trees import forest
from kado.facts.devices import DeviceHistory, DeviceReading, RiskVerdict
from tests.device_health.smartctl_documents import ata, attribute

AT = date(2026, 10, 31)
MODEL = "ST31500341AS"


def test_walker_follows_the_tree() -> None:
    trees = forest(
        {
            "feature": [0, 1, 0, 0, 0],
            "threshold": [5.0, 0.5, 0, 0, 0],
            "left": [1, 2, 2, 3, 4],
            "right": [4, 3, 2, 3, 4],
            "unknown_left": [0, 1, 0, 0, 0],
            "value": [0, 0, 1.0, 2.0, 3.0],
            "roots": [0],
        }
    )
    rows = np.array([[5.0, 0.5], [5.0, 0.6], [5.1, 0.0], [np.nan, 0.0], [1.0, np.nan]])
    assert trees.score(rows).tolist() == [1.0, 2.0, 3.0, 3.0, 1.0]


def test_model_file_that_points_outside_is_refused() -> None:
    columns = {
        name: [0] for name in ("feature", "threshold", "right", "unknown_left", "value", "roots")
    }
    with pytest.raises(ValueError, match="outside"):
        forest({**columns, "left": [7]})


def test_model_file_says_where_it_comes_from_and_is_small() -> None:
    model = risk_model()
    assert "Backblaze" in model.source
    assert len(model.norms) > 10
    assert 0 < model.sign_rates["smart_187"] < 1


def history(*counts: dict[int, int], model: str = MODEL) -> DeviceHistory:
    """A drive read daily up to AT, power on around the clock."""
    readings = []
    for i, changes in enumerate(counts):
        rows = {5: 0, 197: 0, 194: 30, 1: 0, 9: 30000 + 24 * i, **changes}
        table = [attribute(number, f"A{number}", raw) for number, raw in rows.items()]
        facts = parse(ata(model, *table, rotation=7200, power_on_time={"hours": rows[9]}))
        readings.append(DeviceReading(AT - timedelta(days=len(counts) - 1 - i), facts))
    return DeviceHistory("server", "/dev/sda", tuple(readings))


QUIET: list[dict[int, int]] = [{}] * 30
DYING: list[dict[int, int]] = [{}] * 20 + [{5: 100 * i, 197: 8 * i} for i in range(1, 11)]


def as_columns(histories: list[DeviceHistory], at: date = AT) -> tuple[DriveDayRisk, ...]:
    rows = [(i, r) for i, one in enumerate(histories) for r in one.readings]
    raw = {
        n: np.array([r.facts.attributes.get(n, np.nan) for _, r in rows], dtype=np.float64)
        for n in (1, 5, 9, 187, 188, 194, 197, 198)
    }
    return assess_drive_days(
        [f"S{i}" for i in range(len(histories))],
        np.array([i for i, _ in rows], dtype=np.int64),
        np.array([r.day.toordinal() for _, r in rows], dtype=np.int64),
        [one.latest.model or "" for one in histories],
        raw,
        at,
    )


def test_growing_damage_is_worse_than_none_and_explained() -> None:
    quiet, dying = assess([history(*QUIET), history(*DYING)], AT)
    assert quiet.verdict is RiskVerdict.CLEAR
    assert quiet.reasons == ()
    assert dying.verdict in (RiskVerdict.AT_RISK, RiskVerdict.FAILING)
    assert dying.method == "model"
    assert quiet.risk_30d is not None
    assert dying.risk_30d is not None
    assert dying.risk_30d > 5 * quiet.risk_30d
    assert {"smart_5", "smart_197"} <= {reason.attribute for reason in dying.reasons}


def test_history_and_columns_give_the_same_number() -> None:
    histories = [history(*QUIET), history(*DYING), history(*QUIET, model="WDC WD10EADS")]
    by_history = [one.risk_30d for one in assess(histories, AT)]
    assert [one.risk_30d for one in as_columns(histories)] == by_history


def test_nothing_after_the_day_is_used() -> None:
    day = AT - timedelta(days=12)
    assert as_columns([history(*DYING)], day)[0].risk_30d == pytest.approx(
        as_columns([history(*QUIET)], day)[0].risk_30d
    )
    assert assess([history(*DYING)], day)[0].reasons == ()


def test_drive_not_yet_there_is_listed_and_cannot_be_told() -> None:
    answer = as_columns([history({})], AT - timedelta(days=1))[0]
    assert (answer.risk_30d, answer.verdict) == (None, RiskVerdict.CANNOT_TELL)


def test_silent_drive_cannot_be_told() -> None:
    later = AT + timedelta(days=40)
    assert assess([history(*QUIET)], later)[0].missing == ("recent_readings",)
    assert as_columns([history(*QUIET)], later)[0].verdict is RiskVerdict.CANNOT_TELL


def test_one_known_attribute_is_enough_for_a_number() -> None:
    answer = assess_drive_days(
        ["S"], np.array([0]), np.array([AT.toordinal()]), [""], {187: np.array([0.0])}, AT
    )
    assert answer[0].risk_30d is not None


def test_sign_the_model_does_not_look_at_raises_the_risk_to_its_published_rate() -> None:
    rising = history(*[{187: 0}] * 20, *[{187: 40}] * 10, model="ST12000NM0008")
    risk = assess([rising], AT)[0]
    assert risk.risk_30d is not None
    assert risk.risk_30d >= risk_model().sign_rates["smart_187"]
    assert risk.verdict in (RiskVerdict.AT_RISK, RiskVerdict.FAILING)


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(60)))
def test_order_of_rows_changes_nothing(order: list[int]) -> None:
    histories = [history(*QUIET), history(*DYING)]
    rows = [(i, r) for i, one in enumerate(histories) for r in one.readings]

    def run(rows: list[tuple[int, DeviceReading]]) -> tuple[DriveDayRisk, ...]:
        raw = {n: np.array([r.facts.attributes[n] for _, r in rows]) for n in (1, 5, 9, 194, 197)}
        drive = np.array([i for i, _ in rows], dtype=np.int64)
        day = np.array([r.day.toordinal() for _, r in rows], dtype=np.int64)
        return assess_drive_days(["A", "B"], drive, day, [MODEL, MODEL], raw, AT)

    assert run([rows[i] for i in order]) == run(rows)


def test_damage_that_went_away_is_resolved() -> None:
    went = history(*[{}] * 30, *[{197: 16}] * 5, *[{197: 0}] * 60)
    risk = assess([went], AT)[0]
    if risk.verdict is RiskVerdict.CLEAR:
        assert risk.resolved
        assert risk.reasons[0].attribute == "smart_197"


def test_vendors_verdict_does_not_move_ours() -> None:
    quiet = history(*QUIET)
    last = quiet.readings[-1]
    from kado.facts.devices import VendorVerdict

    failed = dataclasses.replace(last.facts, vendor_verdict=VendorVerdict.FAILED)
    changed = DeviceHistory(
        "server", "/dev/sda", (*quiet.readings[:-1], DeviceReading(last.day, failed))
    )
    assert assess([changed], AT)[0].verdict is assess([quiet], AT)[0].verdict
