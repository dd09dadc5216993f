"""An SSD's ends on one time line: rated endurance (by its indicator, by what was written), warranty, support contract (MISSION A1, A3).

Drawn once and shown twice: MyDashboard colours it by its classes, documents by the attributes. The words are the lanes' names and dates.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Final

from kado.facts.contracts import covered_until
from kado.facts.edition import DriveCard, ServerEdition
from kado.language import say
from kado.language.human import human_date, human_date_range

WIDTH: Final = 360.0
_LEFT, _RIGHT, _TOP, _LANE, _FOOT = 8.0, 14.0, 20.0, 36.0, 24.0
_INK, _LINE, _GRID = "#545b68", "#8a919e", "#e3e6ec"
# Lane -> colour of MyDashboard's light theme (portal/tokens.css); its shape differs too.
_COLOURS: Final = {
    "wear": "#1f5fd6",
    "written": "#33415c",
    "warranty": "#545b68",
    "contract": "#545b68",
}
_LEAST_SPAN: Final = timedelta(days=730)
_LONGEST_SPAN: Final = timedelta(days=3653)
_MARGIN_RATIO: Final = 0.06
_SHOWN_STATES: Final = ("forecast", "worn_out")


@dataclass(frozen=True, slots=True)
class Lane:
    """One end. early, late: an 80 % window, both the same day where the day is fixed; late None: open. None, None: not expected or not known."""

    kind: str  # 'wear', 'written', 'warranty', 'contract'
    early: date | None
    middle: date | None
    late: date | None
    reached: bool = False  # over already

    @property
    def fixed(self) -> bool:
        return self.kind in ("warranty", "contract")


@dataclass(frozen=True, slots=True)
class Lifeline:
    """The ends of one drive as of the cut; every lane that is known."""

    today: date
    lanes: tuple[Lane, ...]

    def lane(self, kind: str) -> Lane | None:
        return next((lane for lane in self.lanes if lane.kind == kind), None)


def lifeline_of(part: ServerEdition, card: DriveCard, today: date) -> Lifeline | None:
    """The drive's ends; None for a drive that does not wear or of which nothing is said yet."""
    wear, written = card.wear, card.written
    lanes = []
    if wear is not None and wear.state in _SHOWN_STATES:
        over = wear.state == "worn_out"
        lanes.append(Lane("wear", wear.date_early, wear.date_median, wear.date_late, over))
    if written is not None and written.state in _SHOWN_STATES:
        over = written.state == "worn_out"
        dates = written.date_early, written.date_median, written.date_late
        lanes.append(Lane("written", *dates, over))
    if not lanes:
        return None
    lanes += _fixed("warranty", part.warranty_end, today)
    lanes += _fixed("contract", _contract_end(part, today), today)
    return Lifeline(today, tuple(lanes))


def _fixed(kind: str, day: date | None, today: date) -> list[Lane]:
    if day == date.max:
        return [Lane(kind, None, None, None)]
    return [] if day is None else [Lane(kind, day, day, day, day < today)]


def _contract_end(part: ServerEdition, today: date) -> date | None:
    """The end of the cover in force; without one, of the last contract that was."""
    covered = covered_until(part.contracts, today)
    past = [c.valid_to for c in part.contracts if c.valid_to is not None and c.valid_to < today]
    return covered or max(past, default=None)


def first_day(line: Lifeline) -> date:
    """The day of the first end ahead; a worn drive comes before all, one without a date after all."""
    if _first(line) == "reached":
        return line.today
    ahead = [lane.middle for lane in line.lanes if lane.middle is not None and not lane.reached]
    return min(ahead, default=date.max)


def sentences(locale: str, line: Lifeline) -> tuple[str, ...]:
    """Which end comes first, and what follows from it; then, where two sources date the wear, how they stand to each other."""
    worn = line.lane("wear") or line.lane("written")
    first = _first(line)
    values = {
        "wear": _window(locale, worn),
        "warranty": _window(locale, line.lane("warranty")),
        "contract": _window(locale, line.lane("contract")),
    }
    said = [
        say(locale, f"lifeline-first-{first}", **values),
        say(locale, f"lifeline-follows-{_follows(line, first)}", **values),
    ]
    return tuple(text for text in said if text)


def _first(line: Lifeline) -> str:
    """The kind of the end that comes first of those ahead; 'reached' for a worn drive, 'none' where no end ahead has a date."""
    worn = line.lane("wear") or line.lane("written")
    if worn is not None and worn.reached:
        return "reached"
    ahead = [
        (lane.middle, place, "wear" if lane.kind == "written" else lane.kind)
        for place, lane in enumerate(line.lanes)
        if lane.middle is not None and not lane.reached
    ]
    return min(ahead)[2] if ahead else "none"


def _follows(line: Lifeline, first: str) -> str:
    covered = [
        kind
        for kind in ("warranty", "contract")
        if (lane := line.lane(kind)) is not None and not lane.reached
    ]
    if first == "none":
        return "covered" if covered else "unknown" if len(line.lanes) < 2 else "uncovered"
    if first in ("wear", "reached"):
        return "worn-covered" if covered else "worn-uncovered"
    return "other-covers" if len(covered) > 1 else "alone"


def _window(locale: str, lane: Lane | None) -> str:
    if lane is None:
        return say(locale, "lifeline-not-known")
    if lane.fixed:
        if lane.middle is None:
            return say(locale, "lifeline-open-ended")
        return human_date(locale, lane.middle)
    if lane.reached:
        return say(locale, "lifeline-reached")
    if lane.early is None:
        return say(locale, "lifeline-not-expected")
    return human_date_range(locale, lane.early, lane.late)


