"""Health: verdicts into a score of 0-100 for a server and for a customer, with what each mend would give back.

Within a category the worst finding decides: ten small findings are no worse than one small finding, as nobody should be
tempted to hide them. The penalties of the categories add up. A server that is silent has no score: what cannot be seen is not well (MISSION D1).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kado.facts.edition import CategoryHealth
from kado.facts.verdicts import Category, Outcome, Severity, Verdict

PENALTIES_VERSION: Final = "2026.11.1"
PENALTIES_SET_ON: Final = "2026-11-23"
# Rules whose finding means that there is nothing to score.
SILENCING_RULES: Final = frozenset({"silent_server"})
HIGHEST_RISK: Final = 16  # likelihood 4 × impact 4
# A customer's score is that of the worst tenth of the servers: a mean over thousands would hide the one that fails.
FLEET_SHARE: Final = 10


@dataclass(frozen=True, slots=True)
class Penalty:
    """Points a finding costs: `lowest` at likelihood × impact 1, `highest` at 16, straight between."""

    severity: Severity
    lowest: int
    highest: int
    source: str


PENALTIES: Final[tuple[Penalty, ...]] = (
    Penalty(Severity.ACT_NOW, 30, 50, "Kado: one such finding takes a server below 70"),
    Penalty(Severity.PLAN, 10, 25, "Kado: between 75 and 90"),
    Penalty(Severity.WATCH, 2, 8, "Kado: never below 90 alone"),
    Penalty(Severity.FINE, 0, 0, "Kado: nothing to do"),
)
_BY_SEVERITY: Final = {penalty.severity: penalty for penalty in PENALTIES}


def penalty_of(verdict: Verdict) -> int:
    """Points the verdict costs: 0 where it is no finding, or one that has resolved."""
    if not _counts(verdict):
        return 0
    row = _BY_SEVERITY[verdict.severity]
    share = (verdict.likelihood * verdict.impact - 1) / (HIGHEST_RISK - 1)
    return row.lowest + round((row.highest - row.lowest) * share)


def score(verdicts: Iterable[Verdict]) -> tuple[int | None, tuple[CategoryHealth, ...]]:
    """The server's score and that of each category; None where nothing could be told."""
    listed = tuple(verdicts)
    categories = tuple(_category(category, listed) for category in Category)
    told = [c.score for c in categories if c.score is not None]
    silent = any(v.rule in SILENCING_RULES and _counts(v) for v in listed)
    if silent or not told:
        return None, categories
    return max(0, 100 - sum(100 - points for points in told)), categories


def gain_of_mending(verdicts: Iterable[Verdict], verdict: Verdict) -> int:
    """Points the server would gain if this finding were mended; 0 where it has no score."""
    listed = tuple(verdicts)
    now, _ = score(listed)
    after, _ = score(v for v in listed if v != verdict)
    return 0 if now is None or after is None else after - now


def of_fleet(
    servers: Sequence[tuple[int | None, tuple[CategoryHealth, ...]]],
) -> tuple[int | None, tuple[CategoryHealth, ...]]:
    """The customer's score and categories: the mean of the worst tenth of the servers that have one (at least one)."""
    overall = _worst_tenth([points for points, _ in servers if points is not None])
    categories = []
    for category in Category:
        rows = [c for _, parts in servers for c in parts if c.category == category.value]
        points = _worst_tenth([c.score for c in rows if c.score is not None])
        categories.append(
            CategoryHealth(category.value, points, sum(c.findings_count for c in rows))
        )
    return overall, tuple(categories)


def _worst_tenth(points: list[int]) -> int | None:
    if not points:
        return None
    worst = sorted(points)[: max(1, len(points) // FLEET_SHARE)]
    return round(sum(worst) / len(worst))


def _counts(verdict: Verdict) -> bool:
    return verdict.outcome is Outcome.FINDING and not verdict.resolved


def _category(category: Category, verdicts: tuple[Verdict, ...]) -> CategoryHealth:
    mine = [v for v in verdicts if v.category is category]
    told = any(v.outcome in (Outcome.FINDING, Outcome.CLEAR) for v in mine)
    points = 100 - max((penalty_of(v) for v in mine), default=0) if told else None
    return CategoryHealth(category.value, points, sum(_counts(v) for v in mine))
