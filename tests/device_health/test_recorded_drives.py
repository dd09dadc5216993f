"""Every recorded smartctl output gives facts in sane ranges; what the fleet's drives say is read (needs KADO_REAL_DATA)."""

import csv
from pathlib import Path

import numpy as np
import pytest

from kado.device_health.smartctl import parse_bytes
from kado.facts.devices import DriveKind

pytestmark = pytest.mark.real_data


def test_every_recorded_drive(real_data: Path) -> None:
    folder = real_data / "smartctl_json"
    index = {
        row["file"]: row for row in csv.DictReader((folder / "INDEX.csv").open(encoding="utf-8"))
    }
    files = sorted(folder.glob("*.json"))
    assert len(files) == len(index)
    for path in files:
        facts = parse_bytes(path.read_bytes())
        row = index[path.name]
        assert (facts.protocol or "") == row["protocol"].lower(), path.name
        assert (facts.model or "") == row["model"], path.name
        assert (
            facts.vendor_verdict.value
            == {"True": "passed", "False": "failed", "": "unknown"}[row["passed"]]
        )
        if facts.temperature_celsius is not None:
            assert 5 <= facts.temperature_celsius <= 70, path.name
        if facts.power_on_seconds is not None:
            assert 0 < facts.power_on_seconds < 20 * 366 * 86400, path.name
        if facts.written_bytes is not None and facts.power_on_seconds:
            assert facts.written_bytes / facts.power_on_seconds < 2e9, path.name


def test_every_full_ssd_report_has_wear_spare_and_volume(real_data: Path) -> None:
    for path in sorted((real_data / "smartctl_json").glob("exporter_*.json")):
        facts = parse_bytes(path.read_bytes())
        if facts.kind in (DriveKind.SSD, DriveKind.NVME):
            assert facts.wear_ratio is not None, path.name
            assert facts.written_bytes is not None, path.name
        assert facts.problems == () or facts.problems == ("spare_ratio: absent",), path.name


def test_written_volume_agrees_with_wear(real_data: Path) -> None:
    """A drive that used a tenth of its endurance has written between 5 and 30,000 times its capacity's tenth."""
    for path in sorted((real_data / "smartctl_json").glob("exporter_*.json")):
        facts = parse_bytes(path.read_bytes())
        if (
            facts.wear_ratio
            and facts.wear_ratio >= 0.05
            and facts.written_bytes
            and facts.capacity_bytes
        ):
            fills_per_life = facts.written_bytes / facts.capacity_bytes / facts.wear_ratio
            assert 50 < fills_per_life < 60_000, (path.name, np.round(fills_per_life))
