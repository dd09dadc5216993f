"""Bytes written against the rated endurance: states, dates, capacities, and agreement with the drive's own indicator."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kado.device_health.smartctl import parse
from kado.device_health.wear_writes import rating_of, written_lives
from kado.facts.advisories import Endurance, Source
from kado.facts.devices import DeviceHistory, DeviceReading, WrittenLife
from tests.device_health.smartctl_documents import nvme, scsi

AT = date(2026, 10, 31)
TB = 10**12
SOURCE = Source("data sheet", "https://example.com/sheet", date(2026, 11, 1))


def rating(tb: float, *models: str, capacity_bytes: int | None = None) -> Endurance:
    return Endurance("r", models or ("*",), round(tb * TB), SOURCE, capacity_bytes)


def history(terabytes: list[float], step_days: int = 7) -> DeviceHistory:
    documents = [
        {**nvme(data_units_written=round(tb * TB / 512_000)), "power_on_time": {"hours": 20000}}
        for tb in terabytes
    ]
    last = len(documents) - 1
    return DeviceHistory(
        "server",
        "/dev/nvme0",
        tuple(
            DeviceReading(AT - timedelta(days=step_days * (last - i)), parse(document))
            for i, document in enumerate(documents)
        ),
    )


def life(terabytes: list[float], rated: float | None = 1000) -> WrittenLife:
    ratings = [] if rated is None else [rating(rated)]
    return written_lives([history(terabytes)], ratings, AT)[0]


def test_ten_terabytes_a_week_of_a_thousand() -> None:
    found = life([100.0 + 10 * i for i in range(53)])
    assert found.state == "forecast" and found.used_ratio == pytest.approx(0.62)
    assert found.bytes_per_day == pytest.approx(10 * TB / 7, rel=0.25)
    assert found.date_early and found.date_median and found.date_late
    assert found.date_early < found.date_median < found.date_late
    assert 180 < (found.date_median - AT).days < 400
    assert found.rated_by == "data sheet"


def test_states() -> None:
    assert life([500.0] * 3).state == "learning"
    assert life([900.0, 1001.0]).state == "worn_out"
    unknown = life([1.0] * 20, rated=None)
    assert unknown.state == "no_rating" and unknown.written_bytes
    hdd = DeviceHistory("server", "/dev/sda", (DeviceReading(AT, parse(scsi())),))
    assert written_lives([hdd], [rating(1)], AT)[0].state == "not_applicable"
    silent = DeviceHistory(
        "server", "/dev/nvme0", (DeviceReading(AT, parse(nvme(data_units_written=None))),)
    )
    assert written_lives([silent], [rating(1)], AT)[0].state == "no_volume"


def test_a_rating_is_of_its_capacity_only() -> None:
    facts = history([1.0]).latest
    assert facts.capacity_bytes and facts.model
    near = rating(1, capacity_bytes=round(facts.capacity_bytes * 1.01))
    other = rating(2, capacity_bytes=facts.capacity_bytes * 2)
    assert rating_of(facts, [other, near]) is near
    assert rating_of(facts, [rating(1, "NOTHING*")]) is None
    assert rating_of(facts, [rating(1, facts.model.upper())]) is not None


@given(st.lists(st.floats(0, 5), min_size=10, max_size=50), st.floats(1, 500))
def test_dates_are_in_order_and_ahead(steps: list[float], rated: float) -> None:
    total, volumes = 0.0, []
    for step in steps:
        total += step
        volumes.append(total)
    found = life(volumes, rated)
    dates = [d for d in (found.date_early, found.date_median, found.date_late) if d]
    assert dates == sorted(dates) and all(d >= AT for d in dates)
    assert (found.state == "worn_out") == (found.used_ratio is not None and found.used_ratio >= 1)
