"""Published rules for SSD, NVMe and SAS: judged on change; verdicts come, stay quiet and resolve."""

from datetime import date, timedelta
from typing import Any

import pytest

from kado.device_health.risk import assess
from kado.device_health.rules import rules
from kado.device_health.smartctl import parse
from kado.facts.devices import DeviceHistory, DeviceReading, RiskVerdict
from tests.device_health.smartctl_documents import ata, nvme, scsi

AT = date(2026, 10, 31)


def history(*documents: dict[str, Any], step_days: int = 10) -> DeviceHistory:
    """Readings `step_days` apart, the last on AT."""
    readings = [
        DeviceReading(AT - timedelta(days=step_days * (len(documents) - 1 - i)), parse(document))
        for i, document in enumerate(documents)
    ]
    return DeviceHistory("server", "/dev/nvme0", tuple(readings))


BITS = [
    (1, RiskVerdict.FAILING),
    (2, RiskVerdict.WATCH),
    (4, RiskVerdict.FAILING),
    (8, RiskVerdict.FAILING),
    (16, RiskVerdict.AT_RISK),
]


@pytest.mark.parametrize(("warning", "verdict"), BITS)
def test_nvme_critical_warning(warning: int, verdict: RiskVerdict) -> None:
    assert (
        assess([history(nvme(critical_warning=warning, media_errors=0))], AT)[0].verdict is verdict
    )


def test_spare_at_the_drives_own_threshold() -> None:
    risk = assess([history(nvme(available_spare=10))], AT)[0]
    assert risk.verdict is RiskVerdict.FAILING
    assert risk.reasons[0].attribute == "spare_ratio"


def test_old_quiet_media_errors_are_no_finding() -> None:
    assert assess([history(*[nvme(media_errors=500)] * 6)], AT)[0].verdict is RiskVerdict.CLEAR


def test_new_media_errors_are() -> None:
    risk = assess([history(nvme(media_errors=0), nvme(media_errors=0), nvme(media_errors=25))], AT)[
        0
    ]
    assert risk.verdict is RiskVerdict.AT_RISK
    reason = risk.reasons[0]
    assert (reason.attribute, reason.old, reason.new, reason.since) == (
        "media_errors_count",
        0,
        25,
        AT,
    )


def test_media_errors_that_stopped_are_resolved() -> None:
    documents = [nvme(media_errors=0)] * 3 + [nvme(media_errors=25)] * 8
    risk = assess([history(*documents)], AT)[0]
    assert (risk.verdict, risk.resolved) == (RiskVerdict.CLEAR, True)
    assert risk.reasons[0].attribute == "media_errors_count"


def test_worn_ssd() -> None:
    risk = assess([history(nvme(percentage_used=103))], AT)[0]
    assert risk.verdict is RiskVerdict.AT_RISK


def test_sas_drive_remapping_now() -> None:
    documents = [
        scsi(scsi_grown_defect_list=56),
        scsi(scsi_grown_defect_list=58),
        scsi(scsi_grown_defect_list=400),
    ]
    assert assess([history(*documents)], AT)[0].verdict is RiskVerdict.FAILING
    assert assess([history(*[scsi()] * 3)], AT)[0].verdict is RiskVerdict.CLEAR


def test_ssd_is_not_judged_by_the_hard_disk_model() -> None:
    risk = assess([history(ata("INTEL SSDSC2KB960G8"))], AT)[0]
    assert (risk.method, risk.risk_30d) == ("rules", None)


def test_drive_of_unknown_kind_cannot_be_told() -> None:
    risk = assess([history(ata("KADO", rotation=None))], AT)[0]
    assert (risk.verdict, risk.missing) == (RiskVerdict.CANNOT_TELL, ("kind",))


def test_every_rule_has_a_source_and_a_known_test() -> None:
    known = {"bit", "at_least", "at_most", "at_most_threshold", "rise", "fall"}
    assert len({rule.key for rule in rules()}) == len(rules())
    assert all(rule.source and rule.test in known for rule in rules())
