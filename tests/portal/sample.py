"""A small world for the portal's tests and for looking at its pages: people, organisations, and two published editions.

KADO_HOME=/tmp/portal .venv/bin/python -m tests.portal.sample     # fills that home's database
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from tests.portal.sample_facts import (
    CUT_AT,
    CUT_DAY,
    MONTH,
    contract_ending,
    fleet,
    server_id,
)

PASSWORD = "correct horse battery"
NAMES = UUID("0d6c7a5e-1f0a-4a40-8f0e-000000000001")


@dataclass
class World:
    """Ids by the name people have for them."""

    customer: UUID
    other: UUID
    reseller: UUID
    operator: UUID


def fill(at: datetime) -> World:
    """Make the world. Called inside `scope.everything`."""
    world = _organisations()
    _people(world)
    _terms(world, at)
    _servers(world, at)
    _edition(world, MONTH, 0, fleet())
    return world


def _organisations() -> World:
    from kado.tenancy.models import Organisation

    rows = {
        "customer": ("customer", "株式会社あおば製作所", "Aoba Manufacturing"),
        "other": ("customer", "みどり物流株式会社", "Midori Logistics"),
        "reseller": ("reseller", "北斗システム販売", "Hokuto Systems"),
        "operator": ("operator", "稼働分析センター", "Analysis Centre"),
    }
    ids = {}
    for name, (kind, ja, en) in rows.items():
        ids[name] = uuid5(NAMES, name)
        Organisation.objects.create(
            id=ids[name], kind=kind, name=ja, name_en=en, is_demonstration=True
        )
    return World(**ids)


def _people(world: World) -> None:
    from kado.tenancy.models import Membership, ResellerGrant, User

    def person(email: str, organisation: UUID | None, role: str = "reader", **more: bool) -> User:
        user = User.objects.create_user(email, PASSWORD, locale="ja", **more)
        if organisation:
            Membership.objects.create(user=user, organisation_id=organisation, role=role)
        return user

    owner = person("owner@example.com", world.customer, "administrator")
    person("mate@example.com", world.customer)
    person("stranger@example.com", world.other, "administrator")
    person("reseller@example.com", world.reseller)
    person(
        "operator@example.com", world.operator, "administrator", is_staff=True, is_superuser=True
    )
    person("nobody@example.com", None)
    ResellerGrant.objects.create(
        customer_id=world.customer,
        reseller_id=world.reseller,
        granted_at=owner.date_joined,
        granted_by=owner,
    )


TERMS_JA = """# 1 本サービスの内容
本サービスは、お客様のサーバの稼働状況を分析し、保守運用の効率化を支援します。
# 2 本サービスの条件
対象機器は次の条件を満たす必要があります。
- 収集モジュールを利用していること
- 保守契約に加入していること
# 3 予測について
予測は外れることがあります。"""
TERMS_EN = """# 1 The service
The service analyses how your servers run and helps you to operate them.
# 2 Conditions
A unit has to meet these conditions.
- Its collector is in use
- A support contract is in force
# 3 Forecasts
A forecast can be wrong."""


def _terms(world: World, at: datetime) -> None:
    from kado.entitlement.models import (
        CollectorRelease,
        Consent,
        DataUse,
        SupportListEntry,
        TermsVersion,
    )
    from kado.entitlement.terms import agree
    from kado.tenancy.models import User

    year_ago = at - timedelta(days=400)
    first = TermsVersion.objects.create(
        version="1.0",
        effective_from=year_ago,
        title_ja="利用規約",
        title_en="Terms of use",
        body_ja=TERMS_JA,
        body_en=TERMS_EN,
    )
    TermsVersion.objects.create(
        version="1.1",
        effective_from=at - timedelta(days=30),
        title_ja="利用規約",
        title_en="Terms of use",
        body_ja=TERMS_JA + "\n# 4 停止\n運営者は本サービスを停止することがあります。",
        body_en=TERMS_EN + "\n# 4 Stops\nThe operator may stop the service.",
        needs_new_agreement=False,
    )
    owner = User.objects.get(email="owner@example.com")
    agree(world.customer, first, owner, year_ago, "192.0.2.1")
    for service in ("karte", "analysis"):
        SupportListEntry.objects.create(
            service=service,
            model_pattern="R120*",
            os_pattern="rhel 9*",
            valid_from=CUT_DAY - timedelta(days=700),
        )
    SupportListEntry.objects.create(
        service="karte",
        model_pattern="R120*",
        os_pattern="debian 12*",
        valid_from=CUT_DAY - timedelta(days=700),
    )
    CollectorRelease.objects.create(version="0.1.0", released_on=CUT_DAY - timedelta(days=60))
    Consent.objects.create(
        organisation_id=world.customer, purpose="c", given_by=owner, given_at=year_ago
    )
    for days, purpose, what in ((3, "a", "edition 2026-10"), (4, "b", "proposal")):
        DataUse.objects.create(
            organisation_id=world.customer,
            purpose=purpose,
            actor="kado edition",
            what=what,
            at=at - timedelta(days=days),
            refused=purpose == "b",
        )


def _servers(world: World, at: datetime) -> None:
    from kado.entitlement.models import SupportContract
    from kado.entitlement.plans import ensure_plan
    from kado.tenancy.models import Server

    for number, part in enumerate(fleet()):
        who = part.identity
        late = timedelta(days=34) if part.state == "no_data" else timedelta(minutes=12 + number)
        server = Server.objects.create(
            id=server_id(who.hostname),
            organisation_id=world.customer,
            manufacturer=who.manufacturer,
            model_number=who.model_number,
            serial_number=who.serial_number,
            hostname=who.hostname,
            role=who.role,
            os_name=who.os_name,
            os_version=who.os_version,
            collector_version="0.1.0",
            enrolled_at=at - timedelta(days=420),
            first_arrival_at=at - timedelta(days=420),
            last_arrival_at=at - late,
            is_demonstration=True,
        )
        ends = {"old-01": CUT_DAY - timedelta(days=123), "log-01": CUT_DAY + timedelta(days=61)}
        SupportContract.objects.create(
            server=server,
            number=f"ESP-{4400 + number}",
            plan=ensure_plan("G4"),
            valid_from=CUT_DAY - timedelta(days=900),
            valid_to=ends.get(who.hostname, CUT_DAY + timedelta(days=516)),
        )
    Server.objects.create(
        id=server_id("other-01"),
        organisation_id=world.other,
        manufacturer="Example",
        model_number="R120j-2M",
        serial_number="OTHER1",
        hostname="other-01",
    )


def _edition(world: World, month: str, revision: int, parts: list) -> None:  # type: ignore[type-arg]
    from kado.edition.documents import freeze, sha256_of
    from kado.edition.models import Edition, EditionServer

    summary = freeze(_summary(world, month, revision, parts))
    edition = Edition.objects.create(
        organisation_id=world.customer,
        month=month,
        revision=revision,
        zone="Asia/Tokyo",
        cut_at=CUT_AT,
        lake_versions={"samples": 412, "configuration": 77},
        code_version="0.1.0",
        created_at=datetime(2026, 11, 2, 1, 0, tzinfo=UTC),
        made_at=datetime(2026, 11, 2, 1, 4, tzinfo=UTC),
        summary=summary,
        content_sha256=sha256_of(summary),
        state=Edition.State.MADE,
    )
    for part in parts:
        document = freeze(part)
        EditionServer.objects.create(
            edition=edition,
            server_id=UUID(part.identity.server_id),
            state=part.state,
            severity=part.severity,
            document=document,
            document_sha256=sha256_of(document),
        )
    edition.state = Edition.State.PUBLISHED
    edition.published_at = datetime(2026, 11, 3, 0, 0, tzinfo=UTC)
    edition.save()


def _summary(world: World, month: str, revision: int, parts: list) -> object:  # type: ignore[type-arg]
    from collections import Counter

    from kado.facts.edition import Accuracy, CategoryHealth, Change, EditionSummary, FindingLine
    from kado.facts.verdicts import SEVERITY_ORDER, Category, Outcome

    findings = [
        FindingLine(p.identity.server_id, p.identity.hostname, v)
        for p in parts
        for v in p.verdicts
        if v.outcome is Outcome.FINDING
    ]
    findings.sort(key=lambda f: SEVERITY_ORDER.index(f.verdict.severity))
    first = findings[0]
    changes = (
        Change(
            "new",
            first.server_id,
            first.hostname,
            first.verdict.rule,
            first.verdict.subject,
            "act_now",
        ),
        Change(
            "worse", findings[1].server_id, findings[1].hostname, "ssd_wear", "/dev/sda", "plan"
        ),
        Change("resolved", str(server_id("app-02")), "app-02", contract_ending().rule, "", "plan"),
    )
    return EditionSummary(
        organisation_id=str(world.customer),
        organisation_name="株式会社あおば製作所",
        organisation_name_en="Aoba Works",
        month=month,
        revision=revision,
        zone="Asia/Tokyo",
        cut_at=CUT_AT,
        data_from=CUT_DAY - timedelta(days=394),
        lake_versions={"samples": 412, "configuration": 77},
        code_version="0.1.0",
        rules_version="2026.11",
        model_version="2026.1",
        terms_version="1.1",
        is_demonstration=True,
        servers=tuple(_line(p) for p in parts),
        findings=tuple(findings),
        changes=changes,
        counts_by_state=dict(Counter(p.state for p in parts)),
        counts_by_severity=dict(Counter(str(f.verdict.severity) for f in findings)),
        health_score=64,
        health=tuple(
            CategoryHealth(str(c), s, n)
            for c, s, n in zip(Category, (20, 100, 55, 100, 80), (2, 0, 2, 0, 2), strict=True)
        ),
        accuracy=Accuracy(212, 0.83, 0.021, 3, 0),
        hours_expected_count=744 * 11,
        hours_present_count=744 * 10,
    )


def _line(part):  # type: ignore[no-untyped-def]
    from kado.facts.edition import ServerLine
    from kado.facts.verdicts import Outcome

    found = [v for v in part.verdicts if v.outcome is Outcome.FINDING]
    disks = [f for f in part.forecasts if f.metric == "filesystem_used_bytes"]
    fullest = max(disks, key=lambda f: f.last_value / f.capacity, default=None)
    processor = next(
        (f.history[-30:] for f in part.forecasts if f.metric == "processor_used_ratio"), ()
    )
    window = next(
        ((c, f) for f in disks for c in f.crossings if c.threshold_ratio == 1.0 and c.date_early),
        None,
    )
    return ServerLine(
        part.identity.server_id,
        part.identity.hostname,
        part.identity.model_number,
        part.identity.os_name,
        part.identity.os_version,
        part.state,
        part.severity,
        part.health_score,
        len(found),
        found[0].rule if found else "",
        found[0].subject if found else "",
        tuple(processor),
        fullest.last_value / fullest.capacity if fullest else None,
        fullest.instance if fullest else "",
        window[0].date_early if window else None,
        window[0].date_late if window else None,
        window[1].instance if window else "",
    )


def revise(world: World) -> None:
    """Publish a revision of the edition in which one server has come to be fine."""
    from kado.edition.models import Edition

    parts = [
        replace(p, state="fine", severity="fine") if p.identity.hostname == "app-01" else p
        for p in fleet()
    ]
    Edition.objects.filter(organisation_id=world.customer).update(state=Edition.State.SUPERSEDED)
    _edition(world, MONTH, 1, parts)


def main() -> None:
    from kado.site.setup import ready

    ready()
    from django.core.management import call_command

    from kado import clock
    from kado.tenancy import scope

    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    with scope.everything("sample for looking at pages"):
        fill(clock.now())


if __name__ == "__main__":
    main()
