"""Bundles as docs/wire-format.md describes them, written and sent without any code of the collector or the service."""

import gzip
import hashlib
import hmac
import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

POINTS_COUNT = 12


@dataclass(frozen=True)
class Secrets:
    """What a collector got at its enrolment."""

    url: str
    server_id: str
    token: str
    signing_key: str

    @classmethod
    def of(cls, state: Path) -> "Secrets":
        known = json.loads((state / "enrolment.json").read_text())
        return cls(known["url"], known["server_id"], known["token"], known["signing_key"])


def series(metric: str, instance: str, begin: datetime) -> dict[str, Any]:
    """An hour of five-minute points."""
    times = [begin + timedelta(minutes=5 * n) for n in range(POINTS_COUNT)]
    return {
        "metric": metric,
        "instance": instance,
        "interval_seconds": 300,
        "observed_at": [time.isoformat().replace("+00:00", "Z") for time in times],
        "mean": [0.25] * POINTS_COUNT,
        "minimum": [0.125] * POINTS_COUNT,
        "maximum": [0.5] * POINTS_COUNT,
        "samples_count": [5] * POINTS_COUNT,
    }


def bundle(server_id: str, begin: datetime, mounts_count: int = 20, **fields: Any) -> dict:
    """The hour that begins at `begin`: one series of the processor and one for each of some file systems."""
    mounts = [
        series("filesystem_inodes_used_ratio", f"/data/{number}", begin)
        for number in range(mounts_count)
    ]
    return {
        "format": "kado.bundle/1",
        "bundle_id": str(uuid4()),
        "server_id": server_id,
        "created_at": (begin + timedelta(hours=1)).isoformat(),
        "collector": {"version": "0.1.0", "platform": "linux"},
        "series": [series("processor_used_ratio", "", begin), *mounts],
        **fields,
    }


def packed(document: dict[str, Any]) -> bytes:
    return gzip.compress(json.dumps(document).encode(), mtime=0)


def put(state: Path, document: dict[str, Any]) -> None:
    """Lay a bundle into a collector's spool as if it had been collected when nobody could be reached."""
    created_at = datetime.fromisoformat(document["created_at"])
    name = f"{created_at:%Y%m%dT%H%M%SZ}-{document['bundle_id']}.json.gz"
    (state / "spool").mkdir(exist_ok=True)
    (state / "spool" / name).write_bytes(packed(document))


def whole_hour(hours_ago: int) -> datetime:
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    return now - timedelta(hours=hours_ago)


def signature(body: bytes, key: str) -> str:
    return "v1=" + hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


def post(url: str, path: str, body: bytes, **headers: str) -> tuple[int, str, dict]:
    """(status, code of the error or '', the whole answer)."""
    request = urllib.request.Request(url + path, data=body, method="POST")
    for name, value in headers.items():
        request.add_header(name.replace("_", "-"), value)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=60) as answer:
            return answer.status, "", json.loads(answer.read())
    except urllib.error.HTTPError as answer:
        with answer:
            document = _json(answer.read())
            return answer.code, document.get("error", {}).get("code", ""), document


def _json(body: bytes) -> dict:
    try:
        return dict(json.loads(body))
    except ValueError:
        return {}


def send(secrets: Secrets, body: bytes, **headers: str) -> tuple[int, str, dict]:
    """Send a body signed as its collector would, but for the headers given."""
    usual = {
        "Authorization": f"Bearer {secrets.token}",
        "Content_Type": "application/json",
        "Content_Encoding": "gzip",
        "Kado_Signature": signature(body, secrets.signing_key),
    }
    chosen = {name: value for name, value in {**usual, **headers}.items() if value}
    return post(secrets.url, "/intake/v1/bundles", body, **chosen)
