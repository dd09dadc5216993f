"""What the rules say of recorded hardware: nothing of machines that are off, and of memory what later came true."""

import os
from collections import Counter
from pathlib import Path

import pytest

from kado.advice.engine import evaluate
from kado.facts.verdicts import Outcome, Severity
from tests.advice import real_hardware

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif("KADO_REAL_DATA" not in os.environ, reason="KADO_REAL_DATA is not set"),
]
# Modules of the open sample with four recorded places or more: those with a failure ticket, and those without.
FAILED = {"sn_10692", "sn_16171"}
WELL = {"sn_10", "sn_35", "sn_9"}


@pytest.fixture
def root() -> Path:
    return Path(os.environ["KADO_REAL_DATA"])


def test_memory_errors_on_many_rows_are_told_from_those_on_one(root: Path) -> None:
    planned = {
        name
        for name, facts in real_hardware.dimm_logs(root)
        for v in evaluate(facts)
        if v.rule == "memory_corrected_errors" and v.severity is Severity.PLAN
    }
    assert planned >= FAILED and not planned & WELL


def test_machines_that_are_off_have_no_failed_fans(root: Path) -> None:
    found = Counter(
        v.rule
        for _, facts in real_hardware.ipmi_nodes(root)
        for v in evaluate(facts)
        if v.outcome is Outcome.FINDING
    )
    assert not found


def test_every_recorded_server_can_be_judged(root: Path) -> None:
    servers = 0
    for _, facts in real_hardware.dmi_servers(root):
        servers += 1
        assert evaluate(facts)
    assert servers > 1_000
    assert sum(1 for _ in real_hardware.redfish_trees(root)) >= 2
