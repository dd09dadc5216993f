"""When an SSD is worn out: states, laws of the dates, and the windows' coverage on generated drives."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.device_wear_data import fleet
from kado.device_health.smartctl import parse
from kado.device_health.wear import rate, remaining_life, windows
from kado.facts.devices import DeviceHistory, DeviceReading, WearForecast
from tests.device_health.smartctl_documents import nvme, scsi

AT = date(2026, 10, 31)


def history(percents: list[int], step_days: int = 7, hours: int = 20000) -> DeviceHistory:
    documents = [
        {**nvme(percentage_used=percent), "power_on_time": {"hours": hours}} for percent in percents
    ]
    count = len(documents)
    readings = [
        DeviceReading(AT - timedelta(days=step_days * (count - 1 - i)), parse(document))
        for i, document in enumerate(documents)
    ]
    return DeviceHistory("server", "/dev/nvme0", tuple(readings))


def forecast(percents: list[int]) -> WearForecast:
    return remaining_life([history(percents)], AT)[0]


def test_a_percent_a_week() -> None:
    found = forecast(list(range(10, 61)))
    assert found.state == "forecast"
    assert found.date_early is not None
    assert found.date_median is not None
    assert found.date_late is not None
    assert found.date_early <= found.date_median <= found.date_late
    assert 200 < (found.date_median - AT).days < 400
    assert found.wear_ratio_per_year is not None
    assert 0.4 < found.wear_ratio_per_year < 0.6


def test_states() -> None:
    hdd = DeviceHistory("server", "/dev/sda", (DeviceReading(AT, parse(scsi())),))
    assert remaining_life([hdd], AT)[0].state == "not_applicable"
    assert forecast([7, 8]).state == "learning"
    assert forecast([99, 100]).state == "worn_out"
    assert remaining_life([history([5] * 20)], AT - timedelta(days=400))[0].state == "no_data"


def test_no_date_beyond_ten_years() -> None:
    found = forecast([1] * 60)
    assert found.state == "forecast"
    assert found.date_late is None


def test_reset_counter_starts_anew() -> None:
    found = forecast([80 + i // 4 for i in range(40)] + list(range(3)))
    assert found.state == "learning"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=10, max_size=60), st.integers(0, 40))
def test_dates_are_in_order_and_not_before_the_day(steps: list[int], start: int) -> None:
    percents = np.minimum(start + np.cumsum(steps), 99).tolist()
    found = forecast(percents)
    dates = [
        day for day in (found.date_early, found.date_median, found.date_late) if day is not None
    ]
    assert dates == sorted(dates)
    assert all(day >= AT for day in dates)


@pytest.mark.parametrize("age_known", [True, False])
@pytest.mark.parametrize("exact", [True, False])
def test_windows_hold_about_four_of_five_generated_drives(age_known: bool, exact: bool) -> None:
    held = []
    for drive in fleet(600, seed=77):
        read = drive.exact if exact else drive.ratios
        age = drive.age_days if age_known else None
        found = rate(drive.days.astype(np.float64), read, age)
        early, _, late = (f * found.days_left for f in windows(found.age_known).factors(found))
        held.append(early <= drive.end_days <= late)
    assert 0.75 < np.mean(held) < 0.86
