"""How many bundles an hour one process takes and digests. `python benchmarks/intake.py [--bundles 400]`

A bundle has 30 series of 12 points. Times are processor time of this process (the machine is shared) and, for accepting, the wall clock
too: most of it is waiting for the disk. Named peers: (1) one bare INSERT of the body per bundle (the floor: nothing checked),
(2) Django's bulk_create of one row per point, as ORM-based collectors of metrics do.
"""

import argparse
import gzip
import json
import os
import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4


def bundle(server_id: UUID, hour: datetime) -> bytes:
    chance = random.Random(str(server_id))
    times = [
        (hour - timedelta(minutes=5 * n)).isoformat().replace("+00:00", "Z")
        for n in range(12, 0, -1)
    ]
    series = [
        {
            "metric": "filesystem_used_bytes",
            "instance": f"/data{n}",
            "interval_seconds": 300,
            "observed_at": times,
            **{
                k: [round(chance.random() * 1e9) for _ in times]
                for k in ("mean", "minimum", "maximum")
            },
            "samples_count": [5] * 12,
        }
        for n in range(30)
    ]
    document = {
        "format": "kado.bundle/1",
        "bundle_id": str(uuid4()),
        "server_id": str(server_id),
        "created_at": hour.isoformat(),
        "collector": {"version": "0.1.0", "platform": "linux"},
        "series": series,
    }
    return gzip.compress(json.dumps(document).encode())


def measure(what: str, count: int, work: Callable[[], None]) -> float:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print(
        f"{what:<52}{processor / count * 1000:8.2f} ms each{count / processor:9.0f} a second of processor"
        f"{count / wall:8.0f} a second of the clock",
        flush=True,
    )
    return processor / count


def prepare(count: int) -> list[tuple[Any, bytes, dict[str, str]]]:
    """Servers with a token each, and a signed bundle of each."""
    from kado.tenancy.models import CollectorToken, Organisation, Server
    from kado.tenancy.tokens import sha256_of, signature_of, signing_key

    owner = Organisation.objects.create(kind="customer", name="benchmark")
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    made = []
    for n in range(count):
        server = Server.objects.create(organisation=owner, serial_number=f"S{n}", hostname=f"h{n}")
        CollectorToken.objects.create(
            server=server, token_sha256=sha256_of(f"t{n}"), created_at=hour
        )
        body = bundle(server.pk, hour)
        headers = {
            "Authorization": f"Bearer t{n}",
            "Content-Encoding": "gzip",
            "Kado-Signature": signature_of(body, signing_key(server.pk, 1)),
        }
        made.append((server, body, headers))
    return made


def peer_rows(made: list[tuple[Any, bytes, dict[str, str]]]) -> None:
    """One row per point through the ORM, one transaction per bundle."""
    from django.db import connection, models

    class PointRow(models.Model):
        server_id = models.UUIDField()
        metric = models.CharField(max_length=60)
        instance = models.CharField(max_length=60)
        observed_at = models.DateTimeField()
        mean = models.FloatField()

        class Meta:
            app_label = "store"

    with connection.schema_editor() as editor:
        editor.create_model(PointRow)

    def work() -> None:
        for server, body, _ in made:
            PointRow.objects.bulk_create(
                PointRow(
                    server_id=server.pk,
                    metric=series["metric"],
                    instance=series["instance"],
                    observed_at=datetime.fromisoformat(at),
                    mean=mean,
                )
                for series in json.loads(gzip.decompress(body))["series"]
                for at, mean in zip(series["observed_at"], series["mean"], strict=True)
            )

    measure("peer: bulk_create, one row per point", len(made), work)


def peer_insert(made: list[tuple[Any, bytes, dict[str, str]]]) -> float:
    """Nothing but one INSERT per bundle."""
    from kado.store.models import InboxBundle

    at = datetime.now(UTC)

    def work() -> None:
        for server, body, _ in made:
            InboxBundle.objects.create(bundle_id=uuid4(), server=server, received_at=at, body=body)

    spent = measure("peer: one bare INSERT per bundle", len(made), work)
    InboxBundle.objects.all().delete()
    return spent


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bundles", type=int, default=400)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kado-bench-") as home:
        os.environ.update(
            KADO_HOME=home, KADO_SECRET_KEY="only-for-benchmarks", KADO_ALLOWED_HOSTS="testserver"
        )
        from kado.site.setup import ready

        ready()
        from django.core.management import call_command
        from django.test import Client

        from kado.store.digest import digest_all
        from kado.tenancy.scope import everything

        call_command("migrate", verbosity=0)
        with everything("benchmark"):
            made = prepare(options.bundles)
            print(f"{len(made)} bundles of {len(made[0][1])} bytes, 30 series x 12 points")
            floor = peer_insert(made)
            client = Client()
            client.post("/intake/v1/bundles")  # loads the addresses and everything behind them

            def send() -> None:
                for _, body, headers in made:
                    answer = client.post(
                        "/intake/v1/bundles", body, "application/json", headers=headers
                    )
                    assert answer.status_code == 202, answer.content

            ours = measure("intake: POST, checked, committed (whole Django stack)", len(made), send)
            print(f"{'ratio ours / bare INSERT':<52}{ours / floor:8.2f}")
            measure(
                "digest: into the lake, forced to the disk", len(made), lambda: _digest(digest_all)
            )
            peer_rows(made)


def _digest(digest_all: Callable[[datetime], object]) -> None:
    digest_all(datetime.now(UTC))


if __name__ == "__main__":
    main()
