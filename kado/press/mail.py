"""The mail that tells an edition is there: what needs attention first, and where to read it (MISSION B2, E4)."""

from dataclasses import dataclass
from html import escape
from typing import Final

from kado.facts.edition import EditionSummary
from kado.facts.verdicts import SEVERITY_ORDER, Severity
from kado.language import say
from kado.language.human import human_month
from kado.press.document import answer, last_day
from kado.press.tones import TONES
from kado.press.words import finding_words, state_word

FINDINGS_SHOWN: Final = 5
_STYLE: Final = "font-family: 'Hiragino Sans', 'Noto Sans JP', 'Segoe UI', sans-serif; color: #1a1d24; font-size: 15px; line-height: 1.7; max-width: 40em"


@dataclass(frozen=True, slots=True)
class Mail:
    """subject is one line; text and html say the same."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Line:
    severity: Severity
    word: str
    title: str
    action: str


def edition_mail(summary: EditionSummary, locale: str, url: str) -> Mail:
    """The mail to somebody who reads the edition. `url` is the edition's page on MyDashboard."""
    month = human_month(locale, summary.month)
    organisation = " ".join(summary.organisation_name_in(locale).split())
    key = "press-mail-subject-revised" if summary.revision else "press-mail-subject"
    subject = say(locale, key, organisation=organisation, month=month)
    if summary.is_demonstration:
        subject = say(locale, "press-mail-demonstration", subject=subject)
    cut = say(locale, "press-mail-cut", cut_date=last_day(summary))
    revised = (
        say(locale, "press-revision", revision=summary.revision, reason=summary.revision_reason)
        if summary.revision
        else ""
    )
    opening = [
        answer(locale, summary),
        *_unseen(locale, summary),
        cut,
        *([revised] if revised else []),
    ]
    lines = _lines(locale, summary)
    closing = [say(locale, "press-disclaimer")]
    if summary.is_demonstration:
        closing.insert(0, say(locale, "press-demonstration"))
    return Mail(
        subject,
        _text(locale, opening, lines, url, closing),
        _html(locale, opening, lines, url, closing),
    )


def _unseen(locale: str, summary: EditionSummary) -> list[str]:
    """The servers of which nothing or not all can be said, which is never "all is well" (MISSION D1)."""
    states = summary.counts_by_state
    counts = {
        "no-data": states.get("no_data", 0),
        "not-analysed": states.get("could_not_be_analysed", 0),
        "learning": states.get("learning", 0),
        "not-served": states.get("not_eligible", 0) + states.get("stopped", 0),
    }
    return [
        say(locale, f"press-mail-{state}", servers_count=count)
        for state, count in counts.items()
        if count
    ]


def _lines(locale: str, summary: EditionSummary) -> list[_Line]:
    """The most urgent findings that ask for something: act now and plan before watch."""
    asked = [f for f in summary.findings if f.verdict.severity in SEVERITY_ORDER[:3]][
        :FINDINGS_SHOWN
    ]
    found = []
    for line in asked:
        words = finding_words(locale, line.verdict, line.hostname)
        found.append(
            _Line(
                line.verdict.severity,
                state_word(locale, line.verdict.severity),
                words.title,
                words.action,
            )
        )
    return found


def _text(locale: str, opening: list[str], lines: list[_Line], url: str, closing: list[str]) -> str:
    blocks = ["\n".join(opening)]
    if lines:
        blocks.append(say(locale, "press-first"))
        blocks += [
            f"{TONES[line.severity].mark} {line.word}  {line.title}\n    {line.action}"
            for line in lines
        ]
    blocks.append(f"{say(locale, 'press-mail-read')}\n{url}")
    return "\n\n".join([*blocks, *closing]) + "\n"


def _html(locale: str, opening: list[str], lines: list[_Line], url: str, closing: list[str]) -> str:
    """Plain HTML with inline style: mail readers know little more. Every value is escaped."""
    body = [f'<p style="font-size: 18px"><strong>{escape(opening[0])}</strong></p>']
    body += [f"<p>{escape(text)}</p>" for text in opening[1:]]
    if lines:
        body.append(f'<h2 style="font-size: 16px">{escape(say(locale, "press-first"))}</h2>')
    for line in lines:
        tone = TONES[line.severity]
        body.append(
            f'<p style="border-left: 4px solid {tone.fill}; padding-left: 12px; margin: 12px 0">'
            f'<span style="color: {tone.ink}">{tone.mark} {escape(line.word)}</span> <strong>{escape(line.title)}</strong><br>{escape(line.action)}</p>'
        )
    body.append(
        f'<p><a href="{escape(url, quote=True)}">{escape(say(locale, "press-mail-read"))}</a></p>'
    )
    body += [f'<p style="color: #545b68; font-size: 13px">{escape(text)}</p>' for text in closing]
    return (
        f'<!doctype html><html lang="{locale}"><body style="{_STYLE}">{"".join(body)}</body></html>'
    )
