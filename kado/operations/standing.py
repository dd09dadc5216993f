"""Where the service stands, for the first page of the operator: editions, silence, what waits, what failed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from kado.delivery.models import OutboxMessage
from kado.edition import calendar
from kado.edition.cycle import due_months
from kado.edition.models import Edition
from kado.entitlement.models import Stop
from kado.language import say
from kado.store.models import InboxBundle
from kado.tenancy.models import Organisation, Server
from kado.tenancy.text import locale_in_force

# A collector sends hourly; after a day and two hours without a word something is wrong (the rhythm Red Hat Insights calls stale).
SILENT_AFTER: Final = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class EditionStanding:
    """The newest month of one customer. state: 'published', 'made', 'making', 'waiting' or 'none' (nothing is due)."""

    organisation: Organisation
    month: str
    state: str
    deadline: datetime
    overdue: bool

    @property
    def state_text(self) -> str:
        return say(locale_in_force(), f"standing-state-{self.state}")


@dataclass(frozen=True, slots=True)
class Standing:
    """All of it, as of one instant."""

    editions: tuple[EditionStanding, ...]
    stops: tuple[Stop, ...]
    servers_count: int
    silent_count: int
    waiting_bundles_count: int
    unreadable_bundles_count: int
    waiting_messages_count: int
    failed_messages_count: int


def standing(at: datetime) -> Standing:
    """Read in the operator's scope; a handful of queries whatever the size of the installation."""
    customers = Organisation.objects.filter(kind=Organisation.Kind.CUSTOMER)
    inbox = InboxBundle.objects
    outbox = OutboxMessage.objects
    silent = Q(last_arrival_at__lt=at - SILENT_AFTER)
    return Standing(
        editions=tuple(_edition(customer, at) for customer in customers),
        stops=tuple(
            Stop.objects.filter(begins_at__lte=at).filter(Q(ends_at=None) | Q(ends_at__gt=at))
        ),
        servers_count=Server.objects.exclude(enrolled_at=None).count(),
        silent_count=Server.objects.exclude(enrolled_at=None).filter(silent).count(),
        waiting_bundles_count=inbox.filter(problem="").count(),
        unreadable_bundles_count=inbox.exclude(problem="").count(),
        waiting_messages_count=outbox.filter(state=OutboxMessage.State.WAITING).count(),
        failed_messages_count=outbox.filter(state=OutboxMessage.State.FAILED).count(),
    )


def _edition(customer: Organisation, at: datetime) -> EditionStanding:
    month = calendar.previous_month(calendar.month_of(at, customer.zone))
    deadline = calendar.publish_deadline(month, customer.zone)
    newest = (
        Edition.objects.filter(organisation=customer, month=month).order_by("-revision").first()
    )
    if newest is not None:
        state = newest.state
    else:
        state = "waiting" if month in due_months(customer, at) else "none"
    overdue = at > deadline and state not in (Edition.State.PUBLISHED, "none")
    return EditionStanding(customer, month, state, deadline, overdue)
