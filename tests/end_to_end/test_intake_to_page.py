"""From a collector's process over the wire to the page, with the service and the worker killed on the way (MISSION B3, C1, D1, D3)."""

import contextlib
import csv
import gzip
import json
import random
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.error import URLError

import pyarrow.compute as pc
import pytest

from tests.end_to_end import sending
from tests.end_to_end.installation import Installation, Served, free_port
from tests.end_to_end.sending import Secrets
from tests.end_to_end.visitor import Visitor

ADMINISTRATOR = "admin@recorded.example"
UNIT = ("--manufacturer", "Acme", "--model-number", "AC-1", "--serial-number", "E2E-0001")
BUNDLES_COUNT = 120
LEASE_SECONDS = 300
CHANCE = random.Random(20261123)


class Place:
    """An installation with one customer, a served portal, and the state folder of one collector."""

    def __init__(self, home: Path) -> None:
        self.installation = Installation(home)
        self.state = home / "collector-under-test"
        self.served: Served | None = None

    def serve(self) -> Served:
        """Start the service, again at the same address."""
        port = int(self.served.url.rsplit(":", 1)[1]) if self.served else free_port()
        self.served = self.installation.serve(port)
        return self.served

    @property
    def url(self) -> str:
        assert self.served
        return self.served.url

    def administrator(self) -> Visitor:
        visitor = Visitor(self.url, "en")
        password = self.installation.password(ADMINISTRATOR)
        assert visitor.sign_in(ADMINISTRATOR, password).status == 302
        visitor.post("/preferences/language/", language="en")
        return visitor

    def organisation_path(self, visitor: Visitor) -> str:
        return visitor.get("/").headers["location"]

    def new_token(self) -> str:
        """An enrolment token, made in the portal."""
        visitor = self.administrator()
        path = f"{self.organisation_path(visitor)}enrolment/"
        visitor.get(path)
        page = visitor.post(path, label="end to end")
        [token] = set(re.findall(r"kado_enrol_[\w-]+", page.source))
        return token


