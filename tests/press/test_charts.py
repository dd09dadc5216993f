"""Charts: well-formed, inside their frame, and every part of the picture where the facts are."""

import re
from datetime import timedelta
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from kado.facts.forecasts import ForecastState, SeriesForecast
from kado.press.charts import HEIGHT, WIDTH, chart_svg, nice_step
from tests.press.edition_sample import CUT, TB, series

SVG = "{http://www.w3.org/2000/svg}"


def drawing(made: SeriesForecast, locale: str = "en") -> ElementTree.Element:
    return ElementTree.fromstring(chart_svg(locale, made, CUT))


def numbers(root: ElementTree.Element) -> list[tuple[float, float]]:
    """Every point of the lines and areas."""
    found = []
    for element in root.iter():
        pairs = re.findall(r"(-?[\d.]+|nan|inf),(-?[\d.]+|nan|inf)", element.get("points", ""))
        found += [(float(x), float(y)) for x, y in pairs]
    return found


def test_history_band_forecast_threshold_window_cut_and_event_are_drawn() -> None:
    root = drawing(series())
    lines = list(root.iter(f"{SVG}polyline"))
    assert [e.get("stroke-dasharray") for e in lines] == [
        None,
        None,
        "5 3",
    ]  # the gap parts the history
    texts = [e.text for e in root.iter(f"{SVG}text")]
    assert "90%" in texts and "Cut" in texts and "2027" in texts
    assert len(list(root.iter(f"{SVG}rect"))) == 1  # the crossing window
    assert (
        len(list(root.iter(f"{SVG}polygon"))) == 3
    )  # band, event, and the arrow of a window that stays open


def test_no_forecast_no_band_and_no_data_no_drawing() -> None:
    learning = series(state=ForecastState.LEARNING)
    assert "fill-opacity" not in chart_svg("en", learning, CUT)
    assert chart_svg("ja", series(history=(None, None)), CUT) == ""
    assert chart_svg("ja", series(history=(), history_first_day=None), CUT) == ""


def test_text_is_escaped() -> None:
    assert "<b>" not in chart_svg("en", series(instance="<b>&"), CUT)


@settings(max_examples=60, deadline=None)
@given(
    values=st.lists(st.none() | st.floats(0, 1e16), min_size=1, max_size=80),
    capacity=st.none() | st.floats(1e-3, 1e16),
    ahead=st.lists(st.floats(0, 1e16), max_size=20),
)
def test_every_point_lies_inside_the_picture(
    values: list[float | None], capacity: float | None, ahead: list[float]
) -> None:
    path = tuple(
        (CUT + timedelta(days=7 * (i + 1)), v * 0.5, v, v * 1.5) for i, v in enumerate(ahead)
    )
    made = series(
        history=tuple(values),
        history_first_day=CUT - timedelta(days=len(values) - 1),
        capacity=capacity,
        path=path,
    )
    text = chart_svg("ja", made, CUT)
    if not text:
        assert all(v is None for v in values)
        return
    for x, y in numbers(ElementTree.fromstring(text)):
        assert 0 <= x <= WIDTH and 0 <= y <= HEIGHT


@given(st.floats(1e-6, 1e18))
def test_steps_are_round_and_few(top: float) -> None:
    step = nice_step(top)
    assert 1 <= top / step <= 5
    mantissa = float(f"{step:e}".split("e")[0])
    assert mantissa in (1.0, 2.0, 2.5, 5.0)


def test_the_axis_begins_at_zero_and_holds_the_capacity() -> None:
    root = drawing(series(level=0.3, slope=0.0))
    labels = [e.text for e in root.iter(f"{SVG}text") if e.get("text-anchor") == "end"]
    assert "0 B" in labels and "2 TB" in labels
    assert TB > 0
