"""What `kado up` brings in: the demonstration fleet or recorded data, and the editions over it."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from kado.cli.main import UsageError
from kado.cli.terminal import Step, tell, terminal_locale
from kado.language import say

OPERATOR_EMAIL: Final = "operator@kado.example"
SignIn = tuple[str, str, str]


def demonstration(at: datetime) -> list[SignIn]:
    """The demonstration fleet, made or carried on; its sign-ins as (role key, address, password)."""
    from kado.demonstration import fleet

    with Step("up-step-demonstration") as step:
        report = fleet.ensure(at, step.progress)
    return [
        (f"demonstration-role-{login.role}", login.email, login.password) for login in report.logins
    ]


def recorded(at: datetime, path: Path) -> list[SignIn]:
    """Recorded data of real machines; the sign-ins as in `demonstration`. Raises UsageError where there is nothing to bring in."""
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
    return [
        (f"demonstration-role-{login.role}", login.email, login.password) for login in report.logins
    ]


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
