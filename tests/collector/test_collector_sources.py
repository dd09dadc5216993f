"""Sources: real outputs, damaged ones, and laws that hold for any input (MISSION E1, E2, G1)."""

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest
from collector_tools import TREES
from hypothesis import given
from hypothesis import strategies as st
from kado_collector.clock import SystemClock
from kado_collector.commands import Commands
from kado_collector.host import LiveHost, RecordedHost, Usage
from kado_collector.readings import Absent, Code, Counter, Counting, Unread
from kado_collector.sampling import describe_round, increases, sample_round
from kado_collector.sources import (
    arrays,
    clock,
    disks,
    dmi,
    drives,
    filesystems,
    identity,
    memory,
    network,
    parsing,
    power,
    processor,
    sensors,
    smartctl,
    system,
    windows,
)

RACK = TREES / "rack"


def tree(folder: Path, files: dict[str, str]) -> RecordedHost:
    """A recorded tree of a few files. A text 'link:TARGET' makes a symbolic link."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text.startswith("link:"):
            path.symlink_to(text.removeprefix("link:"))
        else:
            path.write_text(text)
    return RecordedHost(folder)


# --- laws of the parsers: any text is read or refused, never a crash and never a negative number

texts = st.text(alphabet=st.characters(codec="utf-8"), max_size=300)
lines_of_words = st.lists(
    st.lists(
        st.one_of(st.integers(-5, 2**64).map(str), st.text("abc:|-.() [x]", max_size=6)),
        max_size=20,
    ).map(" ".join),
    max_size=8,
).map("\n".join)
damaged = st.one_of(texts, lines_of_words)


@given(damaged)
def test_no_text_breaks_a_parser(text: str) -> None:
    times = processor.parse_stat("cpu " + text)
    assert times is None or 0 <= times.iowait <= times.total
    assert all(v >= 0 for v in memory.parse_meminfo(text).values())
    assert all(t.read_bytes >= 0 for t in disks.parse_diskstats(text)[0])
    assert all(t.errors_count >= 0 for t in network.parse_dev(text)[0])
    uptime = system.parse_uptime(text)
    assert uptime is None or uptime >= 0
    load = processor.parse_load(text)
    assert load is None or load >= 0
    celsius = sensors.parse_celsius(text)
    assert celsius is None or sensors.LOWEST_CELSIUS <= celsius <= sensors.HIGHEST_CELSIUS
    for parse in (
        filesystems.parse_mounts,
        processor.parse_cpuinfo,
        identity.parse_os_release,
        dmi.parse,
        arrays.parse_mdstat,
        power.parse_sensors,
        power.parse_firmware,
        clock.parse_chrony,
        smartctl.parse_scan,
        smartctl.parse_json,
        memory.parse_size,
        parsing.meaningful,
    ):
        parse(text)
    arrays.parse_ssacli("0", text, text, text)


ticks = st.lists(st.integers(0, 2**40), min_size=8, max_size=10)


@given(ticks, ticks)
def test_shares_of_the_processor_are_shares(first: list[int], more: list[int]) -> None:
    def read(numbers: list[int]) -> tuple[Counter, ...]:
        times = processor.parse_stat("cpu  " + " ".join(map(str, numbers)))
        assert times is not None
        named = (("used", times.used), ("iowait", times.iowait), ("steal", times.steal))
        return tuple(Counter(n, "", v, Counting.SHARE, times.total) for n, v in named)

    later = [a + b for a, b in zip(first, more, strict=False)]
    values = {g.metric: g.value for g in increases(read(first[:8]), read(later[:8]), 60.0)}
    assert all(0.0 <= v <= 1.0 for v in values.values())
    if sum(more[:8]) > 0:
        idle = more[3] / sum(more[: len(later)][:8]) if len(later) >= 8 else 0.0
        assert values["used"] + values["iowait"] + idle == pytest.approx(1.0)


@given(st.floats(0, 1e15), st.floats(0, 1e15), st.floats(0.001, 1e6))
def test_a_counter_that_went_back_gives_no_value(old: float, new: float, elapsed: float) -> None:
    found = increases((Counter("x", "a", old),), (Counter("x", "a", new),), elapsed)
    assert [g.value for g in found] == ([(new - old) / elapsed] if new >= old else [])
    assert increases((Counter("x", "b", old),), (Counter("x", "a", new),), elapsed) == []
    assert increases((Counter("x", "a", old),), (Counter("x", "a", new),), 0.0) == []


@given(st.integers(0, 2**50), st.integers(0, 2**50))
def test_a_busy_drive_is_never_busier_than_one(old: int, grown: int) -> None:
    before, now = (
        Counter("disk_busy_ratio", "sda", old),
        Counter("disk_busy_ratio", "sda", old + grown),
    )
    assert all(0 <= g.value <= 1 for g in increases((before,), (now,), 60.0))


@given(
    st.lists(st.sampled_from(["/", "/a", "/a b", "/mnt/x", "/snap/y/1"]), max_size=8),
    st.lists(
        st.sampled_from(["/dev/sda1", "/dev/loop1", "tmpfs", "nas:/x", "/dev/mapper/v"]),
        min_size=8,
        max_size=8,
    ),
)
def test_a_device_is_watched_at_one_place(mounts: list[str], devices: list[str]) -> None:
    rows = [filesystems.Mount(d, m, "ext4", False) for m, d in zip(mounts, devices, strict=False)]
    found = filesystems.chosen(rows)
    assert len({m.device for m in found}) == len(found) == len({m.mount for m in found})
    assert all(m.device.startswith("/dev/") and not m.device.startswith("/dev/loop") for m in found)
    assert filesystems.chosen(found) == found


# --- what a source says when something is missing, damaged, forbidden or slow


@pytest.mark.parametrize("platform", ["linux", "windows"])
def test_an_empty_server_gives_reports_and_no_values(platform: str, tmp_path: Path) -> None:
    host = RecordedHost(tmp_path, platform)
    found = sample_round(host, SystemClock())
    assert not [v for s in found.sampled.values() for v in (*s.gauges, *s.counters)]
    described, reports = describe_round(host, SystemClock())
    told = {r.source: r for r in (*found.reports, *reports)}
    assert not told["processor"].ok and told["processor"].problem
    assert not [d for _, part in described for d in part.devices]


def test_one_broken_source_costs_no_other_its_values(tmp_path: Path) -> None:
    host = tree(
        tmp_path, {"proc/stat": "cpu x y z\n", "proc/loadavg": "1 1 1", "proc/uptime": "12.5 3\n"}
    )
    found = sample_round(host, SystemClock())
    assert found.sampled["system"].gauges[0].value == 12.5
    report = next(r for r in found.reports if r.source == "processor")
    assert (report.ok, report.code) == (False, Code.DAMAGED)


def test_damaged_lines_are_counted_and_the_others_are_read(tmp_path: Path) -> None:
    host = tree(
        tmp_path, {"proc/diskstats": "   8 0 sda 1 0 2 3 4 0 6 7 0 9 10\n   8 16 sdb 1 0 x\n"}
    )
    found = disks.sample(host)
    assert {c.instance for c in found.counters} == {"sda"}
    assert found.troubles[0].code is Code.DAMAGED and "1 line" in found.troubles[0].problem


def test_network_file_systems_are_never_asked() -> None:
    class NoNetwork(RecordedHost):
        def usage(self, mount: str) -> Usage:
            assert mount not in ("/home", "/mnt/dept"), "a hung server would hang the collector"
            return super().usage(mount)

    assert len(filesystems.sample(NoNetwork(RACK)).gauges) == 5 * 2 + 3


def test_a_hung_mount_costs_one_thread_and_no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()

    def hang(mount: str) -> None:
        release.wait(10)
        raise OSError("gone")

    monkeypatch.setattr(os, "statvfs", hang)
    monkeypatch.setattr("kado_collector.host.FILESYSTEM_SECONDS_LIMIT", 0.05)
    host = LiveHost()
    before = threading.active_count()
    for _ in range(3):
        with pytest.raises(Unread) as caught:
            host.usage("/hung")
        assert caught.value.trouble.code is Code.TIMED_OUT
    assert threading.active_count() == before + 1
    release.set()


def test_a_command_that_hangs_is_killed_with_its_children(tmp_path: Path) -> None:
    script = tmp_path / "slow"
    script.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nsleep 60 & wait\n")
    script.chmod(0o755)
    with pytest.raises(Unread) as caught:
        Commands().run((str(script),), 0.3)
    assert caught.value.trouble.code is Code.TIMED_OUT
    group = int((tmp_path / "pid").read_text())
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    os.killpg(group, signal.SIGKILL)
    pytest.fail("its child was still there")


def test_a_command_stuck_in_the_kernel_is_left_behind_and_not_started_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Stands for a process in uninterruptible sleep: killing it has no effect."""
    monkeypatch.setattr("kado_collector.commands._kill", lambda process: None)
    monkeypatch.setattr("kado_collector.commands._KILL_SECONDS", 0.05)
    commands = Commands()
    stuck = (sys.executable, "-c", "import time; time.sleep(2)")
    for expected in ("no answer", "still hangs"):
        with pytest.raises(Unread, match=expected):
            commands.run(stuck, 0.05)
    assert commands.count == 1


