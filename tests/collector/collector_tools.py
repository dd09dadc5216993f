"""What the collector's tests share: recorded trees, a fixed clock, and a service on loopback that answers as told."""

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from kado_collector.collector import Collector
from kado_collector.host import RecordedHost
from kado_collector.state import Enrolment, State

ROOT = Path(__file__).resolve().parents[2]
TREES = Path(__file__).parent / "trees"
AT = datetime(2026, 11, 23, 6, 1, 30, tzinfo=UTC)
SERVER_ID = "11111111-2222-4333-8444-555555555555"
BUNDLE_ID = "6f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5"
TOKEN, KEY = "the-token-of-the-test", "the-key-of-the-test"


class FixedClock:
    """Stands at one instant; sleeping moves it on. For tests and for repeatable output."""

    def __init__(self, at: datetime) -> None:
        self._at = at.timestamp()
        self._start = self._at

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._at, UTC)

    def monotonic_seconds(self) -> float:
        return self._at - self._start

    def sleep(self, seconds: float) -> None:
        self._at += max(0.0, seconds)


def enrolment(url: str = "http://127.0.0.1:1", hide_hostname: bool = False) -> Enrolment:
    return Enrolment(url, SERVER_ID, TOKEN, KEY, hide_hostname)


def collector(tree: str, folder: Path, hide_hostname: bool = False) -> Collector:
    """A collector whose every input is fixed: tree, clock, identifiers, processor time."""
    return Collector(
        RecordedHost(TREES / tree),
        FixedClock(AT),
        State(folder),
        enrolment(hide_hostname=hide_hostname),
        identifier=lambda: BUNDLE_ID,
        processor=lambda: 0.25,
    )


@dataclass
class Received:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def document(self) -> dict:
        packed = self.headers.get("content-encoding") == "gzip"
        return json.loads(gzip.decompress(self.body) if packed else self.body)


Reply = tuple[int, dict, dict[str, str]]


def receipt(request: Received) -> Reply:
    return 202, {"receipt": {"bundle_id": request.document["bundle_id"], "state": "stored"}}, {}


@dataclass
class Service:
    """reply: what to answer; set it to something else in a test."""

    url: str = ""
    reply: Callable[[Received], Reply] = receipt
    requests: list[Received] = field(default_factory=list)


@contextmanager
def service() -> Iterator[Service]:
    """An intake peer on loopback."""
    peer = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            request = Received(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
            peer.requests.append(request)
            status, document, headers = peer.reply(request)
            answer = json.dumps(document).encode()
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(answer))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    peer.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield peer
    finally:
        server.shutdown()
        server.server_close()
