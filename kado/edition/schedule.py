"""The visible schedule: every organisation's months with their cut, deadline and where they stand (MISSION B2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from kado.edition import calendar
from kado.edition.cycle import CATCH_UP_MONTHS, Heard, heard_of, months_due, waits_for
from kado.edition.models import Edition, Making
from kado.edition.progress import SILENT_AFTER
from kado.edition.review import Policy, policies_of
from kado.tenancy.models import Organisation

PAST_MONTHS: Final = 2
_PUBLISHED: Final = (Edition.State.PUBLISHED, Edition.State.SUPERSEDED)
_BLOBS: Final = ("summary", "inputs", "calibration")


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """One organisation's month.

    state: 'coming' (the month is not over), 'grace' (late data is waited for), 'due', 'making', 'interrupted' (its maker is
    gone; it will be taken up), 'failed' (tried again later), 'review', 'made', 'published', 'revision' (one that is not
    published yet), 'stopped', 'not_agreed'. edition: without its documents. published_by_itself_at: of one under review.
    """

    organisation: Organisation
    month: str
    cut_at: datetime
    makeable_at: datetime
    deadline_at: datetime
    state: str
    overdue: bool
    catches_up: bool
    edition: Edition | None = None
    making: Making | None = None
    published_by_itself_at: datetime | None = None

    @property
    def zone(self) -> str:
        return self.organisation.zone

    @property
    def needs_a_person(self) -> bool:
        return self.overdue or self.state in ("failed", "review", "revision")

    @property
    def is_open(self) -> bool:
        """Whether its edition is still to come."""
        return self.state not in ("published", "revision")


@dataclass(frozen=True, slots=True)
class _Known:
    """What is read once for many organisations."""

    heard: dict[UUID, Heard]
    editions: dict[tuple[UUID, str], list[Edition]]
    makings: dict[tuple[UUID, str], Making]
    policies: dict[UUID, Policy]


def schedule(
    organisations: Sequence[Organisation], at: datetime, past_months: int = PAST_MONTHS
) -> list[ScheduleLine]:
    """Each organisation's current month, what is due, and what was in the months before; newest first. Read in a scope that sees them."""
    known = _known([o.pk for o in organisations], at)
    lines: list[ScheduleLine] = []
    for organisation in organisations:
        heard = known.heard.get(organisation.pk)
        if heard is not None and heard.first_at is not None:
            lines += _lines(organisation, heard, known, at, past_months)
    return lines


def next_line(organisation: Organisation, at: datetime) -> ScheduleLine | None:
    """The edition that comes next: the oldest that is due, or the current month's. None without enrolled servers."""
    lines = [line for line in schedule([organisation], at) if line.is_open]
    return lines[-1] if lines else None


def _known(organisation_ids: list[UUID], at: datetime) -> _Known:
    editions: dict[tuple[UUID, str], list[Edition]] = {}
    rows = Edition.objects.filter(organisation_id__in=organisation_ids).defer(*_BLOBS)
    for edition in rows.order_by("-revision"):
        editions.setdefault((edition.organisation_id, edition.month), []).append(edition)
    makings = Making.objects.filter(organisation_id__in=organisation_ids)
    return _Known(
        heard=heard_of(organisation_ids, at),
        editions=editions,
        makings={(m.organisation_id, m.month): m for m in makings},
        policies=policies_of(organisation_ids),
    )


def _lines(
    organisation: Organisation, heard: Heard, known: _Known, at: datetime, past_months: int
) -> list[ScheduleLine]:
    zone, own = organisation.zone, organisation.pk
    now = calendar.month_of(at, zone)
    published = {
        m
        for (o, m), editions in known.editions.items()
        if o == own and any(e.state in _PUBLISHED for e in editions)
    }
    due = months_due(heard, zone, published, at)
    begun = calendar.month_of(heard.first_at or at, zone)
    since = calendar.shifted(now, -min(past_months, CATCH_UP_MONTHS))
    recent = {m for o, m in known.editions if o == own and m >= since}
    last = calendar.previous_month(now)
    months = {*due, *recent, now} | ({last} if begun <= last else set())
    waiting = waits_for(organisation, at) if due else ""
    newest_due = due[-1] if due else ""
    return [
        _line(organisation, m, known, at, waiting if m in due else "", m in due and m < newest_due)
        for m in sorted(months, reverse=True)
        if m == now or m in due or m in recent or calendar.makeable_from(m, zone) > at
    ]


def _line(
    organisation: Organisation,
    month: str,
    known: _Known,
    at: datetime,
    waiting: str,
    catches_up: bool,
) -> ScheduleLine:
    zone = organisation.zone
    editions = known.editions.get((organisation.pk, month), [])
    making = known.makings.get((organisation.pk, month))
    policy = known.policies[organisation.pk]
    state = waiting or _state(editions, making, policy, month, zone, at)
    if waiting and any(e.state in _PUBLISHED for e in editions):
        state = _state(editions, making, policy, month, zone, at)
    deadline_at = calendar.publish_deadline(month, zone)
    is_published = any(e.state in _PUBLISHED for e in editions)
    return ScheduleLine(
        organisation=organisation,
        month=month,
        cut_at=calendar.cut(month, zone)[1],
        makeable_at=calendar.makeable_from(month, zone),
        deadline_at=deadline_at,
        state=state,
        overdue=not is_published and at >= deadline_at,
        catches_up=catches_up,
        edition=editions[0] if editions else None,
        making=making,
        published_by_itself_at=policy.published_by_itself_at(month, zone)
        if state == "review"
        else None,
    )


def _state(
    editions: list[Edition],
    making: Making | None,
    policy: Policy,
    month: str,
    zone: str,
    at: datetime,
) -> str:
    newest = editions[0] if editions else None
    if newest is not None and newest.state == Edition.State.PUBLISHED:
        return "published"
    if newest is not None and newest.revision and newest.state == Edition.State.MADE:
        return "revision"
    if making is not None and making.maker and making.progress_at:
        return "making" if at - making.progress_at < SILENT_AFTER else "interrupted"
    if making is not None and making.next_attempt_at is not None:
        return "failed"
    if newest is not None and newest.state == Edition.State.MADE:
        return "review" if policy.waits(month, zone, at) else "made"
    if newest is not None:
        return "interrupted"
    if at < calendar.cut(month, zone)[1]:
        return "coming"
    return "grace" if at < calendar.makeable_from(month, zone) else "due"
