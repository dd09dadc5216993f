"""Health: verdicts into a score of 0-100 for a server and for a customer, with what each mend would give back.

Within a category the worst finding decides: ten small findings are no worse than one small finding, as nobody should be
tempted to hide them. The penalties of the categories add up. What cannot be seen is not well (MISSION D1): a category has a score only
where enough of the rules that apply could tell, or where one of them has a finding; a server only where enough of its categories
have one; a silent server has none at all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kado.advice.thresholds import threshold
from kado.facts.edition import CategoryHealth
from kado.facts.verdicts import Category, Outcome, Severity, Verdict

PENALTIES_VERSION: Final = "2026.11.2"
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
    """The server's score and that of each category; None where too little could be told."""
    listed = tuple(verdicts)
    categories = tuple(_category(category, listed) for category in Category)
    if any(v.rule in SILENCING_RULES and _counts(v) for v in listed):
        return None, tuple(replace(c, score=None) for c in categories)
    told = [c.score for c in categories if c.score is not None]
    asked = sum(c.asked_count > 0 for c in categories)
    if not told or len(told) < threshold("health", "categories_ratio") * asked:
        return None, categories
    return max(0, 100 - sum(100 - points for points in told)), categories


def gain_of_mending(verdicts: Iterable[Verdict], verdict: Verdict) -> int:
    """Points the server would gain if this finding were mended: its rule looks again and finds nothing. 0 where it has no score."""
    listed = tuple(verdicts)
    now, _ = score(listed)
    after, _ = score(replace(v, outcome=Outcome.CLEAR) if v == verdict else v for v in listed)
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
            CategoryHealth(
                category.value,
                points,
                sum(c.findings_count for c in rows),
                sum(c.told_count for c in rows),
                sum(c.asked_count for c in rows),
            )
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
    told = {v.rule for v in mine if v.outcome in (Outcome.FINDING, Outcome.CLEAR)}
    asked = {v.rule for v in mine if v.outcome is not Outcome.NOT_APPLICABLE}
    found = sum(_counts(v) for v in mine)
    enough = bool(told) and len(told) >= threshold("health", "told_ratio") * len(asked)
    points = 100 - max((penalty_of(v) for v in mine), default=0) if enough or found else None
    return CategoryHealth(category.value, points, found, len(told), len(asked))
