"""A file system is full now (A1): the median of its last seven days stands above the threshold.

A level that is high and does not grow is told from the first threshold on only where it grows; from the second on always.
Images that are full by nature (squashfs, ISO 9660, ...) are not applicable.
"""

from datetime import date
from typing import Final

from kado.advice.full import judge
from kado.advice.hardware import is_image
from kado.advice.making import Mend, cannot_tell, not_applicable, per_subject
from kado.advice.series import of_metric
from kado.facts.configuration import Configuration
from kado.facts.forecasts import SeriesForecast
from kado.facts.verdicts import Category, InsightKind, Verdict

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
    if is_image(configuration, forecast.instance):
        return not_applicable(KEY, "read_only_image", subject=forecast.instance)
    return judge(KEY, forecast, today, MEND, "capacity_bytes")
