"""What the drives of the demonstration say of themselves: the allow-listed part of `smartctl --json`, day by day.

Attribute sets follow what these models print (smartmontools 7.3); the numbers come from the plan and the day alone.
"""

from collections.abc import Iterator
from typing import Any, Final

from kado.demonstration.dice import key_of, number
from kado.demonstration.hardware import PRODUCTS, Product
from kado.demonstration.plan import DrivePlan, ServerPlan

Document = dict[str, Any]
# id, name, threshold, pre-failure flag: what smartctl prints for the set, beside the values computed below.
_TABLES: Final[dict[str, tuple[tuple[int, str, int, bool], ...]]] = {
    "toshiba": (
        (1, "Raw_Read_Error_Rate", 50, True), (3, "Spin_Up_Time", 1, True), (4, "Start_Stop_Count", 0, False), (5, "Reallocated_Sector_Ct", 10, True),
        (7, "Seek_Error_Rate", 50, True), (9, "Power_On_Hours", 0, False), (10, "Spin_Retry_Count", 30, True), (12, "Power_Cycle_Count", 0, False),
        (194, "Temperature_Celsius", 0, False), (196, "Reallocated_Event_Count", 0, False), (197, "Current_Pending_Sector", 0, False),
        (198, "Offline_Uncorrectable", 0, False), (199, "UDMA_CRC_Error_Count", 0, False),
    ),
    "hgst": (
        (1, "Raw_Read_Error_Rate", 16, True), (3, "Spin_Up_Time", 24, True), (4, "Start_Stop_Count", 0, False), (5, "Reallocated_Sector_Ct", 5, True),
        (7, "Seek_Error_Rate", 67, True), (9, "Power_On_Hours", 0, False), (10, "Spin_Retry_Count", 60, True), (12, "Power_Cycle_Count", 0, False),
        (194, "Temperature_Celsius", 0, False), (196, "Reallocated_Event_Count", 0, False), (197, "Current_Pending_Sector", 0, False),
        (198, "Offline_Uncorrectable", 0, False), (199, "UDMA_CRC_Error_Count", 0, False),
    ),
    "seagate": (
        (3, "Spin_Up_Time", 0, True), (4, "Start_Stop_Count", 20, False), (5, "Reallocated_Sector_Ct", 10, True), (9, "Power_On_Hours", 0, False),
        (10, "Spin_Retry_Count", 97, True), (12, "Power_Cycle_Count", 20, False), (184, "End-to-End_Error", 99, False), (187, "Reported_Uncorrect", 0, False),
        (194, "Temperature_Celsius", 0, False), (197, "Current_Pending_Sector", 0, False), (198, "Offline_Uncorrectable", 0, False), (199, "UDMA_CRC_Error_Count", 0, False),
    ),
    "intel": (
        (5, "Reallocated_Sector_Ct", 0, False), (9, "Power_On_Hours", 0, False), (12, "Power_Cycle_Count", 0, False), (170, "Available_Reservd_Space", 10, True),
        (171, "Program_Fail_Count", 0, False), (172, "Erase_Fail_Count", 0, False), (184, "End-to-End_Error_Count", 90, True), (187, "Uncorrectable_Error_Cnt", 0, False),
        (194, "Temperature_Celsius", 0, False), (197, "Pending_Sector_Count", 0, False), (199, "CRC_Error_Count", 0, False),
        (232, "Available_Reservd_Space", 10, True), (233, "Media_Wearout_Indicator", 0, False), (241, "Host_Writes_32MiB", 0, False),
    ),
    "micron": (
        (5, "Reallocated_Sector_Ct", 1, True), (9, "Power_On_Hours", 0, False), (12, "Power_Cycle_Count", 0, False), (171, "Program_Fail_Count", 0, False),
        (172, "Erase_Fail_Count", 0, False), (180, "Unused_Reserve_NAND_Blk", 0, True), (184, "Error_Correction_Count", 0, False), (187, "Reported_Uncorrect", 0, False),
        (194, "Temperature_Celsius", 0, False), (197, "Current_Pending_Sector", 0, False), (198, "Offline_Uncorrectable", 0, False),
        (202, "Percent_Lifetime_Remain", 1, True), (246, "Total_LBAs_Written", 0, False),
    ),
}  # fmt: skip
_FAILING_SINCE: Final = -26  # the day the failing disk showed its first sign
_SPARE_FALLING_SINCE: Final = -75


def documents(plan: ServerPlan, day: int) -> Iterator[tuple[str, Document]]:
    """(device, smartctl's answer) of each drive that is in the server on a day (counted from the cut)."""
    for drive in plan.drives:
        if day >= drive.since_day:
            yield drive.device, document(plan, drive, day)


def serial_of(plan: ServerPlan, drive: DrivePlan) -> str:
    return "DEMO" + f"{key_of(plan.hostname, drive.device, 'serial'):016X}"[:8]


