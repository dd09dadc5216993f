"""What the PDF says, as plain values ready to be set: every number written, every word in the reader's language (MISSION A1-A6, B1-B3).

Made from an edition's frozen facts alone; the template in templates/ only sets it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from kado.facts.edition import Change, EditionSummary, FindingLine, ServerEdition, ServerLine
from kado.language import human, say
from kado.language.human import human_date, human_date_range, human_month
from kado.press.karte import Karte, karte_of
from kado.press.tones import TONES, Badge, badge, state_of, urgency
from kado.press.words import (
    certainty_words,
    condition_words,
    finding_words,
    pack_words,
    rule_name,
    subject_name,
)

FIRST_FINDINGS: Final = 5
CHANGES_SHOWN: Final = 20
# A document that nobody can page through helps nobody: beyond these, servers stand in the list only, and then in the workbook only.
KARTES_LIMIT: Final = 100
LINES_LIMIT: Final = 1_000
_DIGEST_SHOWN: Final = 16
# What nothing is said of is never read as "all is well" (MISSION D1).
_UNKNOWN: Final = ("no_data", "could_not_be_analysed", "not_eligible", "stopped")


@dataclass(frozen=True, slots=True)
class Block:
    """A finding in the list of what to do first. certainty may be ''."""

    badge: Badge
    title: str
    action: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Share:
    badge: Badge
    servers_count: int


@dataclass(frozen=True, slots=True)
class Line:
    """One server in the list."""

    badge: Badge
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Everything the template needs. words: labels by name. demonstration: '' unless the edition is one."""

    language: str
    words: dict[str, str]
    demonstration: str
    organisation: str
    month: str
    revision: str
    answer: str
    basis: tuple[tuple[str, str], ...]
    footer: str
    first: tuple[Block, ...]
    changes: tuple[tuple[str, str], ...]
    shares: tuple[Share, ...]
    servers: tuple[Line, ...]
    unlisted: str
    card: tuple[tuple[str, str], ...]
    coverage: tuple[tuple[str, str], ...]
    health: tuple[tuple[str, str], ...]
    kartes: tuple[Karte, ...]
    omitted: str
    unmet: tuple[tuple[str, str, str, str], ...]  # server, condition, why, how to mend
    about: tuple[tuple[str, str], ...]
    states: tuple[tuple[Badge, str], ...]


_WORDS: Final = (
    "title", "basis", "first", "changes", "servers", "card", "coverage", "health", "kartes", "eligibility", "about", "states",
    "none-first", "none-changes", "none-card", "none-unmet", "do", "drives", "lifelines", "charts",
    "disclaimer", "column-server", "column-model", "column-health", "column-findings", "column-fullest", "column-crossing", "column-state",
    "evidence-attribute", "evidence-old", "evidence-new", "evidence-observed", "evidence-rate", "evidence-source", "drive-device", "drive-model", "drive-verdict",
    "drive-wear", "drive-end", "drive-hours", "condition", "reason", "mend", "legend",
)  # fmt: skip


def document_of(
    summary: EditionSummary, parts: Sequence[ServerEdition], locale: str, digest: str
) -> Document:
    """The document of one edition in one language. `digest` is the edition's own."""
    cut = last_day(summary)
    shown = sorted(parts, key=lambda p: (urgency(state_of(p)), p.identity.hostname))[:KARTES_LIMIT]
    listed = sorted(summary.servers, key=lambda s: (urgency(state_of(s)), s.hostname))[:LINES_LIMIT]
    return Document(
        language=locale,
        words={word: say(locale, f"press-{word}") for word in _WORDS},
        demonstration=say(locale, "press-demonstration") if summary.is_demonstration else "",
        organisation=summary.organisation_name_in(locale),
        month=human_month(locale, summary.month),
        revision=_revision(locale, summary),
        answer=answer(locale, summary),
        basis=_basis(locale, summary, cut),
        footer=say(locale, "press-footer", cut_date=cut, digest=digest[:_DIGEST_SHOWN]),
        first=tuple(_block(locale, f) for f in summary.findings[:FIRST_FINDINGS]),
        changes=tuple(change_words(locale, c) for c in summary.changes[:CHANGES_SHOWN]),
        shares=_shares(locale, summary.servers),
        servers=tuple(_line(locale, s) for s in listed),
        unlisted=_left_out(locale, "unlisted", len(summary.servers) - len(listed)),
        card=_card(locale, summary),
        coverage=_coverage(locale, summary),
        health=tuple(
            (say(locale, f"category-{h.category}"), _score(h.score)) for h in summary.health
        ),
        kartes=tuple(karte_of(locale, part, cut) for part in shown),
        omitted=_left_out(locale, "omitted", len(parts) - len(shown)),
        unmet=_unmet(locale, parts),
        about=_about(locale, summary, digest),
        states=tuple((badge(locale, s), say(locale, f"help-{s.replace('_', '-')}")) for s in TONES),
    )


def last_day(summary: EditionSummary) -> date:
    """The last day in the edition, in the customer's zone."""
    return (summary.cut_at.astimezone(ZoneInfo(summary.zone)) - timedelta(seconds=1)).date()


def _left_out(locale: str, key: str, servers_count: int) -> str:
    return say(locale, f"press-{key}", servers_count=servers_count) if servers_count else ""


def _revision(locale: str, summary: EditionSummary) -> str:
    if not summary.revision:
        return ""
    return say(locale, "press-revision", revision=summary.revision, reason=summary.revision_reason)


