"""A generated fleet for benchmarks/edition_scale.py: a few template servers with real editions, and copies of them in any number.

Templates have thirteen months of hourly raw samples, and twelve earlier editions of them are really made and published. A copy gets its
template's rows under its own id: the newest month as raw rows, the earlier months as the daily figures that earlier
editions leave behind (`kado.store.rollups`), its drives' and configurations' daily documents in full, and its
template's earlier documents. So nothing about a copy is cheaper than about a server that was there all the year.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, partial
from multiprocessing import get_context
from typing import Any, Final
from uuid import UUID, uuid5

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

NAMESPACE: Final = UUID("c5b0f0b4-3a51-4a3e-9d5e-7a7c6a1f4b10")
MONTH: Final = "2026-10"
ZONE: Final = "Asia/Tokyo"
BEGIN: Final = datetime(2025, 9, 26, 15, tzinfo=UTC)
END: Final = datetime(2026, 11, 2, tzinfo=UTC)
NEWEST_FROM: Final = datetime(2026, 10, 1, tzinfo=UTC)
GIB: Final = 1024.0**3
TEMPLATES_COUNT: Final = 32
EARLIER_MONTHS: Final = tuple(f"2025-{m}" for m in (10, 11, 12)) + tuple(
    f"2026-{m:02d}" for m in range(1, 10)
)
SERVERS_A_BATCH: Final = 50
DOCUMENTS_A_BATCH: Final = 500
LATE_RATIO: Final = 0.01  # of the hours come a day and a half late


@dataclass(frozen=True, slots=True)
class FleetPlan:
    """What is generated. name: also the seed of the servers' ids."""

    name: str
    servers_count: int
    series_count: int = 30
    drives_count: int = 1
    raw_months: bool = False  # raw rows for all months, no daily figures

    def identity(self, number: int) -> UUID:
        return uuid5(NAMESPACE, f"{self.name} {number}")


def series_of(
    template: int, series_count: int, hours: NDArray[np.float64]
) -> Iterator[tuple[str, str, Any]]:
    """(metric, instance, hourly values) of a template; the first `series_count` of what a server with four file systems, two disks and one network sends."""
    dice = np.random.default_rng(template)
    every = list(_values(dice, hours))
    if series_count > len(every):
        raise ValueError(f"a generated server has at most {len(every)} series, not {series_count}")
    return iter(every[:series_count])


