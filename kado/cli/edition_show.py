"""What `kado edition list` and `kado edition review` print."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from kado.cli.terminal import tell, terminal_locale
from kado.language import say
from kado.language.human import human_month

if TYPE_CHECKING:
    from kado.edition.models import Edition
    from kado.tenancy.models import Organisation


def show_schedule(organisations: "Sequence[Organisation]", at: datetime) -> None:
    """Every organisation's months, with what is to be known of each. Read in a scope that sees them."""
    from kado.edition.schedule import schedule
    from kado.press.cycle import local_instant, notes, state_words

    locale = terminal_locale()
    lines = schedule(organisations, at)
    if not lines:
        tell("cycle-lines-none")
    for line in lines:
        tell(
            "cycle-line",
            month=line.month,
            state=state_words(locale, line),
            cut=local_instant(locale, line.cut_at, line.zone),
            makeable=local_instant(locale, line.makeable_at, line.zone),
            deadline=local_instant(locale, line.deadline_at, line.zone),
            organisation=line.organisation.name_in(locale),
        )
        for note in notes(locale, line):
            tell("cycle-line-note", note=note)


def show_list(organisation: "Organisation", month: str, at: datetime) -> None:
    """The month's revisions of one organisation."""
    from kado.edition.models import Edition

    rows = Edition.objects.filter(organisation=organisation, month=month)
    locale, due = terminal_locale(), _due(organisation, month, at)
    values = {"month": human_month(locale, month), "organisation": organisation.name_in(locale)}
    if not rows:
        tell("edition-none", due=due, **values)
    for edition in rows.order_by("revision"):
        state = say(locale, f"edition-state-{edition.state}")
        if edition.published_at:
            on = edition.published_at.date()
            state = f"{state}, {say(locale, 'edition-line-published', published_date=on)}"
        else:
            state = f"{state}, {due}"
        tell("edition-line", revision=edition.revision, state=state, **values)


def _due(organisation: "Organisation", month: str, at: datetime) -> str:
    from kado.edition import calendar

    deadline = calendar.publish_deadline(month, organisation.zone)
    key = "edition-line-late" if at >= deadline else "edition-line-due"
    last = calendar.last_day(calendar.shifted(month, 1))
    return say(terminal_locale(), key, deadline_date=last)


def show_review(edition: "Edition") -> None:
    """What a person needs before deciding on an edition; its state only, where it does not wait."""
    from kado.edition.models import Edition
    from kado.edition.reading import summary_of

    locale = terminal_locale()
    tell(
        "review-line",
        organisation=edition.organisation.name_in(locale),
        month=human_month(locale, edition.month),
        revision=edition.revision,
        state=say(locale, f"edition-state-{edition.state}"),
    )
    if edition.state != Edition.State.MADE:
        return
    summary = summary_of(edition)
    coverage = say(
        locale,
        "review-coverage-value",
        present_count=summary.hours_present_count,
        expected_count=summary.hours_expected_count,
        share_ratio=summary.hours_present_count / (summary.hours_expected_count or 1),
    )
    facts = {
        "review-coverage": coverage,
        "review-servers": _counted(locale, summary.counts_by_state),
        "review-findings": _counted(locale, summary.counts_by_severity),
        "review-broken": str(summary.counts_by_state.get("could_not_be_analysed", 0)),
        "review-changes": str(len(summary.changes)),
        "review-digest": edition.content_sha256,
    }
    for key, value in facts.items():
        tell("review-fact", name=say(locale, key), value=value)
    tell("review-decide", month=edition.month)


def _counted(locale: str, counts: dict[str, int]) -> str:
    from kado.press.words import state_word

    return ", ".join(f"{state_word(locale, s)} {n}" for s, n in sorted(counts.items())) or "0"
