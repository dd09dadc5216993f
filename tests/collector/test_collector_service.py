"""The collector against the real service: enrolment, bundles over HTTP, a bundle by hand, and what the service makes of them."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from collector_tools import TREES, collector
from kado_collector import bundle
from kado_collector.__main__ import main
from kado_collector.state import State

from kado.catalogue.metrics import is_metric
from kado.facts.configuration import Configuration
from kado.store.bundle_rows import read


@pytest.mark.parametrize("tree", ["rack", "virtual", "windows"])
def test_the_service_reads_everything_a_bundle_holds(tree: str, tmp_path: Path) -> None:
    document = collector(tree, tmp_path).whole_document(0)
    found = read(bundle.as_text(document).encode(), datetime(2026, 11, 23, 6, 2, tzinfo=UTC))
    unknown = [line for line in found.dropped.lines() if line["what"] != "devices.problem"]
    assert unknown == []
    points = sum(len(s["observed_at"]) for s in document["series"])
    assert found.rows.samples.num_rows == points
    assert found.rows.devices.num_rows == len(document["devices"])
    assert all(is_metric(s["metric"]) for s in document["series"])
    assert isinstance(found.configuration, Configuration)
    assert len(found.configuration.drives) == len(document["configuration"]["drives"])
    assert {s.source: s.ok for s in found.configuration.sources} == {
        s["source"]: s["ok"] for s in document["sources"]
    }
    assert found.configuration.unread == ()


@pytest.mark.django_db(transaction=True)
def test_enrol_once_and_once_again(
    live_server: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from kado.importers.bundle_file import import_bundle
    from kado.tenancy.models import EnrolmentToken, Organisation
    from kado.tenancy.scope import everything
    from kado.tenancy.tokens import new_token, sha256_of

    now = datetime.now(UTC)
    organisation = Organisation.objects.create(kind="customer", name="見本")
    token = new_token("enrol")
    with everything("test"):
        EnrolmentToken.objects.create(
            organisation=organisation,
            token_sha256=sha256_of(token),
            created_at=now,
            expires_at=now + timedelta(hours=1),
        )
    url = live_server.url.replace("localhost", "127.0.0.1")  # type: ignore[attr-defined]
    state = ["--state", str(tmp_path), "--root", str(TREES / "rack")]
    assert main(["enrol", "--url", url, "--token", token, *state]) == 0
    assert main(["once", *state]) == 0, capsys.readouterr().err
    receipts = json.loads((tmp_path / "receipts.json").read_text())["receipts"]
    assert receipts[0]["state"] == "stored" and receipts[0]["points_stored_count"] > 40
    assert State(tmp_path).enrolment().url == url
    assert main(["export", str(tmp_path / "one.kado"), *state]) == 0
    with everything("test"):
        assert import_bundle(tmp_path / "one.kado", datetime.now(UTC)).is_new
    assert main(["enrol", "--url", url, "--token", "wrong", "--force", *state]) == 1
    assert "401" in capsys.readouterr().err