def test_a_missing_command_names_its_package() -> None:
    with pytest.raises(Absent) as caught:
        Commands().run(("no-such-command-anywhere",), 1.0)
    assert caught.value.trouble.remedy == "install no-such-command-anywhere"


def test_output_of_commands_is_english_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kado_collector.commands.COMMAND_OUTPUT_BYTES_LIMIT", 10)
    code = "import os; print(os.environ['LC_ALL'] * 100)"
    assert Commands().run((sys.executable, "-c", code), 10.0).text == "C" * 10


# --- drives


def test_one_dead_drive_never_hides_the_others() -> None:
    """FIELD: invisible disks, and a dead drive that gives nothing at all."""
    found = drives.describe(RecordedHost(RACK))
    rows = {str(d["device"]): d for d in found.devices}
    assert set(rows) == {
        "/dev/sda",
        "/dev/sdb",
        "/dev/nvme0n1",
        "/dev/bus/0 megaraid,3",
        "/dev/bus/0 megaraid,4",
    }
    assert "No such device" in str(rows["/dev/sdb"]["problem"])
    assert (
        "no answer" in str(rows["/dev/bus/0 megaraid,4"]["problem"])
        and rows["/dev/bus/0 megaraid,4"]["smartctl"] == {}
    )
    assert "problem" not in rows["/dev/sda"]
    assert len(found.troubles) == 2


