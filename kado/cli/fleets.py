"""What `kado up` brings in: the demonstration fleet or recorded data, and the editions over it."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kado.cli.main import UsageError
from kado.cli.terminal import Step, tell, terminal_locale
from kado.language import say
from kado.language.human import human_month

if TYPE_CHECKING:
    from kado.tenancy.models import Organisation

OPERATOR_EMAIL: Final = "operator@kado.example"
SignIn = tuple[str, str, str]
# Recorded data that ends this little before the end of a month still gives that month's edition.
MONTH_END_TOLERANCE: Final = timedelta(days=3)


def demonstration(at: datetime) -> list[SignIn]:
    """The demonstration fleet, made or carried on; its sign-ins as (role key, address, password)."""
    from kado.demonstration import fleet

    with Step("up-step-demonstration") as step:
        report = fleet.ensure(at, step.progress)
    return [
        (f"demonstration-role-{login.role}", login.email, login.password) for login in report.logins
    ]


def recorded(at: datetime, path: Path) -> list[SignIn]:
    """Recorded data of real machines with the editions of its last two months; the sign-ins as in `demonstration`.

    Raises UsageError where there is nothing to bring in.
    """
    from kado.demonstration import recorded as fleet
    from kado.importers.report import ImportRefused

    try:
        with Step("up-step-import") as step:
            report = fleet.ensure(path, at, step.progress)
    except ImportRefused as error:
        raise UsageError(str(error)) from None
    tell(
        "up-recorded",
        servers_count=report.servers_count,
        from_date=report.observed_from.date(),
        to_date=report.observed_to.date(),
    )
    _recorded_editions(report.organisation, report.observed_to, at)
    return [
        (f"demonstration-role-{login.role}", login.email, login.password) for login in report.logins
    ]


def _recorded_editions(organisation: "Organisation", observed_to: datetime, at: datetime) -> None:
    """The last two months that the data covers (nearly) to their end, so that the second can be held against the first."""
    from kado.edition import calendar
    from kado.edition.make import Work, make
    from kado.edition.publish import publish
    from kado.edition.reading import published
    from kado.tenancy import scope

    end = calendar.month_of(observed_to + MONTH_END_TOLERANCE, organisation.zone)
    with scope.within([organisation.pk], "recorded editions"):
        there = {edition.month for edition in published(organisation.pk)}
    for month in (calendar.shifted(end, -2), calendar.shifted(end, -1)):
        moment = min(at, calendar.makeable_from(month, organisation.zone))
        if month in there or month >= calendar.month_of(at, organisation.zone):
            continue
        with Step("up-step-edition", month=human_month(terminal_locale(), month)) as step:
            edition = make(organisation, month, moment, Work(progress=partial(_told, step)))
            publish(edition, moment, quietly=True)


def editions(at: datetime) -> None:
    """Make and publish what is due: real customers' now, the demonstration's as an unattended installation would have done.

    A demonstration's edition is made at the moment it could be made, and its readers are told then, so that a year of it reads
    as a year that was lived through. Nothing of a real customer is dated back.
    """
    from kado.delivery.outbox import deliver_once
    from kado.edition.cycle import makeable_months
    from kado.tenancy.models import Organisation

    customers = Organisation.objects.filter(kind=Organisation.Kind.CUSTOMER).order_by("pk")
    shown = list(customers.filter(is_demonstration=True))
    moments = _moments(shown, at)
    for moment in moments:
        _run_due(shown, moment)
    if moments:
        deliver_once(moments[-1])
    real = [c for c in customers.filter(is_demonstration=False) if makeable_months(c, at)]
    if real:
        _run_due(real, at)


def demonstration_contacts(at: datetime) -> None:
    """The demonstration's proposals, surveys and feedback, over its newest editions."""
    from kado.demonstration import contacts

    contacts.ensure(at)


def _run_due(organisations: "list[Organisation]", at: datetime) -> None:
    from kado.edition.cycle import run_due
    from kado.edition.make import Work

    with Step("up-step-editions", made_date=at.date()) as step:
        run_due(at, Work(progress=partial(_told, step)), organisations)


def _told(step: Step, done: int, total: int, key: str) -> None:
    step.progress(done, total, say(terminal_locale(), key))


def _moments(organisations: "list[Organisation]", at: datetime) -> list[datetime]:
    """When each month's editions that are due now could first be made everywhere, oldest first; none is later than `at`."""
    from kado.edition import calendar
    from kado.edition.cycle import makeable_months

    latest: dict[str, datetime] = {}
    for organisation in organisations:
        for month in makeable_months(organisation, at):
            moment = calendar.makeable_from(month, organisation.zone) + timedelta(minutes=5)
            latest[month] = min(at, max(moment, latest.get(month, moment)))
    return sorted(latest.values())