def _values(dice: Any, hours: NDArray[np.float64]) -> Iterator[tuple[str, str, Any]]:
    n = len(hours)
    day = 0.5 - 0.5 * np.cos(2 * np.pi * (hours - 3) / 24)
    work = day * np.where((hours // 24 + 4) % 7 < 5, 1.0, 0.4)
    load = np.clip(
        dice.uniform(0.05, 0.3) + dice.uniform(0.1, 0.5) * work + dice.normal(0, 0.03, n), 0, 1
    )
    memory = 2.0 ** dice.integers(5, 9) * GIB
    yield "processor_used_ratio", "", load
    yield (
        "memory_used_bytes",
        "",
        memory * np.clip(dice.uniform(0.3, 0.8) + dice.normal(0, 0.01, n), 0, 1),
    )
    yield "memory_total_bytes", "", np.full(n, memory)
    for mount in ("/", "/var", "/home", "/srv/data"):
        capacity = 2.0 ** dice.integers(6, 12) * GIB
        growth = np.linspace(dice.uniform(0.1, 0.6), dice.uniform(0.3, 0.98), n)
        yield (
            "filesystem_used_bytes",
            mount,
            capacity * np.clip(growth + dice.normal(0, 0.004, n), 0, 1),
        )
        yield "filesystem_total_bytes", mount, np.full(n, capacity)
        yield "filesystem_inodes_used_ratio", mount, np.clip(growth / 3, 0, 1)
    yield "processor_iowait_ratio", "", load * 0.05
    yield "processor_steal_ratio", "", np.zeros(n)
    yield "processor_load_count", "", load * 16
    yield "swap_used_bytes", "", np.zeros(n)
    yield "swap_total_bytes", "", np.full(n, 8 * GIB)
    for device in ("sda", "sdb"):
        yield "disk_read_bytes_per_second", device, 1e6 * dice.lognormal(0, 1, n)
        yield "disk_written_bytes_per_second", device, 1e6 * dice.lognormal(0, 1, n) * (0.2 + work)
        yield "disk_busy_ratio", device, np.clip(load / 3 + dice.normal(0, 0.02, n), 0, 1)
    yield "network_received_bytes_per_second", "bond0", 1e6 * dice.lognormal(0, 1, n)
    yield "network_sent_bytes_per_second", "bond0", 1e6 * dice.lognormal(0, 1, n)
    yield "network_errors_count", "bond0", np.zeros(n)
    yield "system_uptime_seconds", "", (hours * 3600) % (84 * 86_400)


@lru_cache(maxsize=TEMPLATES_COUNT)
def template_samples(template: int, series_count: int) -> pa.Table:
    """Hourly rows of a template from BEGIN to END, in the lake's schema; server_id is the template's own."""
    from kado.store.schemas import complete

    count = int((END - BEGIN) / timedelta(hours=1))
    start = np.datetime64(BEGIN.replace(tzinfo=None), "us")
    at = start + np.arange(count) * np.timedelta64(3600, "s")
    late = np.random.default_rng(template + 1_000_000).random(count) < LATE_RATIO
    received = at + np.where(late, 36, 2) * np.timedelta64(3600, "s")
    hours = BEGIN.timestamp() / 3600 + np.arange(count, dtype=np.float64)
    tables = []
    for metric, instance, values in series_of(template, series_count, hours):
        spread = np.abs(values) * 0.05
        columns = {
            "server_id": _same(str(templates().identity(template)), count),
            "metric": _same(metric, count),
            "instance": _same(instance, count),
            "observed_at": pa.array(at, pa.timestamp("us", tz="UTC")),
            "interval_seconds": pa.repeat(pa.scalar(3600, pa.int32()), count),
            "mean": pa.array(values),
            "minimum": pa.array(values - spread),
            "maximum": pa.array(values + spread),
            "samples_count": pa.repeat(pa.scalar(60, pa.int32()), count),
            "received_at": pa.array(received, pa.timestamp("us", tz="UTC")),
            "source": _same("collector", count),
        }
        tables.append(complete("samples", columns))
    return pa.concat_tables(tables).combine_chunks()


def _same(value: str, count: int) -> pa.Array:
    return pa.repeat(pa.scalar(value, pa.string()), count)


@lru_cache(maxsize=TEMPLATES_COUNT)
def template_documents(template: int, drives_count: int) -> dict[str, pa.Table]:
    """The daily documents of a template's drives and configuration, as the demonstration's servers send them."""
    import msgspec

    from kado.demonstration import drives, machines
    from kado.demonstration.roster import FIRST_CUSTOMER
    from kado.store.schemas import complete

    plans = [p for p in FIRST_CUSTOMER.servers if len(p.drives) >= drives_count]
    plan = plans[template % len(plans)]
    plan = replace(plan, drives=plan.drives[:drives_count])
    days = range(-(END - BEGIN).days + 1, 1)
    at = {d: END + timedelta(days=d - 1, hours=3 + template % 8) for d in days}
    read = [
        (d, name, msgspec.json.encode(document).decode())
        for d in days
        for name, document in drives.documents(plan, d)
    ]
    made = [(d, msgspec.json.encode(machines.configuration(plan, d)).decode()) for d in days]

    def columns(instants: list[datetime]) -> dict[str, Any]:
        known = pa.array(instants, pa.timestamp("us", tz="UTC"))
        owner = _same(str(templates().identity(template)), len(instants))
        return {
            "server_id": owner,
            "observed_at": known,
            "received_at": known,
            "source": _same("collector", len(instants)),
        }

    return {
        "devices": complete(
            "devices",
            {
                **columns([at[d] for d, _, _ in read]),
                "device": [n for _, n, _ in read],
                "document": [t for _, _, t in read],
            },
        ),
        "configurations": complete(
            "configurations",
            {**columns([at[d] for d, _ in made]), "document": [t for _, t in made]},
        ),
    }


@lru_cache(maxsize=1)
def templates() -> FleetPlan:
    return FleetPlan("templates", TEMPLATES_COUNT)


def owned(table: pa.Table, server_id: UUID) -> pa.Table:
    """A template's rows as the rows of another server."""
    from kado.tenancy.models import bucket_of

    bucket = pa.repeat(pa.scalar(bucket_of(server_id), pa.int16()), table.num_rows)
    table = table.set_column(
        table.schema.get_field_index("server_id"),
        "server_id",
        _same(str(server_id), table.num_rows),
    )
    return table.set_column(
        table.schema.get_field_index("bucket"), table.schema.field("bucket"), bucket
    )


def register(plan: FleetPlan) -> Any:
    """One customer with eligible servers, its terms agreed to, its contracts and the support lists in force."""
    from kado.entitlement.models import (
        CollectorRelease,
        SupportContract,
        SupportListEntry,
        TermsAgreement,
        TermsVersion,
    )
    from kado.entitlement.plans import ensure_plan
    from kado.tenancy import scope
    from kado.tenancy.models import Organisation, Server, bucket_of

    organisation = Organisation.objects.create(
        kind="customer", name=plan.name, zone=ZONE, country="JP"
    )
    terms, _ = TermsVersion.objects.get_or_create(version="1", defaults={"effective_from": BEGIN})
    for service in ("karte", "analysis"):
        SupportListEntry.objects.get_or_create(
            service=service,
            model_pattern="*",
            os_pattern="*",
            defaults={"valid_from": date(2020, 1, 1)},
        )
    CollectorRelease.objects.get_or_create(
        version="0.1.0", defaults={"released_on": date(2025, 1, 1)}
    )
    with scope.everything("benchmark"):
        TermsAgreement.objects.create(organisation=organisation, terms=terms, agreed_at=BEGIN)
        servers = [
            Server(
                id=plan.identity(n), organisation=organisation, manufacturer="Example", model_number=f"EX{n % 20}",
                serial_number=f"{plan.name}-{n}", hostname=f"srv-{n:05d}", os_name="rhel", os_version="9.6", collector_version="0.1.0",
                enrolled_at=BEGIN, first_arrival_at=BEGIN, last_arrival_at=END, bucket=bucket_of(plan.identity(n)),
            )
            for n in range(plan.servers_count)
        ]  # fmt: skip
        Server.objects.bulk_create(servers, batch_size=500)
        plan_row = ensure_plan("bench")
        contracts = (
            SupportContract(server=s, number="C", plan=plan_row, valid_from=date(2020, 1, 1))
            for s in servers
        )
        SupportContract.objects.bulk_create(contracts, batch_size=500)
    return organisation


def batches(plan: FleetPlan) -> list[list[int]]:
    """The numbers of the servers of each append: bucket after bucket, so that a bucket has few files a month."""
    from kado.tenancy.models import bucket_of

    ordered = sorted(range(plan.servers_count), key=lambda n: (bucket_of(plan.identity(n)), n))
    return [ordered[i : i + SERVERS_A_BATCH] for i in range(0, len(ordered), SERVERS_A_BATCH)]


def fill(plan: FleetPlan, workers: int) -> None:
    """The telemetry of all servers into the lake."""
    work = partial(append, plan)
    if workers <= 1:
        list(map(work, batches(plan)))
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), prepare) as pool:
        list(pool.map(work, batches(plan)))


