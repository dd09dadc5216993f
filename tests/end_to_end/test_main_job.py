"""The main job as a newcomer has it: `kado up`, twice, and what is then there (MISSION A, B, C5, F, G2)."""

import csv
import email
import email.policy
import io
import re
import signal
import socket
import subprocess
import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.compute as pc
import pytest
from pypdf import PdfReader

from kado.demonstration.roster import FIRST_CUSTOMER, SECOND_CUSTOMER
from kado.edition import calendar
from tests.end_to_end.conftest import Demonstration
from tests.end_to_end.installation import Ended, Installation, free_port
from tests.end_to_end.visitor import Visitor

SERVERS_COUNT = {FIRST_CUSTOMER.key: 15, SECOND_CUSTOMER.key: 13}
SIGN_IN = re.compile(r"^\s*(.+): (\S+@\S+) / (\S+)$", re.MULTILINE)
EDITION_COLUMNS = "organisation_id, month, revision, state, published_at, content_sha256"


def newest_month(zone: str) -> str:
    """The month whose edition an installation that runs now has published last."""
    at = datetime.now(UTC)
    month = calendar.previous_month(calendar.month_of(at, zone))
    due = calendar.makeable_from(month, zone) <= at
    return month if due else calendar.previous_month(month)


def standing(installation: Installation) -> dict[str, object]:
    """Everything that a second run may not double or change."""
    return {
        "servers": installation.rows("SELECT id, hostname FROM tenancy_server ORDER BY id"),
        "people": installation.rows("SELECT id, email FROM tenancy_user ORDER BY id"),
        "organisations": installation.count("tenancy_organisation"),
        "contracts": installation.count("entitlement_supportcontract"),
        "agreements": installation.count("entitlement_termsagreement"),
        "consents": installation.count("entitlement_consent"),
        "editions": installation.rows(f"SELECT {EDITION_COLUMNS} FROM edition_edition ORDER BY id"),
        "parts": installation.count("edition_editionserver"),
        "messages": installation.rows("SELECT key, state FROM delivery_outboxmessage ORDER BY key"),
        "contacts": [
            installation.count(f"contacts_{table}")
            for table in ("proposal", "survey", "surveyanswer", "feedback")
        ],
        "mail": sorted(p.name for p in (installation.home / "mail").iterdir()),
    }


def mails(home: Path) -> dict[str, "email.message.EmailMessage"]:
    """The mails that were written, by their recipient. Two of one second may lie in one file, with a rule behind each."""
    found = {}
    for path in (home / "mail").iterdir():
        for text in path.read_bytes().split(b"\n" + b"-" * 79 + b"\n"):
            if text.strip():
                mail = email.message_from_bytes(text, policy=email.policy.default)
                found[mail["To"]] = mail
    return found


def test_the_first_run_does_the_job_and_says_how_to_look_at_it(
    demonstration: Demonstration,
) -> None:
    first = demonstration.first
    print(f"first run: {first.took_seconds:.0f} s, {first.peak_bytes / 1e6:.0f} MB at most")
    assert first.status == 0, first.errors
    assert f"http://127.0.0.1:{demonstration.port}" in first.output
    sign_ins = {address: password for _, address, password in SIGN_IN.findall(first.output)}
    assert len(sign_ins) == 6
    for address, password in sign_ins.items():
        assert demonstration.installation.password(address) == password
    assert "Traceback" not in first.errors and "ERROR" not in first.errors
    assert (demonstration.installation.home / "demonstration-logins.txt").stat().st_mode & 0o77 == 0


def test_this_machine_is_enrolled_and_its_bundle_is_in_the_lake(
    demonstration: Demonstration,
) -> None:
    installation = demonstration.installation
    [(server, configuration, version)] = installation.rows(
        "SELECT id, configuration, collector_version FROM tenancy_server WHERE is_demonstration = 0"
    )
    assert configuration and version
    assert installation.count("store_bundlereceipt", f"server_id = '{server}'") >= 1
    assert installation.count("store_inboxbundle") == 0
    samples = installation.lake_rows("samples", ["server_id", "metric", "source"])
    own = samples.filter(pc.equal(samples["source"], "collector")).to_pylist()
    assert {row["server_id"].replace("-", "") for row in own} == {server}
    assert {"processor_used_ratio", "memory_used_bytes", "filesystem_used_bytes"} <= {
        row["metric"] for row in own
    }
    assert installation.rows_by_source("configurations")["collector"] >= 1
    assert "not read" in demonstration.first.output or "smartctl" not in demonstration.first.output


