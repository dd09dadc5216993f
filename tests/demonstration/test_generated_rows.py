"""The generated rows: the same each time, the same past however long the history, and in range."""

import hashlib
from datetime import UTC, datetime
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from kado.catalogue import metric
from kado.demonstration import drives, machines, tables
from kado.demonstration.plan import ServerPlan
from kado.demonstration.resources import Column
from kado.demonstration.roster import CUSTOMERS
from kado.demonstration.tables import Span
from kado.device_health.smartctl import parse
from kado.facts.devices import DriveKind
from kado.store.schemas import CONFIGURATIONS_SCHEMA, DEVICES_SCHEMA, SAMPLES_SCHEMA

CUT = tables.cut_hour_of(datetime(2026, 11, 23, 6, 10, tzinfo=UTC))
SERVERS = {s.hostname: s for o in CUSTOMERS for s in o.servers}
HISTORY = Span(tables.first_hour(CUT), CUT, CUT)
LAST_DAYS = Span(CUT - 48, CUT, CUT)


def digest(table: pa.Table) -> str:
    hasher = hashlib.sha256()
    for column in table.columns:
        for value in column.combine_chunks().to_pylist():
            hasher.update(repr(value).encode())
    return hasher.hexdigest()


@cache
def columns_of(hostname: str) -> dict[tuple[str, str], Column]:
    """Every series of a server over the whole history."""
    organisation = next(o for o in CUSTOMERS if SERVERS[hostname] in o.servers)
    calendar = tables.local(HISTORY.hours, organisation.zone, organisation.country)
    found = tables.columns(SERVERS[hostname], calendar, CUT)
    return {(c.metric, c.instance): c for c in found}


def history(hostname: str, metric_key: str, instance: str = "") -> tuple[np.ndarray, np.ndarray]:
    """(days from the cut, hourly means) of one series over the whole history."""
    return (HISTORY.hours - CUT) / 24, columns_of(hostname)[metric_key, instance].mean


def test_generated_rows_are_the_same_on_every_machine() -> None:
    pairs = [(o, s) for o in CUSTOMERS for s in o.servers[:2]]
    span = Span(CUT - 2, CUT, CUT)
    rows = tables.samples(pairs, span)
    assert rows.schema == SAMPLES_SCHEMA
    assert digest(rows) == digest(tables.samples(pairs, span))
    devices = tables.device_rows([s for _, s in pairs], LAST_DAYS)
    assert devices.schema == DEVICES_SCHEMA
    assert digest(devices) == DEVICES_DIGEST


# Changes when a drive of these servers reports something else: then look at what changed, and put the new digest here.
DEVICES_DIGEST = "b83289593e694119e9c777e48a7043b57d01a82855efa4bff9d05de300c441f7"


def test_a_longer_history_has_the_same_past() -> None:
    pairs = [(CUSTOMERS[0], SERVERS["tyo-app01"]), (CUSTOMERS[1], SERVERS["ber-ci01"])]
    long, short = Span(CUT - 100, CUT, CUT), Span(CUT - 100, CUT - 30, CUT)
    edge = pa.scalar(tables.instant(CUT - 30))
    whole = tables.samples(pairs, long)
    past = whole.filter(pc.less(whole["observed_at"], edge))
    assert digest(past) == digest(tables.samples(pairs, short))


@pytest.mark.parametrize("organisation", CUSTOMERS, ids=lambda o: o.key)
def test_every_value_is_in_range(organisation: object) -> None:
    pairs = [(o, s) for o in CUSTOMERS if o is organisation for s in o.servers]
    rows = tables.samples(pairs, Span(CUT - 24 * 20, CUT - 24 * 18, CUT))
    low, mean, high = (rows[n].to_numpy() for n in ("minimum", "mean", "maximum"))
    assert (low <= mean).all() and (mean <= high).all() and (low >= -40).all()
    units = {m: metric(m).unit for m in pc.unique(rows["metric"]).to_pylist()}
    for key, unit in units.items():
        chosen = rows["metric"].to_numpy(zero_copy_only=False) == key
        if unit == "ratio":
            assert low[chosen].min() >= 0 and high[chosen].max() <= 1, key
        if unit in ("bytes", "bytes_per_second", "seconds", "count"):
            assert low[chosen].min() >= 0, key


