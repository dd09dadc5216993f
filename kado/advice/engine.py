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
    """Every rule's verdicts: findings first, most urgent first, then cannot tell, clear, not applicable."""
    return tuple(sorted((v for rule in RULES for v in rule.run(facts)), key=urgency_order))


def urgency_order(verdict: Verdict) -> tuple[int, int, int, str, str]:
    """Sort key: outcome, severity, likelihood × impact; ties by name, so that the order is the same every time."""
    return (
        _OUTCOME_ORDER.index(verdict.outcome),
        SEVERITY_ORDER.index(verdict.severity),
        -verdict.likelihood * verdict.impact,
        verdict.rule,
        verdict.subject,
    )
