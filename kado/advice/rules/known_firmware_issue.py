"""Firmware, BIOS or BMC with a known defect is installed (A1, A3): what happens, on which day where it hangs on power-on hours, and which version mends it.

Looks at the firmware of every drive (also of those that only the configuration names), at the BIOS and at the BMC against the issues of the advisory packs in
use. Versions of unlike form are not put in order.
"""

from datetime import date
from typing import Final

from kado.advice.drives import by_device, name_values
from kado.advice.hardware import is_virtual
from kado.advice.known import Standing, found, model_number, of_component, reached_on, standing
from kado.advice.making import cannot_tell, clear, not_applicable, per_subject
from kado.facts.advisories import Advisories, Component, KnownIssue
from kado.facts.configuration import Configuration
from kado.facts.devices import DeviceHistory
from kado.facts.server import ServerIdentity
from kado.facts.verdicts import Category, Evidence, InsightKind, Verdict

KEY: Final = "known_firmware_issue"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()


def check(
    devices: tuple[DeviceHistory, ...],
    configuration: Configuration | None,
    identity: ServerIdentity,
    advisories: Advisories,
    today: date,
) -> tuple[Verdict, ...]:
    if not advisories.packs:
        return (cannot_tell(KEY, "advisory_packs"),)
    issues = advisories.firmware_issues
    said = [_drive(d, issues, identity, today) for d in by_device(devices)]
    if configuration is not None and not is_virtual(configuration):
        said += _unread(configuration, devices, issues, identity, today)
        said += _boards(configuration, issues, identity, today)
    if is_virtual(configuration):
        return per_subject(said, not_applicable(KEY, "virtual_machine"))
    return per_subject(said, cannot_tell(KEY, "drive_readings"))


def _drive(
    history: DeviceHistory, issues: tuple[KnownIssue, ...], identity: ServerIdentity, today: date
) -> Verdict:
    latest = history.latest
    named = of_component(issues, Component.DRIVE, latest.model, identity)
    values = {**name_values(latest.model, latest.serial), "version": latest.firmware or "—"}
    for issue in named:
        if standing(issue, latest.firmware) is Standing.AFFECTED:
            hours = issue.power_on_hours
            return found(
                KEY,
                history.device,
                issue,
                on=reached_on(history, hours) if hours is not None else None,
                today=today,
                values=values,
                evidence=(Evidence("firmware_version", None, latest.firmware, "drive", today),),
            )
    if any(standing(issue, latest.firmware) is Standing.UNKNOWN for issue in named):
        return cannot_tell(KEY, "firmware_order", subject=history.device)
    return clear(KEY, history.device, **values)


def _unread(
    configuration: Configuration,
    devices: tuple[DeviceHistory, ...],
    issues: tuple[KnownIssue, ...],
    identity: ServerIdentity,
    today: date,
) -> list[Verdict]:
    """Drives whose health nobody reads: only a defect is worth a word, and it has no day."""
    names = {d.device for d in devices}
    serials = {d.latest.serial for d in devices if d.latest.serial}
    said = []
    for drive in configuration.drives:
        if drive.device in names or drive.serial in serials:
            continue
        named = of_component(issues, Component.DRIVE, drive.model, identity)
        issue = next((i for i in named if standing(i, drive.firmware) is Standing.AFFECTED), None)
        if issue is not None:
            values = {**name_values(drive.model, drive.serial), "version": drive.firmware or "—"}
            evidence = (Evidence("firmware_version", None, drive.firmware, "configuration", today),)
            said.append(
                found(
                    KEY,
                    drive.device,
                    issue,
                    on=None,
                    today=today,
                    values=values,
                    evidence=evidence,
                )
            )
    return said


def _boards(
    configuration: Configuration,
    issues: tuple[KnownIssue, ...],
    identity: ServerIdentity,
    today: date,
) -> list[Verdict]:
    """BIOS and BMC, where the packs speak of this server model."""
    model = model_number(identity, configuration)
    versions = (
        ("BIOS", Component.BIOS, "bios_version", configuration.bios_version),
        ("BMC", Component.BMC, "bmc_firmware_version", configuration.bmc_firmware_version),
    )
    said = []
    for subject, component, attribute, version in versions:
        named = of_component(issues, component, model, identity)
        if named:
            said.append(_board(subject, named, attribute, version, model, today))
    return said


def _board(
    subject: str,
    named: list[KnownIssue],
    attribute: str,
    version: str | None,
    model: str,
    today: date,
) -> Verdict:
    values = {**name_values(model, None), "version": version or "—"}
    for issue in named:
        if standing(issue, version) is Standing.AFFECTED:
            evidence = (Evidence(attribute, None, version, "configuration", today),)
            return found(
                KEY, subject, issue, on=None, today=today, values=values, evidence=evidence
            )
    if any(standing(issue, version) is Standing.UNKNOWN for issue in named):
        return cannot_tell(KEY, "firmware_order", subject=subject)
    return clear(KEY, subject, **values)
