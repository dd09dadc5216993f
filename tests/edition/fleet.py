"""A small fleet with telemetry in a lake of its own: enough for a whole edition, made in a second."""

import json
import random
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

import msgspec
import numpy as np
import pyarrow as pa

from kado.entitlement.models import (
    CollectorRelease,
    SupportContract,
    SupportListEntry,
    TermsAgreement,
    TermsVersion,
)
from kado.entitlement.plans import ensure_plan
from kado.entitlement.terms import text_sha256
from kado.facts.configuration import Configuration, Drive, FileSystem, SourceReport
from kado.store import lake
from kado.store.schemas import LakeRows, complete
from kado.tenancy import scope
from kado.tenancy.models import Membership, Organisation, Server, User

NAMESPACE = UUID("5b8f6a1e-0c1d-4c55-9a54-2f6f0f0a7b11")
GIB = 1024.0**3
CUSTOMER = "青葉製作所"
BEGUN = datetime(2026, 4, 1, tzinfo=UTC)
ENDED = datetime(2026, 11, 3, tzinfo=UTC)


def organisation(
    name: str = CUSTOMER, zone: str = "Asia/Tokyo", agreed: bool = True
) -> Organisation:
    """A customer with an administrator who has agreed to the terms, and a reader."""
    made = Organisation.objects.create(
        id=uuid5(NAMESPACE, name), kind="customer", name=name, name_en="Aoba Works", zone=zone
    )
    stem = name.encode().hex()[:8]
    administrator = User.objects.create_user(f"admin-{stem}@example.com", locale="ja")
    reader = User.objects.create_user(f"reader-{stem}@example.com", locale="en")
    Membership.objects.create(user=administrator, organisation=made, role="administrator")
    Membership.objects.create(user=reader, organisation=made, role="reader")
    terms, _ = TermsVersion.objects.get_or_create(
        version="1",
        defaults={
            "effective_from": datetime(2023, 6, 26, tzinfo=UTC),
            "title_ja": "利用規約",
            "title_en": "Terms",
            "body_ja": "本文",
            "body_en": "Text",
        },
    )
    if agreed:
        with scope.everything("test"):
            TermsAgreement.objects.create(
                organisation=made,
                terms=terms,
                agreed_by=administrator,
                agreed_at=BEGUN,
                text_sha256=text_sha256(terms),
            )
    return made


def support_lists() -> None:
    for service in ("karte", "analysis"):
        SupportListEntry.objects.create(
            service=service,
            model_pattern="EX*",
            os_pattern="debian 12*",
            valid_from=date(2020, 1, 1),
        )
    CollectorRelease.objects.create(version="0.1.0", released_on=date(2026, 1, 1))


def server(
    owner: Organisation,
    hostname: str,
    contract_to: date | None = date(2030, 3, 31),
    **fields: object,
) -> Server:
    """An enrolled server with a contract; contract_to None: without one."""
    values: dict[str, object] = {
        "id": server_id(owner.name, hostname),
        "manufacturer": "Example",
        "model_number": "EX4000",
        "serial_number": f"{owner.pk} {hostname}",
        "os_name": "debian",
        "os_version": "12.11",
        "collector_version": "0.1.0",
        "enrolled_at": BEGUN,
        "first_arrival_at": BEGUN,
        "last_arrival_at": ENDED,
        **fields,
    }
    with scope.everything("test"):
        made = Server.objects.create(organisation=owner, hostname=hostname, **values)
        if contract_to:
            SupportContract.objects.create(
                server=made,
                number=f"C-{hostname}",
                plan=ensure_plan("ExpressSupportPack"),
                valid_from=date(2025, 1, 1),
                valid_to=contract_to,
            )
    return made


def configuration(**fields: object) -> Configuration:
    values: dict[str, object] = {
        "manufacturer": "Example",
        "model_number": "EX4000",
        "hostname": "srv",
        "os_name": "debian",
        "os_version": "12.11",
        "virtualisation": "",
        "bios_version": "1.4.2",
        "processor_cores_count": 16,
        "memory_bytes": int(64 * GIB),
        "drives": (Drive("/dev/sda", serial="S1", rotational=True),),
        "file_systems": (FileSystem("/", "/dev/sda1", "ext4", int(500 * GIB), False),),
        "collector_version": "0.1.0",
        "clock_synchronised": True,
        "sources": (SourceReport("drives", True),),
        **fields,
    }
    return Configuration(**values)  # type: ignore[arg-type]


def hourly(begin: datetime = BEGUN, end: datetime = ENDED) -> list[datetime]:
    count = int((end - begin) / timedelta(hours=1))
    return [begin + timedelta(hours=h) for h in range(count)]


def samples(server_id: UUID, seed: int, hours: list[datetime], filling: bool = False) -> pa.Table:
    """Hourly samples of processor, memory and one file system, which grows when it is `filling`."""
    dice = np.random.default_rng(seed)
    t = np.arange(len(hours)) / 24
    weekday = np.array([h.weekday() < 5 for h in hours])
    growth = np.linspace(0.3, 0.86, len(hours)) if filling else np.full(len(hours), 0.4)
    values = {
        ("processor_used_ratio", ""): np.clip(
            0.2 + 0.2 * weekday + 0.05 * dice.standard_normal(len(hours)), 0, 1
        ),
        ("memory_used_bytes", ""): 30 * GIB + GIB * dice.standard_normal(len(hours)),
        ("memory_total_bytes", ""): np.full(len(hours), 64 * GIB),
        ("filesystem_used_bytes", "/"): 500
        * GIB
        * (growth + 0.002 * dice.standard_normal(len(hours))),
        ("filesystem_total_bytes", "/"): np.full(len(hours), 500 * GIB),
        ("system_uptime_seconds", ""): 3600 + t * 86_400,
        ("swap_used_bytes", ""): np.zeros(len(hours)),
    }
    tables = [_series(server_id, key, instance, hours, v) for (key, instance), v in values.items()]
    return pa.concat_tables(tables)


