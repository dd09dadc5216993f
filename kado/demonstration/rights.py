"""What entitles the demonstration's servers: support lists, contracts, releases, terms, agreements, consents and the reseller's grant."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from kado.demonstration.accounts import ADMINISTRATORS
from kado.demonstration.plan import OrganisationPlan, ServerPlan
from kado.demonstration.roster import CUSTOMERS, FIRST_CUSTOMER, RESELLER
from kado.entitlement.models import (
    CollectorRelease,
    Consent,
    SupportContract,
    SupportListEntry,
    TermsVersion,
)
from kado.entitlement.plans import ensure_plan
from kado.entitlement.terms import agree, agreement_in_force, terms_in_force
from kado.tenancy.models import ResellerGrant, User

TERMS_VERSION: Final = "1.0"
_FOLDER: Final = Path(__file__).parent
# service, model pattern, operating system pattern. The two lists differ: the karte also serves what is too old for the analysis.
SUPPORT_LISTS: Final = (
    ("karte", "KD-*", "rhel 7*"),
    ("karte", "KD-*", "rhel 8*"),
    ("karte", "KD-*", "rhel 9*"),
    ("karte", "KD-*", "debian 1[12]*"),
    ("karte", "KD-*", "ubuntu 2[024].04*"),
    ("karte", "KD-*", "windows-server *"),
    ("analysis", "KD-R110-3", "rhel 9*"),
    ("analysis", "KD-R110-3", "debian 1[12]*"),
    ("analysis", "KD-R110-3", "ubuntu 2[24].04*"),
    ("analysis", "KD-R110-3", "windows-server 20*"),
    ("analysis", "KD-R115-4", "rhel [89]*"),
    ("analysis", "KD-R115-4", "debian 12*"),
    ("analysis", "KD-R120-4", "rhel [89]*"),
    ("analysis", "KD-R120-4", "debian 12*"),
    ("analysis", "KD-R120-4", "ubuntu 2[24].04*"),
    ("analysis", "KD-R120-4", "windows-server 20*"),
    ("analysis", "KD-R220-4", "rhel 9*"),
    ("analysis", "KD-R220-4", "debian 12*"),
    ("analysis", "KD-R220-4", "windows-server 20*"),
    ("analysis", "KD-R225-4", "rhel 9*"),
    ("analysis", "KD-R225-4", "debian 12*"),
    ("analysis", "KD-R225-4", "windows-server 20*"),
    ("analysis", "KD-R320-1A", "rhel 9*"),
    ("analysis", "KD-R320-1A", "debian 12*"),
)
# version, days from the cut to the release, notes in Japanese and English.
_RELEASES: Final = (
    ("0.0.9", -390, "最初の試験版です。", "First trial release."),
    ("0.1.0", -360, "予測とデバイスの診断に必要な項目を送ります。", "Sends what forecasts and device health need."),
)  # fmt: skip
# key, Japanese and English name, days of grace after a contract's end.
_PLANS: Final = (("Standard", "スタンダード", "Standard", 30), ("Basic", "ベーシック", "Basic", 0))


def ensure_plans() -> None:
    """The plans of the demonstration's contracts."""
    for key, name_ja, name_en, grace_days in _PLANS:
        ensure_plan(key, name_ja=name_ja, name_en=name_en, grace_days=grace_days)


def ensure_public(cut: datetime) -> None:
    """Support lists, releases and, where the installation has none, the terms."""
    for service, model, os_pattern in SUPPORT_LISTS:
        SupportListEntry.objects.get_or_create(
            service=service,
            model_pattern=model,
            os_pattern=os_pattern,
            defaults={"valid_from": _day(cut, -730)},
        )
    for version, days, notes_ja, notes_en in _RELEASES:
        CollectorRelease.objects.get_or_create(
            version=version,
            defaults={"released_on": _day(cut, days), "notes_ja": notes_ja, "notes_en": notes_en},
        )
    if terms_in_force(cut) is None:
        _make_terms(cut - timedelta(days=420))


def _make_terms(effective_from: datetime) -> TermsVersion:
    texts = {x: (_FOLDER / f"terms_{x}.md").read_text(encoding="utf-8") for x in ("ja", "en")}
    titles = {x: text.partition("\n")[0].removeprefix("# ") for x, text in texts.items()}
    bodies = {x: text.partition("\n")[2].strip() + "\n" for x, text in texts.items()}
    made, _ = TermsVersion.objects.get_or_create(
        version=TERMS_VERSION,
        defaults={
            "effective_from": effective_from,
            "title_ja": titles["ja"],
            "title_en": titles["en"],
            "body_ja": bodies["ja"],
            "body_en": bodies["en"],
        },
    )
    return made


def ensure_contracts(cut: datetime) -> None:
    """Every server's contract but for the one that has none."""
    ensure_plans()
    plans = [s for o in CUSTOMERS for s in o.servers]
    known = set(
        SupportContract.objects.filter(server_id__in=[p.id for p in plans]).values_list(
            "server_id", flat=True
        )
    )
    SupportContract.objects.bulk_create(
        _contract(plan, number, cut)
        for number, plan in enumerate(plans, start=1)
        if plan.contract is not None and plan.id not in known
    )


def _contract(plan: ServerPlan, number: int, cut: datetime) -> SupportContract:
    assert plan.contract is not None
    return SupportContract(
        server_id=plan.id,
        number=f"DEMO-{number:04}",
        plan_id=plan.contract.plan,
        valid_from=_day(cut, plan.contract.from_day),
        valid_to=_day(cut, plan.contract.to_day),
    )


def ensure_agreements(cut: datetime) -> None:
    """Both customers agreed to the terms; the first one also consented to (b) for its reseller, (c) and (d), and lets the reseller look."""
    for plan in CUSTOMERS:
        _ensure_agreement(plan, cut)
    given_at = cut - timedelta(days=300)
    administrator = User.objects.get(email=ADMINISTRATORS[FIRST_CUSTOMER.key])
    for purpose, reseller_id in (("b", RESELLER.id), ("c", None), ("d", None)):
        Consent.objects.get_or_create(
            organisation_id=FIRST_CUSTOMER.id,
            purpose=purpose,
            reseller_id=reseller_id,
            defaults={"given_by": administrator, "given_at": given_at},
        )
    ResellerGrant.objects.get_or_create(
        customer_id=FIRST_CUSTOMER.id,
        reseller_id=RESELLER.id,
        defaults={
            "granted_at": given_at,
            "granted_by": administrator,
            "expires_at": cut + timedelta(days=430),
        },
    )


def _ensure_agreement(plan: OrganisationPlan, cut: datetime) -> None:
    terms = terms_in_force(cut)
    if terms is None or agreement_in_force(plan.id, cut) is not None:
        return
    administrator = User.objects.get(email=ADMINISTRATORS[plan.key])
    agree(plan.id, terms, administrator, max(terms.effective_from, cut - timedelta(days=400)), None)


def _day(cut: datetime, days: int) -> date:
    return (cut.astimezone(UTC) + timedelta(days=days)).date()
