"""What differs between two editions: new, worse, better, resolved (MISSION B3 for revisions). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import msgspec

from kado.facts.edition import Change, ServerEdition
from kado.facts.verdicts import SEVERITY_ORDER, Outcome, Severity, Verdict

ANALYSED: Final = frozenset({"findings", "fine", "learning"})


class EarlierVerdicts(msgspec.Struct):
    """The part of an earlier edition's server document that is compared."""

    state: str
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """The findings that held, by rule and subject, and which rules could say anything of which subject."""

    findings: dict[tuple[str, str], Severity]
    told: frozenset[tuple[str, str]]
    rules: frozenset[str]


def compared(verdicts: Iterable[Verdict]) -> Compared:
    listed = list(verdicts)
    found = {
        (v.rule, v.subject): v.severity
        for v in listed
        if v.outcome is Outcome.FINDING and not v.resolved
    }
    told = frozenset((v.rule, v.subject) for v in listed if v.outcome is not Outcome.CANNOT_TELL)
    blind = {v.rule for v in listed if v.outcome is Outcome.CANNOT_TELL}
    return Compared(found, told, frozenset(v.rule for v in listed) - blind)


def changes_of(earlier: EarlierVerdicts | None, now: ServerEdition) -> list[Change]:
    """The changes of one server. None where the edition before did not analyse it: then nothing is "new", it is merely seen."""
    if earlier is None or earlier.state not in ANALYSED or now.state not in ANALYSED:
        return []
    old, new = compared(earlier.verdicts), compared(now.verdicts)
    found = []
    for key in sorted(old.findings.keys() | new.findings.keys()):
        kind = _kind(key, old, new)
        if kind:
            severity = new.findings.get(key) or old.findings[key]
            found.append(
                Change(
                    kind,
                    now.identity.server_id,
                    now.identity.hostname,
                    key[0],
                    key[1],
                    severity.value,
                )
            )
    return found


def _kind(key: tuple[str, str], old: Compared, new: Compared) -> str:
    before, after = old.findings.get(key), new.findings.get(key)
    if before is None:
        return "new"
    if after is None:
        # gone only where the rule looked and did not find it: what cannot be seen is not resolved (MISSION D1)
        return "resolved" if key in new.told or key[0] in new.rules else ""
    difference = SEVERITY_ORDER.index(after) - SEVERITY_ORDER.index(before)
    return "worse" if difference < 0 else "better" if difference > 0 else ""


_KIND_ORDER: Final = ("new", "worse", "resolved", "better")


def most_urgent_first(changes: Iterable[Change]) -> list[Change]:
    """The order in which changes are told."""
    return sorted(
        changes,
        key=lambda c: (
            SEVERITY_ORDER.index(Severity(c.severity)),
            _KIND_ORDER.index(c.kind),
            c.hostname,
            c.server_id,
            c.rule,
            c.subject,
        ),
    )
