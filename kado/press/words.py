"""Findings, forecasts, conditions and sources in words, for documents, mails and MyDashboard alike.

The texts belong to the rules and the numbers to the facts; nothing is made up here.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from kado.catalogue import metric
from kado.catalogue.metrics import is_metric
from kado.facts.configuration import SourceReport
from kado.facts.edition import EditionSummary
from kado.facts.eligibility import ConditionResult
from kado.facts.forecasts import Crossing, SeriesForecast
from kado.facts.verdicts import Evidence, Outcome, Scalar, Verdict
from kado.language import has, human, say
from kado.language.human import human_date_range, human_value
from kado.units import unit_of_name

# UI: the words for certainty are fixed. (lowest confidence, key), surest first.
_CERTAINTY: Final = ((0.8, "certainty-likely"), (0.5, "certainty-possible"))
# The forecast that a sentence speaks of: far enough to act on, near enough to be right.
_SPOKEN_HORIZON_DAYS: Final = 90
# The rule whose subjects are sources of the collector.
_BLIND_SPOTS: Final = "blind_spots"


@dataclass(frozen=True, slots=True)
class EvidenceWords:
    """One row of the evidence table, its values in the unit that the attribute's name ends in."""

    attribute: str
    old: str
    new: str
    source: str
    observed_on: date | None
    population_rate: float | None


@dataclass(frozen=True, slots=True)
class FindingWords:
    """A verdict ready to be read. certainty: a key, '' where no probability stands behind it."""

    title: str
    action: str
    why: str
    certainty: str
    evidence: tuple[EvidenceWords, ...]


def dashed(key: str) -> str:
    """A name of the code as it stands in text keys: 'act_now' is 'act-now'."""
    return key.replace("_", "-")


def anchor(rule: str, subject: str) -> str:
    """Where a finding stands on its server's karte; the same subject always gives the same anchor."""
    place = "".join(c if c.isalnum() else "-" for c in subject).strip("-")
    return f"{rule}-{place}" if place else rule


def state_word(locale: str, state: str) -> str:
    return say(locale, f"state-{dashed(state)}")


def finding_words(locale: str, verdict: Verdict, hostname: str) -> FindingWords:
    """The texts of the verdict's rule, filled with the verdict's own values."""
    values = _values(verdict, hostname)
    key = f"rule-{dashed(verdict.rule)}"
    return FindingWords(
        title=say(locale, f"{key}-title", **values),
        action=action_words(locale, verdict, hostname),
        why=say(locale, f"{key}-why", **values),
        certainty=certainty_of(verdict.confidence),
        evidence=tuple(_evidence(locale, e) for e in verdict.evidence),
    )


def action_words(locale: str, verdict: Verdict, hostname: str) -> str:
    """What to do, without the other texts: a group asks it of many servers."""
    return say(locale, f"rule-{dashed(verdict.rule)}-action", **_values(verdict, hostname))


def clear_sentence(locale: str, verdict: Verdict, hostname: str) -> str:
    """What a rule says of a subject in which it found nothing."""
    return say(locale, f"rule-{dashed(verdict.rule)}-clear", **_values(verdict, hostname))


def _values(verdict: Verdict, hostname: str) -> dict[str, Scalar]:
    return {**(verdict.values or {}), "hostname": hostname, "subject": verdict.subject}


def certainty_of(confidence: float | None) -> str:
    """The key of the fixed word for a probability, '' where there is none or it is below the lowest."""
    if confidence is None:
        return ""
    return next((key for lowest, key in _CERTAINTY if confidence >= lowest), "")


def certainty_words(locale: str, confidence: float | None) -> str:
    """The fixed word for a probability, with the probability; '' where there is no word."""
    key = certainty_of(confidence)
    if not key:
        return ""
    return say(locale, "press-certainty", word=say(locale, key), is_probability=confidence)


def rule_name(locale: str, rule: str) -> str:
    return say(locale, f"rule-{dashed(rule)}-name")


