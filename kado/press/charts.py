"""One forecast chart as SVG: history, forecast with its 80 % band, capacity and thresholds, the crossing window, the cut, dated events.

Drawn from facts alone; the words in it are the axis' dates and values. The same chart as on MyDashboard, for documents that have no script.
"""

import math
import re
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Final

from kado.facts.forecasts import ForecastState, SeriesForecast
from kado.language import human, say
from kado.press.words import first_crossing

WIDTH: Final = 420.0
HEIGHT: Final = 206.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 58.0, 12.0, 18.0, 40.0
_TICKS: Final = 4
_SHOWN_HISTORY_DAYS: Final = 396
# The colours of MyDashboard's light theme (portal/tokens.css).
_HISTORY, _FORECAST, _GRID, _INK, _ACT = "#33415c", "#1f5fd6", "#e3e6ec", "#545b68", "#c5003c"
# States in which a line ahead is drawn; in the others only what happened is shown.
_DRAWN: Final = (ForecastState.FORECAST, ForecastState.LEVEL_ONLY, ForecastState.FULL_ALREADY)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where days and values lie on the drawing."""

    first: date
    last: date
    top_value: float

    def x(self, day: date) -> float:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return _LEFT + share * (WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        share = min(max(value / self.top_value, 0.0), 1.0)
        return HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM)


def chart_svg(locale: str, series: SeriesForecast, cut: date) -> str:
    """The drawing as an SVG document; '' where there is no value to draw. `cut` is the last day in the edition."""
    points = _history(series)
    if not any(value is not None for _, value in points):
        return ""
    path = series.path if series.state in _DRAWN else ()
    last = max(cut, path[-1][0] if path else cut)
    frame = Frame(points[0][0], last, _top_value(series, points))
    drawn = [
        *_value_axis(locale, series, frame),
        *_time_axis(locale, frame),
        *_band(series, frame, path),
        *_limits(locale, series, frame),
        *_lines(frame, points),
        *_forecast(frame, points, path),
        *_events(series, frame),
        *_cut(locale, frame, cut),
        *(_window(series, frame) if path else []),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" height="{HEIGHT:g}" '
        f'font-family="Noto Sans JP" font-size="12" fill="{_INK}">' + "".join(drawn) + "</svg>"
    )


def _history(series: SeriesForecast) -> list[tuple[date, float | None]]:
    if series.history_first_day is None:
        return []
    days = [(series.history_first_day + timedelta(days=i), v) for i, v in enumerate(series.history)]
    return days[-_SHOWN_HISTORY_DAYS:]


def _top_value(series: SeriesForecast, points: list[tuple[date, float | None]]) -> float:
    """The axis ends at the capacity, or a little above what is seen where there is none or it was passed."""
    seen = [v for _, v in points if v is not None] + [q for _, *qs in series.path for q in qs]
    highest = max(seen)
    if series.capacity:
        return max(series.capacity, min(highest, series.capacity * 1.5)) * 1.02
    return highest * 1.1 or 1.0


def nice_step(top_value: float, ticks: int = _TICKS) -> float:
    """1, 2, 2.5 or 5 times a power of ten: at most `ticks` + 1 steps to the top."""
    rough = top_value / ticks
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * m for m in (1.0, 2.0, 2.5, 5.0, 10.0) if power * m >= rough * 0.999)


def _value_axis(locale: str, series: SeriesForecast, frame: Frame) -> list[str]:
    step = nice_step(frame.top_value)
    values = [step * i for i in range(int(frame.top_value / step + 1e-9) + 1)]
    lines = [_line(_LEFT, frame.y(v), WIDTH - _RIGHT, frame.y(v), _GRID, 0.8) for v in values]
    labels = [
        _text(_LEFT - 6, frame.y(v) + 4, _tick(locale, v, series.unit), "end") for v in values
    ]
    return lines + labels


def _tick(locale: str, value: float, unit: str) -> str:
    """A value on the axis: '60 GB' for '60.0 GB', since the steps are round."""
    return re.sub(r"\.0+(?!\d)", "", human(locale, value, unit))


def _time_axis(locale: str, frame: Frame) -> list[str]:
    """A tick on the first of each month, a label every two or three, the year under each January and the first label."""
    firsts = _month_firsts(frame.first, frame.last)
    every = max(-(-len(firsts) // 8), 1)
    base = HEIGHT - _BOTTOM
    marks = [_line(frame.x(d), base, frame.x(d), base + 3, _INK, 0.7) for d in firsts]
    labels = []
    year = 0
    for day in firsts[::every]:
        name = say(locale, f"month-{day.month}")
        labels.append(_text(frame.x(day), base + 16, name, "middle"))
        if day.year != year:
            labels.append(_text(frame.x(day), base + 30, str(day.year), "middle"))
            year = day.year
    return [*marks, *labels, _line(_LEFT, base, WIDTH - _RIGHT, base, _INK, 0.8)]


def _month_firsts(first: date, last: date) -> list[date]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    days = [date(m // 12, m % 12 + 1, 1) for m in months]
    return [d for d in days if first <= d <= last]


def _band(
    series: SeriesForecast, frame: Frame, path: tuple[tuple[date, float, float, float], ...]
) -> list[str]:
    if not path:
        return []
    upper = [(frame.x(d), frame.y(high)) for d, _, _, high in path]
    lower = [(frame.x(d), frame.y(low)) for d, low, _, _ in reversed(path)]
    return [f'<polygon points="{_points(upper + lower)}" fill="{_FORECAST}" fill-opacity="0.17"/>']


def _lines(frame: Frame, points: list[tuple[date, float | None]]) -> list[str]:
    """The history; a gap in the data is a gap in the line."""
    runs: list[list[tuple[float, float]]] = [[]]
    for day, value in points:
        if value is None:
            runs.append([])
        else:
            runs[-1].append((frame.x(day), frame.y(value)))
    return [
        f'<polyline points="{_points(run)}" fill="none" stroke="{_HISTORY}" stroke-width="1.3" stroke-linejoin="round"/>'
        for run in runs
        if run
    ]


def _forecast(
    frame: Frame,
    points: list[tuple[date, float | None]],
    path: tuple[tuple[date, float, float, float], ...],
) -> list[str]:
    if not path:
        return []
    start = next((frame.x(d), frame.y(v)) for d, v in reversed(points) if v is not None)
    line = [start, *((frame.x(d), frame.y(middle)) for d, _, middle, _ in path)]
    return [
        f'<polyline points="{_points(line)}" fill="none" stroke="{_FORECAST}" stroke-width="1.6" stroke-dasharray="5 3"/>'
    ]


def _limits(locale: str, series: SeriesForecast, frame: Frame) -> list[str]:
    """The capacity as a thin line, and each threshold with its label on the line."""
    if not series.capacity:
        return []
    drawn = [
        _line(_LEFT, frame.y(series.capacity), WIDTH - _RIGHT, frame.y(series.capacity), _INK, 1.0)
    ]
    for crossing in series.crossings:
        if crossing.threshold_ratio >= 1:
            continue
        y = frame.y(crossing.threshold_ratio * series.capacity)
        label = human(locale, crossing.threshold_ratio, "ratio")
        drawn.append(_line(_LEFT, y, WIDTH - _RIGHT, y, _ACT, 0.8, "2 3"))
        drawn.append(_text(_LEFT + 3, y - 3, label, "start", _ACT))
    return drawn


def _window(series: SeriesForecast, frame: Frame) -> list[str]:
    """The crossing window on the time axis; open to the right where its late end lies beyond the horizon."""
    crossing = first_crossing(series)
    if crossing is None or crossing.date_early is None:
        return []
    base = HEIGHT - _BOTTOM
    late = min(crossing.date_late or frame.last, frame.last)
    left, right = frame.x(min(crossing.date_early, frame.last)), frame.x(late)
    right = max(right, left + 3)
    drawn = [
        f'<rect x="{left:.1f}" y="{base - 2.5:.1f}" width="{right - left:.1f}" height="5" rx="2" fill="{_ACT}"/>'
    ]
    if crossing.date_late is None:
        tip = WIDTH - _RIGHT + 7
        drawn.append(
            f'<polygon points="{tip - 8:.1f},{base - 5:.1f} {tip:.1f},{base:.1f} {tip - 8:.1f},{base + 5:.1f}" fill="{_ACT}"/>'
        )
    return drawn


def _cut(locale: str, frame: Frame, cut: date) -> list[str]:
    x = frame.x(cut)
    anchor = "end" if x > WIDTH * 0.8 else "start"
    beside = x - 4 if anchor == "end" else x + 4
    return [
        _line(x, _TOP - 4, x, HEIGHT - _BOTTOM, _INK, 0.9, "1 2"),
        _text(beside, _TOP - 5, say(locale, "chart-cut"), anchor),
    ]


def _events(series: SeriesForecast, frame: Frame) -> list[str]:
    """A small mark on the time axis for each dated event within the drawing."""
    found = series.explanation.events if series.explanation else ()
    base = HEIGHT - _BOTTOM
    return [
        f'<polygon points="{x - 3.5:.1f},{base - 1:.1f} {x + 3.5:.1f},{base - 1:.1f} {x:.1f},{base - 8:.1f}" fill="{_HISTORY}"/>'
        for event in found
        if frame.first <= event.day <= frame.last
        for x in (frame.x(event.day),)
    ]


def _points(pairs: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in pairs)


def _line(
    x1: float, y1: float, x2: float, y2: float, colour: str, width: float, dash: str = ""
) -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{width:g}"{dashed}/>'


def _text(x: float, y: float, text: str, anchor: str, colour: str = _INK) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'
