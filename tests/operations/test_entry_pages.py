"""The operator's pages of entry: files, units, agreements, tokens and the preview of terms, in both languages (MISSION C2, C3, C6, F3)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kado.entitlement import csv_files
from kado.entitlement.models import (
    ImportBatch,
    OperatorToken,
    SupportContract,
    TermsAgreement,
    TermsVersion,
)
from kado.entitlement.plans import ensure_plan
from kado.entitlement.terms import agree, agreement_in_force
from kado.language import LOCALES
from kado.tenancy import scope
from kado.tenancy.models import AuditEntry, Membership, Organisation, Server, User
from tests.edition import fleet

AT = datetime(2026, 11, 3, tzinfo=UTC)
PAGES = ("entry/", "units/", "agreements/", "api-tokens/")
HEAD = "manufacturer,model_number,serial_number,number,plan,valid_from,valid_to\n"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kado.clock.now", lambda: AT)


@pytest.fixture
def operator(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("operator@demo.example", "correct horse"))
    client.cookies["kado_language"] = "en"
    return client


@pytest.fixture
def server(db: None) -> Iterator[Server]:
    made = fleet.server(fleet.organisation(), "srv", contract_to=None, serial_number="SN-1")
    ensure_plan("ESP")
    with scope.everything("test"):
        yield made


def upload(client: Client, *rows: str, kind: str = "contracts") -> str:
    """Upload rows; the address of the preview."""
    file = SimpleUploadedFile("crm.csv", (HEAD + "\n".join(rows)).encode(), "text/csv")
    answer = client.post("/operations/entry/", {"kind": kind, "file": file})
    assert answer.status_code == 302
    return str(answer["Location"])


def row(number: str, serial: str = "SN-1", plan: str = "ESP") -> str:
    return f"Example,EX4000,{serial},{number},{plan},2026-04-01,2027-03-31"


@pytest.mark.parametrize("page", [*PAGES, "terms/preview/", "entry/1/"])
def test_only_the_operator_opens_them(client: Client, server: Server, page: str) -> None:
    assert client.get(f"/operations/{page}").status_code == 302
    customer = Membership.objects.filter(role="administrator").first()
    assert customer is not None
    client.force_login(customer.user)
    assert client.get(f"/operations/{page}", follow=True).status_code == 403
    assert client.post(f"/operations/{page}", follow=True).status_code == 403


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("page", PAGES)
def test_they_open_in_both_languages(
    operator: Client, server: Server, page: str, locale: str
) -> None:
    operator.cookies["kado_language"] = locale
    upload(operator, row("A"))
    assert operator.get(f"/operations/{page}").status_code == 200
    index = operator.get("/operations/").content.decode()
    assert f"/operations/{page}" in index


@pytest.mark.parametrize("locale", LOCALES)
def test_a_file_is_looked_at_applied_and_undone(
    operator: Client, server: Server, locale: str
) -> None:
    operator.cookies["kado_language"] = locale
    page = upload(operator, row("A"), row("B", "SN-2"))
    shown = operator.get(page)
    assert "srv" in shown.content.decode() and "SN-2" in shown.content.decode()
    assert not SupportContract.objects.exists()
    sha256 = shown.context["found"].sha256
    assert operator.post(page, {"wish": "apply", "sha256": "other"}).status_code == 200
    assert not SupportContract.objects.exists()
    assert operator.post(page, {"wish": "apply", "sha256": sha256}).status_code == 302
    assert SupportContract.objects.count() == 2
    SupportContract.objects.filter(number="B").update(valid_to=None)
    refused = operator.post(page, {"wish": "undo"})
    assert refused.context["changed"] == ("B",) and SupportContract.objects.count() == 2
    SupportContract.objects.filter(number="B").delete()
    SupportContract.objects.filter(number="A").delete()
    assert operator.get(page).status_code == 200
    entries = AuditEntry.objects.values_list("actor", "action")
    assert list(entries) == [("operator@demo.example", "contracts_imported")]


def test_a_refused_line_is_named_and_nothing_can_be_applied(
    operator: Client, server: Server
) -> None:
    page = upload(operator, row("A"), row("B", plan="?"))
    shown = operator.get(page)
    text = shown.content.decode()
    assert "There is no plan" in text and 'value="apply"' not in text
    operator.post(page, {"wish": "apply", "sha256": shown.context["found"].sha256})
    assert not SupportContract.objects.exists()
    assert operator.post(page, {"wish": "forget"}).status_code == 302
    assert not ImportBatch.objects.exists() and operator.get(page).status_code == 404


def test_a_file_that_is_too_large_or_missing_is_refused(
    operator: Client, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kado.operations.entry.LIMIT_BYTES", 10)
    file = SimpleUploadedFile("crm.csv", b"x" * 11)
    large = operator.post("/operations/entry/", {"kind": "contracts", "file": file})
    assert large.context["problem"] == "import-problem-too-large"
    missing = operator.post("/operations/entry/", {"kind": "contracts"})
    assert missing.context["problem"] == "entry-no-file"
    assert operator.post("/operations/entry/", {"kind": "other"}).status_code == 404
    assert csv_files.LIMIT_BYTES > 10 and not ImportBatch.objects.exists()


def test_a_contract_entered_by_hand_finds_its_unit_or_waits(
    operator: Client, server: Server
) -> None:
    address = "/operations/entitlement/supportcontract/add/"
    values = {
        "manufacturer": "example", "model_number": "ex4000", "serial_number": "sn-1", "number": "A",
        "plan": "ESP", "valid_from": "2026-04-01", "valid_to": "", "renewal": "by_order", "renewed_by": "",
    }  # fmt: skip
    assert operator.post(address, values).status_code == 302
    assert SupportContract.objects.get().server == server
    waiting = {**values, "serial_number": "SN-2", "number": "B"}
    assert operator.post(address, waiting).status_code == 302
    listed = operator.get("/operations/entitlement/supportcontract/?unit=waits")
    assert "SN-2" in listed.content.decode() and "A</a>" not in listed.content.decode()
    assert operator.post(address, {**values, "serial_number": ""}).status_code == 200
    # the unit comes by the operator's own hand
    edited = operator.get(f"/operations/tenancy/server/{server.pk}/change/").context["adminform"]
    form = {k: v for k, v in edited.form.initial.items() if v is not None}
    form |= {"serial_number": "SN-2", "warranty_end": ""}
    answer = operator.post(f"/operations/tenancy/server/{server.pk}/change/", form)
    assert answer.status_code == 302
    assert SupportContract.objects.get(number="B").server == server


def test_a_token_is_shown_once_and_revoked(operator: Client) -> None:
    answer = operator.post(
        "/operations/api-tokens/", {"name": "crm", "scope": "read", "valid_days": "30"}
    )
    secret = answer.context["secret"]
    assert secret.startswith("kado_operator_") and secret in answer.content.decode()
    token = OperatorToken.objects.get()
    assert (token.expires_at, secret in token.token_sha256) == (AT + timedelta(days=30), False)
    assert secret not in operator.get("/operations/api-tokens/").content.decode()
    headers = {"Authorization": f"Bearer {secret}"}
    assert operator.get("/api/operator/v1/units", headers=headers).status_code == 200
    assert operator.post("/operations/api-tokens/", {"revoke": str(token.pk)}).status_code == 302
    assert operator.get("/api/operator/v1/units", headers=headers).status_code == 401
    wrong = operator.post(
        "/operations/api-tokens/", {"name": "crm", "scope": "all", "valid_days": "9999"}
    )
    assert set(wrong.context["form"].errors) == {"scope", "valid_days"}
    with scope.everything("test"):
        actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"operator_token_created", "operator_token_revoked"} <= actions


def terms(version: str, days: int, asks: bool) -> TermsVersion:
    return TermsVersion.objects.create(
        version=version,
        effective_from=AT + timedelta(days=days),
        title_ja="規約",
        title_en="Terms",
        body_ja="第1条\n",
        body_en="Clause 1\n",
        needs_new_agreement=asks,
    )


def test_the_operator_sees_who_has_not_agreed_and_is_asked_again_only_when_marked(
    operator: Client,
) -> None:
    agreed = fleet.organisation("一号")
    fleet.organisation("二号", agreed=False)

    def states() -> list[str]:
        found = operator.get("/operations/agreements/").context["standings"]
        return [s.state.value for s in found]

    assert states() == ["never", "agreed"]
    terms("2", -2, asks=False)
    assert states() == ["never", "earlier"]
    with scope.everything("test"):
        assert agreement_in_force(agreed.pk, AT) is not None
    third = terms("3", -1, asks=True)
    assert states() == ["never", "asked_again"]
    with scope.everything("test"):
        assert agreement_in_force(agreed.pk, AT) is None
        administrator = User.objects.get(
            memberships__organisation=agreed, memberships__role="administrator"
        )
        agree(agreed.pk, third, administrator, AT, "192.0.2.1")
    terms("4", 1, asks=True)  # not in force yet
    assert states() == ["never", "agreed"]


def test_terms_in_force_or_agreed_to_are_never_edited(operator: Client) -> None:
    organisation = fleet.organisation()
    in_force, coming = TermsVersion.objects.get(), terms("2", 1, asks=True)
    address = "/operations/entitlement/termsversion/{}/change/"
    values = {
        "version": "2", "effective_from_0": "2026-12-01", "effective_from_1": "00:00:00", "title_ja": "規約",
        "title_en": "Terms", "body_ja": "新しい本文", "body_en": "New text",
    }  # fmt: skip
    with scope.everything("test"):
        TermsAgreement.objects.all().delete()
    assert operator.post(address.format(in_force.pk), values).status_code == 403
    assert operator.post(address.format(coming.pk), values).status_code == 302
    coming.refresh_from_db()
    assert (coming.body_en, coming.needs_new_agreement) == ("New text", False)
    past = {**values, "effective_from_0": "2026-11-02"}
    assert operator.post(address.format(coming.pk), past).status_code == 200  # not taken
    with scope.everything("test"):
        agree(organisation.pk, coming, User.objects.all()[0], AT, None)
    assert operator.post(address.format(coming.pk), values).status_code == 403


@pytest.mark.parametrize("locale", LOCALES)
def test_terms_are_previewed_in_both_languages_before_they_are_saved(
    operator: Client, locale: str
) -> None:
    fleet.organisation()
    operator.cookies["kado_language"] = locale
    body = {"body_ja": "# 第1条\n新しい<b>本文", "body_en": "# Clause 1\nNew text"}
    answer = operator.post("/operations/terms/preview/", {"version": "2", **body})
    text = answer.content.decode()
    assert "第1条" in text and "Clause 1" in text and "<b>" not in text.split("<article")[1]
    assert TermsVersion.objects.count() == 1
    add = operator.get("/operations/entitlement/termsversion/add/").content.decode()
    assert 'formaction="/operations/terms/preview/"' in add
    assert operator.get("/operations/terms/preview/").status_code == 302


def test_units_are_found_and_say_what_they_lack(operator: Client, server: Server) -> None:
    text = operator.get("/operations/units/?q=sn-1").content.decode()
    assert "No support contract is registered" in text and "conditions have to be met" in text
    assert "No unit fits" in operator.get("/operations/units/?q=zzz").content.decode()
    other = Organisation.objects.create(name="Other", kind="customer")
    late = fleet.server(other, "late")
    assert late.hostname in operator.get("/operations/units/?q=Other").content.decode()


def test_actions_are_told_in_words(operator: Client, server: Server) -> None:
    page = upload(operator, row("A"))
    sha256 = operator.get(page).context["found"].sha256
    operator.post(page, {"wish": "apply", "sha256": sha256})
    text = operator.get("/operations/tenancy/auditentry/").content.decode()
    assert "Support contracts imported" in text and ">contracts_imported<" not in text
    narrowed = operator.get("/operations/tenancy/auditentry/?action=contracts_imported")
    assert narrowed.context["cl"].result_count == 1
