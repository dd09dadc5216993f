"""What people answered, laid over an edition: which findings are open, which are set aside, and identical ones as one action.

The edition itself stays as it was published. Only the newest one is answered; an earlier one is shown as it was said then.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.http import HttpRequest

from kado import clock
from kado.edition.models import Edition, FindingResponse
from kado.edition.responses import (
    SNOOZE_LONGEST,
    UNANSWERED,
    Key,
    Reason,
    Standing,
    key_of,
    responses_of,
    standing_of,
)
from kado.facts.edition import EditionSummary, FindingLine, ServerEdition, ServerLine
from kado.facts.verdicts import SEVERITY_ORDER, Outcome, Verdict
from kado.portal.access import access_of_request
from kado.portal.language import today_in
from kado.portal.present.states import shares, state_of
from kado.portal.present.wording import FindingText, anchor_of, finding_text
from kado.press.words import action_words
from kado.tenancy.models import Organisation

# From three servers on, the same finding is one piece of work: two are still read faster one by one.
GROUP_SERVERS_COUNT: Final = 3
# What a reader can take in of one list; the rest is on the kartes.
LISTED_COUNT: Final = 100
ASIDE_SHOWN_COUNT: Final = 30


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to an edition's findings. answerable: the edition is the newest and the reader belongs to the organisation."""

    answerable: bool = False
    today: date = date.max
    responses: Mapping[Key, FindingResponse] = field(default_factory=dict)

    @property
    def reasons(self) -> list[str]:
        """Why a finding can be dismissed."""
        return list(Reason.values)

    @property
    def first_day(self) -> date:
        """The first day until which a finding can be snoozed."""
        return self.today + timedelta(days=1)

    @property
    def last_day(self) -> date:
        return self.today + SNOOZE_LONGEST

    def standing(self, server_id: str, verdict: Verdict) -> Standing:
        """How a finding of the edition stands."""
        if not self.responses or verdict.resolved:
            return UNANSWERED
        return standing_of(self.responses.get(key_of(server_id, verdict)), verdict, self.today)


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding as a page shows it. gain_count: the points of health that mending it gives back."""

    text: FindingText
    standing: Standing
    answerable: bool
    gain_count: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """One server of a group."""

    server_id: str
    hostname: str
    subject: str
    anchor: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Group:
    """The same finding on many servers. action: what to do; where it differs, that of the first server, and example says which."""

    rule: str
    severity: str
    category: str
    effort: str
    disruptive: bool
    servers_count: int
    findings_count: int
    open_count: int
    members: tuple[Member, ...]
    action: str
    example: str
    answerable: bool

    @property
    def hidden_count(self) -> int:
        return self.findings_count - len(self.members)


@dataclass(frozen=True, slots=True)
class Told:
    """A summary with the answers laid over it. open and aside: findings, most urgent first. counts: open ones by severity."""

    open: tuple[FindingLine, ...]
    aside: tuple[FindingLine, ...]
    counts: dict[str, int]
    servers: tuple[ServerLine, ...]

    @property
    def open_count(self) -> int:
        return sum(self.counts.values())


def answers_to(
    request: HttpRequest,
    organisation: Organisation,
    edition: Edition,
    server_id: UUID | None = None,
) -> Answers:
    """The answers that hold for the edition: one query for them all, and one that asks whether it is the newest."""
    newer = Edition.objects.filter(
        organisation=organisation, state=Edition.State.PUBLISHED, month__gt=edition.month
    )
    if edition.state != Edition.State.PUBLISHED or newer.exists():
        return Answers()
    belongs = organisation.pk in access_of_request(request).member_ids
    today = today_in(organisation.zone, clock.now())
    return Answers(belongs, today, responses_of(organisation.pk, server_id))


def told(summary: EditionSummary, answers: Answers) -> Told:
    """The findings of the summary, parted into open ones and those set aside.

    Of a fleet with more findings than a summary holds, those beyond count as open: they are the least urgent ones.
    """
    parted: dict[bool, list[FindingLine]] = {True: [], False: []}
    for line in summary.findings:
        parted[answers.standing(line.server_id, line.verdict).is_aside].append(line)
    aside = Counter(str(line.verdict.severity) for line in parted[True])
    counts = {str(s): summary.counts_by_severity.get(s, 0) - aside[str(s)] for s in SEVERITY_ORDER}
    return Told(
        tuple(parted[False]),
        tuple(parted[True]),
        {severity: count for severity, count in counts.items() if count > 0},
        _servers(summary, parted[True], parted[False]),
    )


def _servers(
    summary: EditionSummary, aside: Sequence[FindingLine], still: Sequence[FindingLine]
) -> tuple[ServerLine, ...]:
    """The servers' lines without what is set aside: the state of each is that of its worst open finding."""
    if not aside:
        return summary.servers
    gone = Counter(line.server_id for line in aside)
    worst: dict[str, str] = {}
    for line in still:
        worst.setdefault(line.server_id, str(line.verdict.severity))
    beyond = str(summary.findings[-1].verdict.severity)
    return tuple(
        _line(line, gone[line.server_id], worst.get(line.server_id, beyond))
        if line.server_id in gone
        else line
        for line in summary.servers
    )