def recorded(folder: Path) -> Path:
    """Two days of one machine: enough for an organisation to be there."""
    with (folder / "samples.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["hostname", "metric", "observed_at", "mean", "interval_seconds"])
        for hours_ago in range(50, 2, -1):
            at = sending.whole_hour(hours_ago).isoformat()
            rows.writerow(["recorded01", "processor_used_ratio", at, 0.2, 3600])
    return folder


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The service runs while the tests of this file do; they build on each other in their order."""
    made = Place(tmp_path_factory.mktemp("intake") / "home")
    data = recorded(tmp_path_factory.mktemp("recorded"))
    ended = made.installation.run("up", "--once", "--port", free_port(), "--data", data)
    assert ended.status == 0, ended.output + ended.errors
    made.serve()
    yield made
    assert made.served
    made.served.kill()


@pytest.fixture(scope="module")
def secrets(place: Place) -> Secrets:
    """The unit of this file, enrolled by a collector with a token from the portal."""
    enrolled = place.installation.collector(
        place.state, "enrol", "--url", place.url, "--token", place.new_token(), *UNIT
    )
    assert enrolled.status == 0, enrolled.errors
    return Secrets.of(place.state)


def in_lake(place: Place, secrets: Secrets) -> Counter[tuple]:
    """How often each sample of the unit is in the lake."""
    columns = ["server_id", "metric", "instance", "observed_at"]
    samples = place.installation.lake_rows("samples", columns)
    own = samples.filter(pc.equal(samples["server_id"], secrets.server_id))
    return Counter(tuple(row[name] for name in columns[1:]) for row in own.to_pylist())


def sent(document: dict) -> Counter[tuple]:
    return Counter(
        (one["metric"], one["instance"], datetime.fromisoformat(at))
        for one in document["series"]
        for at in one["observed_at"]
    )


def work(place: Place) -> None:
    ended = place.installation.run("worker", "--once")
    assert ended.status == 0, ended.errors


def test_a_machine_enrolled_with_a_token_of_the_portal_is_on_its_pages(
    place: Place, secrets: Secrets
) -> None:
    once = place.installation.collector(place.state, "once", "--seconds", "0.3")
    assert once.status == 0 and "1 bundle(s) sent, 0 waiting" in once.output, once.errors
    work(place)
    document = last_collected(place)
    assert in_lake(place, secrets) == sent(document)
    visitor = place.administrator()
    organisation = place.organisation_path(visitor)
    hostname = document["configuration"]["hostname"]
    assert hostname in visitor.get(f"{organisation}servers/").text
    karte = visitor.get(f"{organisation}servers/{secrets.server_id}/")
    assert karte.status == 200 and hostname in karte.text
    assert "AC-1" in karte.text and "E2E-0001" in karte.text
    assert hostname in visitor.get(f"{organisation}members/").text


def test_killed_while_bundles_arrive_the_service_takes_each_once(
    place: Place, secrets: Secrets
) -> None:
    before = in_lake(place, secrets)
    documents = [
        sending.bundle(secrets.server_id, sending.whole_hour(hours_ago))
        for hours_ago in range(BUNDLES_COUNT + 2, 2, -1)
    ]
    for document in documents:
        sending.put(place.state, document)
    arrived = place.installation.count("store_bundlereceipt")
    collected = []
    for threshold in (20, 70):
        collected.append(kill_in_the_middle(place, arrived + threshold))
        place.serve()
    last = place.installation.collector(place.state, "once", "--seconds", "0.3")
    collected.append(last_collected(place))
    assert last.status == 0 and "0 waiting" in last.output, last.errors
    assert not list((place.state / "spool").iterdir())
    known = {row[0] for row in place.installation.rows("SELECT bundle_id FROM store_bundlereceipt")}
    assert {d["bundle_id"].replace("-", "") for d in documents} <= known
    work(place)
    assert in_lake(place, secrets) == sum(map(sent, [*documents, *collected]), before)


def last_collected(place: Place) -> dict:
    """The bundle that the collector's last `once` made of this machine."""
    return dict(json.loads((place.state / "last-bundle.json").read_text()))


def kill_in_the_middle(place: Place, receipts_count: int) -> dict:
    """Kill the service while a collector sends, when it has taken so many bundles; the collector keeps the rest.

    The bundle that the collector made before it sent.
    """
    collector = place.installation.start_collector(place.state, "once", "--seconds", "0.3")
    while place.installation.count("store_bundlereceipt") < receipts_count:
        assert collector.poll() is None, "the collector was faster than the hand that kills"
        time.sleep(0.002)
    assert place.served
    place.served.kill()
    output, _ = collector.communicate(timeout=120)
    assert collector.returncode == 3 and " 0 waiting" not in output, output
    return last_collected(place)


def test_killed_while_it_digests_the_worker_loses_and_doubles_nothing(
    place: Place, secrets: Secrets
) -> None:
    documents = [
        sending.bundle(secrets.server_id, sending.whole_hour(1000 + number), mounts_count=60)
        for number in range(60)
    ]
    before = in_lake(place, secrets)
    for document in documents:
        status, code, _ = sending.send(secrets, sending.packed(document))
        assert (status, code) == (202, "")
    unfinished_count = 0
    for delay_seconds in (0.0, 0.1, 0.2, CHANCE.uniform(0, 0.4), CHANCE.uniform(0, 0.4)):
        unfinished_count += kill_the_worker(place, delay_seconds)
        let_the_lease_pass(place)
    assert unfinished_count, "every digest was faster than the hand that kills"
    work(place)
    assert place.installation.count("store_inboxbundle") == 0
    assert place.installation.count("store_digestbatch", "committed_at IS NULL") == 0
    assert in_lake(place, secrets) == sum(map(sent, documents), before)


def kill_the_worker(place: Place, delay_seconds: float) -> bool:
    """Kill a worker a moment after it has taken a batch on; whether it was in the middle."""
    if not place.installation.count("store_inboxbundle"):
        return False
    moments = "SELECT count(*), max(started_at) FROM store_digestbatch WHERE committed_at IS NULL"
    before = place.installation.rows(moments)
    lake = place.installation.home / "lake" / "samples"
    files = len(list(lake.rglob("*.parquet")))
    worker = place.installation.start("worker")
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        begun = place.installation.rows(moments) != before
        if begun or len(list(lake.rglob("*.parquet"))) > files:
            break
        if not place.installation.count("store_inboxbundle"):
            break
        time.sleep(0.002)
    time.sleep(delay_seconds)
    worker.kill()
    worker.wait()
    return place.installation.count("store_digestbatch", "committed_at IS NULL") > 0


def let_the_lease_pass(place: Place) -> None:
    """As if five minutes had gone by: an unfinished batch is free to be taken over."""
    past = datetime.now(UTC) - timedelta(seconds=LEASE_SECONDS + 1)
    with sqlite3.connect(place.installation.home / "kado.sqlite3", timeout=30) as database:
        database.execute(
            "UPDATE store_digestbatch SET started_at = ? WHERE committed_at IS NULL",
            (f"{past:%Y-%m-%d %H:%M:%S.%f}",),
        )


def test_what_is_forged_replayed_or_too_large_is_refused_and_written_down(
    place: Place, secrets: Secrets
) -> None:
    count = place.installation.count
    good = sending.packed(sending.bundle(secrets.server_id, sending.whole_hour(3000)))
    assert sending.send(secrets, good)[0] == 202
    stored = count("store_bundlereceipt"), count("store_inboxbundle")
    status, _, answer = sending.send(secrets, good)
    assert (status, answer["receipt"]["state"]) == (202, "already stored")
    other = sending.bundle("11111111-2222-4333-8444-555555555555", sending.whole_hour(3001))
    known_id = json.loads(gzip.decompress(good))["bundle_id"]
    changed = sending.bundle(secrets.server_id, sending.whole_hour(3002), bundle_id=known_id)
    bomb = gzip.compress(b" " * (33 * 1024**2))
    attempts = {
        (401, "token-missing"): (good, {"Authorization": ""}),
        (401, "token-unknown"): (good, {"Authorization": "Bearer kado_collector_forged"}),
        (403, "signature"): (good, {"Kado_Signature": sending.signature(good, "forged")}),
        (403, "other-server"): (sending.packed(other), {}),
        (422, "bundle-conflict"): (sending.packed(changed), {}),
        (413, "too-large"): (bomb, {}),
        (415, "content-type"): (good, {"Content_Encoding": ""}),
        (400, "malformed"): (gzip.compress(b"{"), {}),
        (422, "not-valid"): (sending.packed({"format": "kado.bundle/1"}), {}),
    }
    for expected, (body, headers) in attempts.items():
        assert sending.send(secrets, body, **headers)[:2] == expected
    assert sending.send(secrets, bytes(4 * 1024**2 + 1))[:2] == (413, "too-large")
    with contextlib.suppress(URLError):  # the rest of what is far too large is not even read
        assert sending.send(secrets, bytes(16 * 1024**2))[0] == 413
    assert (count("store_bundlereceipt"), count("store_inboxbundle")) == stored
    written = {row[0] for row in place.installation.rows("SELECT action FROM tenancy_auditentry")}
    assert {"signature_mismatch", "other_server_named", "bundle_conflict"} <= written


def test_a_unit_is_enrolled_once_and_only_with_a_good_token(place: Place, secrets: Secrets) -> None:
    def enrol(name: str, *arguments: str) -> str:
        state = place.installation.home / name
        ended = place.installation.collector(state, "enrol", "--url", place.url, *arguments)
        assert ended.status == 1 and "Traceback" not in ended.errors
        return ended.errors

    assert "401: enrolment-token" in enrol("thief", "--token", "kado_enrol_forged", *UNIT)
    assert "409: unit-enrolled" in enrol("clone", "--token", place.new_token(), *UNIT)
    placeholder = (*UNIT[:-1], "To be filled by O.E.M.")
    assert "identity-placeholder" in enrol("white", "--token", place.new_token(), *placeholder)
    written = {row[0] for row in place.installation.rows("SELECT action FROM tenancy_auditentry")}
    assert "identity_cloned" in written