def scan(*rows: tuple[str, str]) -> str:
    return json.dumps({"devices": [{"name": n, "type": t} for n, t in rows]})


def answer(serial: str) -> str:
    return json.dumps(
        {"device": {"protocol": "SCSI"}, "serial_number": serial, "rotation_rate": 15000}
    )


HEALTH = "commands/smartctl --json -a -l devstat"


def test_a_drive_on_two_paths_is_one_drive(tmp_path: Path) -> None:
    """Multipath, or a drive passed through by the controller that also names it: the world-wide name tells."""
    same = json.dumps({"serial_number": "A", "wwn": {"naa": 5, "oui": 1, "id": 2}})
    other = json.dumps({"serial_number": "A", "wwn": {"naa": 5, "oui": 1, "id": 3}})
    rows = (("/dev/sda", "sat"), ("/dev/bus/0", "sat+megaraid,1"), ("/dev/sdb", "sat"))
    files = {
        "commands/smartctl --scan-open --json.txt": scan(*rows),
        f"{HEALTH} -d sat _dev_sda.txt": same,
        f"{HEALTH} -d sat+megaraid,1 _dev_bus_0.txt": same,
        f"{HEALTH} -d sat _dev_sdb.txt": other,
    }
    assert [d["device"] for d in drives.describe(tree(tmp_path, files)).devices] == [
        "/dev/sda",
        "/dev/sdb",
    ]


def test_links_out_of_a_recorded_tree_lead_nowhere(tmp_path: Path) -> None:
    host = tree(tmp_path, {"proc/uptime": "link:/proc/uptime", "etc": "link:/etc"})
    for path in ("/proc/uptime", "/etc/hostname", "/../../etc/hostname"):
        with pytest.raises(Absent):
            host.text(path)
    with pytest.raises(Absent):
        host.names("/etc")


