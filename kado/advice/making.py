"""How rules make verdicts. A rule says what it found; the engine adds what is the same for every verdict of the rule."""

from dataclasses import dataclass

from kado.advice.thresholds import threshold
from kado.facts.verdicts import Evidence, Outcome, Scalar, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Urgency:
    """How urgent a finding is. likelihood and impact: 1 (low) to 4 (critical), as in Red Hat's total risk."""

    severity: Severity
    likelihood: int
    impact: int


@dataclass(frozen=True, slots=True)
class Mend:
    """What the mend costs: change_risk 1 (low) to 4, effort 'minutes', 'hours' or 'days', and whether work stops."""

    change_risk: int
    effort: str
    disruptive: bool = False


def finding(
    rule: str,
    subject: str,
    urgency: Urgency,
    mend: Mend,
    *,
    values: dict[str, Scalar],
    evidence: tuple[Evidence, ...],
    confidence: float | None = None,
    resolved: bool = False,
) -> Verdict:
    """A finding. With a confidence, `values` also get the word for it (`certainty`)."""
    if confidence is not None:
        values = {**values, "certainty": certainty(confidence)}
    return Verdict(
        rule=rule,
        outcome=Outcome.FINDING,
        subject=subject,
        severity=urgency.severity,
        likelihood=urgency.likelihood,
        impact=urgency.impact,
        change_risk=mend.change_risk,
        effort=mend.effort,
        disruptive=mend.disruptive,
        confidence=confidence,
        resolved=resolved,
        values=values,
        evidence=evidence,
    )


def clear(rule: str, subject: str = "", **values: Scalar) -> Verdict:
    """The rule looked and found nothing. `values` are the numbers it looked at."""
    return Verdict(rule=rule, outcome=Outcome.CLEAR, subject=subject, values=values or None)


def cannot_tell(rule: str, *missing: str, subject: str = "") -> Verdict:
    """The rule could not look. `missing` are keys of what was not there (`missing-<key>`)."""
    return Verdict(rule=rule, outcome=Outcome.CANNOT_TELL, subject=subject, missing=missing)


def not_applicable(rule: str, *missing: str, subject: str = "") -> Verdict:
    """The part is not installed (MISSION A4). `missing` says which (`missing-<key>`)."""
    return Verdict(rule=rule, outcome=Outcome.NOT_APPLICABLE, subject=subject, missing=missing)


def certainty(probability: float) -> str:
    """The fixed word for a probability: 'likely', 'possible', or 'unlikely', which no finding may carry."""
    if probability >= threshold("certainty", "likely_probability"):
        return "likely"
    if probability >= threshold("certainty", "possible_probability"):
        return "possible"
    return "unlikely"


def likelihood_of(probability: float) -> int:
    """1 to 4 for a probability, in the steps of the words for certainty."""
    steps = ("possible_probability", "likely_probability", "nearly_certain_probability")
    return 1 + sum(probability >= threshold("certainty", step) for step in steps)


def per_subject(verdicts: list[Verdict], otherwise: Verdict) -> tuple[Verdict, ...]:
    """The verdicts of each subject, or `otherwise` where there is no subject to judge: never nothing."""
    return tuple(verdicts) or (otherwise,)
