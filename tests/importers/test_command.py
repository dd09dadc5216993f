"""`kado import` and `kado digest` as people run them."""

from pathlib import Path

import pytest

from kado.cli.main import main
from kado.store.models import InboxBundle
from kado.tenancy.models import CollectorToken, Organisation, Server
from kado.tenancy.tokens import signature_of, signing_key
from tests.store.conftest import NOW, bundle, packed

ROWS = "hostname,metric,observed_at,mean\nweb01,processor_used_ratio,2026-11-01T00:00:00Z,0.5\nweb01,luck,2026-11-01T00:00:00Z,7\n"


def test_a_csv_file_for_a_customer_made_on_the_way(
    seen: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(ROWS)
    assert main(["import", "csv", str(path), "--organisation", "丙運輸"]) == 2
    assert "add --create" in capsys.readouterr().err
    command = [
        "import",
        "csv",
        str(path),
        "--organisation",
        "丙運輸",
        "--create",
        "--zone",
        "Asia/Tokyo",
    ]
    assert main(command) == 0
    printed = capsys.readouterr().out
    assert "2 rows read, 1 stored" in printed
    assert "luck (unknown_metric): 1" in printed
    organisation = Organisation.objects.get(name="丙運輸")
    assert main(["import", "csv", str(path), "--organisation", str(organisation.pk)]) == 0
    assert "1 rows were stored by an earlier import" in capsys.readouterr().out
    assert Server.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["csv", "nowhere.csv", "--organisation", "甲商事"], "does not exist"),
        (
            ["csv", "x", "--organisation", "new", "--create", "--zone", "Nowhere/At_all"],
            "no time zone",
        ),
        (["bundle", "pyproject.toml"], "no bundle"),
    ],
)
def test_what_cannot_be_done_is_told(
    organisation: Organisation, arguments: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", *arguments]) == 2
    assert why in capsys.readouterr().err


def test_a_carried_bundle_goes_by_the_inbox_into_the_lake(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    CollectorToken.objects.create(server=server, token_sha256="x", created_at=NOW)
    body = packed(bundle(server.pk))
    path = tmp_path / "a.kado"
    path.write_bytes(
        f"kado.bundle/1 {server.pk} {signature_of(body, signing_key(server.pk, 1))}\n".encode()
        + body
    )
    assert main(["import", "bundle", str(path)]) == 0
    assert "stored, 12 points" in capsys.readouterr().out
    assert InboxBundle.objects.count() == 1
    assert main(["digest", "--upkeep"]) == 0
    assert "1 bundles, 12 rows" in capsys.readouterr().out