def prepare() -> None:
    import django

    django.setup()


def append(plan: FleetPlan, numbers: Sequence[int]) -> None:
    """The rows of some servers, in one commit for each table."""
    from kado.store import lake
    from kado.store.schemas import LakeRows

    tables: dict[str, list[pa.Table]] = {"samples": [], "devices": [], "configurations": []}
    for n in numbers:
        template = n % TEMPLATES_COUNT
        samples = template_samples(template, plan.series_count)
        tables["samples"].append(
            owned(samples if plan.raw_months else _thinned(samples), plan.identity(n))
        )
        for name, table in template_documents(template, plan.drives_count).items():
            tables[name].append(owned(table, plan.identity(n)))
    rows = LakeRows(**{name: pa.concat_tables(found) for name, found in tables.items()})
    lake.append(rows, uuid5(NAMESPACE, f"batch {plan.name} {numbers[0]}"))


def _thinned(samples: pa.Table) -> pa.Table:
    """The newest month whole; of every earlier one the first hour of one series, so that its partition is there to be rolled up."""
    at = samples["observed_at"]
    newest = samples.filter(pc.greater_equal(at, pa.scalar(NEWEST_FROM, at.type)))
    one = samples.filter(pc.equal(samples["metric"], "processor_used_ratio"))
    months = one["month"].combine_chunks()
    first = np.flatnonzero(
        np.concatenate(([True], months.to_numpy(False)[1:] != months.to_numpy(False)[:-1]))
    )
    heads = one.take(first)
    heads = heads.filter(pc.less(heads["observed_at"], pa.scalar(NEWEST_FROM, at.type)))
    return pa.concat_tables([heads, newest])