def test_volumes_of_a_raid_controller_are_not_drives(tmp_path: Path) -> None:
    message = "Smartctl open device: /dev/sda failed: DELL or MegaRaid controller, please try adding '-d megaraid,N'"
    volume = json.dumps(
        {"smartctl": {"messages": [{"string": message, "severity": "error"}], "exit_status": 2}}
    )
    files = {
        "sys/block/sda/size": "1000\n",
        f"{HEALTH} _dev_sda.txt": volume,
        f"{HEALTH} _dev_sda.status": "2",
        "commands/smartctl --scan-open --json.txt": scan(
            ("/dev/bus/0", "megaraid,0"), ("/dev/bus/0", "megaraid,1")
        ),
        f"{HEALTH} -d megaraid,0 _dev_bus_0.txt": answer("A"),
        f"{HEALTH} -d megaraid,1 _dev_bus_0.txt": answer("B"),
    }
    found = drives.describe(tree(tmp_path, files))
    assert [d["device"] for d in found.devices] == [
        "/dev/bus/0 megaraid,0",
        "/dev/bus/0 megaraid,1",
    ]
    assert [d["serial"] for d in found.fields["drives"]] == ["A", "B"] and found.troubles == ()


def test_a_volume_whose_drives_cannot_be_seen_is_a_blind_spot(tmp_path: Path) -> None:
    message = "Smartctl open device: /dev/sda failed: MegaRaid controller, please try adding '-d megaraid,N'"
    volume = json.dumps({"smartctl": {"messages": [{"string": message}], "exit_status": 2}})
    files = {
        "sys/block/sda/size": "9",
        f"{HEALTH} _dev_sda.txt": volume,
        f"{HEALTH} _dev_sda.status": "2",
        "commands/smartctl --scan-open --json.txt": scan(),
    }
    found = drives.describe(tree(tmp_path, files))
    assert found.devices == () and "not visible" in found.troubles[0].problem


def test_drives_behind_a_smart_array_are_found_by_number(tmp_path: Path) -> None:
    gone = json.dumps(
        {"smartctl": {"messages": [{"string": "cciss,2: no such drive"}], "exit_status": 2}}
    )
    files = {
        "sys/bus/pci/drivers/smartpqi/0000:5c:00.0": "link:../x",
        "sys/class/scsi_generic/sg0/device/type": "0\n",
        "sys/class/scsi_generic/sg1/device/type": "12\n",
        "commands/smartctl --scan-open --json.txt": scan(),
        **{f"{HEALTH} -d cciss,{n} _dev_sg1.txt": answer(f"S{n}") for n in (0, 1, 3)},
        **{f"{HEALTH} -d cciss,{n} _dev_sg1.txt": gone for n in (2, 4, 5)},
        **{f"{HEALTH} -d cciss,{n} _dev_sg1.status": "2" for n in (2, 4, 5)},
    }
    found = drives.describe(tree(tmp_path, files))
    assert [d["device"] for d in found.devices] == [f"/dev/sg1 cciss,{n}" for n in (0, 1, 2, 3)]
    assert [bool(d.get("problem")) for d in found.devices] == [False, False, True, False]


def test_truncated_answers_cost_one_drive_only(tmp_path: Path) -> None:
    files = {
        "commands/smartctl --scan-open --json.txt": scan(("/dev/sda", "sat"), ("/dev/sdb", "scsi")),
        f"{HEALTH} -d sat _dev_sda.txt": '{"device": {"na',
        f"{HEALTH} -d scsi _dev_sdb.txt": answer("B"),
    }
    found = drives.describe(tree(tmp_path, files))
    assert [d["smartctl"] == {} for d in found.devices] == [True, False]
    assert "not understood" in str(found.devices[0]["problem"])


def test_without_smartctl_the_kernels_list_of_drives_remains(tmp_path: Path) -> None:
    found = drives.describe(
        tree(tmp_path, {"sys/block/sda/size": "2048", "sys/block/sda/device/model": "DISK  \n"})
    )
    assert found.fields["drives"][0]["capacity_bytes"] == 1048576
    assert (
        found.troubles[0].code is Code.NOT_INSTALLED
        and found.troubles[0].remedy == "install smartmontools"
    )
    assert found.devices == ()


def test_a_virtual_machine_without_smartctl_lacks_nothing(tmp_path: Path) -> None:
    found = drives.describe(
        tree(tmp_path, {"sys/block/vda/size": "2048", "sys/block/vda/queue/rotational": "1"})
    )
    assert found.troubles[0].code is Code.NOT_APPLICABLE
    assert found.fields["drives"][0]["rotational"] is None