def document(plan: ServerPlan, drive: DrivePlan, day: int) -> Document:
    """smartctl's answer of one drive on one day."""
    product = PRODUCTS[drive.product]
    hours = max((drive.age_days + day) * 24 + 5, 2)
    celsius = _celsius(plan, drive, product, day)
    head: Document = {
        "json_format_version": [1, 0],
        "smartctl": {"version": [7, 3], "exit_status": 0},
        "device": {
            "name": drive.device,
            "type": _TYPES[product.protocol],
            "protocol": product.protocol,
        },
        "model_name": product.model,
        "serial_number": serial_of(plan, drive),
        "firmware_version": product.firmware,
        "user_capacity": {"bytes": product.capacity_bytes},
        "logical_block_size": 512,
        "smart_status": {"passed": True},
        "power_on_time": {"hours": hours},
        "power_cycle_count": 14,
        "temperature": {"current": celsius},
    }
    if product.protocol == "NVMe":
        return {**head, **_nvme(drive, product, hours, celsius, day)}
    if product.protocol == "SCSI":
        return {**head, **_scsi(product, hours)}
    values = _values(drive, product, hours, celsius, day)
    table = [_attribute(*line, values) for line in _TABLES[product.attributes]]
    return {
        **head,
        "rotation_rate": product.rotation_rpm,
        "ata_smart_attributes": {"revision": 16, "table": table},
    }


_TYPES: Final = {"ATA": "sat", "NVMe": "nvme", "SCSI": "scsi"}


def _celsius(plan: ServerPlan, drive: DrivePlan, product: Product, day: int) -> int:
    base = 33 if product.rotation_rpm else 29
    return base + int(4 * number(key_of(plan.hostname, drive.device, "celsius"), day))


def wear_ratio(drive: DrivePlan, day: int) -> float:
    """Share of the rated endurance used on a day; never below zero."""
    return max(drive.wear_at_cut_ratio + drive.wear_per_year_ratio * day / 365, 0.0)


def failing_counts(day: int) -> tuple[int, int, int]:
    """Reallocated sectors, pending sectors and uncorrectable errors of the failing disk: growing, never shrinking."""
    age = max(day - _FAILING_SINCE, 0)
    return int(1.9 * age**1.55) // 8 * 8, int(0.8 * age**1.15) // 8 * 8, int(0.03 * age**1.9)


def _values(
    drive: DrivePlan, product: Product, hours: int, celsius: int, day: int
) -> dict[int, tuple[int, int]]:
    """(normalised, raw) of the attributes that are not at rest."""
    wear = round(wear_ratio(drive, day) * 100)
    written = int((drive.age_days + day) * product.written_per_day_bytes)
    values = {
        3: (97, 0 if product.attributes == "seagate" else 5698),
        4: (100, 14),
        9: (max(100 - hours // 876, 1), hours),
        12: (100, 14),
        180: (100, 5200),
        194: (100, celsius),
        233: (max(100 - wear, 1), 0),
        241: (100, written // 2**25),
        202: (max(100 - wear, 0), wear),
        246: (100, written // 512),
    }
    if drive.story == "failing":
        reallocated, pending, uncorrectable = failing_counts(day)
        values |= {
            5: (max(100 - reallocated // 40, 60), reallocated),
            196: (100, reallocated // 8),
            197: (100, pending),
            187: (max(100 - uncorrectable, 1), uncorrectable),
            198: (100, pending),
        }
    if drive.story == "defects":  # old defects that have not moved for years
        values |= {5: (100, 16), 196: (100, 2)}
    return values


def _attribute(
    number_: int, name: str, threshold: int, prefail: bool, values: dict[int, tuple[int, int]]
) -> Document:
    value, raw = values.get(number_, (100, 0))
    return {
        "id": number_,
        "name": name,
        "value": value,
        "worst": value,
        "thresh": threshold,
        "when_failed": "",
        "flags": {"prefailure": prefail},
        "raw": {"value": raw, "string": str(raw)},
    }


def _nvme(drive: DrivePlan, product: Product, hours: int, celsius: int, day: int) -> Document:
    falling = max(day - _SPARE_FALLING_SINCE, 0) if drive.story == "losing_spare" else 0
    log = {
        "critical_warning": 0,
        "temperature": celsius,
        "available_spare": max(100 - int(0.62 * falling**1.07), 1),
        "available_spare_threshold": 10,
        "percentage_used": round(wear_ratio(drive, day) * 100),
        "data_units_read": int(
            (drive.age_days + day) * product.written_per_day_bytes * 1.6 / 512_000
        ),
        "data_units_written": int((drive.age_days + day) * product.written_per_day_bytes / 512_000),
        "power_cycles": 14,
        "power_on_hours": hours,
        "unsafe_shutdowns": 3,
        "media_errors": falling // 18,
        "num_err_log_entries": falling // 18,
    }
    return {"nvme_total_capacity": product.capacity_bytes, "nvme_smart_health_information_log": log}


def _scsi(product: Product, hours: int) -> Document:
    written_gigabytes = hours / 24 * product.written_per_day_bytes / 1e9
    counter = {
        "total_errors_corrected": 0,
        "gigabytes_processed": f"{written_gigabytes:.3f}",
        "total_uncorrected_errors": 0,
    }
    return {
        "vendor": product.model.split()[0],
        "product": product.model.split()[1],
        "revision": product.firmware,
        "rotation_rate": product.rotation_rpm,
        "scsi_grown_defect_list": 0,
        "scsi_error_counter_log": {"read": dict(counter), "write": dict(counter)},
    }
