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
    """Make and publish what is due, month after month, as an unattended installation would have done.

    Each is made at the moment it could be made, so that a year of the demonstration reads as a year that was lived through.
    """
    from kado.edition.cycle import run_due
    from kado.edition.make import Work

    for moment in _moments(at):
        with Step("up-step-editions", made_date=moment.date()) as step:
            run_due(moment, Work(progress=partial(_told, step)))


def _told(step: Step, done: int, total: int, key: str) -> None:
    step.progress(done, total, say(terminal_locale(), key))


def _moments(at: datetime) -> list[datetime]:
    """When the editions that are due now could first be made, oldest first; none is later than `at`."""
    from kado.edition import calendar
    from kado.edition.cycle import due_months
    from kado.tenancy.models import Organisation

    moments = {
        calendar.makeable_from(month, organisation.zone) + timedelta(minutes=5)
        for organisation in Organisation.objects.filter(kind=Organisation.Kind.CUSTOMER)
        for month in due_months(organisation, at)
    }
    return sorted(moment for moment in moments if moment <= at)
