"""smartctl documents of all protocols and vendors' encodings -> facts (MISSION A1, E2, G1)."""

import json
from typing import Any

import pytest

from kado.device_health.smartctl import parse, parse_bytes
from kado.facts.devices import DriveKind, VendorVerdict
from tests.device_health.smartctl_documents import ata, attribute, changed, nvme, scsi, statistics


def test_nvme_log_is_read_in_base_units() -> None:
    facts = parse(nvme())
    assert facts.protocol == "nvme"
    assert facts.kind is DriveKind.NVME
    assert facts.capacity_bytes == 960197124096
    assert facts.power_on_seconds == 1234 * 3600
    assert facts.temperature_celsius == 35
    assert facts.wear_ratio == 0.07
    assert facts.spare_ratio == 0.99
    assert facts.written_bytes == 1_000_000 * 512_000
    assert facts.media_errors_count == 3
    assert facts.vendor_verdict is VendorVerdict.PASSED
    assert facts.problems == ()


def test_nvme_wear_beyond_rated_endurance_stays_beyond_one() -> None:
    assert parse(nvme(percentage_used=140)).wear_ratio == 1.4
    assert any(
        text.startswith("wear_ratio: saturated")
        for text in parse(nvme(percentage_used=255)).problems
    )


def test_counter_wider_than_a_double_is_read_from_its_text() -> None:
    facts = parse(nvme(media_errors=1.8446744073709552e19, media_errors_s="18446744073709551617"))
    assert facts.media_errors_count == 18446744073709551617


def test_old_scsi_form() -> None:
    facts = parse(scsi())
    assert facts.model == "SEAGATE ST1200MM0000"
    assert facts.kind is DriveKind.HDD
    assert facts.power_on_seconds == 5675 * 3600 + 39 * 60
    assert facts.written_bytes == 806_827_000_000
    assert facts.media_errors_count == 3
    assert facts.grown_defects_count == 56
    assert facts.wear_ratio is None


def test_new_scsi_form_of_an_ssd() -> None:
    document = scsi(
        rotation_rate=0,
        scsi_model_name="KADO SAS SSD",
        scsi_percentage_used_endurance_indicator=11,
        scsi_pending_defects={"count": 4},
    )
    facts = parse(document)
    assert (facts.model, facts.kind, facts.wear_ratio) == ("KADO SAS SSD", DriveKind.SSD, 0.11)
    assert facts.pending_defects_count == 4


def test_volume_of_a_raid_controller_has_no_temperature() -> None:
    facts = parse(scsi(temperature={"current": 0, "drive_trip": 0}))
    assert facts.temperature_celsius is None
    assert "temperature_celsius: no-sensor (reads 0)" in facts.problems


WEAR = [
    ("INTEL SSDSC2KB960G8", attribute(233, "Media_Wearout_Indicator", 0, value=86), 0.14),
    ("SAMSUNG MZ7LH960HAJR-00005", attribute(177, "Wear_Leveling_Count", 114, value=98), 0.02),
    ("Micron_5300_MTFDDAK960TDS", attribute(202, "Percent_Lifetime_Remain", 12, value=88), 0.12),
    ("CT1000MX500SSD1", attribute(202, "Percent_Lifetime_Remain", 118, value=0), 1.18),
    ("CT1000MX500SSD1", attribute(202, "Percent_Lifetime_Remain", 88, value=88), 0.12),
    ("KINGSTON SA400S37960G", attribute(231, "SSD_Life_Left", 94, value=94), 0.06),
    ("KINGSTON SKC400S371T", attribute(231, "SSD_Life_Left", 74, value=100), 0.26),
    ("TS32GMTS400", attribute(169, "Remaining_Lifetime_Perc", 96, value=100), 0.04),
    ("KINGSTON SEDC500M960G", attribute(169, "Remaining_Lifetime_Perc", 0, value=0), 1.0),
    (
        "WDC  WDS240G2G0A-00JH30",
        attribute(230, "Media_Wearout_Indicator", 0x25060D282506, text="0x25060d282506"),
        0.3706,
    ),
]