@pytest.mark.parametrize("plan", SERVERS.values(), ids=lambda s: s.hostname)
def test_nothing_is_fuller_than_its_capacity(plan: ServerPlan) -> None:
    for file_system in plan.file_systems:
        _, used = history(plan.hostname, "filesystem_used_bytes", file_system.mount)
        _, total = history(plan.hostname, "filesystem_total_bytes", file_system.mount)
        assert (used < total).all()
    _, used = history(plan.hostname, "memory_used_bytes")
    _, total = history(plan.hostname, "memory_total_bytes")
    assert (used < total).all()


def test_growth_reaches_the_end_within_two_months_of_the_cut() -> None:
    days, used = history("tyo-db01", "filesystem_used_bytes", "/var/lib/pgsql")
    slope, level = np.polyfit(days[-24 * 90 :], used[-24 * 90 :], 1)
    capacity = SERVERS["tyo-db01"].file_systems[-1].capacity_bytes
    assert 50 < (capacity - level) / slope < 75


def test_the_saw_tooth_and_the_log_rotation_never_fill() -> None:
    for hostname, mount in (("tyo-file01", "/export/share"), ("tyo-web01", "/var/log")):
        _, used = history(hostname, "filesystem_used_bytes", mount)
        _, total = history(hostname, "filesystem_total_bytes", mount)
        assert (used / total).max() < 0.9
        assert np.diff(used / total).min() < -0.15


def test_memory_was_upgraded_and_the_configuration_says_so() -> None:
    plan = SERVERS["tyo-app02"]
    days, total = history(plan.hostname, "memory_total_bytes")
    assert total[days >= -211].min() > 1.9 * total[days < -211].max()
    before, after = machines.configuration(plan, -212), machines.configuration(plan, -211)
    assert (before.memory_bytes, after.memory_bytes) == (
        plan.memory_before_bytes,
        plan.memory_bytes,
    )
    assert machines.changes_on(plan, -211) and not machines.changes_on(plan, -210)


def test_the_leak_falls_back_at_every_restart() -> None:
    _, used = history("tyo-app01", "memory_used_bytes")
    falls = int((np.diff(used) < -0.3 * used.max()).sum())
    assert 15 <= falls <= 19  # 396 days, a restart every 23


def test_silent_gap_and_new_servers_send_only_when_they_do() -> None:
    whole = Span(CUT - 24 * 30, CUT, CUT)
    sent = {n: tables.present(SERVERS[n], whole) for n in ("tyo-edge01", "ber-web01", "tyo-new01")}
    assert sent["tyo-edge01"].sum() == 24 * 18 and not sent["tyo-edge01"][-1]
    assert sent["ber-web01"].sum() == 24 * 27 and sent["ber-web01"][-1]
    assert sent["tyo-new01"].sum() == 24 * 10 and not sent["tyo-new01"][0]


def test_drives_are_read_without_doubt_and_tell_their_story() -> None:
    told = {}
    for plan in SERVERS.values():
        for drive in plan.drives:
            facts = parse(drives.document(plan, drive, -1))
            assert facts.serial is not None and facts.serial.startswith("DEMO")
            assert (
                facts.capacity_bytes
                and facts.power_on_seconds
                and facts.kind is not DriveKind.UNKNOWN
            )
            told.setdefault(drive.story, facts)
    assert told["failing"].attributes[5] > 100 and told["failing"].attributes[197] > 10
    assert told["wearing"].wear_ratio is not None and told["wearing"].wear_ratio > 0.85
    assert told["losing_spare"].spare_ratio is not None and told["losing_spare"].spare_ratio < 0.6
    assert told["defects"].attributes[5] == 16


def test_the_failing_drive_only_gets_worse() -> None:
    counts = np.array([drives.failing_counts(day) for day in range(-60, 40)])
    assert (np.diff(counts, axis=0) >= 0).all() and (counts[:30] == 0).all()


def test_one_server_has_no_ssd_and_sisters_share_a_model() -> None:
    kinds = [d.rotational for d in machines.configuration(SERVERS["tyo-backup01"], -1).drives]
    assert all(kinds)
    bios = {
        machines.configuration(SERVERS[n], -1).bios_version for n in ("tyo-web01", "tyo-batch01")
    }
    assert len(bios) == 2


def test_configurations_come_first_and_then_only_with_changes() -> None:
    span = Span(tables.first_hour(CUT), CUT, CUT)
    rows = tables.configuration_rows([SERVERS["tyo-backup01"]], span)
    assert rows.schema == CONFIGURATIONS_SCHEMA
    assert 2 <= rows.num_rows <= 8
    first = rows["observed_at"].to_pylist()[0]
    assert first.date() == tables.instant(span.first_hour).date()
