"""How the health went, edition by edition, as a small line and in words."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HealthHistory:
    """scores: by edition, oldest first, None where nothing could be told. Months are YYYY-MM."""

    scores: tuple[int | None, ...]
    from_month: str
    to_month: str
    first_score: int
    last_score: int
    lowest_score: int


def history_of(points: Sequence[tuple[str, int | None]]) -> HealthHistory | None:
    """The history, None where fewer than two editions have a score: one point is no line."""
    told = [(month, score) for month, score in points if score is not None]
    if len(told) < 2:
        return None
    begin = points.index(told[0])
    return HealthHistory(
        scores=tuple(score for _, score in points[begin:]),
        from_month=told[0][0],
        to_month=told[-1][0],
        first_score=told[0][1],
        last_score=told[-1][1],
        lowest_score=min(score for _, score in told),
    )
