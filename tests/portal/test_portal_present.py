"""From facts to what is shown: texts, differences, sparklines, states, sentences. Pure, so no world is needed but for its folder."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kado.facts.forecasts import ForecastState
from kado.language import say
from kado.language.prose import blocks_of, difference
from kado.portal.present import sparkline
from kado.portal.present.charts import chart_of
from kado.portal.present.states import STATES, icon_of, tone_of
from kado.portal.present.what_if import what_if_of
from kado.portal.present.wording import anchor_of
from kado.press.tones import TONES
from kado.press.words import certainty_of, forecast_sentences
from tests.portal.sample_facts import CUT_DAY, fleet

TEXT = """# Title
## 1. Head
First line
goes on.

1. One
   - inner
| No. | What |
|---|---|
| 1 | this |
---
End <script>"""


def test_a_text_becomes_blocks() -> None:
    kinds = [(b.kind, b.text, b.level, b.mark, b.depth) for b in blocks_of(TEXT)]
    assert kinds == [
        ("heading", "Title", 2, "", 0),
        ("heading", "1. Head", 2, "", 0),
        ("paragraph", "First line goes on.", 0, "", 0),
        ("item", "One", 0, "1.", 0),
        ("item", "inner", 0, "・", 1),
        ("table", "", 0, "", 0),
        ("rule", "", 0, "", 0),
        ("paragraph", "End <script>", 0, "", 0),
    ]
    assert blocks_of(TEXT)[5].rows == (("No.", "What"), ("1", "this"))


@given(st.text(alphabet="#-|1. ab\n一", max_size=80))
def test_no_word_of_a_text_is_lost(body: str) -> None:
    shown = "".join(
        b.mark + b.text + "".join("".join(row) for row in b.rows) for b in blocks_of(body)
    )
    for letter in "ab一":
        assert shown.count(letter) == body.count(letter)


@given(st.lists(st.sampled_from("abcde")), st.lists(st.sampled_from("abcde")))
def test_a_difference_leads_from_the_old_text_to_the_new(old: list[str], new: list[str]) -> None:
    lines = difference("\n".join(old), "\n".join(new))
    assert [x.text for x in lines if x.kind != "added"] == old
    assert [x.text for x in lines if x.kind != "removed"] == new


@given(st.lists(st.none() | st.floats(-1, 3), max_size=40))
def test_a_sparkline_stays_in_its_frame_and_breaks_at_gaps(values: list[float | None]) -> None:
    drawn = str(sparkline.svg(values, "label"))
    for x, y in re.findall(r"([\d.]+),([\d.]+)", drawn):
        assert 0 <= float(x) <= sparkline.WIDTH and 0 <= float(y) <= sparkline.HEIGHT
    marks = "".join("v" if v is not None else " " for v in values)
    assert drawn.count("<polyline") == len(marks.split())


def test_every_state_has_word_explanation_tone_and_shape() -> None:
    assert list(STATES) == list(TONES)
    for state in STATES:
        key = state.replace("_", "-")
        for locale in ("ja", "en"):
            assert say(locale, f"state-{key}") and say(locale, f"help-{key}")
        assert tone_of(state) and icon_of(state)


def test_words_for_certainty_are_fixed() -> None:
    assert [certainty_of(p) for p in (None, 0.49, 0.5, 0.79, 0.8, 1.0)] == [
        "", "", "certainty-possible", "certainty-possible", "certainty-likely", "certainty-likely",
    ]  # fmt: skip


def test_sentences_carry_the_numbers_of_the_chart() -> None:
    series = fleet()[0].forecasts[0]
    text = " ".join(forecast_sentences("en", series))
    assert "332 GB of 400 GB (83%)" in text or "333 GB of 400 GB (83%)" in text
    crossing = next(c for c in series.crossings if c.date_early)
    assert f"{crossing.date_early:%-d %b %Y}" in text and "87%" in text
    chart = chart_of("en", series, CUT_DAY, date(2026, 11, 23))
    assert chart.is_eventful and len(chart.months) == 13 and chart.data["past"]


def test_nothing_is_drawn_ahead_where_nothing_can_be_said() -> None:
    for part in fleet():
        for series in part.forecasts:
            chart = chart_of("ja", series, CUT_DAY, CUT_DAY)
            ahead = series.state in (ForecastState.FORECAST, ForecastState.LEVEL_ONLY)
            assert bool(chart.data["forecast"]) == ahead
            assert chart.sentences


def test_anchors_are_the_same_for_the_same_subject() -> None:
    anchors = [anchor_of(v) for v in fleet()[0].verdicts]
    assert all(re.fullmatch(r"[\w-]+", a) for a in anchors)
    assert len(set(anchors)) == len(anchors)


def test_what_if_gets_the_editions_own_dates_and_every_word_in_both_languages() -> None:
    """The script holds no word and no date of its own: with nothing changed it must say what the edition says."""
    drawn = [f for part in fleet() for f in part.forecasts if f.capacity and f.path]
    assert drawn
    for locale in ("ja", "en"):
        for series in drawn:
            given = what_if_of(locale, series)
            if given is None:
                assert series.state is ForecastState.UNPREDICTABLE or series.explanation is None
                continue
            assert [c["ratio"] for c in given["crossings"]] == [  # type: ignore[attr-defined]
                c.threshold_ratio for c in series.crossings
            ]
            assert given["days"] == series.horizon_days
            words = given["words"]
            assert isinstance(words, dict)
            assert "{early}" in words["between"] and "{late}" in words["between"]
            assert not [w for w in words.values() if not w]
