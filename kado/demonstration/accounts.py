"""The demonstration's organisations and accounts. Accounts are roles, not persons; their addresses lie under the reserved domain .example."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from kado.demonstration.plan import OrganisationPlan
from kado.demonstration.roster import (
    FIRST_CUSTOMER,
    OPERATOR,
    ORGANISATIONS,
    RESELLER,
    SECOND_CUSTOMER,
)
from kado.tenancy.models import Membership, Organisation, User

LOGINS_FILE: Final = "demonstration-logins.txt"


@dataclass(frozen=True, slots=True)
class Login:
    """One account with its password. role: a text key `demonstration-role-<role>`."""

    email: str
    password: str
    role: str
    locale: str
    organisation_ja: str
    organisation_en: str


@dataclass(frozen=True, slots=True)
class Account:
    email: str
    role: str
    locale: str
    organisation: OrganisationPlan


_ACCOUNTS: Final = (
    Account("admin@kakuu.example", "administrator", "ja", FIRST_CUSTOMER),
    Account("reader@kakuu.example", "reader", "ja", FIRST_CUSTOMER),
    Account("admin@muster.example", "administrator", "en", SECOND_CUSTOMER),
    Account("reader@muster.example", "reader", "en", SECOND_CUSTOMER),
    Account("reseller@mihon.example", "reseller", "ja", RESELLER),
    Account("operator@kado.example", "operator", "ja", OPERATOR),
)
ADMINISTRATORS: Final = {
    a.organisation.key: a.email for a in _ACCOUNTS if a.role == "administrator"
}


def ensure_organisations() -> dict[str, Organisation]:
    """The four organisations, made where they are missing, by their key in the roster."""
    return {plan.key: ensure_organisation(plan) for plan in ORGANISATIONS}


def ensure_organisation(plan: OrganisationPlan) -> Organisation:
    found, _ = Organisation.objects.get_or_create(
        id=plan.id,
        defaults={
            "kind": plan.kind,
            "name": plan.name_ja,
            "name_en": plan.name_en,
            "zone": plan.zone,
            "country": plan.country,
            "locale": plan.locale,
            "is_demonstration": True,
        },
    )
    return found


def ensure_accounts(accounts: tuple[Account, ...] = _ACCOUNTS) -> tuple[Login, ...]:
    """Every account with its password. A password is made at random once and kept in KADO_HOME (mode 0600), so that it can be shown again."""
    kept = _read_passwords()
    logins = tuple(_ensure_account(account, kept.get(account.email)) for account in accounts)
    known = {**kept, **{login.email: login.password for login in logins}}
    if known != kept:
        _write_passwords(known)
    return logins


def _ensure_account(account: Account, kept: str | None) -> Login:
    user = User.objects.filter(email=account.email).first()
    if user is None:
        user = User(email=account.email, locale=account.locale)
        user.is_staff = user.is_superuser = account.role == "operator"
    password = kept or secrets.token_urlsafe(12)
    if kept is None or user.pk is None:
        user.set_password(password)
        user.save()
    role = Membership.Role.READER if account.role == "reader" else Membership.Role.ADMINISTRATOR
    Membership.objects.get_or_create(
        user=user, organisation_id=account.organisation.id, defaults={"role": role}
    )
    plan = account.organisation
    return Login(account.email, password, account.role, account.locale, plan.name_ja, plan.name_en)


def _path() -> Path:
    return Path(settings.KADO_HOME) / LOGINS_FILE


def _read_passwords() -> dict[str, str]:
    """address -> password, from lines `address<tab>password`; other lines are for the reader."""
    if not _path().exists():
        return {}
    lines = (line.split("\t") for line in _path().read_text(encoding="utf-8").splitlines())
    return {parts[0]: parts[1] for parts in lines if len(parts) == 2}


def _write_passwords(known: dict[str, str]) -> None:
    """Replace the file whole, so that a crash leaves the old one or the new one."""
    _path().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = _path().with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.writelines(f"{email}\t{password}\n" for email, password in known.items())
    fresh.replace(_path())
