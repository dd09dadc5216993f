"""Making the fleet once, carrying it on, and surviving a crash in between."""

import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from kado.demonstration import accounts, fleet, rights, tables
from kado.demonstration.fleet import DemonstrationReport
from kado.demonstration.roster import CUSTOMERS, FIRST_CUSTOMER, RESELLER, SECOND_CUSTOMER
from kado.entitlement.gate import Purpose, is_allowed
from kado.entitlement.models import SupportContract
from kado.entitlement.terms import agreement_in_force, terms_in_force
from kado.store import lake
from kado.tenancy.access import access_of
from kado.tenancy.models import Organisation, Server, User
from kado.tenancy.scope import everything

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 6, 10, tzinfo=UTC)
KEPT = {"tyo-edge01", "tyo-new01", "ber-app02", "ber-web01"}


@pytest.fixture(autouse=True)
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Four servers, seven weeks and a home of their own: the whole fleet takes a quarter of a minute."""
    few = tuple(
        replace(o, servers=tuple(s for s in o.servers if s.hostname in KEPT)) for o in CUSTOMERS
    )
    monkeypatch.setattr(fleet, "CUSTOMERS", few)
    monkeypatch.setattr(tables, "first_hour", lambda cut_hour: cut_hour - 24 * 31)
    hasher = "django.contrib.auth.hashers.MD5PasswordHasher"
    monkeypatch.setattr(django_settings, "PASSWORD_HASHERS", [hasher])
    monkeypatch.setattr(rights, "CUSTOMERS", few)
    monkeypatch.setattr(django_settings, "KADO_HOME", tmp_path)
    monkeypatch.setattr(django_settings, "LAKE_URL", str(tmp_path / "lake"))
    with everything("test"):
        yield


def ensure(at: datetime) -> DemonstrationReport:
    return fleet.ensure(at, lambda done, total, label: None)


def rows_in_lake() -> int:
    return int(lake.open_table("samples").to_pyarrow_table().num_rows)


def test_made_once_then_carried_on_by_the_missing_days() -> None:
    first = ensure(AT)
    assert first.created and first.servers_count == len(KEPT)
    assert first.cut_at == datetime(2026, 11, 1, tzinfo=UTC)
    assert first.through_at == datetime(2026, 11, 23, 6, tzinfo=UTC)
    made = rows_in_lake()
    again = ensure(AT + timedelta(hours=5))
    assert not again.created and again.rows_count == 0 and rows_in_lake() == made
    assert again.logins == first.logins
    later = ensure(AT + timedelta(days=2))
    assert later.through_at == datetime(2026, 11, 25, 6, tzinfo=UTC)
    assert later.cut_at == first.cut_at and later.rows_count > 0
    table = (
        lake.open_table("samples")
        .to_pyarrow_table()
        .select(["server_id", "metric", "instance", "observed_at"])
    )
    assert table.num_rows == table.group_by(table.column_names).aggregate([]).num_rows


def test_a_crash_in_the_middle_doubles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = lake.append
    calls = iter(range(100))

    def dies(rows: object, batch_id: object) -> int:
        if next(calls) == 1:
            raise KeyboardInterrupt
        return whole(rows, batch_id)  # type: ignore[arg-type]

    monkeypatch.setattr(lake, "append", dies)
    with pytest.raises(KeyboardInterrupt):
        ensure(AT)
    report = ensure(AT + timedelta(hours=7))
    assert report.through_at == datetime(2026, 11, 23, 6, tzinfo=UTC)
    table = (
        lake.open_table("samples")
        .to_pyarrow_table()
        .select(["server_id", "metric", "instance", "observed_at"])
    )
    assert table.num_rows == table.group_by(table.column_names).aggregate([]).num_rows
    memory = table.filter(table["metric"].to_numpy(zero_copy_only=False) == "memory_used_bytes")
    # ber-app02 sends all the time, ber-web01 but for 3 days, tyo-edge01 to the 20th, tyo-new01 from the 22nd of October.
    hours = 31 * 24 + 22 * 24 + 6
    assert memory.num_rows == hours + (hours - 72) + 19 * 24 + (hours - 21 * 24)


def test_passwords_are_random_kept_private_and_work() -> None:
    report = ensure(AT)
    path = Path(django_settings.KADO_HOME) / accounts.LOGINS_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len({login.password for login in report.logins}) == len(report.logins) == 6
    for login in report.logins:
        assert login.email.endswith(".example")
        assert User.objects.get(email=login.email).check_password(login.password)
    path.unlink()
    renewed = ensure(AT).logins
    assert {x.password for x in renewed}.isdisjoint({x.password for x in report.logins})
    assert all(User.objects.get(email=x.email).check_password(x.password) for x in renewed)


def test_everything_is_labelled_and_entitled_as_told() -> None:
    ensure(AT)
    assert Server.objects.filter(is_demonstration=False).count() == 0
    assert Organisation.objects.filter(is_demonstration=False).count() == 0
    terms = terms_in_force(AT)
    assert terms is not None and "第1条" in terms.body_ja and "## 1." in terms.body_en
    for plan in CUSTOMERS:
        assert agreement_in_force(plan.id, AT) is not None
    assert is_allowed(Purpose.PROPOSALS, FIRST_CUSTOMER.id, AT, RESELLER.id)
    assert not is_allowed(
        Purpose.PROPOSALS, FIRST_CUSTOMER.id, AT
    )  # the consent names its reseller
    assert not is_allowed(Purpose.PROPOSALS, SECOND_CUSTOMER.id, AT, RESELLER.id)
    without = {s.hostname for s in Server.objects.all()} - set(
        SupportContract.objects.values_list("server__hostname", flat=True)
    )
    assert without == {"ber-app02"}


def test_the_reseller_sees_the_customer_that_granted_it_and_no_other() -> None:
    ensure(AT)
    seen = access_of(User.objects.get(email="reseller@mihon.example"), AT).organisation_ids
    assert seen == {RESELLER.id, FIRST_CUSTOMER.id}


def test_arrivals_follow_what_was_sent() -> None:
    ensure(AT)
    rows = {s.hostname: s for s in Server.objects.all()}
    assert rows["tyo-edge01"].last_arrival_at == datetime(2026, 10, 20, 0, 4, tzinfo=UTC)
    assert rows["tyo-new01"].first_arrival_at == datetime(2026, 10, 22, 1, 4, tzinfo=UTC)
    assert rows["ber-web01"].last_arrival_at == datetime(2026, 11, 23, 6, 4, tzinfo=UTC)
    assert rows["ber-web01"].configuration["model_number"] == "KD-R120-4"