# --- arrays, power, memory, identity, clock


def test_mdstat_tells_degraded_rebuilding_failed_and_spares() -> None:
    text = (
        "md0 : active raid1 sdb1[2] sda1[0]\n      100 blocks super 1.2 [2/1] [U_]\n"
        "      [==>..................]  recovery = 12.6% (37043392/292945152) finish=127.5min speed=33440K/sec\n\n"
        "md1 : inactive sdc1[0](S)\n      100 blocks\n\n"
        "md2 : active (auto-read-only) raid10 sdd[0] sde[1] sdf[2](F) sdg[3]\n      9 blocks [4/3] [UU_U]\n\n"
        "md3 : active raid0 sdh1[0] sdi1[1]\n      100 blocks 512k chunks\n"
    )
    rows = {r["name"]: r for r in arrays.parse_mdstat(text)}
    assert [rows[f"md{n}"]["state"] for n in range(4)] == [
        "rebuilding",
        "failed",
        "degraded",
        "optimal",
    ]
    assert rows["md2"]["members_failed_count"] == 1 and rows["md3"]["members_count"] == 2


def test_storcli_without_a_controller_gives_no_array() -> None:
    text = json.dumps(
        {
            "Controllers": [
                {"Command Status": {"Status": "Failure", "Description": "No Controller found"}}
            ]
        }
    )
    assert arrays.parse_storcli(text) == []


def test_a_controller_without_its_tool_is_a_blind_spot(tmp_path: Path) -> None:
    found = arrays.describe(
        tree(tmp_path, {"sys/bus/pci/drivers/megaraid_sas/0000:18:00.0": "link:../x"})
    )
    assert (
        found.troubles[0].code is Code.NOT_INSTALLED and "megaraid_sas" in found.troubles[0].problem
    )
    idle = {
        "sys/bus/pci/drivers/hpsa/bind": ""
    }  # the driver is built in and no controller is there
    assert arrays.describe(tree(tmp_path / "idle", idle)).troubles == ()


def test_ssacli_tells_volumes_and_the_battery() -> None:
    rows = arrays.parse_ssacli(
        "2",
        "   logicaldrive 1 (931.48 GB, RAID 1): Interim Recovery Mode\n",
        "   physicaldrive 2I:0:1 (port 2I:box 0:bay 1, 1 TB): OK\n   physicaldrive 2I:0:2 (port 2I:box 0:bay 2, 1 TB): Failed\n",
        "   Controller Status: OK\n   Battery/Capacitor Status: Failed (Replace Batteries)\n",
    )
    assert rows == [
        {
            "name": "slot2/ld1",
            "level": "raid1",
            "state": "degraded",
            "members_count": 2,
            "members_failed_count": 1,
            "battery": "degraded",
        }
    ]


def test_memory_slots_are_told_apart(tmp_path: Path) -> None:
    device = "Handle 0x11, DMI type 17, 40 bytes\nMemory Device\n\tSize: {}\n\tLocator: DIMM 0\n\tBank Locator: {}\n\n"
    text = (
        device.format("8 GB", "BANK 0")
        + device.format("Unknown", "BANK 1")
        + device.format("No Module Installed", "BANK 2")
    )
    host = tree(
        tmp_path, {"proc/meminfo": "MemTotal: 100 kB\n", "commands/dmidecode -t 16,17,39.txt": text}
    )
    found = memory.describe(host).fields
    assert [m["slot"] for m in found["memory_modules"]] == [
        "BANK 0 DIMM 0",
        "BANK 1 DIMM 0",
        "BANK 2 DIMM 0",
    ]
    assert [m["capacity_bytes"] for m in found["memory_modules"]] == [8 << 30, None, 0]
    assert found["memory_bytes"] == 100 * 1024  # one module's size is not known: no sum is made up


@pytest.mark.parametrize(
    "text",
    [
        "To be filled by O.E.M.",
        " Default string ",
        "0000000000",
        "Not Specified",
        "None",
        "",
        "xxxx",
    ],
)
def test_what_firmware_left_unfilled_is_not_known(text: str) -> None:
    assert parsing.meaningful(text) is None


