"""The monthly cycle in words: where a month stands, for the operator's page and the terminal, and what comes next, for customers."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from kado.edition import calendar
from kado.edition.schedule import ScheduleLine
from kado.language import say
from kado.language.human import human_date, human_month
from kado.press.words import dashed

# States whose name leaves something to say.
_EXPLAINED = ("interrupted", "stopped", "not_agreed", "revision")


def state_words(locale: str, line: ScheduleLine) -> str:
    return say(locale, f"cycle-state-{dashed(line.state)}")


def local_instant(locale: str, at: datetime, zone: str) -> str:
    """An instant as people of the zone write it, with the zone's short name."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{human_date(locale, local.date())} {local:%H:%M} {local.tzname() or zone}"


def notes(locale: str, line: ScheduleLine) -> Iterator[str]:
    """What else is to be known of a month, the most pressing first."""
    if line.overdue:
        yield say(locale, "cycle-note-overdue")
    yield from _of_making(locale, line)
    if line.state == "review":
        yield _of_review(locale, line)
    if line.state in _EXPLAINED:
        yield say(locale, f"cycle-note-{dashed(line.state)}")
    if line.catches_up:
        yield say(locale, "cycle-note-catches-up")
    edition = line.edition
    if edition is not None and edition.published_at is not None:
        instant = local_instant(locale, edition.published_at, line.zone)
        yield say(locale, "cycle-note-published", instant=instant)
        if edition.reviewed_by:
            yield say(locale, "cycle-note-reviewed", person=edition.reviewed_by)


def coming(locale: str, line: ScheduleLine | None) -> list[str]:
    """What a customer is told of the edition that comes next; nothing without enrolled servers."""
    if line is None:
        return []
    deadline = calendar.last_day(calendar.shifted(line.month, 1))
    month = human_month(locale, line.month)
    if line.overdue:
        told = [say(locale, "cycle-next-late", month=month, deadline_date=deadline)]
    else:
        soon = line.state not in ("coming", "grace")
        told = [
            say(
                locale,
                "cycle-next-soon" if soon else "cycle-next-sentence",
                month=month,
                zone=line.zone,
                last_date=calendar.last_day(line.month),
                expected_date=calendar.day_of(line.makeable_at, line.zone),
                deadline_date=deadline,
            )
        ]
    if line.state in ("stopped", "not_agreed"):
        told.append(say(locale, f"cycle-next-{dashed(line.state)}"))
    return told


def _of_making(locale: str, line: ScheduleLine) -> Iterator[str]:
    making = line.making
    if making is None:
        return
    if line.state in ("making", "interrupted") and making.step:
        yield say(
            locale,
            "cycle-note-progress",
            step=say(locale, making.step),
            done_count=making.servers_done_count,
            servers_count=making.servers_count,
        )
    if line.is_open and making.problem:
        attempts = making.attempts_count
        yield say(locale, "cycle-note-failed", attempts_count=attempts, problem=making.problem)
        if making.next_attempt_at is not None:
            instant = local_instant(locale, making.next_attempt_at, line.zone)
            yield say(locale, "cycle-note-next", instant=instant)


def _of_review(locale: str, line: ScheduleLine) -> str:
    if line.published_by_itself_at is None:
        return say(locale, "cycle-note-waits")
    instant = local_instant(locale, line.published_by_itself_at, line.zone)
    return say(locale, "cycle-note-unreviewed", instant=instant)
