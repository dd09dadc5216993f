"""Nothing spooled is lost, nothing is sent twice as two, nothing secret is shown (MISSION D1, D3, E1; FIELD: silent loss)."""

import gzip
import hashlib
import hmac
import json
import os
import shutil
import signal
import ssl
import stat
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from collector_tools import (
    AT,
    KEY,
    SERVER_ID,
    TOKEN,
    TREES,
    FixedClock,
    Received,
    Reply,
    Service,
    collector,
    enrolment,
    receipt,
)
from hypothesis import given
from hypothesis import strategies as st
from kado_collector import sending
from kado_collector.__main__ import main
from kado_collector.aggregation import Aggregator, Point
from kado_collector.host import RecordedHost
from kado_collector.journal import Journal, left_behind
from kado_collector.readings import Gauge
from kado_collector.sender import backoff_seconds, send_waiting
from kado_collector.spool import Spool
from kado_collector.state import Counts, State

TREE = ["--root", str(TREES / "rack"), "--seconds", "0"]


@pytest.fixture
def enrolled(tmp_path: Path, peer: Service) -> Path:
    """A state folder that is enrolled with the peer."""
    State(tmp_path / "state").keep_enrolment(enrolment(peer.url))
    return tmp_path / "state"


def command(folder: Path, *arguments: str) -> int:
    return main([arguments[0], "--state", str(folder), *arguments[1:]])


def waiting(folder: Path) -> list[str]:
    return [row.bundle_id for row in Spool(folder / "spool").waiting()]


# --- enrolment and secrets


