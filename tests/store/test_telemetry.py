"""The reader's laws: days of any zone, nothing from later, no other tenant, the same pin the same bytes (MISSION B1, B3, E3)."""

import random
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from kado.entitlement.gate import UseRefused
from kado.store import lake, telemetry
from kado.store.days import day_start
from kado.store.presence import HoursPresent
from kado.store.telemetry import DailySeries, ServerRef, configurations, daily_series
from kado.tenancy.models import bucket_of
from tests.store.conftest import permit_for
from tests.store.tables import samples, together

OWNER = uuid4()
METRIC = "processor_used_ratio"
ZONES = [
    "Asia/Tokyo",
    "Asia/Kolkata",
    "America/New_York",
    "Europe/London",
    "America/St_Johns",
    "UTC",
]


def ref(owner: UUID = OWNER) -> ServerRef:
    server_id = uuid4()
    return ServerRef(server_id, owner, bucket_of(server_id))


def read(
    servers: list[ServerRef], first: date, last: date, zone: str = "Asia/Tokyo"
) -> DailySeries:
    return daily_series(permit_for(OWNER), lake.versions(), servers, [METRIC], first, last, zone)


def expected(
    start: datetime, means: list[float], seconds: int, first: date, days: int, zone: str
) -> np.ndarray:
    """Statistics of each local day the slow way: mean, peak, last, hours."""
    found = np.full((4, days), np.nan)
    found[3] = 0
    by_day: dict[int, list[tuple[datetime, float]]] = {}
    for n, mean in enumerate(means):
        at = start + timedelta(seconds=seconds * n)
        by_day.setdefault((at.astimezone(ZoneInfo(zone)).date() - first).days, []).append(
            (at, mean)
        )
    for day, points in by_day.items():
        if not 0 <= day < days:
            continue
        hours: dict[int, list[float]] = {}
        for at, mean in points:
            local = at.astimezone(ZoneInfo(zone))
            hours.setdefault(int(at.timestamp()) - local.minute * 60 - local.second, []).append(
                mean
            )
        found[0, day] = np.mean([m for _, m in points])
        found[1, day] = max(np.mean(h) for h in hours.values())
        found[2, day] = points[-1][1]
        found[3, day] = len(hours)
    return found


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("around", [date(2026, 3, 8), date(2026, 10, 25), date(2026, 11, 1)])
def test_days_are_those_of_the_zone_also_when_clocks_change(zone: str, around: date) -> None:
    chance = random.Random(1)
    start = day_start(around - timedelta(days=1), "UTC") - timedelta(hours=3)
    means = [round(chance.random(), 6) for _ in range(4 * 24 * 12)]
    server = ref()
    lake.append(samples(server.server_id, start, means, seconds=300), uuid4())
    first = around - timedelta(days=1)
    found = read([server], first, around + timedelta(days=1), zone)
    wanted = expected(start, means, 300, first, 3, zone)
    np.testing.assert_allclose(found.mean[0], wanted[0])
    np.testing.assert_allclose(found.peak[0], wanted[1])
    np.testing.assert_array_equal(found.last[0], wanted[2])
    np.testing.assert_array_equal(found.hours_count[0], wanted[3])


def test_a_day_that_begins_after_midnight_begins_once() -> None:
    begins = day_start(date(2026, 9, 6), "America/Santiago")  # clocks go from 0:00 to 1:00
    assert begins == day_start(date(2026, 9, 5), "America/Santiago") + timedelta(hours=24)


def test_gaps_are_not_a_number_and_never_zero() -> None:
    server = ref()
    start = datetime(2026, 11, 1, tzinfo=UTC)
    lake.append(samples(server.server_id, start, [0.5] * 24), uuid4())
    lake.append(
        samples(server.server_id, start + timedelta(days=2), [None] * 24, maximum=[0.9] * 24),
        uuid4(),
    )
    found = read([server], date(2026, 11, 1), date(2026, 11, 4), "UTC")
    np.testing.assert_array_equal(found.mean[0], [0.5, np.nan, np.nan, np.nan])
    np.testing.assert_array_equal(found.maximum[0], [0.5, np.nan, 0.9, np.nan])
    assert found.hours_count[0].tolist() == [24, 0, 24, 0]