@pytest.mark.parametrize(("model", "row", "wear"), WEAR)
def test_wear_of_each_vendor(model: str, row: dict[str, Any], wear: float) -> None:
    facts = parse(ata(model, row))
    assert facts.wear_ratio == pytest.approx(wear)
    assert not [text for text in facts.problems if text.startswith("wear_ratio")]


def test_wear_attribute_of_an_unknown_maker_is_not_guessed() -> None:
    row = attribute(177, "Wear_Leveling_Count", 401)
    facts = parse(ata("NONAME SSD 120GB", row, known=False))
    assert facts.wear_ratio is None
    assert "wear_ratio: absent" in facts.problems


def test_wear_numbers_mean_something_else_on_a_turning_drive() -> None:
    row = attribute(202, "Data_Address_Mark_Errs", 0)
    assert parse(ata("ST3200820AS", row, rotation=7200)).wear_ratio is None


def test_device_statistics_go_before_attributes_and_disagreement_is_said() -> None:
    row = attribute(233, "Media_Wearout_Indicator", 0, value=60)
    facts = parse(ata("INTEL SSDSC2KB960G8", row, **statistics(percent_used=12)))
    assert facts.wear_ratio == 0.12
    assert any(text.startswith("wear_ratio: disagreement") for text in facts.problems)


def test_invalid_device_statistic_is_not_used() -> None:
    row = attribute(233, "Media_Wearout_Indicator", 0, value=60)
    facts = parse(ata("INTEL SSDSC2KB960G8", row, **statistics(percent_used=0, valid=False)))
    assert facts.wear_ratio == 0.4


WRITTEN = [
    ("INTEL SSDSC2KB960G8", attribute(241, "Host_Writes_32MiB", 1000), 1000 * 32 * 2**20),
    ("KINGSTON SKC400S371T", attribute(241, "Lifetime_Writes_GiB", 1000), 1000 * 2**30),
    ("SAMSUNG MZ7LH960HAJR-00005", attribute(241, "Total_LBAs_Written", 1000), 1000 * 512),
    ("Micron_5300_MTFDDAK960TDS", attribute(246, "Total_LBAs_Written", 1000), 1000 * 512),
]


@pytest.mark.parametrize(("model", "row", "written"), WRITTEN)
def test_written_volume_in_each_vendors_unit(model: str, row: dict[str, Any], written: int) -> None:
    assert parse(ata(model, row)).written_bytes == written


def test_block_size_counts_in_written_volume() -> None:
    row = attribute(241, "Total_LBAs_Written", 1000)
    document = ata("ST18000NM000J-2TV103", row, rotation=7200, logical_block_size=4096)
    assert parse(document).written_bytes == 4_096_000


def test_unit_in_a_name_goes_before_the_same_count_called_blocks() -> None:
    rows = [
        attribute(225, "Host_Writes_32MiB", 129493),
        attribute(241, "Total_LBAs_Written", 129493),
    ]
    facts = parse(ata("SSDSCKJB240G7R", *rows))
    assert facts.written_bytes == 129493 * 32 * 2**20
    assert facts.problems == (
        "wear_ratio: absent",
        "spare_ratio: absent",
        "media_errors_count: absent",
    )


def test_unit_on_an_unknown_family_is_not_guessed() -> None:
    facts = parse(ata("NONAME SSD 120GB", attribute(241, "Total_LBAs_Written", 4711), known=False))
    assert facts.written_bytes is None
    assert any(text.startswith("written_bytes: unknown-encoding") for text in facts.problems)


def test_numbers_packed_into_one_raw_value() -> None:
    rows = [
        attribute(1, "Raw_Read_Error_Rate", (3 << 32) + 124179459),
        attribute(188, "Command_Timeout", 0x0004_0004_0005, text="4 4 5"),
        attribute(9, "Power_On_Hours", 115594749838557, text="34013 (105 34 0)"),
        attribute(194, "Temperature_Celsius", 60129542169, text="25 (0 14 0 0 0)"),
        attribute(197, "Current_Pending_Sector", 8),
    ]
    facts = parse(ata("ST10000NM0016-1TT101", *rows, rotation=7200, power_on_time={"hours": 34013}))
    assert facts.attributes == {1: 3.0, 188: 5.0, 9: 34013.0, 194: 25.0, 197: 8.0}
    assert facts.problems == ()


