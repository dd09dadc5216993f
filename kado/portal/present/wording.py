"""Findings and series in words: the texts belong to the rules, the numbers to the verdicts; nothing is made up here."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from kado.catalogue import metric
from kado.catalogue.metrics import is_metric
from kado.facts.forecasts import Crossing, SeriesForecast
from kado.facts.verdicts import Evidence, Scalar, Verdict
from kado.language import human, say
from kado.language.human import human_date_range, human_value
from kado.units import unit_of_name

# UI: the words for certainty are fixed. (lowest confidence, key), surest first.
CERTAINTY: Final = ((0.8, "certainty-likely"), (0.5, "certainty-possible"))


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    attribute: str
    old: str
    new: str
    source: str
    observed_on: date | None
    population_rate: float | None


@dataclass(frozen=True, slots=True)
class FindingText:
    """A verdict ready to be shown. certainty: a key, '' where no probability stands behind it."""

    anchor: str
    rule: str
    server_id: str
    hostname: str
    severity: str
    category: str
    title: str
    action: str
    why: str
    certainty: str
    confidence: float | None
    verdict: Verdict
    evidence: tuple[EvidenceRow, ...]


def anchor_of(verdict: Verdict) -> str:
    """Where a finding stands on its server's karte; the same subject always gives the same anchor."""
    subject = "".join(c if c.isalnum() else "-" for c in verdict.subject).strip("-")
    return f"{verdict.rule}-{subject}".strip("-") if subject else verdict.rule


def finding_text(locale: str, verdict: Verdict, server_id: str, hostname: str) -> FindingText:
    """The texts of the verdict's rule, filled with the verdict's own values."""
    values: dict[str, Scalar] = {
        **(verdict.values or {}),
        "hostname": hostname,
        "subject": verdict.subject,
    }
    key = f"rule-{verdict.rule.replace('_', '-')}"
    return FindingText(
        anchor=anchor_of(verdict),
        rule=verdict.rule,
        server_id=server_id,
        hostname=hostname,
        severity=str(verdict.severity),
        category=str(verdict.category),
        title=say(locale, f"{key}-title", **values),
        action=say(locale, f"{key}-action", **values),
        why=say(locale, f"{key}-why", **values),
        certainty=certainty_of(verdict.confidence),
        confidence=verdict.confidence,
        verdict=verdict,
        evidence=tuple(evidence_row(locale, e) for e in verdict.evidence),
    )


def clear_sentence(locale: str, verdict: Verdict, hostname: str) -> str:
    """What a rule says of a subject in which it found nothing."""
    values = {**(verdict.values or {}), "hostname": hostname, "subject": verdict.subject}
    return say(locale, f"rule-{verdict.rule.replace('_', '-')}-clear", **values)


def certainty_of(confidence: float | None) -> str:
    """The key of the fixed word for a probability, '' where there is none or it is below the lowest."""
    if confidence is None:
        return ""
    return next((key for lowest, key in CERTAINTY if confidence >= lowest), "")


def evidence_row(locale: str, evidence: Evidence) -> EvidenceRow:
    """One row of the evidence table, its values in the unit that the attribute's name ends in."""
    return EvidenceRow(
        attribute=say(locale, f"evidence-{evidence.attribute.replace('_', '-')}"),
        old=_value(locale, evidence.attribute, evidence.old),
        new=_value(locale, evidence.attribute, evidence.new),
        source=evidence.source,
        observed_on=evidence.observed_on,
        population_rate=evidence.population_rate,
    )


def _value(locale: str, name: str, value: Scalar) -> str:
    unit = unit_of_name(name)
    if unit in ("count", "days"):
        return human(locale, value, unit)
    return str(human_value(locale, name, value))


def series_name(locale: str, metric_key: str, instance: str, statistic: str = "") -> str:
    """'/var: File system used', 'Processor use (daily peak)'."""
    if not is_metric(metric_key):
        return metric_key
    found = metric(metric_key)
    name = found.name_ja if locale == "ja" else found.name_en
    if len(found.statistics) > 1 and statistic:
        name = say(
            locale,
            "series-with-statistic",
            name=name,
            statistic=say(locale, f"statistic-{statistic}"),
        )
    return say(locale, "series-with-instance", name=name, instance=instance) if instance else name


def forecast_sentences(locale: str, series: SeriesForecast) -> tuple[str, ...]:
    """What the chart shows, said from its own numbers (UI: a sentence under each chart)."""
    parts = [_now(locale, series), _reason(locale, series), _ahead(locale, series)]
    expected = [c for c in series.crossings if c.date_early]
    parts += [crossing_sentence(locale, c) for c in expected or series.crossings[:1]]
    return tuple(part for part in parts if part)


def first_crossing(series: SeriesForecast) -> Crossing | None:
    """The crossing to point at: the highest threshold that is expected, else the lowest of all."""
    ordered = sorted(series.crossings, key=lambda c: c.threshold_ratio)
    expected = [c for c in ordered if c.date_early]
    return expected[-1] if expected else next(iter(ordered), None)


def crossing_sentence(locale: str, crossing: Crossing) -> str:
    """When a threshold is reached, or that it is not expected within the horizon."""
    key = "chart-crossing" if crossing.date_early else "chart-no-crossing"
    return say(
        locale,
        key,
        threshold_ratio=crossing.threshold_ratio,
        window=human_date_range(locale, crossing.date_early, crossing.date_late),
        horizon_days=crossing.horizon_days,
        within_probability=crossing.probability_within_horizon,
    )


def _now(locale: str, series: SeriesForecast) -> str:
    if series.last_value is None:
        return ""
    value = human(locale, series.last_value, series.unit)
    if series.unit == "ratio" or not series.capacity:
        return say(locale, "chart-now", value=value)
    return say(
        locale,
        "chart-now-of",
        value=value,
        capacity=human(locale, series.capacity, series.unit),
        used_ratio=series.last_value / series.capacity,
    )


def _reason(locale: str, series: SeriesForecast) -> str:
    if not series.reason:
        return ""
    return say(
        locale,
        series.reason,
        since_date=series.since,
        due_date=series.first_forecast_due,
    )


def _ahead(locale: str, series: SeriesForecast) -> str:
    """The quantiles nearest to 90 days ahead: far enough to act on, near enough to be right."""
    if not series.horizons:
        return ""
    ahead = min(series.horizons, key=lambda h: abs(h.horizon_days - 90))
    return say(
        locale,
        "chart-ahead",
        horizon_days=ahead.horizon_days,
        middle=human(locale, ahead.q50, series.unit),
        low=human(locale, ahead.q10, series.unit),
        high=human(locale, ahead.q90, series.unit),
    )
