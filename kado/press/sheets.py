"""The rows behind the tables: what XLSX and CSV hold, typed, not yet written (MISSION A1-A3, E5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from kado.facts.edition import EditionSummary, ServerEdition, ServerLine
from kado.facts.verdicts import Verdict
from kado.language import human, say
from kado.language.human import human_month
from kado.press.tones import state_of, urgency
from kado.press.words import (
    condition_words,
    dashed,
    finding_words,
    open_findings,
    pack_words,
    rule_name,
    series_name,
    state_word,
    subject_name,
)

Cell = str | int | float | date | None


class Kind(StrEnum):
    """What a column holds; a number keeps its base unit, so that it can be reckoned with."""

    TEXT = "text"
    COUNT = "count"
    RATIO = "ratio"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """key: the heading is the text `press-sheet-<key>`."""

    key: str
    kind: Kind = Kind.TEXT
    width: int = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """key: the name of the sheet is the text `press-sheet-<key>`."""

    key: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


_T, _C, _R, _N, _D = Kind.TEXT, Kind.COUNT, Kind.RATIO, Kind.NUMBER, Kind.DATE
SERVER_COLUMNS: Final = (
    Column("server", _T, 22), Column("role", _T, 22), Column("model"), Column("serial-number"), Column("system", _T, 22), Column("state", _T, 14),
    Column("health-score", _C, 10), Column("findings-count", _C, 10), Column("fullest-mount", _T, 24), Column("fullest-ratio", _R, 10),
    Column("crossing-subject", _T, 24), Column("crossing-early", _D, 12), Column("crossing-late", _D, 12), Column("hours-present", _C, 12), Column("hours-expected", _C, 12),
)  # fmt: skip
FINDING_COLUMNS: Final = (
    Column("server", _T, 22), Column("severity", _T, 12), Column("rule", _T, 28), Column("subject", _T, 24), Column("title", _T, 60), Column("action", _T, 60),
    Column("why", _T, 60), Column("category", _T, 14), Column("confidence", _R, 12), Column("effort", _T, 12), Column("evidence", _T, 60),
)  # fmt: skip
_FORECASTS: Final = (
    Column("server", _T, 22), Column("series", _T, 40), Column("forecast-state", _T, 14), Column("unit", _T, 10), Column("capacity", _N, 18),
    Column("last-value", _N, 18), Column("horizon-days", _C, 10), Column("day", _D, 12), Column("q10", _N, 18), Column("q50", _N, 18), Column("q90", _N, 18),
)  # fmt: skip
_CROSSINGS: Final = (
    Column("server", _T, 22), Column("series", _T, 40), Column("threshold", _R, 10), Column("horizon-days", _C, 10), Column("probability", _R, 12),
    Column("crossing-early", _D, 12), Column("crossing-median", _D, 12), Column("crossing-late", _D, 12),
)  # fmt: skip
_DRIVES: Final = (
    Column("server", _T, 22), Column("device", _T, 16), Column("drive-kind", _T, 12), Column("drive-model", _T, 30), Column("serial-number", _T, 18),
    Column("capacity-bytes", _N, 20), Column("risk-verdict", _T, 14), Column("risk", _R, 12), Column("vendor-verdict", _T, 14), Column("wear-ratio", _R, 10),
    Column("wear-early", _D, 12), Column("wear-late", _D, 12), Column("spare-ratio", _R, 10), Column("power-on-hours", _C, 14),
    Column("celsius", _C, 10), Column("written-bytes", _N, 20), Column("media-errors", _C, 12), Column("read-on", _D, 12),
)  # fmt: skip
_ELIGIBILITY: Final = (
    Column("server", _T, 22), Column("eligible", _T, 12), Column("condition", _T, 28), Column("met", _T, 10), Column("reason", _T, 60), Column("mend", _T, 60),
)  # fmt: skip
_ABOUT: Final = (Column("what", _T, 28), Column("value", _T, 80))


def sheets_of(
    summary: EditionSummary, parts: Sequence[ServerEdition], locale: str, digest: str
) -> tuple[Sheet, ...]:
    """The sheets of one edition, servers most urgent first."""
    ordered = sorted(parts, key=lambda p: (urgency(state_of(p)), p.identity.hostname))
    return (
        _servers(summary, ordered, locale),
        _findings(ordered, locale),
        _forecasts(ordered, locale),
        _crossings(ordered, locale),
        _drives(ordered, locale),
        _eligibility(ordered, locale),
        _about(summary, locale, digest),
    )


def _servers(summary: EditionSummary, parts: Sequence[ServerEdition], locale: str) -> Sheet:
    lines = {line.server_id: line for line in summary.servers}
    rows = tuple(server_row(part, lines[part.identity.server_id], locale) for part in parts)
    return Sheet("servers", SERVER_COLUMNS, rows)


def server_row(part: ServerEdition, line: ServerLine, locale: str) -> tuple[Cell, ...]:
    """One server under SERVER_COLUMNS."""
    who = part.identity
    return (
        who.hostname, who.role, f"{who.manufacturer} {who.model_number}".strip(), who.serial_number, f"{who.os_name} {who.os_version}".strip(),
        state_word(locale, state_of(part)), part.health_score, line.findings_count, line.fullest_mount, line.fullest_ratio,
        subject_name(locale, line.next_crossing_subject), line.next_crossing_early, line.next_crossing_late, part.presence.hours_present_count, part.presence.hours_expected_count,
    )  # fmt: skip


def _findings(parts: Sequence[ServerEdition], locale: str) -> Sheet:
    return Sheet(
        "findings",
        FINDING_COLUMNS,
        tuple(row for part in parts for row in finding_rows(part, locale)),
    )


def finding_rows(part: ServerEdition, locale: str) -> list[tuple[Cell, ...]]:
    """The server's findings that hold, under FINDING_COLUMNS."""
    return [
        _finding_row(part.identity.hostname, verdict, locale)
        for verdict in open_findings(part.verdicts)
    ]