def test_both_customers_editions_are_published_and_their_members_told(
    demonstration: Demonstration,
) -> None:
    installation = demonstration.installation
    letters = mails(installation.home)
    for customer in (FIRST_CUSTOMER, SECOND_CUSTOMER):
        month = newest_month(customer.zone)
        [(count,)] = installation.rows(
            "SELECT count(*) FROM edition_editionserver p JOIN edition_edition e ON e.id = p.edition_id"
            " WHERE e.organisation_id = ? AND e.month = ? AND e.state = 'published'",
            customer.id.hex,
            month,
        )
        assert count == SERVERS_COUNT[customer.key]
        letter = letters[f"admin@{customer.key}.example"]
        plain = letter.get_body(("plain",))
        assert plain is not None
        text = plain.get_content()
        assert f"http://127.0.0.1:{demonstration.port}/o/{customer.id}/editions/{month}/0/" in text
        assert ("\u6708" in letter["Subject"]) == (customer.locale == "ja")
    assert len(letters) == installation.count("delivery_outboxmessage", "state = 'sent'") == 4
    assert "reseller@mihon.example" not in letters


def test_a_second_run_doubles_nothing_and_is_much_shorter(demonstration: Demonstration) -> None:
    installation, day = demonstration.installation, datetime.now(UTC).date()
    before, rows = standing(installation), installation.rows_by_source("samples")
    devices = installation.rows_by_source("devices")
    bundles = installation.count("store_bundlereceipt")
    second = installation.run("up", "--once", "--port", free_port())
    print(f"second run: {second.took_seconds:.0f} s")
    if datetime.now(UTC).date() != day:
        pytest.skip("midnight came between the runs: the demonstration has gone on by a day")
    assert second.status == 0, second.errors
    assert SIGN_IN.findall(second.output) == SIGN_IN.findall(demonstration.first.output)
    assert standing(installation) == before
    again = installation.rows_by_source("samples")
    assert again["demonstration"] == rows["demonstration"]
    assert installation.rows_by_source("devices").get("demonstration") == devices["demonstration"]
    assert installation.count("store_bundlereceipt") == bundles + 1
    [(points,)] = installation.rows(
        "SELECT points_count FROM store_bundlereceipt ORDER BY received_at DESC LIMIT 1"
    )
    assert again["collector"] == rows["collector"] + points
    assert second.took_seconds < demonstration.first.took_seconds / 2


def test_a_published_edition_is_made_again_to_the_byte_and_is_never_overwritten(
    demonstration: Demonstration,
) -> None:
    installation, month = demonstration.installation, newest_month(FIRST_CUSTOMER.zone)
    name = FIRST_CUSTOMER.name_en
    before = installation.rows(f"SELECT {EDITION_COLUMNS} FROM edition_edition")
    verified = installation.run("edition", "verify", "--month", month)
    assert verified.status == 0, verified.output + verified.errors
    assert verified.output.count("Digest") == 2  # this machine's owner has no edition yet
    for extra in ((), ("--again",)):
        refused = installation.run(
            "edition", "make", "--month", month, "--organisation", name, *extra
        )
        assert refused.status == 2
        assert month in refused.errors and "revis" in refused.errors, refused.errors
        assert "Traceback" not in refused.errors
    assert installation.rows(f"SELECT {EDITION_COLUMNS} FROM edition_edition") == before


def signed_in(
    url: str, demonstration: Demonstration, address: str, language: str = "en"
) -> Visitor:
    visitor = Visitor(url, language)
    answer = visitor.sign_in(address, demonstration.installation.password(address))
    assert answer.status == 302
    visitor.post("/preferences/language/", language=language)
    return visitor


@pytest.mark.parametrize(
    ("language", "words"), [("ja", ("概要", "10月", "月")), ("en", ("Overview",))]
)
def test_somebody_signs_in_with_a_printed_password_and_reads_the_overview(
    language: str, words: tuple[str, ...], served: str, demonstration: Demonstration
) -> None:
    visitor = signed_in(served, demonstration, "admin@kakuu.example", language)
    page = visitor.follow("/")
    assert page.status == 200 and f"/o/{FIRST_CUSTOMER.id}/" in page.address
    assert f'<html lang="{language}"' in page.source
    assert FIRST_CUSTOMER.name_ja in page.text or FIRST_CUSTOMER.name_en in page.text
    assert words[0] in page.text
    assert ("デモ" in page.text) if language == "ja" else ("Demo" in page.text)
    for told in ("tyo-file01", "tyo-edge01"):
        assert told in page.text


def test_a_wrong_password_opens_nothing(served: str, demonstration: Demonstration) -> None:
    visitor = Visitor(served)
    assert visitor.sign_in("admin@kakuu.example", "wrong-password").status == 200
    assert visitor.get(f"/o/{FIRST_CUSTOMER.id}/").status == 302


