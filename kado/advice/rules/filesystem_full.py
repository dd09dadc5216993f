"""A file system is full now (A1): the median of its last seven days stands above the threshold.

Images that are full by nature (squashfs, ISO 9660, ...) are not applicable.
"""

from datetime import date
from typing import Final

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
from kado.advice.series import of_metric, used_ratio
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.forecasts import SeriesForecast
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "filesystem_full"
CATEGORY: Final = Category.CAPACITY
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ("https://man7.org/linux/man-pages/man8/xfs_growfs.8.html",)
MEND: Final = Mend(change_risk=2, effort="hours")


def check(
    forecasts: tuple[SeriesForecast, ...], configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    series = of_metric(forecasts, "filesystem_used_bytes", "max")
    return per_subject(
        [_one(f, configuration, today) for f in series], cannot_tell(KEY, "filesystem_samples")
    )


def _one(forecast: SeriesForecast, configuration: Configuration | None, today: date) -> Verdict:
    mount, used = forecast.instance, used_ratio(forecast)
    if is_image(configuration, mount):
        return not_applicable(KEY, "read_only_image", subject=mount)
    if used is None or forecast.capacity is None:
        return cannot_tell(KEY, "samples", subject=mount)
    if used < threshold(KEY, "plan_ratio"):
        return clear(KEY, mount, used_ratio=used)
    urgent = used >= threshold(KEY, "act_now_ratio")
    free = max(0.0, (1 - used) * forecast.capacity)
    return finding(
        KEY,
        mount,
        Urgency(Severity.ACT_NOW if urgent else Severity.PLAN, 4, 4 if urgent else 3),
        MEND,
        values={"used_ratio": used, "free_bytes": free, "capacity_bytes": forecast.capacity},
        evidence=(
            Evidence("used_7_days_ratio", None, used, "samples", today),
            Evidence("capacity_bytes", None, forecast.capacity, "samples", today),
        ),
    )
