"""Most failing SSDs are not worn: what share of recorded tickets any rule of ours could flag (docs/device-health.md)."""

import pytest

from benchmarks import device_ssd_tickets
from tests.conftest import real_data_folder


@pytest.mark.real_data
def test_rules_other_than_wear_flag_more_failing_ssds_than_wear(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KADO_REAL_DATA", str(real_data_folder()))
    device_ssd_tickets.main()
    lines = capsys.readouterr().out.splitlines()
    share = {line[:42].strip(): float(line[66:74].strip("% ")) for line in lines[1:11]}
    assert share["nearly worn (90 % used)"] < 8
    assert share["reallocated blocks (5), 5 or more"] > 2 * share["nearly worn (90 % used)"]
