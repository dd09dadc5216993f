"""A finding as MyDashboard shows it: its words (kado.press.words), and where it stands on its server's karte."""

from dataclasses import dataclass

from kado.facts.verdicts import Verdict
from kado.press.words import EvidenceWords, anchor, finding_words


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
    """Where the finding stands on its server's karte."""
    return anchor(verdict.rule, verdict.subject)


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
