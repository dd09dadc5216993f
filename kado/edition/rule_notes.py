"""What a rule compares with, for the operator's page about it: the rule's own thresholds with their sources."""

from dataclasses import dataclass

from kado.advice.rules import RULES
from kado.advice.thresholds import THRESHOLDS, Threshold


@dataclass(frozen=True, slots=True)
class RuleNotes:
    """key, category, kind and references of a rule, and the thresholds that are its own."""

    key: str
    category: str
    kind: str
    references: tuple[str, ...]
    thresholds: tuple[Threshold, ...]


def notes_on(key: str) -> RuleNotes | None:
    """None for a rule that is not registered (any more)."""
    rule = next((r for r in RULES if r.key == key), None)
    if rule is None:
        return None
    own = tuple(t for t in THRESHOLDS if t.rule == key)
    return RuleNotes(key, rule.category.value, rule.kind.value, rule.references, own)
