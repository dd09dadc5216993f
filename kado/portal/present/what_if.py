"""What a chart's "what if" needs: words and the stored forecast's own crossings, as static/portal/what_if.js reads them (MISSION A2).

Nothing is forecast anew: the script bends the stored path by what the reader enters (capacity added, load moved away, growth
changed) and says when the bent path reaches the thresholds. With nothing entered it says exactly what the edition says.
"""

from typing import Final

from kado.facts.forecasts import Crossing, ForecastState, SeriesForecast
from kado.language import human, say

Json = dict[str, object]

_STATES: Final = (ForecastState.FORECAST, ForecastState.LEVEL_ONLY, ForecastState.FULL_ALREADY)
_BYTE_STEPS: Final = ((10**12, "TB"), (10**9, "GB"), (10**6, "MB"))
_WORDS: Final = ("result", "unchanged", "line", "not-expected", "from-on", "between", "now")


def what_if_of(locale: str, series: SeriesForecast) -> Json | None:
    """None where there is no path to bend or no capacity that it could reach.

    `step` is how much one unit of the "capacity" field adds, in the series' unit; for a ratio one per cent of today's capacity.
    """
    if series.state not in _STATES or not series.path or not series.capacity:
        return None
    level = series.explanation.level if series.explanation else series.last_value
    if level is None:
        return None
    size, name = _step(series)
    return {
        "level": level,
        "days": series.horizon_days,
        "step": size,
        "step_name": name,
        "crossings": [_crossing(locale, c) for c in series.crossings],
        "words": {w.replace("-", "_"): _template(locale, w) for w in _WORDS},
    }


def _step(series: SeriesForecast) -> tuple[float, str]:
    capacity = series.capacity or 1.0
    if series.unit == "bytes":
        size, name = next((s for s in _BYTE_STEPS if capacity >= s[0]), _BYTE_STEPS[-1])
        return float(size), name
    return capacity / 100, "%"


def _crossing(locale: str, crossing: Crossing) -> Json:
    dates = crossing.date_early, crossing.date_median, crossing.date_late
    early, median, late = (d.isoformat() if d else None for d in dates)
    return {
        "ratio": crossing.threshold_ratio,
        "name": human(locale, crossing.threshold_ratio, "ratio"),
        "early": early,
        "median": median,
        "late": late,
    }


def _template(locale: str, word: str) -> str:
    """The sentence with its places named in braces, which the script fills."""
    return say(
        locale, f"what-if-{word}", threshold="{threshold}", early="{early}", late="{late}", days="{days}"
    )  # fmt: skip
