"""A file system is expected to reach its threshold within the forecast's horizon (A1, A2).

Looks at the forecast of the daily highest use of each mount point, and at the last eight weeks themselves: a file system that has
not grown is never called filling, whatever the interval says. Images that are full by nature are left out.
"""

from datetime import date
from typing import Final

from kado.advice.filling import judge
from kado.advice.hardware import is_image
from kado.advice.making import Mend, cannot_tell, not_applicable, per_subject
from kado.advice.series import of_metric
from kado.facts.configuration import Configuration
from kado.facts.forecasts import SeriesForecast
from kado.facts.verdicts import Category, InsightKind, Verdict

KEY: Final = "filesystem_filling"
CATEGORY: Final = Category.CAPACITY
KIND: Final = InsightKind.RESOURCE
REFERENCES: Final[tuple[str, ...]] = ("https://man7.org/linux/man-pages/man8/xfs_growfs.8.html",)
MEND: Final = Mend(change_risk=2, effort="hours")


def check(
    forecasts: tuple[SeriesForecast, ...],
    configuration: Configuration | None,
    today: date,
    told_on: date | None,
) -> tuple[Verdict, ...]:
    series = of_metric(forecasts, "filesystem_used_bytes", "max")
    return per_subject(
        [_one(f, configuration, today, told_on) for f in series],
        cannot_tell(KEY, "filesystem_samples"),
    )


def _one(
    forecast: SeriesForecast,
    configuration: Configuration | None,
    today: date,
    told_on: date | None,
) -> Verdict:
    if is_image(configuration, forecast.instance):
        return not_applicable(KEY, "read_only_image", subject=forecast.instance)
    return judge(
        KEY, forecast, today, impact=4, mend=MEND, capacity_name="capacity_bytes", told_on=told_on
    )