def test_enrolment_names_the_server_and_keeps_its_secrets(
    tmp_path: Path, peer: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    peer.reply = lambda request: (
        201,
        {"server_id": SERVER_ID, "token": TOKEN, "signing_key": KEY},
        {},
    )
    assert (
        command(tmp_path / "s", "enrol", "--url", peer.url, "--token", "once-only", *TREE[:2]) == 0
    )
    assert peer.requests[0].path == "/intake/v1/enrolments"
    assert peer.requests[0].document == {
        "enrolment_token": "once-only",
        "manufacturer": "NEC",
        "model_number": "Express5800/R120j-2M [N8100-3033Y]",
        "serial_number": "DEMO0007",
        "hostname": "rack-07.example.com",
    }
    assert State(tmp_path / "s").enrolment() == enrolment(peer.url)
    printed = "".join(capsys.readouterr())
    assert TOKEN not in printed and KEY not in printed and "once-only" not in printed
    assert command(tmp_path / "s", "enrol", "--url", peer.url, "--token", "again", *TREE[:2]) == 1
    assert len(peer.requests) == 1


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX systems")
def test_the_state_is_for_the_collector_alone(enrolled: Path) -> None:
    command(enrolled, "once", *TREE)
    paths = [enrolled, *enrolled.rglob("*")]
    modes = {stat.S_IMODE(p.stat().st_mode) for p in paths if p.is_dir()}
    assert modes == {0o700}
    assert {stat.S_IMODE(p.stat().st_mode) for p in paths if p.is_file()} == {0o600}


def test_names_given_by_hand_win_and_the_host_name_stays_home(
    tmp_path: Path, peer: Service
) -> None:
    peer.reply = lambda request: (
        200,
        {"server_id": SERVER_ID, "token": TOKEN, "signing_key": KEY},
        {},
    )
    given_names = [
        "--manufacturer",
        "NEC",
        "--serial-number",
        "DEMO1",
        "--model-number",
        "Express5800",
    ]
    options = ["--root", str(TREES / "virtual"), "--hide-hostname", *given_names]
    assert command(tmp_path / "s", "enrol", "--url", peer.url, "--token", "t", *options) == 0
    assert peer.requests[0].document["hostname"] is None
    assert peer.requests[0].document["serial_number"] == "DEMO1"
    peer.reply = receipt
    assert command(tmp_path / "s", "once", "--root", str(TREES / "virtual"), "--seconds", "0") == 0
    configuration = peer.requests[1].document["configuration"]
    assert (configuration["serial_number"], configuration["hostname"]) == (
        "DEMO1",
        "server-11111111",
    )


def test_a_refused_enrolment_says_what_the_service_said(
    tmp_path: Path, peer: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    peer.reply = lambda request: (
        403,
        {"error": {"code": "token_used", "message": "it was used", "remedy": "make another"}},
        {},
    )
    assert command(tmp_path / "s", "enrol", "--url", peer.url, "--token", "t", *TREE[:2]) == 1
    assert "it was used - make another" in capsys.readouterr().err
    peer.reply = lambda request: (200, {"server_id": SERVER_ID}, {})
    assert command(tmp_path / "s", "enrol", "--url", peer.url, "--token", "t", *TREE[:2]) == 1
    assert "has no signing_key, token" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("url", "insecure", "usable"),
    [
        ("https://kado.example.com/", False, True),
        ("http://127.0.0.1:8210", False, True),
        ("http://[::1]:8210", False, True),
        ("http://kado.example.com", False, False),
        ("http://kado.example.com", True, True),
        ("ftp://kado.example.com", True, False),
        ("https://user:secret@kado.example.com", False, False),
        ("kado.example.com", False, False),
    ],
)
def test_plain_http_is_for_loopback(url: str, insecure: bool, usable: bool) -> None:
    if usable:
        assert not sending.checked_url(url, insecure).endswith("/")
    else:
        with pytest.raises(sending.BadAddress):
            sending.checked_url(url, insecure)


def test_show_prints_what_would_be_sent_and_sends_nothing(
    enrolled: Path, peer: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(enrolled, "show", *TREE) == 0
    shown = json.loads(capsys.readouterr().out)
    assert peer.requests == [] and waiting(enrolled) == []
    assert command(enrolled, "once", *TREE) == 0
    sent = peer.requests[0].document
    for document in (shown, sent):  # what differs between any two runs
        for key in ("bundle_id", "created_at"):
            document.pop(key)
        for row in [*document["series"], *document["sources"], *document["devices"]]:
            row.pop("observed_at", None), row.pop("duration_seconds", None)
        for key in ("period_seconds", "processor_seconds", "collecting_seconds"):
            document["collector"].pop(key)
    assert shown == sent
    capsys.readouterr()
    assert command(enrolled, "show", "--changes", *TREE) == 0
    assert capsys.readouterr().out == ""
    assert command(enrolled, "show", "--changes", "--root", str(TREES / "virtual")) == 0
    assert "~ configuration.os_name: 'rhel' -> 'debian'" in capsys.readouterr().out


def test_show_works_before_enrolment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(tmp_path / "nowhere", "show", "--hide-hostname", *TREE) == 0
    assert json.loads(capsys.readouterr().out)["configuration"]["hostname"] == "server-00000000"
    assert not (tmp_path / "nowhere").exists()
    assert command(tmp_path / "nowhere", "once", *TREE) == 1
    assert "enrol" in capsys.readouterr().err


def test_secrets_are_in_no_bundle_file_log_or_repr(
    enrolled: Path, peer: Service, caplog: pytest.LogCaptureFixture
) -> None:
    peer.reply = lambda request: (503, {}, {})
    command(enrolled, "once", *TREE)
    assert (
        TOKEN not in caplog.text and TOKEN not in repr(enrolment()) and KEY not in repr(enrolment())
    )
    for path in enrolled.rglob("*"):
        if path.is_file() and path.name != "enrolment.json":
            body = path.read_bytes()
            body = gzip.decompress(body) if path.suffix == ".gz" else body
            assert TOKEN.encode() not in body and KEY.encode() not in body


# --- sending


def test_a_bundle_is_signed_compressed_and_leaves_with_its_receipt(
    enrolled: Path, peer: Service
) -> None:
    assert command(enrolled, "once", *TREE) == 0
    request = peer.requests[0]
    assert request.path == "/intake/v1/bundles"
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert request.headers["content-encoding"] == "gzip"
    expected = hmac.new(KEY.encode(), request.body, hashlib.sha256).hexdigest()
    assert request.headers["kado-signature"] == f"v1={expected}"
    assert request.document["server_id"] == SERVER_ID and request.document["configuration"]
    assert waiting(enrolled) == []
    receipts = json.loads((enrolled / "receipts.json").read_text())["receipts"]
    assert [r["bundle_id"] for r in receipts] == [request.document["bundle_id"]]


def test_what_could_not_be_sent_waits_and_goes_first_the_next_time(
    enrolled: Path, peer: Service
) -> None:
    peer.reply = lambda request: (
        503,
        {"error": {"code": "busy", "message": "m", "remedy": "r"}},
        {"Retry-After": "7"},
    )
    assert command(enrolled, "once", *TREE) == 3
    first = waiting(enrolled)
    assert len(first) == 1
    peer.reply = receipt
    time.sleep(1.1)  # names are ordered by seconds
    assert command(enrolled, "once", *TREE) == 0
    sent = [r.document["bundle_id"] for r in peer.requests]
    assert sent[:2] == [first[0], first[0]] and len(sent) == 3 and waiting(enrolled) == []
    assert peer.requests[0].body == peer.requests[1].body
    assert peer.requests[2].document["collector"]["sent_bytes"] == len(peer.requests[0].body)


@pytest.mark.parametrize(
    "reply",
    [
        (202, {}, {}),
        (202, {"receipt": {"bundle_id": "another"}}, {}),
        (200, {"receipt": "yes"}, {}),
        (302, {}, {"Location": "http://127.0.0.1:1/"}),
        (500, {}, {}),
        (401, {}, {}),
        (403, {}, {}),
        (429, {}, {}),
    ],
)
def test_without_a_receipt_for_it_a_bundle_stays(
    enrolled: Path, peer: Service, reply: Reply
) -> None:
    peer.reply = lambda request: reply
    assert command(enrolled, "once", *TREE) == 3
    assert len(waiting(enrolled)) == 1 and len(peer.requests) == 1


def test_a_refused_bundle_is_put_aside_and_counted(enrolled: Path, peer: Service) -> None:
    peer.reply = lambda request: (
        422,
        {"error": {"code": "not_valid", "message": "m", "remedy": "r"}},
        {},
    )
    assert command(enrolled, "once", *TREE) == 1
    assert waiting(enrolled) == [] and len(list((enrolled / "spool-refused").iterdir())) == 1
    peer.reply = receipt
    assert command(enrolled, "once", *TREE) == 0
    assert peer.requests[-1].document["collector"]["bundles_refused_count"] == 1
    assert command(enrolled, "once", *TREE) == 0
    assert peer.requests[-1].document["collector"]["bundles_refused_count"] == 0


def test_a_service_that_is_away_is_no_error_of_the_bundle(tmp_path: Path) -> None:
    made = collector("rack", tmp_path)
    made.put(made.whole_document(0))
    result = send_waiting(enrolment("http://127.0.0.1:9"), made.spool, made.state, made.clock)
    assert result.sent_count == 0 and "could not be reached" in str(result.problem)
    assert len(made.spool.waiting()) == 1


def test_the_proxy_of_the_environment_is_used(
    peer: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", peer.url)
    monkeypatch.delenv("no_proxy", raising=False)
    peer.reply = lambda request: (202, {"receipt": {"bundle_id": "x"}}, {})
    found = sending.send_bundle("http://kado.invalid", TOKEN, KEY, "x", gzip.compress(b"{}"), AT)
    assert isinstance(found, sending.Sent)
    assert peer.requests[0].path == "http://kado.invalid/intake/v1/bundles"


def test_a_certificate_that_nobody_vouches_for_is_not_accepted(tmp_path: Path) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "certificate.pem"
    formats = (
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(
        key.private_bytes(*formats) + certificate.public_bytes(serialization.Encoding.PEM)
    )
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.handle_request, daemon=True).start()
    url = f"https://localhost:{server.server_address[1]}"
    found = sending.send_bundle(url, TOKEN, KEY, "x", b"", AT)
    server.server_close()
    assert isinstance(found, sending.Later) and "CERTIFICATE_VERIFY_FAILED" in found.reason


def test_retry_after_is_seconds_or_a_date_and_bounded() -> None:
    at = datetime(2026, 11, 23, 6, 0, 0, tzinfo=UTC)
    assert sending.retry_after_seconds("120", at) == 120
    assert sending.retry_after_seconds("Mon, 23 Nov 2026 06:02:00 GMT", at) == 120
    assert sending.retry_after_seconds("Mon, 23 Nov 2026 05:00:00 GMT", at) == 0
    assert sending.retry_after_seconds("999999999", at) == 3600
    for text in (None, "soon", "-5", "٣"):
        assert sending.retry_after_seconds(text, at) is None


@given(st.integers(1, 10_000), st.one_of(st.none(), st.floats(0, 3600)), st.floats(0, 1))
def test_backoff_is_bounded_and_never_before_retry_after(
    failures: int, retry_after: float | None, jitter: float
) -> None:
    wait = backoff_seconds(failures, retry_after, jitter)
    assert 15.0 <= wait <= 2 * 3600
    assert wait >= (retry_after or 0)


def test_an_exported_file_is_the_signed_body(enrolled: Path, tmp_path: Path, peer: Service) -> None:
    path = tmp_path / "one.kado"
    assert command(enrolled, "export", str(path), *TREE) == 0
    head, _, body = path.read_bytes().partition(b"\n")
    version, server_id, signature = head.decode().split(" ")
    assert (version, server_id) == ("kado.bundle/1", SERVER_ID)
    assert signature == "v1=" + hmac.new(KEY.encode(), body, hashlib.sha256).hexdigest()
    assert json.loads(gzip.decompress(body))["server_id"] == SERVER_ID
    assert peer.requests == [] and waiting(enrolled) == []


# --- the spool


def test_the_spool_is_bounded_oldest_first_and_the_loss_is_told(tmp_path: Path) -> None:
    made = collector("rack", tmp_path)
    made.spool = Spool(tmp_path / "spool", bytes_limit=2500, days_limit=40)
    for hour in range(5):
        made.spool.put(f"id-{hour}", AT - timedelta(hours=10 - hour), b"x" * 1000)
    made.spool.put("ancient", AT - timedelta(days=50), b"x")
    assert made.spool.bound(AT) == 4
    assert [row.bundle_id for row in made.spool.waiting()] == ["id-3", "id-4"]
    made.state.keep_counts(Counts(spool_dropped_count=4))
    document = made.whole_document(0)
    assert document["collector"]["spool_dropped_count"] == 4
    told = next(r for r in document["sources"] if r["source"] == "spool")
    assert not told["ok"] and "4 bundle(s)" in told["problem"]
    made.spool = Spool(tmp_path / "spool")
    made.put(document)
    assert made.state.counts() == Counts()


KILLED = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from kado_collector.spool import Spool
spool, at = Spool(Path(sys.argv[1])), datetime(2026, 11, 23, tzinfo=UTC)
number = 0
while True:
    spool.put(f"id-{number}", at + timedelta(seconds=number), bytes([number % 256]) * 200_000)
    print(number, flush=True)
    number += 1
"""


def test_a_kill_at_any_instant_loses_nothing_that_was_spooled(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path / "spool")], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    for _ in range(20):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read()
    process.wait()
    promised_count = 20 + len([line for line in rest.splitlines() if line])
    spool = Spool(tmp_path / "spool")
    rows = spool.waiting()
    assert len(rows) in (promised_count, promised_count + 1)
    assert [row.bundle_id for row in rows] == [f"id-{n}" for n in range(len(rows))]
    assert all(row.path.read_bytes() == bytes([n % 256]) * 200_000 for n, row in enumerate(rows))
    spool.clean()
    assert all(not p.name.startswith(".") for p in (tmp_path / "spool").iterdir())


def test_a_damaged_state_is_read_as_none(tmp_path: Path) -> None:
    for name in ("counts.json", "last-bundle.json", "receipts.json"):
        (tmp_path / name).write_text('{"cut')
    (tmp_path / "spool").mkdir()
    (tmp_path / "spool" / "notes.txt").write_text("not a bundle")
    (tmp_path / "spool" / "yesterday-id.json.gz").write_text("not a bundle")
    state = State(tmp_path)
    assert state.counts() == Counts() and state.last_bundle() is None
    state.keep_receipt({"bundle_id": "x"})
    assert Spool(tmp_path / "spool").waiting() == []


# --- aggregation and the journal

gauges = st.lists(st.tuples(st.integers(0, 3600), st.floats(-1e12, 1e12)), min_size=1, max_size=40)


@given(gauges)
def test_points_hold_every_sample_once_whatever_their_order(
    values: list[tuple[int, float]],
) -> None:
    def made(rows: list[tuple[int, float]]) -> list[Point]:
        aggregator = Aggregator(300)
        for seconds, value in rows:
            aggregator.add(AT + timedelta(seconds=seconds), [Gauge("m", "", value)])
        return aggregator.close()

    points = made(values)
    assert sum(p.samples_count for p in points) == len(values)
    assert all(p.minimum <= p.mean <= p.maximum for p in points)
    assert all(p.observed_at.timestamp() % 300 == 0 for p in points)
    other = made(sorted(values))
    assert [(p.observed_at, p.minimum, p.maximum, p.samples_count) for p in points] == [
        (p.observed_at, p.minimum, p.maximum, p.samples_count) for p in other
    ]


def test_only_complete_intervals_are_closed() -> None:
    aggregator = Aggregator(300)
    aggregator.add(AT, [Gauge("m", "", 1.0)])
    assert aggregator.close(AT) == []
    assert len(aggregator.close(AT + timedelta(seconds=300))) == 1
    assert aggregator.close() == []


def test_a_journal_cut_by_a_crash_gives_what_was_whole(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "id-1")
    points = [
        Point(AT, "memory_used_bytes", "", 1.5, 1.0, 2.0, 5),
        Point(AT, "m", "/a b", 0.1, 0.1, 0.1, 1),
    ]
    assert journal.add(points)
    path = tmp_path / "journal-id-1.jsonl"
    path.write_bytes(path.read_bytes() + b'["2026-11-23T06:0')
    found = left_behind(tmp_path)
    assert [(j.bundle_id, j.points()) for j in found] == [("id-1", points)]


# --- run


RHYTHM = [
    "--sample-seconds",
    "0.1",
    "--aggregate-seconds",
    "1",
    "--send-seconds",
    "1.2",
    "--daily-seconds",
    "3600",
]


def test_run_sends_the_configuration_once_and_points_every_time(
    enrolled: Path, peer: Service
) -> None:
    assert main(["run", "--state", str(enrolled), *RHYTHM, "--bundles", "3"]) == 0
    documents = [r.document for r in peer.requests]
    assert len(documents) == 3 and waiting(enrolled) == []
    assert [("configuration" in d) for d in documents].count(True) == 1
    seen = [
        (s["metric"], s["instance"], at)
        for d in documents
        for s in d["series"]
        for at in s["observed_at"]
    ]
    assert seen and len(seen) == len(set(seen)), "no point is sent twice"
    used = [s for d in documents for s in d["series"] if s["metric"] == "processor_used_ratio"]
    assert used and all(s["interval_seconds"] == 1 for s in used)
    assert any(n > 1 for s in used for n in s["samples_count"])
    assert list(enrolled.glob("journal-*")) == [] or all(
        not Journal(enrolled, j.bundle_id).points() for j in left_behind(enrolled)
    )


def points_of(requests: list[Received]) -> list[tuple[str, str, str]]:
    """Every point of every bundle, a bundle that came twice counted once."""
    unique = {r.document["bundle_id"]: r.document for r in requests}
    return [
        (s["metric"], s["instance"], at)
        for d in unique.values()
        for s in d["series"]
        for at in s["observed_at"]
    ]


def test_run_killed_and_started_again_sends_every_point_once(enrolled: Path, peer: Service) -> None:
    options = [
        sys.executable,
        "-m",
        "kado_collector",
        "run",
        "--state",
        str(enrolled),
        "--sample-seconds",
        "0.1",
    ]
    slow = ["--aggregate-seconds", "1", "--send-seconds", "600"]
    for _ in range(2):
        process = subprocess.Popen([*options, *slow], stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and not any(j.points() for j in left_behind(enrolled)):
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        process.wait()
    kept = {
        (p.metric, p.instance, p.observed_at) for j in left_behind(enrolled) for p in j.points()
    }
    assert kept
    assert main(["run", "--state", str(enrolled), *RHYTHM, "--bundles", "1"]) == 0
    found = points_of(peer.requests)
    assert {(m, i, datetime.fromisoformat(at)) for m, i, at in found} >= kept
    assert waiting(enrolled) == []


def test_a_bundle_that_was_spooled_before_the_crash_is_not_made_twice(tmp_path: Path) -> None:
    from kado_collector.running import Rhythm, Runner

    made = collector("rack", tmp_path)
    journal = Journal(tmp_path, "11111111-aaaa-4bbb-8ccc-000000000001")
    journal.add([Point(AT, "memory_used_bytes", "", 1.0, 1.0, 1.0, 1)])
    made.spool.put(journal.bundle_id, AT, b"what was spooled before the crash")
    Runner(made, enrolment(), Rhythm()).recover()
    assert [row.path.read_bytes() for row in made.spool.waiting()] == [
        b"what was spooled before the crash"
    ]
    assert left_behind(tmp_path) == []


def test_a_full_disk_stops_neither_sampling_nor_what_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kado_collector import durable
    from kado_collector.running import Rhythm, Runner

    made = collector("rack", tmp_path)
    runner = Runner(made, enrolment(), Rhythm())
    runner._keep([Point(AT, "memory_used_bytes", "", 1.0, 1.0, 1.0, 1)])
    with monkeypatch.context() as full:

        def no_room(*args: object) -> None:
            raise OSError(28, "No space left on device")

        full.setattr(durable, "append", no_room)
        full.setattr(os, "fsync", no_room)
        runner._keep([Point(AT, "m", "", 1.0, 1.0, 1.0, 1)] * 3)
        assert not runner._put(runner._journal, ())
        assert made.spool.waiting() == [] and len(runner._journal.points()) == 1
        assert not list(tmp_path.rglob("*.tmp"))
    runner._step()
    assert runner._put(runner._journal, ())
    document = json.loads(gzip.decompress(made.spool.waiting()[0].path.read_bytes()))
    assert document["collector"]["points_dropped_count"] == 3
    assert "memory_used_bytes" in {s["metric"] for s in document["series"]}


def test_a_new_bundle_does_not_shorten_the_wait_the_service_asked_for(tmp_path: Path) -> None:
    from kado_collector.running import Rhythm, Runner
    from kado_collector.sender import Sending

    made = collector("rack", tmp_path)
    runner = Runner(made, enrolment(), Rhythm())
    runner._settle(Sending(problem="busy", retry_after_seconds=1800.0), 0.0)
    due = runner._send_due
    assert due >= 1800.0
    runner._bundle(10_000.0)
    assert runner.bundles_count == 1 and runner._send_due == due


def test_a_restart_within_an_interval_makes_one_point_of_it(tmp_path: Path) -> None:
    from kado_collector.running import Rhythm, Runner

    made = collector("rack", tmp_path)
    Journal(tmp_path, "11111111-aaaa-4bbb-8ccc-000000000002").add(
        [Point(AT, "memory_used_bytes", "", 1.0, 1.0, 1.0, 1)]
    )
    runner = Runner(made, enrolment(), Rhythm())
    runner.recover()
    assert made.spool.waiting() == [] and runner._journal.bundle_id.endswith("02")


def test_errors_between_two_processes_are_told_by_the_second(tmp_path: Path) -> None:
    """An error counter that grew while no collector ran; after a reboot nothing is made up."""
    names = ("proc", "sys", "etc", "commands")
    root = tmp_path / "tree"
    for name in names:
        shutil.copytree(TREES / "rack" / name, root / name, symlinks=True)
    boot = root / "proc/sys/kernel/random/boot_id"
    boot.parent.mkdir()

    def errors(boot_id: str, count: int) -> list[float] | None:
        boot.write_text(boot_id)
        (root / "sys/devices/system/edac/mc/mc0/dimm0/dimm_ce_count").write_text(f"{count}\n")
        made = collector("rack", tmp_path / "state")
        made.host = RecordedHost(root)
        made.put(document := made.whole_document(0))
        found = [
            s
            for s in document["series"]
            if s["metric"] == "memory_corrected_errors_count" and "Chan#0" in s["instance"]
        ]
        return found[0]["mean"] if found else None

    assert errors("one", 7) is None
    assert errors("one", 12) == [5.0]
    assert errors("one", 12) == [0.0]
    assert errors("two", 40) is None


def test_run_stops_when_told_and_keeps_the_open_interval(enrolled: Path, peer: Service) -> None:
    options = [
        "run",
        "--state",
        str(enrolled),
        "--sample-seconds",
        "0.1",
        "--aggregate-seconds",
        "300",
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "kado_collector", *options], stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not (enrolled / "run.lock").exists():
        time.sleep(0.05)
    time.sleep(0.5)
    assert main(options) == 1, "a second run in the same folder is refused"
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 0
    assert [bool(j.points()) for j in left_behind(enrolled)] == [True]


def test_a_clock_held_still_makes_no_rates(tmp_path: Path) -> None:
    made = collector("rack", tmp_path)
    assert isinstance(made.clock, FixedClock)
    found = made.sample(Aggregator(), None)
    assert found.sampled["disks"].counters and not found.sampled["disks"].gauges