def _series(
    server_id: UUID, key: str, instance: str, hours: list[datetime], mean: np.ndarray
) -> pa.Table:
    n = len(hours)
    return complete(
        "samples",
        {
            "server_id": [str(server_id)] * n,
            "metric": [key] * n,
            "instance": [instance] * n,
            "observed_at": hours,
            "interval_seconds": [3600] * n,
            "mean": mean,
            "minimum": mean,
            "maximum": mean,
            "samples_count": [60] * n,
            "received_at": hours,
            "source": ["collector"] * n,
        },
    )


def configurations(server_id: UUID, dated: Iterable[tuple[datetime, Configuration]]) -> pa.Table:
    rows = list(dated)
    return complete(
        "configurations",
        {
            "server_id": [str(server_id)] * len(rows),
            "observed_at": [at for at, _ in rows],
            "received_at": [at for at, _ in rows],
            "source": ["collector"] * len(rows),
            "document": [msgspec.json.encode(c).decode() for _, c in rows],
        },
    )


def smart(day: int, pending: int = 0, serial: str = "S1") -> str:
    """What smartctl says of a spinning drive; `pending` sectors wait to be remapped."""
    return json.dumps(
        {
            "json_format_version": [1, 0],
            "smartctl": {"version": [7, 3], "exit_status": 0},
            "device": {"name": "/dev/sda", "type": "sat", "protocol": "ATA"},
            "model_name": "EXAMPLE HD4000",
            "serial_number": serial,
            "firmware_version": "1.0",
            "user_capacity": {"blocks": 7814037168, "bytes": 4000787030016},
            "rotation_rate": 7200,
            "smart_status": {"passed": True},
            "power_on_time": {"hours": 20_000 + 24 * day},
            "temperature": {"current": 33},
            "ata_smart_attributes": {
                "table": [
                    {
                        "id": 5,
                        "name": "Reallocated_Sector_Ct",
                        "value": 100,
                        "worst": 100,
                        "thresh": 10,
                        "raw": {"value": 0, "string": "0"},
                    },
                    {
                        "id": 187,
                        "name": "Reported_Uncorrect",
                        "value": 100,
                        "worst": 100,
                        "thresh": 0,
                        "raw": {"value": 0, "string": "0"},
                    },
                    {
                        "id": 197,
                        "name": "Current_Pending_Sector",
                        "value": 100,
                        "worst": 100,
                        "thresh": 0,
                        "raw": {"value": pending, "string": str(pending)},
                    },
                    {
                        "id": 198,
                        "name": "Offline_Uncorrectable",
                        "value": 100,
                        "worst": 100,
                        "thresh": 0,
                        "raw": {"value": pending, "string": str(pending)},
                    },
                ]
            },
        }
    )


def devices(server_id: UUID, documents: Iterable[tuple[datetime, str]]) -> pa.Table:
    rows = list(documents)
    return complete(
        "devices",
        {
            "server_id": [str(server_id)] * len(rows),
            "device": ["/dev/sda"] * len(rows),
            "observed_at": [at for at, _ in rows],
            "received_at": [at for at, _ in rows],
            "source": ["collector"] * len(rows),
            "document": [d for _, d in rows],
        },
    )


def server_id(owner_name: str, hostname: str) -> UUID:
    """The same in every test, so that telemetry written once fits."""
    return uuid5(NAMESPACE, f"{owner_name} {hostname}")


def rows(server_ids: list[UUID], end: datetime = ENDED) -> LakeRows:
    """Telemetry of every server up to `end`: the second server's file system fills, the third's drive fails in October."""
    samples_of, devices_of, configurations_of = [], [], []
    for number, one in enumerate(server_ids):
        days = [BEGUN + timedelta(days=d) for d in range((end - BEGUN).days)]
        failing = datetime(2026, 10, 20, tzinfo=UTC)
        documents = [
            (d, smart(i, 40 if number == 2 and d >= failing else 0)) for i, d in enumerate(days)
        ]
        samples_of.append(samples(one, number, hourly(BEGUN, end), number == 1))
        devices_of.append(devices(one, documents))
        configurations_of.append(configurations(one, [(BEGUN, configuration())]))
    return LakeRows(*(pa.concat_tables(t) for t in (samples_of, devices_of, configurations_of)))


def shuffled(whole: LakeRows, dice: random.Random, chunks_count: int = 3) -> list[LakeRows]:
    """The same rows in another order, in several appends."""
    chunks: dict[str, list[pa.Table]] = {}
    for name, table in whole.items():
        order = dice.sample(range(table.num_rows), table.num_rows)
        chunks[name] = [table.take(order[n::chunks_count]) for n in range(chunks_count)]
    return [LakeRows(**{name: own[n] for name, own in chunks.items()}) for n in range(chunks_count)]


def fill(server_ids: list[UUID]) -> None:
    lake.append(rows(server_ids), uuid5(NAMESPACE, "first"))