def test_power_on_time_and_temperature_from_attributes_when_the_summary_is_missing() -> None:
    rows = [
        attribute(9, "Power_On_Hours", 3342485283705022, text="37054h+12m+58.233s"),
        attribute(194, "Temperature_Celsius", 176094511130, text="26 (Min/Max 13/41)"),
    ]
    document = ata("ST2000NM0008-2F3100", *rows, rotation=7200)
    del document["power_on_time"], document["temperature"]
    facts = parse(document)
    assert facts.power_on_seconds == 37054 * 3600
    assert facts.temperature_celsius == 26


def test_attributes_below_their_vendors_threshold_are_named() -> None:
    row = attribute(5, "Reallocated_Sector_Ct", 4000, value=5, thresh=36)
    assert parse(ata("ST3000DM001-1CH166", row, rotation=7200)).failed_attributes == (5,)


def test_vendor_verdict_from_exit_status_alone() -> None:
    document = changed(nvme(), smartctl={"exit_status": 8})
    del document["smart_status"]
    facts = parse(document)
    assert facts.vendor_verdict is VendorVerdict.FAILED
    assert "vendor_verdict: failed-verdict-only-in-exit-status" in facts.problems


def test_device_that_could_not_be_opened() -> None:
    document = {
        "smartctl": {"messages": [{"string": "open failed", "severity": "error"}], "exit_status": 2}
    }
    facts = parse(document)
    assert facts.vendor_verdict is VendorVerdict.UNKNOWN
    assert "smartctl: error-message (open failed)" in facts.problems
    assert "device: not-opened" in facts.problems


DAMAGED = [
    (b"", "document: not-json (the file is empty)"),
    (b"[1, 2]", "document: not-json (a JSON value that is not an object)"),
    (b"smartctl 7.3 2022", "document: not-json (no object in it)"),
    (b"{" + b'"a":[' * 100_000, "document: cut-short"),
    (b'{"a": NaN, "model_name": "X"}', "document: not-json (NaN"),
    (b" " * (5 * 1024 * 1024), "document: too-large"),
]


@pytest.mark.parametrize(("data", "problem"), DAMAGED)
def test_damaged_text_is_named(data: bytes, problem: str) -> None:
    facts = parse_bytes(data)
    assert any(text.startswith(problem) for text in facts.problems), facts.problems


def test_what_was_whole_before_the_cut_is_kept() -> None:
    text = json.dumps(nvme())
    facts = parse_bytes(text[: text.index('"available_spare"')].encode())
    assert facts.serial == "KDN00000001"
    assert facts.power_on_seconds == 1234 * 3600
    assert facts.wear_ratio is None
    assert facts.problems[0].startswith("document: cut-short")


def test_text_of_a_windows_shell() -> None:
    assert parse_bytes(json.dumps(nvme()).encode("utf-16")).serial == "KDN00000001"
    assert parse_bytes(json.dumps(nvme()).encode("utf-8-sig")).serial == "KDN00000001"


WRONG = [
    ({"power_on_time": {"hours": -5}}, "power_on_seconds: out-of-range (-5)"),
    ({"power_on_time": {"hours": True}}, "power_on_seconds: wrong-type (boolean)"),
    ({"temperature": {"current": 255}}, "temperature_celsius: out-of-range (255)"),
    ({"user_capacity": {"bytes": "many"}}, "capacity_bytes: wrong-type (text)"),
    ({"serial_number": 17}, "serial: wrong-type (number)"),
    ({"smart_status": {"passed": "yes"}}, "vendor_verdict: wrong-type (str)"),
    (
        {"nvme_smart_health_information_log": [1]},
        "nvme_smart_health_information_log: wrong-type (list)",
    ),
]


@pytest.mark.parametrize(("more", "problem"), WRONG)
def test_wrong_types_and_ranges_are_unknown_and_named(more: dict[str, Any], problem: str) -> None:
    assert problem in parse(changed(nvme(), **more)).problems


def test_null_fields_are_unknown() -> None:
    document = dict.fromkeys(nvme())
    facts = parse(document)
    assert facts.model is None
    assert facts.problems