def test_supplies_from_the_tables_and_from_the_bmc() -> None:
    assert power.supply({"Status": "Present, Unknown"}, 1)["state"] is None
    assert power.supply({"Status": "Not Present", "Location": "Bay 2"}, 2) == {
        "name": "Bay 2 #2",
        "state": "absent",
    }
    rows = power.parse_sensors(
        "Status,85h,ok,10.1,Presence detected\nStatus,86h,ok,10.2,Presence detected, Failure detected\n"
    )
    assert [(r["name"], r["state"]) for r in rows] == [
        ("Status 10.1", "ok"),
        ("Status 10.2", "failed"),
    ]


def test_the_clock_of_chrony() -> None:
    text = "System time     : 1.500000000 seconds fast of NTP time\nLeap status     : Normal\n"
    assert clock.parse_chrony(text) == (True, 1.5)
    assert clock.parse_chrony("Leap status     : Not synchronised\n") == (False, None)
    assert clock.parse_chrony("506 Cannot talk to daemon\n") is None


def test_virtual_or_not(tmp_path: Path) -> None:
    bare = tree(tmp_path / "a", {"proc/cpuinfo": "processor : 0\nflags : fpu vme\n"})
    assert identity.virtualisation(bare, "NEC", "Express5800") == ""
    guest = tree(tmp_path / "b", {"proc/cpuinfo": "processor : 0\nflags : fpu hypervisor vme\n"})
    assert identity.virtualisation(guest, "VMware, Inc.", "VMware Virtual Platform") == "vmware"
    assert identity.virtualisation(guest, "", "") == "unknown"
    assert identity.virtualisation(tree(tmp_path / "c", {"x": ""}), "", "") is None


def test_interfaces_of_containers_are_left_out() -> None:
    names = {
        str(r["name"]) for r in network.describe(RecordedHost(RACK)).fields["network_interfaces"]
    }
    assert names == {"eno1", "eno2", "bond0"}


def test_a_sample_through_psutil_has_the_shape_of_a_recorded_one() -> None:
    """psutil answers on every system: the live path of Windows is walked here too."""
    host = LiveHost()
    host.platform = "windows"
    found = sample_round(host, SystemClock())
    metrics = {v.metric for s in found.sampled.values() for v in (*s.gauges, *s.counters)}
    assert {"processor_used_ratio", "memory_used_bytes", "system_uptime_seconds"} <= metrics
    told = {r.source: r for r in found.reports}
    assert told["memory"].ok and not told["sensors"].ok and told["sensors"].remedy


def test_the_script_for_windows_is_fixed_text() -> None:
    script = windows.configuration_script()
    assert script.count("Get-CimInstance") == 6 and "ConvertTo-Json" in script and '"' not in script
    assert windows.os_version("Microsoft Windows Server 2012 R2 Datacenter") == "2012 R2"


# --- recorded data


@pytest.mark.real_data
def test_modules_of_many_real_servers(real_data: Path) -> None:
    import gzip

    servers_count = modules_count = 0
    with gzip.open(real_data / "dmidecode_servers/dmidecode.jsonl.gz", "rt") as lines:
        for line in lines:
            tables = [
                t for kind, t in dmi.parse(json.loads(line)["text"]) if kind == dmi.DEVICE_TYPE
            ]
            rows = memory._unique_slots([memory.module(t) for t in tables], tables)
            slots = [r["slot"] for r in rows]
            assert len(set(slots)) == len(slots)
            sizes = [r["capacity_bytes"] for r in rows]
            assert all(
                s is None or s == 0 or 64 << 20 <= s <= 1 << 42
                for s in sizes
                if s is None or s > 1 << 25
            )
            servers_count += 1
            modules_count += sum(bool(s) for s in sizes)
    assert servers_count > 1000 and modules_count > 5000


@pytest.mark.real_data
def test_a_real_answer_of_storcli(real_data: Path) -> None:
    text = (real_data / "raid_bmc_cli/storcli/cALL_show_all.txt").read_text()
    assert arrays.parse_storcli(text) == [
        {
            "name": "c0/v239",
            "level": "raid1",
            "state": "optimal",
            "members_count": 2,
            "members_failed_count": 0,
            "spares_count": 0,
            "battery": None,
        }
    ]
