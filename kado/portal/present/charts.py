"""The data of one forecast chart, as static/portal/charts.js reads it. Words come from here: the script holds none."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from kado.facts.forecasts import Crossing, ForecastState, HorizonQuantiles, SeriesForecast
from kado.facts.series import DatedEvent
from kado.language import human, say
from kado.language.human import human_date, human_date_range, human_month
from kado.portal.present.what_if import what_if_of
from kado.press.words import first_crossing, forecast_sentences, series_name

# States in which a line ahead is drawn; in the others only what happened is shown.
_DRAWN: Final = (ForecastState.FORECAST, ForecastState.LEVEL_ONLY, ForecastState.FULL_ALREADY)

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Chart:
    """One series as a page shows it: the drawing's data, sentences, and the table that stands behind it."""

    anchor: str
    title: str
    state: str
    sentences: tuple[str, ...]
    data: Json
    horizons: tuple[tuple[date, int, str, str, str], ...]
    crossings: tuple[tuple[float, str, float], ...]
    months: tuple[tuple[str, str, str], ...]  # month, mean, highest
    events: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]  # what the forecast rests on: word, figure
    has_drawing: bool
    is_eventful: (
        bool  # a threshold is expected to be reached, or there is something to say about the state
    )

    @property
    def data_id(self) -> str:
        """The id of the block that holds the drawing's data."""
        return f"{self.anchor}-data"


def chart_of(locale: str, series: SeriesForecast, cut: date, today: date) -> Chart:
    """The chart of one series. `cut` is the last day in the edition."""
    return Chart(
        anchor=f"{series.metric}-{series.statistic}-{series.instance.strip('/').replace('/', '-') or 'root'}",
        title=series_name(locale, series),
        state=str(series.state),
        sentences=forecast_sentences(locale, series),
        data=_data(locale, series, cut, today),
        horizons=tuple(_horizon(locale, series.unit, h) for h in series.horizons),
        crossings=tuple(
            (
                c.threshold_ratio,
                human_date_range(locale, c.date_early, c.date_late),
                c.probability_within_horizon,
            )
            for c in series.crossings
        ),
        months=_months(locale, series),
        events=tuple(_event_text(locale, e) for e in _events(series)),
        reasons=_reasons(locale, series),
        has_drawing=any(v is not None for v in series.history),
        is_eventful=_is_eventful(series),
    )


def _horizon(locale: str, unit: str, at: HorizonQuantiles) -> tuple[date, int, str, str, str]:
    low, middle, high = (human(locale, q, unit) for q in (at.q10, at.q50, at.q90))
    return at.day, at.horizon_days, low, middle, high


def _data(locale: str, series: SeriesForecast, cut: date, today: date) -> Json:
    drawn = series.state in _DRAWN
    return {
        "locale": locale,
        "unit": series.unit,
        "capacity": series.capacity,
        "history": [(d.isoformat(), v) for d, v in _days(series)],
        "forecast": [(d.isoformat(), *q) for d, *q in series.path] if drawn else [],
        "thresholds": _thresholds(locale, series),
        "window": _window(locale, first_crossing(series)) if drawn else None,
        "cut": {"day": cut.isoformat(), "label": say(locale, "chart-cut")},
        "today": {"day": today.isoformat(), "label": say(locale, "chart-today")},
        "events": [_event(locale, e) for e in _events(series)],
        "past": _past(locale, series),
        "what_if": what_if_of(locale, series),
        "words": {
            w.replace("-", "_"): say(locale, f"chart-{w}")
            for w in ("history", "forecast", "band", "capacity", "show-past", "past")
        },
        "months": [say(locale, f"month-{n}") for n in range(1, 13)],
    }


def _days(series: SeriesForecast) -> list[tuple[date, float | None]]:
    if series.history_first_day is None:
        return []
    first = series.history_first_day
    return [(first + timedelta(days=i), v) for i, v in enumerate(series.history)]


def _thresholds(locale: str, series: SeriesForecast) -> list[Json]:
    capacity = series.capacity
    if not capacity:
        return []
    return [
        {
            "value": c.threshold_ratio * capacity,
            "label": say(locale, "chart-threshold", threshold_ratio=c.threshold_ratio),
        }
        for c in series.crossings
    ]


def _window(locale: str, crossing: Crossing | None) -> Json | None:
    if crossing is None or crossing.date_early is None:
        return None
    return {
        "early": crossing.date_early.isoformat(),
        "late": crossing.date_late.isoformat() if crossing.date_late else None,
        "label": human_date_range(locale, crossing.date_early, crossing.date_late),
        "mark": human(locale, crossing.threshold_ratio, "ratio"),
    }


def _events(series: SeriesForecast) -> tuple[DatedEvent, ...]:
    return series.explanation.events if series.explanation else ()


def _is_eventful(series: SeriesForecast) -> bool:
    crossing = first_crossing(series)
    expected = crossing is not None and crossing.date_early is not None
    return expected or series.state is ForecastState.FULL_ALREADY


def _reasons(locale: str, series: SeriesForecast) -> tuple[tuple[str, str], ...]:
    """The forecast's own account of itself: trend, cycles, methods, and how far off it used to be."""
    why = series.explanation
    if why is None:
        return ()
    rows = [
        ("chart-trend", human(locale, why.slope_per_day, series.unit)),
        ("chart-trend-window", human(locale, why.window_days, "days")),
    ]
    if why.cycles:
        rows.append(("chart-cycles", _listed(locale, [f"cycle-{c}" for c in why.cycles])))
    if why.candidates:
        names = [c.name for c in why.candidates[:3]]
        rows.append(("chart-methods", _listed(locale, names)))
    if why.own_error is not None:
        rows.append(("chart-own-error", human(locale, why.own_error, series.unit)))
    return tuple((say(locale, key), text) for key, text in rows)


def _listed(locale: str, keys: list[str]) -> str:
    return ("、" if locale == "ja" else ", ").join(say(locale, key) for key in keys)


def _event(locale: str, event: DatedEvent) -> Json:
    return {"day": event.day.isoformat(), "label": _event_text(locale, event)}


def _event_text(locale: str, event: DatedEvent) -> str:
    return f"{human_date(locale, event.day)} {say(locale, f'event-{event.kind}')}"


def _past(locale: str, series: SeriesForecast) -> list[Json]:
    """What earlier editions said of days that have come, one line per edition."""
    ordered = sorted(series.past, key=lambda p: (p.month, p.day))
    return [
        {
            "name": say(locale, "chart-past-edition", month=human_month(locale, month)),
            "points": [(p.day.isoformat(), p.q10, p.q50, p.q90) for p in points],
        }
        for month, points in groupby(ordered, key=lambda p: p.month)
    ]


def _months(locale: str, series: SeriesForecast) -> tuple[tuple[str, str, str], ...]:
    """Mean and highest day of every month that has data: the table behind the chart."""
    rows = []
    for month, days in groupby(_days(series), key=lambda pair: pair[0].isoformat()[:7]):
        values = [v for _, v in days if v is not None]
        if values:
            mean = human(locale, sum(values) / len(values), series.unit)
            rows.append((human_month(locale, month), mean, human(locale, max(values), series.unit)))
    return tuple(rows)