@dataclass(frozen=True, slots=True)
class _Frame:
    first: date
    last: date
    height: float

    def x(self, day: date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        return _LEFT + min(max(share, 0.0), 1.0) * (WIDTH - _LEFT - _RIGHT)


def lifeline_svg(locale: str, line: Lifeline, now: date | None = None) -> str:
    """The drawing as an SVG document: one lane an end, one time axis from the cut on; a rule at `now`, the day of reading, where it is given."""
    frame = _frame(line)
    drawn = [*_axis(frame), _text(_LEFT, _TOP - 7, say(locale, "chart-cut"), "start")]
    beside = _LEFT + 6
    if now is not None and now > line.today:
        drawn += _now(locale, frame, now)
        beside = frame.x(now) + 5 if frame.x(now) < _LEFT + 60 else beside  # no rule through a name
    for place, lane in enumerate(line.lanes):
        drawn += _lane(locale, frame, lane, beside, _TOP + _LANE * place + 25.0)
    words = "; ".join(
        f"{say(locale, f'lifeline-{lane.kind}')} {_window(locale, lane)}" for lane in line.lanes
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {frame.height:g}" width="{WIDTH:g}" height="{frame.height:g}" '
        f'class="lifeline" role="img" aria-label="{escape(words)}" font-family="Noto Sans JP" font-size="12" fill="{_INK}">'
        + "".join(drawn)
        + "</svg>"
    )


def _frame(line: Lifeline) -> _Frame:
    days = [d for lane in line.lanes for d in (lane.early, lane.middle, lane.late) if d]
    last = max([*days, line.today + _LEAST_SPAN])
    last = min(last, line.today + _LONGEST_SPAN)
    margin = (last - line.today) * _MARGIN_RATIO
    height = _TOP + _LANE * len(line.lanes) + _FOOT
    return _Frame(line.today, last + margin, height)


def _axis(frame: _Frame) -> list[str]:
    """A tick and a number for each year that fits."""
    base = frame.height - _FOOT
    drawn = [
        _line(_LEFT, base, WIDTH - _RIGHT, base, "axis", _LINE, 1.0),
        _line(_LEFT, _TOP - 4, _LEFT, base, "today", _INK, 1.0),
    ]
    years = list(range(frame.first.year + 1, frame.last.year + 1))
    for year in years[:: max(-(-len(years) // 6), 1)]:
        x = frame.x(date(year, 1, 1))
        drawn.append(_line(x, _TOP, x, base + 4, "grid", _GRID, 0.8))
        drawn.append(_text(x, base + 17, str(year), "middle"))
    return drawn


def _now(locale: str, frame: _Frame, now: date) -> list[str]:
    """A thin rule; its word stands clear of that of the cut, where the axis begins."""
    x = frame.x(now)
    return [
        _line(x, _TOP - 4, x, frame.height - _FOOT, "today", _INK, 1.0, "2 2"),
        _text(max(x, _LEFT + 48.0), _TOP - 7, say(locale, "chart-today"), "start"),
    ]


def _lane(locale: str, frame: _Frame, lane: Lane, beside: float, y: float) -> list[str]:
    name = f"{say(locale, f'lifeline-{lane.kind}')} {_window(locale, lane)}"
    colour = _COLOURS[lane.kind]
    drawn = [_text(beside, y - 11, name, "start")]
    if lane.middle is None and lane.early is None:
        return drawn
    if lane.fixed and lane.middle is not None:
        x = frame.x(lane.middle)
        points = f"{x:.1f},{y - 6:.1f} {x + 6:.1f},{y:.1f} {x:.1f},{y + 6:.1f} {x - 6:.1f},{y:.1f}"
        fill = "none" if lane.reached else colour
        drawn.append(
            f'<polygon points="{points}" class="lifeline-{lane.kind}" fill="{fill}" stroke="{colour}" stroke-width="1.4"/>'
        )
        return drawn
    return drawn + _bar(frame, lane, y, colour)


def _bar(frame: _Frame, lane: Lane, y: float, colour: str) -> list[str]:
    """The window as a bar with a tick at its middle; open to the right where its late end lies beyond ten years."""
    left = frame.x(lane.early or frame.first)
    right = frame.x(lane.late or frame.last)
    middle = frame.x(lane.middle) if lane.middle else None
    drawn = [
        f'<rect x="{left:.1f}" y="{y - 5:.1f}" width="{max(right - left, 3.0):.1f}" height="10" rx="3" '
        f'class="lifeline-{lane.kind}" fill="{colour}" fill-opacity="0.35"/>'
    ]
    if middle is not None:
        drawn.append(_line(middle, y - 7, middle, y + 7, f"lifeline-{lane.kind}", colour, 2.0))
    if lane.late is None:
        tip = WIDTH - _RIGHT + 9
        drawn.append(
            f'<polygon points="{tip - 9:.1f},{y - 6:.1f} {tip:.1f},{y:.1f} {tip - 9:.1f},{y + 6:.1f}" '
            f'class="lifeline-{lane.kind}" fill="{colour}"/>'
        )
    return drawn


def _line(
    x1: float, y1: float, x2: float, y2: float, kind: str, colour: str, width: float, dash: str = ""
) -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}" '
        f'stroke="{colour}" stroke-width="{width:g}"{dashed}/>'
    )


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