def answer(locale: str, summary: EditionSummary) -> str:
    """The one sentence of the cover: how many servers need something, by the worst state there is."""
    states = [state_of(s) for s in summary.servers]
    worst = next((s for s in ("act_now", "plan", "watch") if s in states), "")
    if worst:
        key = worst.replace("_", "-")
        return say(locale, f"press-answer-{key}", servers_count=states.count(worst))
    unknown = sum(states.count(s) for s in _UNKNOWN)
    key = "unknown" if unknown else "fine"
    return say(locale, f"press-answer-{key}", servers_count=unknown)


def _basis(locale: str, summary: EditionSummary, cut: date) -> tuple[tuple[str, str], ...]:
    rows = (
        ("organisation", summary.organisation_name_in(locale)),
        ("month", human_month(locale, summary.month)),
        ("cut", say(locale, "press-cut-value", cut_date=cut, zone=summary.zone)),
        ("since", human(locale, summary.data_from, None)),
        ("servers-count", human(locale, len(summary.servers), "count")),
    )
    return tuple((say(locale, f"press-basis-{key}"), value) for key, value in rows)


def _block(locale: str, line: FindingLine) -> Block:
    words = finding_words(locale, line.verdict, line.hostname)
    return Block(
        badge(locale, line.verdict.severity),
        words.title,
        words.action,
        certainty_words(locale, line.verdict.confidence),
    )


def change_words(locale: str, change: Change) -> tuple[str, str]:
    """What kind of change it is, and what changed where."""
    name = rule_name(locale, change.rule)
    about = subject_name(locale, change.subject, change.rule)
    subject = (
        say(locale, "press-change-subject", hostname=change.hostname, subject=about)
        if about
        else change.hostname
    )
    return say(locale, f"change-{change.kind}"), say(
        locale, "press-change", where=subject, what=name
    )


def _shares(locale: str, lines: Sequence[ServerLine]) -> tuple[Share, ...]:
    states = [state_of(s) for s in lines]
    return tuple(Share(badge(locale, s), states.count(s)) for s in TONES if s in states)


def _line(locale: str, line: ServerLine) -> Line:
    fullest = "—"
    if line.fullest_ratio is not None:
        fullest = f"{human(locale, line.fullest_ratio, 'ratio')} {line.fullest_mount}"
    crossing = human_date_range(locale, line.next_crossing_early, line.next_crossing_late)
    system = f"{line.os_name} {line.os_version}".strip()
    cells = (
        line.hostname,
        f"{line.model_number}\n{system}",
        _score(line.health_score),
        str(line.findings_count),
        fullest,
        f"{crossing}\n{subject_name(locale, line.next_crossing_subject)}"
        if line.next_crossing_early
        else "—",
    )
    return Line(badge(locale, state_of(line)), cells)


def _score(score: int | None) -> str:
    return "—" if score is None else str(score)


def _card(locale: str, summary: EditionSummary) -> tuple[tuple[str, str], ...]:
    """The report card over earlier editions; empty where nothing can be compared yet (MISSION A6)."""
    accuracy = summary.accuracy
    if accuracy is None or not accuracy.forecasts_count:
        return ()
    called = say(
        locale,
        "accuracy-called",
        called_count=accuracy.crossings_called_count,
        missed_count=accuracy.crossings_missed_count,
    )
    return (
        (say(locale, "press-card-forecasts"), human(locale, accuracy.forecasts_count, "count")),
        (say(locale, "accuracy-coverage"), human(locale, accuracy.coverage_ratio, "ratio")),
        (say(locale, "accuracy-error"), human(locale, accuracy.median_error_ratio, "ratio")),
        (say(locale, "accuracy-crossings"), called),
    )


def _coverage(locale: str, summary: EditionSummary) -> tuple[tuple[str, str], ...]:
    expected = summary.hours_expected_count
    share = summary.hours_present_count / expected if expected else None
    hours = say(
        locale,
        "coverage-of-hours",
        present_count=summary.hours_present_count,
        expected_count=expected,
    )
    return (
        (say(locale, "coverage-hours"), hours),
        (say(locale, "press-coverage-share"), human(locale, share, "ratio")),
        (
            say(locale, "coverage-since"),
            human_date(locale, summary.data_from) if summary.data_from else "—",
        ),
    )


def _unmet(locale: str, parts: Sequence[ServerEdition]) -> tuple[tuple[str, str, str, str], ...]:
    """Every condition that is not met, with the way to meet it (MISSION C5)."""
    return tuple(
        (part.identity.hostname, *condition_words(locale, condition))
        for part in sorted(parts, key=lambda p: p.identity.hostname)
        for condition in part.eligibility.conditions
        if not condition.met
    )[:LINES_LIMIT]


def _about(locale: str, summary: EditionSummary, digest: str) -> tuple[tuple[str, str], ...]:
    pins = ", ".join(f"{name} {version}" for name, version in sorted(summary.lake_versions.items()))
    rows = (
        ("cut", summary.cut_at.strftime("%Y-%m-%d %H:%M UTC")),
        ("lake", pins),
        ("code", summary.code_version),
        ("rules", summary.rules_version),
        ("packs", pack_words(summary)),
        ("model", summary.model_version),
        ("terms", summary.terms_version),
        ("digest", digest),
    )
    return tuple((say(locale, f"press-about-{key}"), value or "—") for key, value in rows)
