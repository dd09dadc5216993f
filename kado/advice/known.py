"""Known issues of packs against what is installed: which one applies, and on which day a count of power-on hours is reached."""

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from kado.advice.hardware import version_key, version_shape
from kado.advice.making import Mend, Urgency, finding
from kado.advice.thresholds import threshold
from kado.facts.advisories import Component, KnownIssue, matches
from kado.facts.configuration import Configuration
from kado.facts.devices import DeviceHistory
from kado.facts.server import ServerIdentity
from kado.facts.verdicts import SEVERITY_ORDER, Evidence, Scalar, Severity, Verdict

HOUR_SECONDS: Final = 3600
DAY_HOURS: Final = 24.0
# A drive cannot be powered on longer than a day has; one that seems to be was read at other times of the day.
LEAST_RATE_DAYS: Final = 7
_OF_THE_SERVER: Final = frozenset({Component.BIOS, Component.BMC, Component.SERVER})


class Standing(StrEnum):
    """How an installed version stands to an issue."""

    AFFECTED = "affected"
    FREE = "free"
    UNKNOWN = "unknown"  # the version is not read, or not of the form that can be put in order


def standing(issue: KnownIssue, version: str | None) -> Standing:
    """Whether this version has the defect. Versions of unlike form are not put in order."""
    if not issue.affected and not issue.fixed_in:
        return Standing.AFFECTED
    if not version:
        return Standing.UNKNOWN
    if issue.affected:
        return Standing.AFFECTED if matches(issue.affected, version) else Standing.FREE
    if version_shape(version) != version_shape(issue.fixed_in):
        return Standing.UNKNOWN
    older = version_key(version) < version_key(issue.fixed_in)
    return Standing.AFFECTED if older else Standing.FREE


def concerns(issue: KnownIssue, model: str | None, manufacturer: str | None = None) -> bool:
    """Whether the issue speaks of this model of this maker."""
    if not matches(issue.models, model) or matches(issue.excluded, model):
        return False
    return not issue.manufacturers or matches(issue.manufacturers, manufacturer)


def of_component(
    issues: tuple[KnownIssue, ...],
    component: Component,
    model: str | None,
    identity: ServerIdentity,
) -> list[KnownIssue]:
    """The issues of a kind of component that speak of this model; gravest first."""
    maker = identity.manufacturer if component in _OF_THE_SERVER else None
    found = [i for i in issues if i.component is component and concerns(i, model, maker)]
    return sorted(found, key=lambda i: (SEVERITY_ORDER.index(Severity(i.severity)), i.id))


def model_number(identity: ServerIdentity, configuration: Configuration | None) -> str:
    return (configuration.model_number if configuration else None) or identity.model_number


def reached_on(history: DeviceHistory, hours: int) -> date | None:
    """The day on which the drive has been powered on so long, at the rate of its readings; None where it does not count its hours."""
    counted = [
        (r.day, r.facts.power_on_seconds / HOUR_SECONDS)
        for r in history.readings
        if r.facts.power_on_seconds is not None
    ]
    if not counted:
        return None
    (first_day, first), (last_day, last) = counted[0], counted[-1]
    days = (last_day - first_day).days
    per_day = (last - first) / days if days >= LEAST_RATE_DAYS and last > first else DAY_HOURS
    left_days = (hours - last) / min(per_day, DAY_HOURS)
    if left_days > 36_500:
        return None
    return last_day + timedelta(days=int(left_days // 1))


def found(
    rule: str,
    subject: str,
    issue: KnownIssue,
    *,
    on: date | None,
    today: date,
    values: dict[str, Scalar],
    evidence: tuple[Evidence, ...],
) -> Verdict:
    """The finding of an issue that applies. on: when a count of hours is reached, None where the issue has none."""
    dated = on.isoformat() if on else None
    passed = on is not None and on < today
    source = issue.source
    rows = [*evidence]
    if issue.fixed_in:
        rows.append(
            Evidence("fixed_in_version", None, issue.fixed_in, source.title, source.checked_on)
        )
    if dated:
        rows.append(Evidence("issue_date", None, dated, source.title, source.checked_on))
    verdict = finding(
        rule,
        subject,
        _urgency(issue, on, today),
        Mend(change_risk=2, effort="hours", disruptive=issue.disruptive),
        values={
            **values,
            "issue": issue.id,
            "when": "passed" if passed else "dated" if dated else "any",
            "issue_date": dated,
            "limit_count": issue.power_on_hours,
            "fixed_version": issue.fixed_in or "—",
            "effect_ja": issue.effect.ja,
            "effect_en": issue.effect.en,
            "advice_ja": issue.action.ja,
            "advice_en": issue.action.en,
        },
        evidence=tuple(rows)
        or (Evidence("issue", None, issue.id, source.title, source.checked_on),),
    )
    return replace(verdict, references=(source.url,))


def _urgency(issue: KnownIssue, on: date | None, today: date) -> Urgency:
    impact = 4 if issue.loses_data else 3
    if issue.power_on_hours is None or on is None:
        return Urgency(Severity(issue.severity), 2, impact)
    near = (on - today).days <= threshold("known_firmware_issue", "act_now_days")
    if not near:
        return Urgency(Severity.PLAN if issue.loses_data else Severity.WATCH, 3, impact)
    return Urgency(Severity.ACT_NOW if issue.loses_data else Severity(issue.severity), 4, impact)
