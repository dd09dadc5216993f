"""What docs/demonstration.md says should be said of each server is what an edition says: the whole way from telemetry to findings."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from kado.demonstration import fleet, rights
from kado.demonstration.roster import FIRST_CUSTOMER, SECOND_CUSTOMER
from kado.edition import make
from kado.edition.documents import thaw_server
from kado.edition.models import EditionServer
from kado.facts.edition import ServerEdition
from kado.facts.verdicts import Outcome
from kado.tenancy.models import Organisation
from kado.tenancy.scope import everything

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 6, 10, tzinfo=UTC)
# host name -> (rule, subject) that has to be among its findings.
TOKYO = {
    "tyo-db01": {("filesystem_filling", "/var/lib/pgsql")},
    "tyo-web02": {("processor_overloaded", "")},
    "tyo-app01": {("memory_leak", "")},
    "tyo-mail01": {("ssd_wear", "/dev/sda"), ("ssd_wear", "/dev/sdb")},
    "tyo-virt01": {("ssd_spare_low", "/dev/nvme0")},
    "tyo-batch01": {("contract_ends_soon", ""), ("bios_behind_sisters", "")},
    "tyo-test01": {("processor_idle", "")},
    "tyo-edge01": {("silent_server", "")},
}
BERLIN = {
    "ber-db01": {("array_degraded", "md0")},
    "ber-db02": {("single_power_supply", "")},
    "ber-web01": {("data_gap", "")},
    "ber-file01": {("filesystem_filling", "D:\\")},
    "ber-erp01": {("os_end_of_support", "")},
    "ber-virt01": {("memory_corrected_errors", "mc0/DIMM_A3")},
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(django_settings, "KADO_HOME", tmp_path)
    monkeypatch.setattr(django_settings, "LAKE_URL", str(tmp_path / "lake"))
    with everything("test"):
        yield


def edition_of(plan: object, monkeypatch: pytest.MonkeyPatch) -> dict[str, ServerEdition]:
    """The October edition of one customer, by host name."""
    monkeypatch.setattr(fleet, "CUSTOMERS", (plan,))
    monkeypatch.setattr(rights, "CUSTOMERS", (plan,))
    report = fleet.ensure(AT, lambda done, total, label: None)
    assert report.created
    organisation = Organisation.objects.get(id=plan.id)  # type: ignore[attr-defined]
    edition = make.make(organisation, "2026-10", AT, make.Work(workers=1))
    rows = EditionServer.objects.filter(edition=edition)
    parts = [thaw_server(bytes(row.document)) for row in rows]
    return {p.identity.hostname: p for p in parts}


def findings(part: ServerEdition) -> set[tuple[str, str]]:
    return {(v.rule, v.subject) for v in part.verdicts if v.outcome is Outcome.FINDING}


def test_the_first_customer(monkeypatch: pytest.MonkeyPatch) -> None:
    found = edition_of(FIRST_CUSTOMER, monkeypatch)
    for hostname, wanted in TOKYO.items():
        assert wanted <= findings(found[hostname]), (hostname, findings(found[hostname]))
    # What only looks like filling up: log rotation, clean-ups, an upgraded memory.
    for hostname in ("tyo-web01", "tyo-file01", "tyo-app02"):
        rules = {rule for rule, _ in findings(found[hostname])}
        assert not rules & {"filesystem_filling", "filesystem_full", "memory_growing"}, hostname
    assert {s for r, s in findings(found["tyo-file01"]) if r.startswith("drive_")} == {"/dev/sdd"}
    assert found["tyo-new01"].state == "learning"
    assert found["tyo-old01"].state == "not_eligible"
    absent = {v.rule for v in found["tyo-backup01"].verdicts if v.outcome is Outcome.NOT_APPLICABLE}
    assert {"ssd_wear", "ssd_spare_low"} <= absent


def test_the_second_customer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rights, "FIRST_CUSTOMER", SECOND_CUSTOMER)
    found = edition_of(SECOND_CUSTOMER, monkeypatch)
    for hostname, wanted in BERLIN.items():
        assert wanted <= findings(found[hostname]), (hostname, findings(found[hostname]))
    for hostname in ("ber-web02", "ber-edge01", "ber-app01"):
        assert found[hostname].state == "fine", (hostname, findings(found[hostname]))
    assert found["ber-app02"].state == "not_eligible"
    old = found["ber-backup01"]
    assert old.eligibility.withheld_functions and not old.forecasts
