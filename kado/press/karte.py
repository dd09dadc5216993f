"""One server's part of the PDF: its findings with evidence, its charts, its drives, and what stands in the way where it is not served."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from kado.facts.edition import DriveCard, ServerEdition
from kado.facts.forecasts import ForecastState, SeriesForecast
from kado.facts.verdicts import Verdict
from kado.language import human, say
from kado.language.human import human_date, human_date_range
from kado.press.charts import chart_svg
from kado.press.lifeline import first_day, lifeline_of, lifeline_svg, sentences
from kado.press.tones import Badge, badge, state_of
from kado.press.words import (
    EvidenceWords,
    certainty_words,
    condition_words,
    dashed,
    finding_words,
    forecast_sentences,
    open_findings,
    series_name,
    state_word,
)

# Charts by the state of the server: what is urgent is shown at length, what is fine on half a page.
CHARTS_COUNT: Final = {"act_now": 6, "plan": 6, "watch": 4, "fine": 4, "learning": 4}
DRIVES_LIMIT: Final = 40
LIFELINES_LIMIT: Final = 4


@dataclass(frozen=True, slots=True)
class Finding:
    badge: Badge
    title: str
    action: str
    why: str
    certainty: str
    evidence: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """svg: '' where there is nothing to draw; then the sentences say why."""

    title: str
    state: str
    svg: str
    sentences: str


@dataclass(frozen=True, slots=True)
class Karte:
    """facts: (label, value) lines under the name. notes: sentences about silence, learning or conditions not met."""

    hostname: str
    role: str
    badge: Badge
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]
    checked: str
    charts: tuple[Chart, ...]
    drives: tuple[tuple[str, ...], ...]
    lifelines: tuple[Chart, ...] = ()


def karte_of(locale: str, part: ServerEdition, cut: date) -> Karte:
    """One server as the PDF shows it."""
    hostname = part.identity.hostname
    return Karte(
        hostname=hostname,
        role=part.identity.role,
        badge=badge(locale, state_of(part)),
        facts=_facts(locale, part),
        notes=_notes(locale, part),
        findings=tuple(_finding(locale, v, hostname) for v in open_findings(part.verdicts)),
        checked=_checked(locale, part),
        charts=tuple(_chart(locale, s, cut) for s in chosen(part)),
        drives=tuple(_drive(locale, d) for d in part.drives[:DRIVES_LIMIT]),
        lifelines=_lifelines(locale, part, cut),
    )


def _lifelines(locale: str, part: ServerEdition, cut: date) -> tuple[Chart, ...]:
    """The ends of each SSD on a time line; those that come first, first."""
    found = [(card, lifeline_of(part, card, cut)) for card in part.drives]
    lines = [(card, line) for card, line in found if line is not None]
    lines.sort(key=lambda pair: first_day(pair[1]))
    return tuple(
        Chart(
            title=f"{card.device} {card.facts.model or ''}".strip(),
            state="",
            svg=lifeline_svg(locale, line),
            sentences=("" if locale == "ja" else " ").join(sentences(locale, line)),
        )
        for card, line in lines[:LIFELINES_LIMIT]
    )


def chosen(part: ServerEdition) -> list[SeriesForecast]:
    """The series worth a chart: those that reach a threshold first, then processor peak, memory, and the fullest file systems."""
    ordered = sorted(part.forecasts, key=_interest)
    return ordered[: CHARTS_COUNT.get(state_of(part), 2)]


def _interest(series: SeriesForecast) -> tuple[bool, int, float]:
    """Smaller is more interesting."""
    expected = (
        any(c.date_early for c in series.crossings) or series.state is ForecastState.FULL_ALREADY
    )
    places = {
        ("processor_used_ratio", "peak"): 0,
        ("memory_used_bytes", "mean"): 1,
        ("processor_used_ratio", "mean"): 3,
    }
    share = (series.last_value or 0.0) / series.capacity if series.capacity else 0.0
    return not expected, places.get((series.metric, series.statistic), 2), -share


def _facts(locale: str, part: ServerEdition) -> tuple[tuple[str, str], ...]:
    who, made = part.identity, part.configuration
    rows = [
        ("model", f"{who.manufacturer} {who.model_number}".strip()),
        ("serial", who.serial_number),
        ("os", f"{who.os_name} {who.os_version}".strip()),
    ]
    if made is not None:
        rows.append(("processor", made.processor_model or ""))
        rows.append(("memory", human(locale, made.memory_bytes, "bytes")))
    present = say(
        locale,
        "coverage-of-hours",
        present_count=part.presence.hours_present_count,
        expected_count=part.presence.hours_expected_count,
    )
    rows.append(("hours", present))
    if part.health_score is not None:
        rows.append(("health", str(part.health_score)))
    return tuple((say(locale, f"press-karte-{key}"), value or "—") for key, value in rows)


def _notes(locale: str, part: ServerEdition) -> tuple[str, ...]:
    notes = []
    if part.state == "learning" and part.collecting_since:
        due = part.first_forecast_due
        notes.append(
            say(
                locale,
                "karte-learning-why" if due else "press-learning-open",
                since_date=part.collecting_since,
                due_date=due,
            )
        )
    if part.state in ("no_data", "could_not_be_analysed"):
        notes.append(say(locale, f"help-{dashed(part.state)}"))
    for condition in part.eligibility.conditions:
        if not condition.met:
            notes.append(
                say(
                    locale,
                    "press-note-condition",
                    **dict(
                        zip(
                            ("name", "reason", "mend"),
                            condition_words(locale, condition),
                            strict=True,
                        )
                    ),
                )
            )
    return tuple(notes)


def _finding(locale: str, verdict: Verdict, hostname: str) -> Finding:
    words = finding_words(locale, verdict, hostname)
    return Finding(
        badge(locale, verdict.severity),
        words.title,
        words.action,
        words.why,
        certainty_words(locale, verdict.confidence),
        tuple(_cells(locale, row) for row in words.evidence),
    )


def _cells(locale: str, row: EvidenceWords) -> tuple[str, ...]:
    """A row of evidence in the order of the template's columns."""
    seen = human_date(locale, row.observed_on) if row.observed_on else "—"
    rate = human(locale, row.population_rate, "ratio")
    return row.attribute, row.old, row.new, seen, rate, row.source