def _line(line: ServerLine, gone_count: int, severity: str) -> ServerLine:
    left = line.findings_count - gone_count
    if left > 0:
        return replace(line, severity=severity, findings_count=left)
    return replace(line, state="fine", severity="fine", findings_count=0)


def entries(
    locale: str, lines: Sequence[FindingLine], answers: Answers, limit: int
) -> tuple[list[Entry | Group], int]:
    """At most `limit` entries of a list, a group where it comes first; and how many findings they do not cover."""
    groups = _groups(lines)
    shown: list[Entry | Group] = []
    done: set[tuple[str, str]] = set()
    covered = 0
    for line in lines:
        key = (line.verdict.rule, str(line.verdict.severity))
        if key in done or len(shown) == limit:
            continue
        if key in groups:
            done.add(key)
            shown.append(_group(locale, groups[key], answers))
            covered += len(groups[key])
        else:
            shown.append(entry(locale, line, answers))
            covered += 1
    return shown, len(lines) - covered


def entry(locale: str, line: FindingLine, answers: Answers, gain_count: int = 0) -> Entry:
    """One finding with its texts and how it stands."""
    verdict = line.verdict
    return Entry(
        finding_text(locale, verdict, line.server_id, line.hostname),
        answers.standing(line.server_id, verdict),
        answers.answerable and not verdict.resolved,
        gain_count,
    )


def _groups(lines: Iterable[FindingLine]) -> dict[tuple[str, str], list[FindingLine]]:
    """The findings of one rule at one severity that at least three servers share."""
    by_rule: defaultdict[tuple[str, str], list[FindingLine]] = defaultdict(list)
    for line in lines:
        by_rule[line.verdict.rule, str(line.verdict.severity)].append(line)
    return {
        key: found
        for key, found in by_rule.items()
        if len({line.server_id for line in found}) >= GROUP_SERVERS_COUNT
    }


def _group(locale: str, lines: Sequence[FindingLine], answers: Answers) -> Group:
    first = lines[0]
    listed = lines[:LISTED_COUNT]
    actions = [action_words(locale, line.verdict, line.hostname) for line in listed]
    standings = [answers.standing(x.server_id, x.verdict) for x in lines]
    return Group(
        rule=first.verdict.rule,
        severity=str(first.verdict.severity),
        category=str(first.verdict.category),
        effort=first.verdict.effort,
        disruptive=first.verdict.disruptive,
        servers_count=len({line.server_id for line in lines}),
        findings_count=len(lines),
        open_count=sum(not s.is_answered for s in standings),
        members=tuple(
            Member(x.server_id, x.hostname, x.verdict.subject, anchor_of(x.verdict), s)
            for x, s in zip(listed, standings, strict=False)
        ),
        action=actions[0],
        example="" if len(set(actions)) == 1 else first.hostname,
        answerable=answers.answerable,
    )


def karte_findings(
    locale: str, part: ServerEdition, hostname: str, answers: Answers
) -> dict[str, object]:
    """What the karte's templates need: its findings, parted, and the server's state without what is set aside."""
    gains = {(g.rule, g.subject): g.points_count for g in part.mend_gains}
    found = [
        FindingLine(part.identity.server_id, hostname, v)
        for v in part.verdicts
        if v.outcome is Outcome.FINDING
    ]
    made = [
        entry(locale, x, answers, gains.get((x.verdict.rule, x.verdict.subject), 0)) for x in found
    ]
    aside = [e for e in made if e.standing.is_aside]
    still = [e for e in made if not e.standing.is_aside]
    holding = [e.text.severity for e in still if not e.text.verdict.resolved]
    return {
        "answers": answers,
        "findings": still,
        "aside": aside,
        "aside_count": len(aside),
        "state": min(holding, key=_rank, default="fine") if aside else state_of(part),
    }


def _rank(severity: str) -> int:
    return [str(s) for s in SEVERITY_ORDER].index(severity)


def context_of(
    locale: str, summary: EditionSummary, over: Told, answers: Answers, limit: int
) -> dict[str, object]:
    """What the templates of a summary's findings need: parts/counts.html, entry.html, aside.html."""
    shown, rest_count = entries(locale, over.open, answers, limit)
    beyond_count = sum(summary.counts_by_severity.values()) - len(summary.findings)
    return {
        "answers": answers,
        "shares": shares(over.servers),
        "counts": over.counts,
        "findings": shown,
        "findings_count": over.open_count,
        "hidden_count": rest_count + max(0, beyond_count),
        "aside": [entry(locale, line, answers) for line in over.aside[:ASIDE_SHOWN_COUNT]],
        "aside_count": len(over.aside),
        "aside_hidden_count": max(0, len(over.aside) - ASIDE_SHOWN_COUNT),
    }
