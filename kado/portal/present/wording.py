"""A finding as MyDashboard shows it: its words (kado.press.words), and where it stands on its server's karte."""

from dataclasses import dataclass

from kado.facts.verdicts import Verdict
from kado.press.words import EvidenceWords, finding_words


@dataclass(frozen=True, slots=True)
class FindingText:
    """A verdict ready to be shown. certainty: a key, '' where no probability stands behind it."""

    anchor: str
    rule: str
    server_id: str
    hostname: str
    severity: str
    category: str
    title: str
    action: str
    why: str
    certainty: str
    confidence: float | None
    verdict: Verdict
    evidence: tuple[EvidenceWords, ...]


def anchor_of(verdict: Verdict) -> str:
    """Where a finding stands on its server's karte; the same subject always gives the same anchor."""
    subject = "".join(c if c.isalnum() else "-" for c in verdict.subject).strip("-")
    return f"{verdict.rule}-{subject}".strip("-") if subject else verdict.rule


def finding_text(locale: str, verdict: Verdict, server_id: str, hostname: str) -> FindingText:
    """The texts of the verdict's rule, filled with the verdict's own values."""
    words = finding_words(locale, verdict, hostname)
    return FindingText(
        anchor=anchor_of(verdict),
        rule=verdict.rule,
        server_id=server_id,
        hostname=hostname,
        severity=str(verdict.severity),
        category=str(verdict.category),
        title=words.title,
        action=words.action,
        why=words.why,
        certainty=words.certainty,
        confidence=verdict.confidence,
        verdict=verdict,
        evidence=words.evidence,
    )