def _finding_row(hostname: str, verdict: Verdict, locale: str) -> tuple[Cell, ...]:
    words = finding_words(locale, verdict, hostname)
    evidence = "; ".join(f"{row.attribute}: {row.old} → {row.new}" for row in words.evidence)
    subject = subject_name(locale, verdict.subject, verdict.rule)
    return (
        hostname, state_word(locale, verdict.severity), rule_name(locale, verdict.rule), subject, words.title, words.action,
        words.why, say(locale, f"category-{verdict.category}"), verdict.confidence, say(locale, f"effort-{verdict.effort}"), evidence,
    )  # fmt: skip


def _forecasts(parts: Sequence[ServerEdition], locale: str) -> Sheet:
    """One row per series and horizon; a series without a forecast has one row that says why not."""
    rows: list[tuple[Cell, ...]] = []
    for part in parts:
        for series in part.forecasts:
            head = (
                part.identity.hostname,
                series_name(locale, series),
                state_word(locale, series.state),
                series.unit,
                series.capacity,
                series.last_value,
            )
            rows += [(*head, h.horizon_days, h.day, h.q10, h.q50, h.q90) for h in series.horizons]
            if not series.horizons:
                rows.append((*head, None, None, None, None, None))
    return Sheet("forecasts", _FORECASTS, tuple(rows))


def _crossings(parts: Sequence[ServerEdition], locale: str) -> Sheet:
    rows = [
        (
            part.identity.hostname,
            series_name(locale, series),
            c.threshold_ratio,
            c.horizon_days,
            c.probability_within_horizon,
            c.date_early,
            c.date_median,
            c.date_late,
        )
        for part in parts
        for series in part.forecasts
        for c in series.crossings
    ]
    return Sheet("crossings", _CROSSINGS, tuple(rows))


def _drives(parts: Sequence[ServerEdition], locale: str) -> Sheet:
    rows = []
    for part in parts:
        for card in part.drives:
            facts, risk, wear = card.facts, card.risk, card.wear
            hours = None if facts.power_on_seconds is None else facts.power_on_seconds // 3600
            rows.append(
                (
                    part.identity.hostname, card.device, say(locale, f"drive-kind-{facts.kind}"), facts.model, facts.serial, facts.capacity_bytes,
                    say(locale, f"risk-{dashed(risk.verdict)}") if risk else None, risk.risk_30d if risk else None,
                    say(locale, f"vendor-verdict-{facts.vendor_verdict}"), facts.wear_ratio, wear.date_early if wear else None, wear.date_late if wear else None,
                    facts.spare_ratio, hours, facts.temperature_celsius, facts.written_bytes, facts.media_errors_count, card.read_on,
                )
            )  # fmt: skip
    return Sheet("drives", _DRIVES, tuple(rows))


def _eligibility(parts: Sequence[ServerEdition], locale: str) -> Sheet:
    rows = []
    for part in parts:
        for condition in part.eligibility.conditions:
            name, reason, mend = condition_words(locale, condition)
            yes, met = (
                say(locale, f"press-{'yes' if v else 'no'}")
                for v in (part.eligibility.eligible, condition.met)
            )
            rows.append((part.identity.hostname, yes, name, met, reason, mend))
    return Sheet("eligibility", _ELIGIBILITY, tuple(rows))


def _about(summary: EditionSummary, locale: str, digest: str) -> Sheet:
    """What the tables were made from: the same facts as on the document's last page."""
    rows = (
        ("press-basis-organisation", summary.organisation_name_in(locale)),
        ("press-basis-month", human_month(locale, summary.month)),
        ("press-sheet-revision", str(summary.revision)),
        ("press-about-cut", summary.cut_at.strftime("%Y-%m-%d %H:%M UTC")),
        ("press-basis-since", human(locale, summary.data_from, None)),
        ("press-about-code", summary.code_version),
        ("press-about-rules", summary.rules_version),
        ("press-about-packs", pack_words(summary)),
        ("press-about-model", summary.model_version),
        ("press-about-terms", summary.terms_version),
        ("press-about-digest", digest),
        ("press-sheet-note", say(locale, "press-disclaimer")),
    )
    label = (
        ((say(locale, "press-sheet-note"), say(locale, "press-demonstration")),)
        if summary.is_demonstration
        else ()
    )
    return Sheet("about", _ABOUT, label + tuple((say(locale, key), value) for key, value in rows))