def test_means_weigh_by_the_time_observed() -> None:
    server = ref()
    start = datetime(2026, 11, 1, tzinfo=UTC)
    lake.append(samples(server.server_id, start, [1.0]), uuid4())
    lake.append(samples(server.server_id, start + timedelta(hours=1), [0.0] * 3), uuid4())
    found = read([server], date(2026, 11, 1), date(2026, 11, 1), "UTC")
    assert (found.mean.item(), found.peak.item(), found.last.item()) == (0.25, 1.0, 0.0)


def test_rows_stored_twice_change_no_figure() -> None:
    server = ref()
    start = datetime(2026, 11, 1, tzinfo=UTC)
    rows = samples(server.server_id, start, [0.125, 0.5, 0.75] * 8)
    lake.append(rows, uuid4())
    once = read([server], date(2026, 11, 1), date(2026, 11, 1), "UTC")
    lake.append(rows, uuid4())
    twice = read([server], date(2026, 11, 1), date(2026, 11, 1), "UTC")
    for name in ("mean", "peak", "maximum", "minimum", "last", "hours_count"):
        assert getattr(once, name).tolist() == getattr(twice, name).tolist()


def test_nothing_observed_later_and_nothing_appended_later_is_read() -> None:
    server = ref()
    start = datetime(2026, 10, 31, tzinfo=UTC)
    lake.append(samples(server.server_id, start, [0.5] * 48), uuid4())
    pins = lake.versions()
    last = date(2026, 10, 31)
    before = daily_series(permit_for(OWNER), pins, [server], [METRIC], last, last, "Asia/Tokyo")
    assert before.hours_count.tolist() == [[15]]  # the month ends in Tokyo at 15:00 UTC
    lake.append(samples(server.server_id, start, [0.9] * 48), uuid4())
    after = daily_series(permit_for(OWNER), pins, [server], [METRIC], last, last, "Asia/Tokyo")
    assert after.mean.tobytes() == before.mean.tobytes()
    assert read([server], last, last).mean.item() > 0.5


def test_the_order_in_which_rows_came_changes_nothing_but_rounding() -> None:
    servers = [ref() for _ in range(5)]
    chance = random.Random(7)
    start = datetime(2026, 11, 1, tzinfo=UTC)
    whole = together(
        *(samples(s.server_id, start, [chance.random() for _ in range(72)]) for s in servers)
    )
    order = list(range(whole.samples.num_rows))
    chance.shuffle(order)
    shuffled = type(whole)(samples=whole.samples.take(order))
    lake.append(shuffled, uuid4())
    found = read(servers, date(2026, 11, 1), date(2026, 11, 3), "UTC")
    again = read(servers[::-1], date(2026, 11, 1), date(2026, 11, 3), "UTC")
    assert found.keys == again.keys and found.mean.tobytes() == again.mean.tobytes()
    sums = {
        s: whole.samples.filter(np.array(whole.samples["server_id"]) == str(s.server_id))
        for s in servers
    }
    for key, row in zip(found.keys, found.mean, strict=True):
        means = next(
            np.array(t["mean"]) for s, t in sums.items() if str(s.server_id) == key.server_id
        )
        np.testing.assert_allclose(row, means.reshape(3, 24).mean(axis=1))


def test_another_tenants_rows_change_nothing() -> None:
    mine, stranger = ref(), ref(uuid4())
    start = datetime(2026, 11, 1, tzinfo=UTC)
    lake.append(samples(mine.server_id, start, [0.5] * 24), uuid4())
    alone = read([mine], date(2026, 11, 1), date(2026, 11, 1), "UTC")
    lake.append(samples(stranger.server_id, start, [0.9] * 24), uuid4())
    beside = read([mine], date(2026, 11, 1), date(2026, 11, 1), "UTC")
    assert alone.keys == beside.keys and alone.mean.tobytes() == beside.mean.tobytes()


