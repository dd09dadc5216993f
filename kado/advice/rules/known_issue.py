"""A component with a known defect is installed that no firmware version tells apart (A1, A3): a drive, the processor, the server, the operating system.

Looks at models, and at the operating system's version, against the issues of the advisory packs in use.
"""

from datetime import date
from typing import Final

from kado.advice.drives import by_device, name_values
from kado.advice.hardware import is_virtual
from kado.advice.known import Standing, found, model_number, of_component, reached_on, standing
from kado.advice.making import cannot_tell, clear
from kado.facts.advisories import Advisories, Component, KnownIssue
from kado.facts.configuration import Configuration
from kado.facts.devices import DeviceHistory
from kado.facts.server import ServerIdentity
from kado.facts.verdicts import Category, Evidence, InsightKind, Verdict

KEY: Final = "known_issue"
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
    if configuration is None and not devices:
        return (cannot_tell(KEY, "configuration"),)
    issues = advisories.known_issues
    said = [v for d in by_device(devices) if (v := _drive(d, issues, identity, today))]
    said += _rest(configuration, issues, identity, today)
    return tuple(said) or (clear(KEY, issues_count=len(issues)),)


def _drive(
    history: DeviceHistory, issues: tuple[KnownIssue, ...], identity: ServerIdentity, today: date
) -> Verdict | None:
    latest = history.latest
    for issue in of_component(issues, Component.DRIVE, latest.model, identity):
        if standing(issue, latest.firmware) is Standing.AFFECTED:
            hours = issue.power_on_hours
            return found(
                KEY,
                history.device,
                issue,
                on=reached_on(history, hours) if hours is not None else None,
                today=today,
                values=name_values(latest.model, latest.serial),
                evidence=(Evidence("drive_model", None, latest.model, "drive", today),),
            )
    return None


def _rest(
    configuration: Configuration | None,
    issues: tuple[KnownIssue, ...],
    identity: ServerIdentity,
    today: date,
) -> list[Verdict]:
    """Processor, server and operating system; what is the host's is no matter of a virtual machine."""
    named = [(Component.OS, identity.os_name, identity.os_version)]
    if not is_virtual(configuration):
        processor = configuration.processor_model if configuration else None
        named += [
            (Component.PROCESSOR, processor or "", ""),
            (Component.SERVER, model_number(identity, configuration), ""),
        ]
    said = []
    for component, model, version in named:
        for issue in of_component(issues, component, model, identity)[:1]:
            if standing(issue, version) is Standing.AFFECTED:
                evidence = (Evidence(f"{component}_model", None, model, "configuration", today),)
                values = name_values(model, None)
                said.append(
                    found(KEY, model, issue, on=None, today=today, values=values, evidence=evidence)
                )
    return said
