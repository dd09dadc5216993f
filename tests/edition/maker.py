"""Editions made by processes that can be killed: `python -m tests.edition.maker fill|make|standing` with KADO_HOME set.

`make` prints a line at every step of progress, so that whoever started it knows when to strike.
"""

import argparse
import json
import os
from datetime import UTC, datetime

MONTH = "2026-10"
AT = datetime(2026, 11, 4, 3, tzinfo=UTC)
SERVERS_COUNT = 8


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("action", choices=("fill", "make", "standing"))
    parser.add_argument("--workers", type=int)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kado.site.settings")
    import django

    django.setup()
    {"fill": fill, "make": make, "standing": standing}[options.action](options)


def fill(options: argparse.Namespace) -> None:
    """Tables, a customer, eight servers and their telemetry."""
    from django.core.management import call_command

    from tests.edition import fleet

    call_command("migrate", verbosity=0, interactive=False)
    fleet.support_lists()
    customer = fleet.organisation()
    fleet.fill([fleet.server(customer, f"srv-{n}").pk for n in range(SERVERS_COUNT)])


def make(options: argparse.Namespace) -> None:
    from kado.edition import make as making
    from kado.edition import run, runners
    from kado.tenancy.models import Organisation

    run.TASK_SERVERS = 1  # type: ignore[misc]
    runners.INLINE_SERVERS = 1  # type: ignore[misc]

    def told(done: int, total: int, step: str) -> None:
        print(f"{step} {done}", flush=True)

    edition = making.make(Organisation.objects.get(), MONTH, AT, making.Work(options.workers, told))
    print(f"digest {edition.content_sha256}", flush=True)


def standing(options: argparse.Namespace) -> None:
    """What is stored, as JSON."""
    from kado.edition.models import Edition, EditionServer
    from kado.tenancy import scope

    with scope.everything("test"):
        editions = list(Edition.objects.values("month", "revision", "state", "content_sha256"))
        parts = sorted(str(s) for s in EditionServer.objects.values_list("server_id", flat=True))
    print(json.dumps({"editions": editions, "parts": parts}))


if __name__ == "__main__":
    main()
