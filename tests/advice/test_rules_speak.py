"""Each rule says what its cases ask of it, in both languages, without a gap in any sentence."""

import logging

import pytest

from kado.advice.engine import evaluate, urgency_order
from kado.advice.rules import RULES
from kado.facts.configuration import FileSystem
from kado.facts.verdicts import Evidence, Outcome, Severity, Verdict
from kado.language import LOCALES, has, say
from tests.advice.cases import CASES, UNKNOWN, VIRTUAL, Case
from tests.advice.factory import configuration, server_facts

BY_KEY = {rule.key: rule for rule in RULES}


def dashed(key: str) -> str:
    return key.replace("_", "-")


def verdicts_of(case: Case) -> list[Verdict]:
    """The verdicts of the case's rule that are the ones meant."""
    return [
        v
        for v in BY_KEY[case.rule].run(case.facts)
        if v.outcome is case.outcome
        and v.subject == case.subject
        and (case.severity is None or v.severity is case.severity)
        and (not case.missing or case.missing in v.missing)
    ]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_says_what_its_case_asks(case: Case) -> None:
    assert len(verdicts_of(case)) == 1, BY_KEY[case.rule].run(case.facts)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_verdict_can_be_read(
    case: Case, locale: str, caplog: pytest.LogCaptureFixture
) -> None:
    (verdict,) = verdicts_of(case)
    with caplog.at_level(logging.WARNING, "kado.language.strings"):
        for text in sentences(locale, verdict):
            assert text.strip() and not set("{}") & set(text) and "None" not in text, text
            assert "  " not in text and "。。" not in text and ".." not in text, text
    assert not caplog.records, caplog.text


def sentences(locale: str, verdict: Verdict) -> list[str]:
    """All that a page says of a verdict."""
    values = {"hostname": "srv-12", "subject": verdict.subject, **(verdict.values or {})}
    key = f"rule-{dashed(verdict.rule)}"
    said = [say(locale, f"{key}-name")]
    if verdict.outcome is Outcome.FINDING:
        said += [say(locale, f"{key}-{part}", **values) for part in ("title", "action", "why")]
        said += [say(locale, f"evidence-{dashed(row.attribute)}") for row in verdict.evidence]
    elif verdict.outcome is Outcome.CLEAR:
        said.append(say(locale, f"{key}-clear", **values))
    else:
        said += [say(locale, f"missing-{dashed(key)}") for key in verdict.missing]
    return said


@pytest.mark.parametrize("case", [c for c in CASES if c.outcome is Outcome.FINDING], ids=str)
def test_a_finding_is_complete(case: Case) -> None:
    (verdict,) = verdicts_of(case)
    assert verdict.severity is not Severity.FINE and verdict.evidence
    assert all(1 <= n <= 4 for n in (verdict.likelihood, verdict.impact, verdict.change_risk))
    assert verdict.effort in ("minutes", "hours", "days")
    assert has("en", f"effort-{verdict.effort}")
    assert all(url.startswith("https://") for url in verdict.references)
    for row in verdict.evidence:
        assert isinstance(row, Evidence) and row.source
    if verdict.confidence is not None:
        assert verdict.confidence >= 0.5
        assert (verdict.values or {})["certainty"] in ("likely", "possible")


@pytest.mark.parametrize(
    "case",
    [c for c in CASES if c.outcome in (Outcome.CANNOT_TELL, Outcome.NOT_APPLICABLE)],
    ids=str,
)
def test_what_was_missing_is_named(case: Case) -> None:
    (verdict,) = verdicts_of(case)
    assert verdict.missing


def test_a_healthy_server_has_no_findings() -> None:
    assert [v.rule for v in evaluate(server_facts()) if v.outcome is Outcome.FINDING] == []


def test_a_server_of_which_nothing_is_known_is_never_clear_but_of_its_contract_and_data() -> None:
    clear = {v.rule for v in evaluate(UNKNOWN) if v.outcome is Outcome.CLEAR}
    assert clear == {
        "contract_ends_soon",
        "contract_missing",
        "data_gap",
        "reboots",
        "silent_server",
    }


def test_hardware_is_not_applicable_on_a_virtual_machine_never_healthy() -> None:
    hardware = {
        "array_battery", "array_degraded", "array_no_spare", "bios_behind_sisters", "drive_at_risk",
        "drive_failing", "drive_firmware_mixed", "drive_gone", "drive_hot", "drive_old", "drive_silent",
        "drive_vendor_failed", "memory_corrected_errors", "memory_population", "memory_uncorrected_errors",
        "nvme_warning", "power_supply_failed", "single_drive", "single_network_path", "single_power_supply",
        "ssd_spare_low", "ssd_wear",
    }  # fmt: skip
    said = {v.rule: v.outcome for v in evaluate(VIRTUAL) if v.rule in hardware}
    assert said == dict.fromkeys(hardware, Outcome.NOT_APPLICABLE)


def test_findings_come_first_and_the_most_urgent_of_them_at_the_top() -> None:
    case = next(c for c in CASES if c.rule == "memory_uncorrected_errors")
    verdicts = evaluate(case.facts)
    assert list(verdicts) == sorted(verdicts, key=urgency_order)
    assert verdicts[0].rule == "memory_uncorrected_errors"
    outcomes = [v.outcome for v in verdicts]
    order = (Outcome.FINDING, Outcome.CANNOT_TELL, Outcome.CLEAR, Outcome.NOT_APPLICABLE)
    assert outcomes == sorted(outcomes, key=order.index)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_says_one_thing_of_a_subject(case: Case) -> None:
    said = [(v.rule, v.subject) for v in evaluate(case.facts)]
    assert len(said) == len(set(said))


def test_of_a_mount_over_a_mount_the_gravest_stands() -> None:
    mounts = (
        FileSystem("/var", "/dev/a", "xfs", 1, False),
        FileSystem("/var", "/dev/b", "xfs", 1, True),
    )
    writable = configuration(file_systems=mounts[:1])
    facts = server_facts(
        configuration=configuration(file_systems=mounts), previous_configuration=writable
    )
    said = [v for v in evaluate(facts) if v.rule == "filesystem_read_only"]
    assert [v.outcome for v in said] == [Outcome.FINDING]
