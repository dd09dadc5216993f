"""Recorded data in place of the demonstration fleet: the real machines of a folder, as one customer's servers.

What the data cannot tell is granted and said: a contract and a support list line for every machine, agreement to the terms by the
demonstration's account. Everything is labelled as a demonstration.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from kado.demonstration import accounts, rights
from kado.demonstration.accounts import Account, Login
from kado.demonstration.plan import OrganisationPlan
from kado.demonstration.roster import OPERATOR
from kado.entitlement.models import SupportContract, SupportListEntry
from kado.entitlement.terms import agree, agreement_in_force, terms_in_force
from kado.importers.report import ImportRefused, ImportReport
from kado.importers.samples import import_path
from kado.tenancy.models import Organisation, Server, User
from kado.tenancy.scope import everything

RECORDED: Final = OrganisationPlan(
    "recorded", "customer", "記録データデモ", "Recorded Data Demo", "UTC", "", "ja"
)
_ACCOUNTS: Final = (
    Account("admin@recorded.example", "administrator", "ja", RECORDED),
    Account("operator@kado.example", "operator", "ja", OPERATOR),
)
UNRECORDED: Final = (
    "unrecorded"  # model or system that the data does not name: a support list needs a word
)
_COLLECTOR_VERSION: Final = "0.1.0"  # what the imported metrics correspond to


@dataclass(frozen=True, slots=True)
class RecordedReport:
    """observed_from, observed_to: the span of the machines' data; both aware."""

    organisation: Organisation
    servers_count: int
    rows_stored_count: int
    observed_from: datetime
    observed_to: datetime
    logins: tuple[Login, ...]


def ensure(path: Path, at: datetime, progress: Callable[[int, int, str], None]) -> RecordedReport:
    """Bring in the folder or file once; again it only looks. Raises ImportRefused where there is nothing to bring in."""
    with everything("recorded data is brought in for the demonstration"):
        organisation = accounts.ensure_organisation(RECORDED)
        accounts.ensure_organisation(OPERATOR)
        logins = accounts.ensure_accounts(_ACCOUNTS)
        report = import_path(path, organisation, at, lambda name, rows: progress(rows, 0, name))
        if report.observed_from is None or report.observed_to is None:
            raise ImportRefused(f"{path} holds no rows that can be stored: see docs/importing.md")
        _entitle(organisation, report)
        count = Server.objects.filter(organisation=organisation).count()
    return RecordedReport(
        organisation,
        count,
        report.rows_stored_count,
        report.observed_from,
        report.observed_to,
        logins,
    )


def _entitle(organisation: Organisation, report: ImportReport) -> None:
    """Everything that eligibility asks for, from a year before the data begins."""
    assert report.observed_from is not None and report.observed_to is not None
    rights.ensure_public(report.observed_from)
    since = (report.observed_from - timedelta(days=365)).date()
    servers = Server.objects.filter(organisation=organisation)
    servers.update(is_demonstration=True, collector_version=_COLLECTOR_VERSION)
    servers.filter(model_number="").update(model_number=UNRECORDED)
    servers.filter(os_name="").update(os_name=UNRECORDED)
    servers.filter(enrolled_at=None).update(
        enrolled_at=report.observed_from, first_arrival_at=report.observed_from
    )
    servers.update(last_arrival_at=report.observed_to)
    for service in SupportListEntry.Service.values:
        for model, system in set(servers.values_list("model_number", "os_name")):
            _list(service, model, system, since)
    without = list(servers.filter(contracts=None))
    rights.ensure_plans()
    SupportContract.objects.bulk_create(
        SupportContract(server=s, number=f"RECORDED-{n:04}", plan_id="Standard", valid_from=since)
        for n, s in enumerate(without, start=1)
    )
    _agree(organisation, report.observed_from)


def _list(service: str, model: str, system: str, since: date) -> None:
    SupportListEntry.objects.get_or_create(
        service=service,
        model_pattern=model,
        os_pattern=f"{system}*",
        defaults={"valid_from": since},
    )


def _agree(organisation: Organisation, at: datetime) -> None:
    terms = terms_in_force(at)
    if terms is not None and agreement_in_force(organisation.pk, at) is None:
        administrator = User.objects.get(email=_ACCOUNTS[0].email)
        agree(organisation.pk, terms, administrator, max(terms.effective_from, at), None)