def _checked(locale: str, part: ServerEdition) -> str:
    """How many rules looked and found nothing, could not tell, or had nothing to look at (MISSION A4)."""
    outcomes = [v.outcome.value for v in part.verdicts]
    if not outcomes:
        return ""
    return say(
        locale,
        "press-checked",
        clear_count=outcomes.count("clear"),
        unknown_count=outcomes.count("cannot_tell"),
        absent_count=outcomes.count("not_applicable"),
    )


def _chart(locale: str, series: SeriesForecast, cut: date) -> Chart:
    return Chart(
        title=series_name(locale, series),
        state="" if series.state is ForecastState.FORECAST else state_word(locale, series.state),
        svg=chart_svg(locale, series, cut),
        sentences=("" if locale == "ja" else " ").join(forecast_sentences(locale, series)),
    )


def _drive(locale: str, card: DriveCard) -> tuple[str, ...]:
    facts, wear = card.facts, card.wear
    end = "—"
    if wear is not None and wear.date_early is not None:
        end = human_date_range(locale, wear.date_early, wear.date_late)
    elif wear is not None:
        end = say(locale, f"wear-{dashed(wear.state)}")
    verdict = say(locale, f"risk-{dashed(card.risk.verdict)}") if card.risk else "—"
    return (
        card.device,
        f"{facts.model or '—'}\n{say(locale, f'drive-kind-{facts.kind}')} {human(locale, facts.capacity_bytes, 'bytes')}",
        verdict,
        human(locale, facts.wear_ratio, "ratio"),
        end,
        human(locale, facts.power_on_seconds, "seconds"),
    )
