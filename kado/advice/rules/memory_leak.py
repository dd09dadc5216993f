"""Memory use climbs between restarts and falls at each of them (A1): the sign of a leak that restarts hide.

Looks at the daily mean of memory in use, cut at the reboots; two complete runs that each climb are a finding.
"""

from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding
from kado.advice.series import of_metric, unforecastable
from kado.advice.thresholds import threshold
from kado.facts.forecasts import SeriesForecast
from kado.facts.series import DatedEvent, EventKind
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "memory_leak"
CATEGORY: Final = Category.PERFORMANCE
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=2, effort="days")


def check(
    forecasts: tuple[SeriesForecast, ...], events: tuple[DatedEvent, ...], today: date
) -> tuple[Verdict, ...]:
    series = of_metric(forecasts, "memory_used_bytes", "mean")
    if not series:
        return (cannot_tell(KEY, "memory_samples"),)
    forecast = series[0]
    if forecast.history_first_day is None or not forecast.capacity:
        return (unforecastable(KEY, forecast) or cannot_tell(KEY, "memory_capacity"),)
    rises = _rises(forecast, forecast.history_first_day, events)
    leaking = [r for r in rises if r >= threshold(KEY, "rise_ratio") * forecast.capacity]
    if len(leaking) < threshold(KEY, "cycles_count"):
        return (clear(KEY),)
    typical = float(np.median(leaking))
    return (
        finding(
            KEY,
            "",
            Urgency(Severity.PLAN, 3, 3),
            MEND,
            values={"runs_count": len(leaking), "rise_bytes": typical},
            evidence=(
                Evidence("memory_rise_between_restarts_bytes", None, typical, "samples", today),
                Evidence("restarts_count", None, len(leaking), "events", today),
            ),
        ),
    )


def _rises(
    forecast: SeriesForecast, first_day: date, events: tuple[DatedEvent, ...]
) -> list[float]:
    """The rise in bytes of each complete run between two reboots that climbed steadily."""
    reboots = sorted({e.day for e in events if e.kind is EventKind.REBOOT})
    cuts = [(day - first_day).days for day in reboots]
    values = np.array([np.nan if v is None else v for v in forecast.history], dtype=np.float64)
    ends = [c for c in cuts if 0 <= c <= len(values)]
    runs = zip([0, *ends[:-1]], ends, strict=True) if ends else []
    return [rise for start, end in runs if (rise := _rise(values[start + 1 : end])) is not None]


def _rise(run: NDArray[np.float64]) -> float | None:
    """Last three days less first three, where most days rose; None for a short or unsteady run."""
    run = run[np.isfinite(run)]
    if len(run) < threshold(KEY, "segment_days"):
        return None
    if np.mean(np.diff(run) > 0) < threshold(KEY, "rising_share_ratio"):
        return None
    return float(np.median(run[-3:]) - np.median(run[:3]))
