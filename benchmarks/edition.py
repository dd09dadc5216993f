"""How long a month's edition takes over a generated fleet, and how much memory.

    python benchmarks/edition.py --servers 1000 --interval-seconds 3600 --workers 2

Everything is generated: seven series a server (processor, memory, three file systems), thirteen months, one drive with daily readings.
The lake, the database and the edition live in a temporary folder. Prints seconds for generating and for making, and the
highest memory of this process and of its workers.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

NAMESPACE = UUID("c5b0f0b4-3a51-4a3e-9d5e-7a7c6a1f4b10")
END = datetime(2026, 11, 2, tzinfo=UTC)
BEGIN = END - timedelta(days=398)
GIB = 1024.0**3
SERVERS_A_BATCH = 50


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--servers", type=int, default=200)
    parser.add_argument("--interval-seconds", type=int, default=3600)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--drive-days", type=int, default=90)
    parser.add_argument("--step", choices=("all", "generate", "make"), default="all")
    options = parser.parse_args()
    if options.step != "all":
        prepare()
        {"generate": generate, "make": measure}[options.step](options)
        return
    with tempfile.TemporaryDirectory(prefix="kado-bench-") as home:
        environment = {**os.environ, "KADO_HOME": home}
        for step in ("generate", "make"):  # apart, so that neither's memory counts for the other
            command = [sys.executable, __file__, *sys.argv[1:], "--step", step]
            subprocess.run(command, env=environment, check=True)


def prepare() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kado.site.settings")
    import django

    django.setup()


def generate(options: argparse.Namespace) -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    started = time.monotonic()
    register(options.servers)
    fill(options)
    print(f"generated {options.servers} servers in {time.monotonic() - started:.1f} s", flush=True)


def measure(options: argparse.Namespace) -> None:
    from kado.edition.make import Work, make
    from kado.tenancy.models import Organisation

    organisation = Organisation.objects.get()
    started, used = time.monotonic(), processor_seconds()
    edition = make(organisation, "2026-10", END + timedelta(days=2), Work(options.workers))
    took, used = time.monotonic() - started, processor_seconds() - used
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"edition of {options.servers} servers, {options.workers} workers: {took:.1f} s "
        f"({1000 * took / options.servers:.0f} ms a server; processor {1000 * used / options.servers:.0f} ms), "
        f"memory {own:.0f} MiB, a worker at most {children:.0f} MiB"
    )
    print(f"digest {edition.content_sha256}")


def processor_seconds() -> float:
    """Processor time of this process and of the workers that have ended: what other programs on the machine do not change."""
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def register(count: int) -> Any:
    """One customer with `count` eligible servers."""
    from kado.entitlement.models import (
        SupportContract,
        SupportListEntry,
        TermsAgreement,
        TermsVersion,
    )
    from kado.entitlement.plans import ensure_plan
    from kado.tenancy import scope
    from kado.tenancy.models import Organisation, Server, bucket_of

    organisation = Organisation.objects.create(kind="customer", name="bench")
    terms = TermsVersion.objects.create(version="1", effective_from=BEGIN)
    for service in ("karte", "analysis"):
        SupportListEntry.objects.create(
            service=service, model_pattern="*", os_pattern="*", valid_from=date(2020, 1, 1)
        )
    with scope.everything("benchmark"):
        TermsAgreement.objects.create(organisation=organisation, terms=terms, agreed_at=BEGIN)
        servers = [
            Server(
                id=identity(n),
                organisation=organisation,
                manufacturer="Example",
                model_number=f"EX{n % 20}",
                serial_number=str(n),
                hostname=f"srv-{n:05d}",
                os_name="debian",
                os_version="12",
                collector_version="0.1.0",
                enrolled_at=BEGIN,
                first_arrival_at=BEGIN,
                bucket=bucket_of(identity(n)),
            )
            for n in range(count)
        ]
        Server.objects.bulk_create(servers, batch_size=500)
        plan = ensure_plan("P")
        SupportContract.objects.bulk_create(
            (
                SupportContract(server=s, number="C", plan=plan, valid_from=date(2020, 1, 1))
                for s in servers
            ),
            batch_size=500,
        )
    return organisation


def identity(number: int) -> UUID:
    return uuid5(NAMESPACE, str(number))


def fill(options: argparse.Namespace) -> None:
    """Telemetry of all servers, bucket after bucket, so that each bucket has one file a month."""
    from kado.tenancy.models import bucket_of

    ordered = sorted(range(options.servers), key=lambda n: (bucket_of(identity(n)), n))
    for start in range(0, len(ordered), SERVERS_A_BATCH):
        append(ordered[start : start + SERVERS_A_BATCH], options)


def append(numbers: list[int], options: argparse.Namespace) -> None:
    import pyarrow as pa

    from kado.store import lake
    from kado.store.schemas import LakeRows

    samples = pa.concat_tables([samples_of(n, options.interval_seconds) for n in numbers])
    devices = pa.concat_tables([devices_of(n, options.drive_days) for n in numbers])
    lake.append(LakeRows(samples=samples, devices=devices), uuid5(NAMESPACE, f"batch {numbers[0]}"))


def samples_of(number: int, interval_seconds: int) -> Any:
    import numpy as np
    import pyarrow as pa

    dice = np.random.default_rng(number)
    count = int((END - BEGIN).total_seconds()) // interval_seconds
    at = pa.array(
        np.datetime64(BEGIN.replace(tzinfo=None), "us")
        + np.arange(count) * np.timedelta64(interval_seconds, "s"),
        pa.timestamp("us", tz="UTC"),
    )
    load = dice.uniform(0.05, 0.5)
    values = {
        ("processor_used_ratio", ""): np.clip(dice.normal(load, 0.05, count), 0, 1),
        ("memory_used_bytes", ""): dice.normal(40, 2, count) * GIB,
        ("memory_total_bytes", ""): np.full(count, 64 * GIB),
    }
    for mount in ("/", "/var", "/home"):
        growth = np.linspace(0.3, dice.uniform(0.3, 1.0), count)
        values["filesystem_used_bytes", mount] = 500 * GIB * growth
        values["filesystem_total_bytes", mount] = np.full(count, 500 * GIB)
    return pa.concat_tables(
        [series(number, key, mount, at, v, interval_seconds) for (key, mount), v in values.items()]
    )


def series(number: int, metric: str, instance: str, at: Any, mean: Any, interval: int) -> Any:
    import pyarrow as pa

    from kado.store.schemas import complete

    n = len(mean)

    def same(value: object, kind: Any) -> Any:
        return pa.repeat(pa.scalar(value, kind), n)

    return complete(
        "samples",
        {
            "server_id": same(str(identity(number)), pa.string()),
            "metric": same(metric, pa.string()),
            "instance": same(instance, pa.string()),
            "observed_at": at,
            "interval_seconds": same(interval, pa.int32()),
            "mean": pa.array(mean),
            "minimum": pa.array(mean),
            "maximum": pa.array(mean),
            "samples_count": same(interval // 60, pa.int32()),
            "received_at": at,
            "source": same("demonstration", pa.string()),
        },
    )


def devices_of(number: int, days: int) -> Any:
    from kado.store.schemas import complete

    at = [END - timedelta(days=d + 2) for d in range(days)]
    return complete(
        "devices",
        {
            "server_id": [str(identity(number))] * days,
            "device": ["/dev/nvme0"] * days,
            "observed_at": at,
            "received_at": at,
            "source": ["demonstration"] * days,
            "document": [json.dumps(smart(number, days - d)) for d in range(days)],
        },
    )


def smart(number: int, day: int) -> dict[str, object]:
    return {
        "device": {"name": "/dev/nvme0", "type": "nvme", "protocol": "NVMe"},
        "model_name": "EXAMPLE NVME",
        "serial_number": f"N{number}",
        "smart_status": {"passed": True},
        "user_capacity": {"blocks": 1875385008, "bytes": 960197124096},
        "nvme_smart_health_information_log": {
            "critical_warning": 0,
            "temperature": 40,
            "available_spare": 100,
            "available_spare_threshold": 10,
            "percentage_used": 10 + day // 30,
            "data_units_written": 1_000_000 + 1000 * day,
            "power_on_hours": 10_000 + 24 * day,
            "media_errors": 0,
        },
    }


if __name__ == "__main__":
    main()