def test_downloads_are_real_files(served: str, demonstration: Demonstration) -> None:
    visitor = signed_in(served, demonstration, "admin@kakuu.example", "ja")
    base = f"/o/{FIRST_CUSTOMER.id}/editions/{newest_month(FIRST_CUSTOMER.zone)}/0/"
    offered = set(re.findall(r"document\.(pdf|xlsx|csv)", visitor.get(base).source))
    assert offered == {"pdf", "xlsx", "csv"}
    pdf = PdfReader(io.BytesIO(visitor.get(f"{base}document.pdf").body))
    text = "\n".join(page.extract_text() for page in pdf.pages)
    assert len(pdf.pages) > 3 and "tyo-file01" in text and FIRST_CUSTOMER.name_ja in text
    with zipfile.ZipFile(io.BytesIO(visitor.get(f"{base}document.xlsx").body)) as book:
        assert book.testzip() is None
        assert "tyo-file01" in book.read("xl/sharedStrings.xml").decode()
    sheet = visitor.get(f"{base}document.csv").body.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(sheet)))
    assert any("tyo-file01" in row for row in rows)
    assert visitor.get(f"{base}document.exe").status == 404


def addresses(month: str) -> list[str]:
    organisation = f"/o/{FIRST_CUSTOMER.id}/"
    server = FIRST_CUSTOMER.servers[0].id
    pages = ["", "servers/", f"servers/{server}/", "editions/", "services/", "agreement/"]
    pages += ["consents/", "members/", "enrolment/", f"editions/{month}/0/"]
    pages += [f"editions/{month}/0/servers/{server}/", f"editions/{month}/0/document.pdf"]
    return [organisation + page for page in pages]


def test_a_stranger_sees_nothing(served: str, demonstration: Demonstration) -> None:
    stranger = Visitor(served)
    for path in [*addresses(newest_month(FIRST_CUSTOMER.zone)), "/operations/"]:
        page = stranger.get(path)
        assert page.status in (302, 404), path
        assert "tyo-" not in page.source and FIRST_CUSTOMER.name_ja not in page.source
    assert stranger.get("/o/00000000-0000-4000-8000-000000000000/").status in (302, 404)
    for path in ("/", "/functions/", "/terms/", "/status/", "/fields/", "/help/"):
        page = stranger.get(path)
        assert page.status == 200 and "tyo-" not in page.source, path


def test_another_customer_sees_nothing(served: str, demonstration: Demonstration) -> None:
    other = signed_in(served, demonstration, "admin@muster.example")
    for path in addresses(newest_month(FIRST_CUSTOMER.zone)):
        assert other.get(path).status == 404, path


def test_a_reseller_sees_the_customer_that_granted_it_and_no_other(
    served: str, demonstration: Demonstration
) -> None:
    reseller = signed_in(served, demonstration, "reseller@mihon.example")
    assert reseller.get(f"/o/{FIRST_CUSTOMER.id}/").status == 200
    assert "tyo-file01" in reseller.get(f"/o/{FIRST_CUSTOMER.id}/servers/").text
    assert reseller.get(f"/o/{FIRST_CUSTOMER.id}/enrolment/").status == 404
    assert reseller.get(f"/o/{SECOND_CUSTOMER.id}/").status == 404
    assert SECOND_CUSTOMER.name_ja not in reseller.follow("/").text


def test_a_port_in_use_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = Installation(tmp_path / "home").run("up", "--once", "--port", port)
    assert ended.status == 2
    [line] = ended.errors.splitlines()
    assert str(port) in line and "in use" in line
    assert not (tmp_path / "home" / "kado.sqlite3").exists()


@pytest.mark.parametrize("arguments", [("--port", "70000"), ("--data", "/nowhere")])
def test_what_cannot_be_done_is_said_without_a_traceback(
    arguments: tuple[str, str], tmp_path: Path
) -> None:
    ended: Ended = Installation(tmp_path / "home").run("up", "--once", *arguments)
    assert ended.status == 2
    assert arguments[1] in ended.errors and "Traceback" not in ended.errors


def test_told_to_end_it_leaves_no_process_behind(demonstration: Demonstration) -> None:
    installation, port = demonstration.installation, free_port()
    before = (
        (installation.home / "log").stat().st_size if (installation.home / "log").exists() else 0
    )
    up = installation.start("up", "--port", port)
    try:
        wait_for(installation.home / "log", before, "Ctrl-C", up)
        up.send_signal(signal.SIGTERM)
        assert up.wait(timeout=60) == 0
    finally:
        up.kill()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def wait_for(log: Path, begin: int, words: str, process: "subprocess.Popen[bytes]") -> None:
    """Until a process has printed some words behind the first `begin` bytes of the log."""
    deadline = datetime.now(UTC) + timedelta(seconds=120)
    while datetime.now(UTC) < deadline and process.poll() is None:
        if words.encode() in log.read_bytes()[begin:]:
            return
        time.sleep(0.1)
    raise AssertionError(log.read_bytes()[begin:].decode())