def test_every_reader_refuses_a_server_outside_the_permit() -> None:
    servers = [ref(), ref(uuid4())]
    permit, pins, day = permit_for(OWNER), lake.versions(), date(2026, 11, 1)
    instant = datetime(2026, 11, 1, tzinfo=UTC)
    with pytest.raises(UseRefused):
        daily_series(permit, pins, servers, [METRIC], day, day, "UTC")
    with pytest.raises(UseRefused):
        telemetry.hours_present(permit, pins, servers, day, day, "UTC")
    with pytest.raises(UseRefused):
        telemetry.device_documents(permit, pins, servers, day, day, "UTC")
    with pytest.raises(UseRefused):
        configurations(permit, pins, servers, instant)


def presence(
    servers: list[ServerRef], first: date, last: date, zone: str = "UTC"
) -> dict[str, HoursPresent]:
    permit = permit_for(OWNER)
    return telemetry.hours_present(permit, lake.versions(), servers, first, last, zone)


def test_presence_tells_hours_and_the_first_and_last_instants_ever() -> None:
    server, silent = ref(), ref()
    start = datetime(2026, 3, 1, tzinfo=UTC)
    lake.append(samples(server.server_id, start, [0.5]), uuid4())
    later = start + timedelta(days=200, hours=22, minutes=30)
    lake.append(samples(server.server_id, later, [0.5] * 2), uuid4())
    found = presence([server, silent], later.date(), later.date())
    known = found[str(server.server_id)]
    assert known.hours.tolist() == [False] * 22 + [True, True]
    assert (known.first_sample_at, known.last_sample_at) == (start, later + timedelta(hours=1))
    nothing = found[str(silent.server_id)]
    assert (nothing.hours.any(), nothing.first_sample_at) == (False, None)


def test_a_silent_month_still_knows_the_last_sample() -> None:
    server = ref()
    start = datetime(2026, 3, 1, tzinfo=UTC)
    lake.append(samples(server.server_id, start, [0.5] * 3), uuid4())
    lake.append(samples(server.server_id, datetime(2026, 9, 1, tzinfo=UTC), [0.5]), uuid4())
    known = presence([server], date(2026, 8, 1), date(2026, 8, 31))[str(server.server_id)]
    assert not known.hours.any()
    assert known.last_sample_at == start + timedelta(hours=2)  # not the one after the end


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_a_day_on_which_clocks_change_has_its_own_number_of_hours(day: str, hours: int) -> None:
    server, on = ref(), date.fromisoformat(day)
    start = day_start(on, "Europe/Berlin")
    lake.append(samples(server.server_id, start, [0.5] * hours), uuid4())
    known = presence([server], on, on, "Europe/Berlin")[str(server.server_id)]
    assert known.hours.tolist() == [True] * hours


def test_presence_tells_what_came_late_and_what_was_imported() -> None:
    server = ref()
    start = datetime(2026, 11, 1, tzinfo=UTC)
    observed = [start + timedelta(hours=h) for h in range(4)]
    in_time, late = timedelta(hours=27), timedelta(hours=27, seconds=1)  # an hour, and 26 more
    for received, source, hours in (
        (in_time, "collector", [0, 1]),
        (late, "collector", [1, 2]),  # hour 1 came in time as well
        (late, "import", [2, 3]),  # hour 2 a collector sent as well
    ):
        rows = samples(
            server.server_id,
            start,
            [0.5] * len(hours),
            observed_at=[observed[h] for h in hours],
            received_at=[observed[h] + received for h in hours],
            source=[source] * len(hours),
        )
        lake.append(rows, uuid4())
    known = presence([server], date(2026, 11, 1), date(2026, 11, 1))[str(server.server_id)]
    assert known.hours[:5].tolist() == [True, True, True, True, False]
    assert known.late[:5].tolist() == [False, False, True, False, False]
    assert known.imported[:5].tolist() == [False, False, False, True, False]


def test_an_empty_lake_gives_empty_figures() -> None:
    assert read([ref()], date(2026, 11, 1), date(2026, 11, 30)).mean.shape == (0, 30)
    assert read([], date(2026, 11, 1), date(2026, 11, 30)).keys == ()
