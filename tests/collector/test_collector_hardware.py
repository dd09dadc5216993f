"""Memory errors on record, the BMC's log and clock, fans and the air that comes in: real forms, damaged ones, and only counts leave."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from collector_tools import TREES
from hypothesis import given
from hypothesis import strategies as st
from kado_collector.host import RecordedHost
from kado_collector.readings import Absent, Unread
from kado_collector.sources import bmc_log, cooling, ras_records, redfish_parts
from kado_collector.sources.bmc_events import Event, counted, kind_of

NOW = datetime(2026, 10, 22, 10, 0, tzinfo=UTC)
SKX = " err_code:0x0101:0x0091 ProcessorSocketId:0x0 MemoryControllerId:0x1 PhysicalRankId:0x0 Row:0x{row:x} Column:0x{column:x} Bank:0x2 BankGroup:0x1"
GHES = "APEI location: node:0 card:1 module:0 rank:0 bank:3 device:2 row:6683 col:1016 bit_pos:5"


def recorded(tmp_path: Path, rows: list[tuple[str, str, int, str]]) -> RecordedHost:
    """A tree with a file as rasdaemon writes it."""
    folder = tmp_path / "var/lib/rasdaemon"
    folder.mkdir(parents=True)
    with sqlite3.connect(folder / "ras-mc_event.db") as connection:
        connection.execute(
            "CREATE TABLE mc_event (id INTEGER PRIMARY KEY, timestamp TEXT, err_count INTEGER, err_type TEXT,"
            " err_msg TEXT, label TEXT, mc INTEGER, top_layer INTEGER, middle_layer INTEGER, lower_layer INTEGER,"
            " address INTEGER, grain INTEGER, syndrome INTEGER, driver_detail TEXT)"
        )
        written = datetime.now().strftime("%Y-%m-%d %H:%M:%S +0900")  # noqa: DTZ005 - rasdaemon writes local time
        connection.executemany(
            "INSERT INTO mc_event (timestamp, label, err_type, err_count, driver_detail) VALUES (?, ?, ?, ?, ?)",
            [(written, *row) for row in rows],
        )
        connection.execute(
            "INSERT INTO mc_event (timestamp, label, err_type, err_count, driver_detail) VALUES"
            " ('2019-01-01 00:00:00 +0900', 'DIMM_OLD', 'Corrected', 1, '')"
        )
    return RecordedHost(tmp_path)


def test_errors_on_one_row_are_told_from_errors_all_over(tmp_path: Path) -> None:
    one_row = [("DIMM_A1", "Corrected", 2, SKX.format(row=0x1A2B, column=c)) for c in range(5)]
    spread = [("DIMM_B1", "Corrected", 1, SKX.format(row=r, column=7)) for r in range(4)]
    lost = [("DIMM_B1", "Uncorrected", 1, GHES)]
    found = ras_records.describe(recorded(tmp_path, [*one_row, *spread, *lost])).fields
    first, second = found["memory_faults"]  # type: ignore[misc]
    assert (first["label"], first["corrected_count"], first["rows_count"], first["columns_count"]) == (
        "DIMM_A1", 10, 1, 5,
    )  # fmt: skip
    assert (second["label"], second["uncorrected_count"], second["rows_count"]) == ("DIMM_B1", 1, 5)
    assert second["devices_count"] == 1 and first["devices_count"] is None
    assert found["pcie_errors"] == []  # rasdaemon was built without AER


def test_a_server_without_rasdaemon_or_with_a_damaged_file_says_so(tmp_path: Path) -> None:
    assert ras_records.describe(RecordedHost(tmp_path)).fields == {}
    folder = tmp_path / "var/lib/rasdaemon"
    folder.mkdir(parents=True)
    (folder / "ras-mc_event.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(Unread) as error:
        ras_records.describe(RecordedHost(tmp_path))
    assert not isinstance(error.value, Absent)


def test_what_leaves_of_records_is_counts_only(tmp_path: Path) -> None:
    found = ras_records.describe(
        recorded(tmp_path, [("A", "Corrected", 1, SKX.format(row=9, column=8))])
    )
    (row,) = found.fields["memory_faults"]  # type: ignore[misc]
    assert {type(v) for k, v in row.items() if k != "label"} <= {int, type(None)}  # type: ignore[union-attr]


@given(st.text(max_size=200))
def test_a_detail_in_any_words_never_breaks(detail: str) -> None:
    rows = [("A", "Corrected", 1, detail), (None, None, None, None)]
    assert ras_records.memory_faults(rows)


def test_the_log_of_a_bmc_becomes_counts_by_kind_and_sensor() -> None:
    found = bmc_log.describe(RecordedHost(TREES / "rack")).fields
    assert found["bmc_log_used_ratio"] == 0.91
    assert found["bmc_events"] == [
        {
            "kind": "power_lost",
            "sensor": "Power Supply PS2 Status",
            "recent_count": 1,
            "total_count": 2,
        },
        {
            "kind": "memory_corrected",
            "sensor": "Memory DIMM_B1",
            "recent_count": 1,
            "total_count": 1,
        },
        {
            "kind": "watchdog",
            "sensor": "Watchdog2 IPMI Watchdog",
            "recent_count": 1,
            "total_count": 1,
        },
    ]
    assert "bmc_clock_offset_seconds" not in found  # a recorded tree has no time of its own


@pytest.mark.parametrize(
    ("sensor", "words", "kind"),
    [
        ("Memory #0x87", "Uncorrectable ECC", "memory_uncorrected"),
        ("Memory DIMM A3", "Correctable ECC logging limit reached", "memory_corrected"),
        ("Processor CPU1 Status", "Thermal Trip", "thermal_trip"),
        ("Processor CPU1 Status", "IERR", "processor"),
        ("Temperature Inlet Temp", "Upper Critical going high", "temperature_critical"),
        ("Temperature Inlet Temp", "Upper Non-critical going high", None),
        ("Fan Fan2A", "Lower Critical going low", "fan_failed"),
        ("Power Supply PSU1", "Power Supply AC lost", "power_lost"),
        ("Power Supply PSU1", "Presence detected", None),
        ("Power Unit", "Redundancy Lost", "redundancy_lost"),
        ("Critical Interrupt PCIe Status", "PCI PERR", "pcie"),
        ("Critical Interrupt", "Bus Fatal Error", "pcie"),
        ("Watchdog2 #0x71", "Timer interrupt", None),
        ("Watchdog2 #0x71", "Hard reset", "watchdog"),
        ("System ACPI Power State", "S0/G0: working", None),
    ],
)  # fmt: skip
def test_events_are_told_by_the_words_of_ipmi(sensor: str, words: str, kind: str | None) -> None:
    assert kind_of(Event(sensor, words, None)) == kind


def test_an_event_without_a_time_counts_as_old() -> None:
    assert counted([Event("PSU", "Power Supply AC lost", None)], NOW) == [
        {"kind": "power_lost", "sensor": "PSU", "recent_count": 0, "total_count": 1}
    ]


@given(st.text(max_size=400))
def test_no_output_of_ipmitool_breaks(text: str) -> None:
    counted(bmc_log.parse_events(text), NOW)
    bmc_log.parse_used(text)
    cooling.parse_fans(text)
    cooling.parse_inlet(text)
    cooling.parse_redundancies(text)


def test_a_zone_is_no_offset_and_an_unset_clock_is() -> None:
    assert bmc_log.offset_seconds(NOW + timedelta(hours=9, seconds=4), NOW) == 4.0
    assert bmc_log.offset_seconds(NOW - timedelta(minutes=7), NOW) == -420.0
    assert bmc_log.offset_seconds(NOW - timedelta(days=900), NOW) == -900 * 86_400.0


def test_fans_and_air_of_a_recorded_server() -> None:
    found = cooling.describe(RecordedHost(TREES / "rack")).fields
    assert found == {
        "fans": [
            {"name": "Fan1A", "state": "ok", "speed_rpm": 5880},
            {"name": "Fan2A", "state": "failed", "speed_rpm": 360},
        ],
        "redundancies": [
            {"part": "fans", "state": "lost"},
            {"part": "power_supplies", "state": "full"},
        ],
        "inlet_temperature_celsius": 24.0,
    }


def test_redfish_tells_a_log_entry_and_a_fan_in_the_same_words() -> None:
    entry = {
        "SensorType": "Power Supply / Converter",
        "Message": "Power supply input lost for PSU 2",
        "Severity": "Critical",
        "Created": "2026-10-03T02:10:09+00:00",
    }
    assert kind_of(redfish_parts.event(dict(entry))) == "power_lost"
    assert kind_of(redfish_parts.event({**entry, "Severity": "OK"})) is None
    older = {"Name": "FAN 1", "Reading": 4200, "ReadingUnits": "RPM", "Status": {"Health": "OK"}}
    assert redfish_parts.fan(dict(older)) == {"name": "FAN 1", "state": "ok", "speed_rpm": 4200}
    ilo = {
        "Oem": {
            "Hpe": {
                "iLOSelfTestResults": [
                    {"SelfTestName": "EmbeddedFlash/SDCard", "Status": "Critical"}
                ]
            }
        }
    }
    assert redfish_parts.board(ilo, None) == {"bmc_flash_state": "failed"}  # type: ignore[arg-type]
