"""Runs every rule over the facts of one server. A rule that raises is a defect: it is not swallowed here, the
edition isolates the server and says so."""

from typing import Final

from kado.advice.rules import RULES
from kado.facts.server import ServerFacts
from kado.facts.verdicts import SEVERITY_ORDER, Outcome, Verdict

_OUTCOME_ORDER: Final = (
    Outcome.FINDING,
    Outcome.CANNOT_TELL,
    Outcome.CLEAR,
    Outcome.NOT_APPLICABLE,
)


def evaluate(facts: ServerFacts) -> tuple[Verdict, ...]:
    """Every rule's verdicts: findings first, most urgent first, then cannot tell, clear, not applicable.

    One verdict of a rule on a subject: where facts name a subject twice (a mount over a mount), the gravest stands.
    """
    said: dict[tuple[str, str], Verdict] = {}
    for verdict in sorted((v for rule in RULES for v in rule.run(facts)), key=urgency_order):
        said.setdefault((verdict.rule, verdict.subject), verdict)
    return tuple(said.values())


def urgency_order(verdict: Verdict) -> tuple[int, int, int, str, str]:
    """Sort key: outcome, severity, likelihood × impact; ties by name, so that the order is the same every time."""
    return (
        _OUTCOME_ORDER.index(verdict.outcome),
        SEVERITY_ORDER.index(verdict.severity),
        -verdict.likelihood * verdict.impact,
        verdict.rule,
        verdict.subject,
    )
