"""A file system grows several times faster than it used to (A3): a log that nobody rotates, a job that went wild.

Looks at the median daily growth of the last two weeks against the eight weeks before. Medians, so that one big copy or one
clean-up is no change of pace.
"""

from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.advice.hardware import is_image
from kado.advice.making import (
    Mend,
    Urgency,
    cannot_tell,
    clear,
    finding,
    not_applicable,
    per_subject,
)
from kado.advice.series import last_days, of_metric
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.forecasts import SeriesForecast
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "filesystem_growth_changed"
CATEGORY: Final = Category.CAPACITY
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=1, effort="hours")


def check(
    forecasts: tuple[SeriesForecast, ...], configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    series = of_metric(forecasts, "filesystem_used_bytes", "max")
    return per_subject(
        [_one(f, configuration, today) for f in series], cannot_tell(KEY, "filesystem_samples")
    )


def _one(forecast: SeriesForecast, configuration: Configuration | None, today: date) -> Verdict:
    mount = forecast.instance
    recent, former = int(threshold(KEY, "recent_days")), int(threshold(KEY, "former_days"))
    values = last_days(forecast, recent + former + 1)
    if is_image(configuration, mount):
        return not_applicable(KEY, "read_only_image", subject=mount)
    if np.isfinite(values).sum() < 0.8 * (recent + former) or not forecast.capacity:
        return cannot_tell(KEY, "history", subject=mount)
    old, new = _pace(values[: former + 1]), _pace(values[former:])
    least = threshold(KEY, "least_ratio") * forecast.capacity / recent
    if new < least or new < threshold(KEY, "multiple") * max(old, 0.0) or new < _spread(values):
        return clear(KEY, mount, pace_bytes_per_day=new)
    return finding(
        KEY,
        mount,
        Urgency(Severity.WATCH, 3, 2),
        MEND,
        values={"former_bytes_per_day": max(old, 0.0), "recent_bytes_per_day": new},
        evidence=(Evidence("growth_bytes_per_day", old, new, "samples", today),),
    )


def _pace(values: NDArray[np.float64]) -> float:
    """Median growth a day, bytes."""
    steps = np.diff(values)
    steps = steps[np.isfinite(steps)]
    return float(np.median(steps)) if len(steps) else 0.0


def _spread(values: NDArray[np.float64]) -> float:
    """Median size of a day's step about the median, bytes: a pace below it is noise."""
    steps = np.diff(values)
    steps = steps[np.isfinite(steps)]
    return float(np.median(np.abs(steps - np.median(steps))))