def open_findings(verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """The findings that hold, in the edition's order: worst first."""
    return [v for v in verdicts if v.outcome is Outcome.FINDING and not v.resolved]


def _evidence(locale: str, evidence: Evidence) -> EvidenceWords:
    source_key = f"evidence-source-{dashed(evidence.source)}"
    return EvidenceWords(
        attribute=say(locale, f"evidence-{dashed(evidence.attribute)}"),
        old=written(locale, evidence.attribute, evidence.old),
        new=written(locale, evidence.attribute, evidence.new),
        source=say(locale, source_key) if has(locale, source_key) else evidence.source,
        observed_on=evidence.observed_on,
        population_rate=evidence.population_rate,
    )


def written(locale: str, name: str, value: Scalar) -> str:
    """A value in the unit that its name ends in; a word of the code as people say it."""
    if value is None:
        return "—"
    word = f"evidence-value-{dashed(str(value).lower())}"
    if isinstance(value, str | bool) and has(locale, word):
        return say(locale, word)
    unit = unit_of_name(name)
    if unit in ("count", "days") or (unit is None and isinstance(value, int | float)):
        return human(locale, value, unit)
    return str(human_value(locale, name, value))


def series_name(locale: str, series: SeriesForecast) -> str:
    """'/var: File system used', 'Processor use (daily peak)'."""
    if not is_metric(series.metric):
        return series.metric
    found = metric(series.metric)
    name = found.name_ja if locale == "ja" else found.name_en
    if len(found.statistics) > 1 and series.statistic:
        name = say(
            locale,
            "series-with-statistic",
            name=name,
            statistic=say(locale, f"statistic-{series.statistic}"),
        )
    return (
        say(locale, "series-with-instance", name=name, instance=series.instance)
        if series.instance
        else name
    )


def subject_name(locale: str, subject: str, rule: str = "") -> str:
    """What a crossing or a verdict is about: a mount point or a device as it is, a metric or a source of the collector by its name."""
    if rule == _BLIND_SPOTS and subject:
        return source_name(locale, subject)
    if not is_metric(subject):
        return subject
    return metric(subject).name_ja if locale == "ja" else metric(subject).name_en


def forecast_sentences(locale: str, series: SeriesForecast) -> tuple[str, ...]:
    """What the chart shows, said from its own numbers (UI: a sentence under each chart): every threshold that is expected, else the lowest."""
    parts = [_now(locale, series), _reason(locale, series), _ahead(locale, series)]
    ordered = sorted(series.crossings, key=lambda c: c.threshold_ratio)
    expected = [c for c in ordered if c.date_early]
    parts += [crossing_sentence(locale, c) for c in expected or ordered[:1]]
    return tuple(part for part in parts if part)


def first_crossing(series: SeriesForecast) -> Crossing | None:
    """The crossing to point at: the highest threshold that is expected (the one that rules judge), else the lowest of all."""
    ordered = sorted(series.crossings, key=lambda c: c.threshold_ratio)
    expected = [c for c in ordered if c.date_early]
    return expected[-1] if expected else next(iter(ordered), None)


def crossing_sentence(locale: str, crossing: Crossing) -> str:
    """When a threshold is reached, or that it is not expected within the horizon."""
    return say(
        locale,
        "chart-crossing" if crossing.date_early else "chart-no-crossing",
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
    capacity = human(locale, series.capacity, series.unit)
    return say(
        locale,
        "chart-now-of",
        value=value,
        capacity=capacity,
        used_ratio=series.last_value / series.capacity,
    )


def _reason(locale: str, series: SeriesForecast) -> str:
    if not series.reason:
        return ""
    return say(locale, series.reason, since_date=series.since, due_date=series.first_forecast_due)


def _ahead(locale: str, series: SeriesForecast) -> str:
    if not series.horizons:
        return ""
    ahead = min(series.horizons, key=lambda h: abs(h.horizon_days - _SPOKEN_HORIZON_DAYS))
    low, middle, high = (human(locale, q, series.unit) for q in (ahead.q10, ahead.q50, ahead.q90))
    return say(
        locale, "chart-ahead", horizon_days=ahead.horizon_days, middle=middle, low=low, high=high
    )


def condition_words(locale: str, result: ConditionResult) -> tuple[str, str, str]:
    """(condition, why it is not met, how to mend it)."""
    values = result.values or {}
    name = say(locale, f"condition-{dashed(result.condition)}-name")
    reason = say(locale, result.reason, **values) if result.reason else ""
    return name, reason, say(locale, result.mend, **values) if result.mend else ""


def source_name(locale: str, source: str) -> str:
    """What a source of the collector reads, as a noun; one that has no word yet is called what it calls itself."""
    key = f"source-{dashed(source)}"
    return say(locale, key) if has(locale, key) else source


def source_words(locale: str, report: SourceReport) -> tuple[str, str]:
    """(why it could not be read, what to do), by the report's code, in words of this very source where there are any."""
    code = dashed(report.code or "unknown")
    own = f"source-{dashed(report.source)}-{code}"
    key = own if has(locale, own) else f"source-code-{code}"
    if not has(locale, key):  # a code of a collector newer than this service
        key = "source-code-unknown"
    return say(locale, key), say(locale, f"{key}-remedy")


def pack_words(summary: EditionSummary) -> str:
    """The advisory packs that the rules read, each with version and the beginning of its digest."""
    packs = (f"{p.name} {p.version} ({p.digest[:12]})" for p in summary.pack_versions)
    return ", ".join(packs)