def roll_up(plan: FleetPlan, organisation_id: UUID, templates_id: UUID) -> None:
    """What earlier editions leave behind: the templates' daily figures of every earlier month, under the names of the copies."""
    from kado.edition import calendar
    from kado.store import lake, rollups, telemetry
    from kado.store.telemetry import ServerRef
    from kado.tenancy.models import bucket_of

    version = lake.versions()["samples"]
    numbers = {str(plan.identity(n)): n for n in range(plan.servers_count)}

    def refs(names: Sequence[UUID], owner: UUID) -> list[ServerRef]:
        return [ServerRef(s, owner, bucket_of(s)) for s in names]

    groups = telemetry.groups(
        refs([plan.identity(n) for n in range(plan.servers_count)], organisation_id)
    )
    own = [templates().identity(t) for t in range(TEMPLATES_COUNT)]
    template_groups = telemetry.groups(refs(own, templates_id))
    last = calendar.last_day(EARLIER_MONTHS[-1])
    for month in rollups.months(BEGIN.date(), last, ZONE):
        if month.end > NEWEST_FROM:
            continue
        parts = rollups.joined(
            [rollups.month_parts(version, g, month, ZONE) for g in template_groups]
        )
        alone = [parts.of_servers({str(server_id)}) for server_id in own]
        for group in groups:
            renamed = [_renamed(alone[numbers[s] % TEMPLATES_COUNT], s) for s in group.bucket_of]
            rollups.keep_month(version, group, month, ZONE, rollups.joined(renamed))


def _renamed(parts: Any, server_id: str) -> Any:
    return replace(parts, keys=tuple(key._replace(server_id=server_id) for key in parts.keys))


def copy_earlier(plan: FleetPlan, organisation: Any) -> None:
    """The templates' earlier editions under the names of the copies: published, with every document."""
    from kado.edition.models import Edition, EditionServer
    from kado.tenancy import scope

    with scope.everything("benchmark"):
        own = templates()
        made = Edition.objects.filter(organisation__name=own.name, state="published").order_by(
            "month"
        )
        for edition in made:
            rows = {r.server_id: r for r in edition.server_parts.all()}
            documents = [rows[own.identity(t)] for t in range(own.servers_count)]
            edition.pk, edition.organisation = None, organisation
            edition._state.adding = True
            edition.save()
            for start in range(0, plan.servers_count, DOCUMENTS_A_BATCH):
                numbers = range(start, min(start + DOCUMENTS_A_BATCH, plan.servers_count))
                EditionServer.objects.bulk_create(
                    EditionServer(
                        edition=edition, server_id=plan.identity(n), state=d.state, severity=d.severity,
                        document=d.document, document_sha256=d.document_sha256,
                    )
                    for n in numbers
                    for d in [documents[n % own.servers_count]]
                )  # fmt: skip


def first_servers(organisation: Any, servers_count: int) -> tuple[Any, int]:
    """An edition begun of the customer's first servers only, bucket by bucket, and of how many."""
    from kado.edition.code import CODE_VERSION
    from kado.edition.inputs import gather, pack
    from kado.edition.models import Edition

    at = END + timedelta(days=1)
    inputs = replace(gather(organisation, MONTH, at, None, ""), code_version=CODE_VERSION)
    ordered = sorted(inputs.servers, key=lambda s: (s.bucket, str(s.server_id)))
    last = ordered[min(servers_count, len(ordered)) - 1].bucket
    chosen = tuple(s for s in ordered if s.bucket <= last)
    inputs = replace(inputs, servers=tuple(sorted(chosen, key=lambda s: str(s.server_id))))
    edition = Edition.objects.create(
        organisation=organisation, month=MONTH, revision=99, zone=ZONE, cut_at=inputs.cut_at, code_version=inputs.code_version,
        lake_versions=inputs.lake_versions, created_at=at, inputs=pack(inputs),
    )  # fmt: skip
    return edition, len(chosen)
