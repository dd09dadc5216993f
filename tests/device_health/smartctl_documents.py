"""Handwritten smartctl documents, shaped like what smartctl 6.7 to 7.5 print; models are real kinds, serials are invented."""

import copy
from typing import Any

Document = dict[str, Any]


def attribute(
    number: int, name: str, raw: int, value: int = 100, thresh: int = 0, text: str | None = None
) -> Document:
    return {
        "id": number,
        "name": name,
        "value": value,
        "worst": value,
        "thresh": thresh,
        "when_failed": "",
        "raw": {"value": raw, "string": str(raw) if text is None else text},
    }


def ata(
    model: str, *rows: Document, rotation: int | None = 0, known: bool = True, **more: Any
) -> Document:
    document: Document = {
        "json_format_version": [1, 0],
        "smartctl": {
            "version": [7, 3],
            "argv": ["smartctl", "--json", "-a", "/dev/sda"],
            "exit_status": 0,
        },
        "device": {
            "name": "/dev/sda",
            "info_name": "/dev/sda [SAT]",
            "type": "sat",
            "protocol": "ATA",
        },
        "model_name": model,
        "serial_number": "KD0000000001",
        "firmware_version": "FW01",
        "user_capacity": {"blocks": 1875385008, "bytes": 960197124096},
        "logical_block_size": 512,
        "in_smartctl_database": known,
        "smart_status": {"passed": True},
        "ata_smart_attributes": {"revision": 1, "table": list(rows)},
        "power_on_time": {"hours": 20000},
        "temperature": {"current": 30},
    }
    if rotation is not None:
        document["rotation_rate"] = rotation
    document.update(more)
    return document


def nvme(**log: Any) -> Document:
    return {
        "smartctl": {"version": [7, 3], "exit_status": 0},
        "device": {"name": "/dev/nvme0", "type": "nvme", "protocol": "NVMe"},
        "model_name": "KADO TEST NVME 960GB",
        "serial_number": "KDN00000001",
        "firmware_version": "1.0",
        "nvme_total_capacity": 960197124096,
        "smart_status": {"passed": True, "nvme": {"value": 0}},
        "power_on_time": {"hours": 1234},
        "temperature": {"current": 35},
        "nvme_smart_health_information_log": {
            "critical_warning": 0,
            "temperature": 35,
            "available_spare": 99,
            "available_spare_threshold": 10,
            "percentage_used": 7,
            "data_units_written": 1_000_000,
            "power_on_hours": 1234,
            "media_errors": 3,
            **log,
        },
    }


def scsi(**more: Any) -> Document:
    return {
        "smartctl": {"version": [6, 7], "exit_status": 0},
        "device": {"name": "/dev/sdb", "type": "scsi", "protocol": "SCSI"},
        "vendor": "SEAGATE",
        "product": "ST1200MM0000",
        "revision": "N001",
        "user_capacity": {"blocks": 2344225968, "bytes": 1200243695616},
        "logical_block_size": 512,
        "rotation_rate": 10500,
        "serial_number": "KDS000001",
        "smart_status": {"passed": True},
        "temperature": {"current": 31, "drive_trip": 60},
        "scsi_grown_defect_list": 56,
        "power_on_time": {"hours": 5675, "minutes": 39},
        "scsi_error_counter_log": {
            "read": {"gigabytes_processed": "386.568", "total_uncorrected_errors": 2},
            "write": {"gigabytes_processed": "806.827", "total_uncorrected_errors": 1},
        },
        **more,
    }


def statistics(
    percent_used: int | None = None, sectors_written: int | None = None, valid: bool = True
) -> Document:
    pages = []
    flags = {"value": 192, "valid": valid, "normalized": False}
    if sectors_written is not None:
        row = {
            "offset": 24,
            "name": "Logical Sectors Written",
            "size": 6,
            "value": sectors_written,
            "flags": flags,
        }
        pages.append({"number": 1, "name": "General Statistics", "table": [row]})
    if percent_used is not None:
        row = {
            "offset": 8,
            "name": "Percentage Used Endurance Indicator",
            "size": 1,
            "value": percent_used,
            "flags": flags,
        }
        pages.append({"number": 7, "name": "Solid State Device Statistics", "table": [row]})
    return {"ata_device_statistics": {"pages": pages}}


def changed(document: Document, **more: Any) -> Document:
    return {**copy.deepcopy(document), **more}
