"""Digest: inbox rows become rows of the lake, exactly once, also when it is killed anywhere (MISSION B3).

    claim (optimistic update) -> read -> lake.append(batch id) -> one transaction: remove the inbox rows, close the batch

A batch's bundles never change once claimed, so doing a batch again gives the same rows under the same batch id, which the
lake takes once. Any number of digests may run at a time.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

import msgspec
import pyarrow as pa
from django.db import transaction
from django.db.models import Q

from kado.store import lake
from kado.store.bundle import BundleMalformed, BundleNotValid, BundleTooLarge, unpack
from kado.store.bundle_rows import ReadBundle, read
from kado.store.models import DigestBatch, InboxBundle
from kado.store.schemas import LakeRows
from kado.tenancy import audit
from kado.tenancy.models import Server
from kado.tenancy.scope import everything

# A batch that was started this long ago and is not done has lost its digest.
LEASE_SECONDS: Final = 300
BUNDLES_LIMIT_COUNT: Final = 500

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DigestReport:
    """What one round did. bundles_count 0: nothing was waiting."""

    bundles_count: int
    rows_count: int
    unreadable_count: int
    resumed: bool


def digest_once(
    at: datetime, limit_bundles: int = BUNDLES_LIMIT_COUNT, lease_seconds: int = LEASE_SECONDS
) -> DigestReport:
    """Bring one batch into the lake: one that was left unfinished `lease_seconds` ago or earlier, else the oldest waiting bundles."""
    with everything("digest: bundles of all organisations go into one lake"):
        started_before = at - timedelta(seconds=lease_seconds)
        left = DigestBatch.objects.filter(committed_at=None, started_at__lte=started_before)
        batch = left.order_by("started_at").first()
        resumed = batch is not None
        batch = batch or _claim(at, limit_bundles)
        if batch is None:
            return DigestReport(0, 0, 0, resumed=False)
        return _finish(batch, at, resumed)


def digest_all(at: datetime, lease_seconds: int = LEASE_SECONDS) -> DigestReport:
    """Batches until nothing that was waiting is left; the sum of what was done."""
    total = DigestReport(0, 0, 0, resumed=False)
    while True:
        report = digest_once(at, lease_seconds=lease_seconds)
        if not (report.bundles_count or report.unreadable_count or report.resumed):
            return total
        total = DigestReport(
            total.bundles_count + report.bundles_count,
            total.rows_count + report.rows_count,
            total.unreadable_count + report.unreadable_count,
            total.resumed or report.resumed,
        )


def _claim(at: datetime, limit_bundles: int) -> DigestBatch | None:
    """A new batch of the oldest waiting bundles; None where nothing waits."""
    waiting = InboxBundle.objects.filter(batch_id=None, problem="")
    wanted = list(waiting.order_by("received_at").values_list("pk", flat=True)[:limit_bundles])
    if not wanted:
        return None
    with transaction.atomic():
        batch = DigestBatch.objects.create(id=uuid4(), started_at=at)
        claimed = InboxBundle.objects.filter(pk__in=wanted, batch_id=None).update(batch_id=batch.pk)
        if not claimed:  # another digest was faster
            batch.delete()
            return None
    return batch


def _finish(batch: DigestBatch, at: datetime, resumed: bool) -> DigestReport:
    waiting = InboxBundle.objects.filter(batch_id=batch.pk, problem="").select_related("server")
    pairs = [(row, _read(row)) for row in waiting.order_by("received_at", "pk")]
    readable = [(row, bundle) for row, bundle in pairs if bundle is not None]
    rows = _together([bundle.rows for _, bundle in readable])
    lake.append(rows, batch.pk)
    with transaction.atomic():
        for row, bundle in readable:
            _update_server(row, bundle, at)
        InboxBundle.objects.filter(pk__in=[row.pk for row, _ in readable]).delete()
        DigestBatch.objects.filter(pk=batch.pk, committed_at=None).update(
            committed_at=at, bundles_count=len(readable), rows_count=rows.rows_count
        )
    return DigestReport(len(readable), rows.rows_count, len(pairs) - len(readable), resumed)


def _read(row: InboxBundle) -> ReadBundle | None:
    """The bundle of an inbox row; None, and the row set aside, where it cannot be read (intake reads before it accepts)."""
    try:
        return read(unpack(bytes(row.body)), row.received_at)
    except (BundleMalformed, BundleNotValid, BundleTooLarge) as error:
        _log.error("bundle %s cannot be digested: %s", row.pk, error)
        InboxBundle.objects.filter(pk=row.pk).update(problem=str(error)[:300])
        return None


def _together(parts: Sequence[LakeRows]) -> LakeRows:
    if not parts:
        return LakeRows()
    return LakeRows(
        samples=pa.concat_tables([p.samples for p in parts]),
        devices=pa.concat_tables([p.devices for p in parts]),
        configurations=pa.concat_tables([p.configurations for p in parts]),
    )


def _update_server(row: InboxBundle, bundle: ReadBundle, at: datetime) -> None:
    """Write down when data of the server arrived and what it says of itself. Bundles come oldest first, so the newest stays."""
    servers = Server.objects.filter(pk=row.server_id)
    servers.filter(Q(first_arrival_at=None) | Q(first_arrival_at__gt=row.received_at)).update(
        first_arrival_at=row.received_at
    )
    values: dict[str, Any] = {"last_arrival_at": row.received_at}
    if bundle.collector_version:
        values["collector_version"] = bundle.collector_version[:20]
    if bundle.configuration:
        for name, limit in (("hostname", 255), ("os_name", 60), ("os_version", 60)):
            said = getattr(bundle.configuration, name)
            values.update({name: said[:limit]} if said else {})
        values["configuration"] = msgspec.to_builtins(bundle.configuration)
        values["configuration_at"] = bundle.created_at
        _watch_identity(row, bundle, at)
    servers.filter(Q(last_arrival_at=None) | Q(last_arrival_at__lte=row.received_at)).update(
        **values
    )


def _watch_identity(row: InboxBundle, bundle: ReadBundle, at: datetime) -> None:
    """Audit a machine that signs as one unit and says it is another: a copied collector (MISSION D3)."""
    said = bundle.configuration.serial_number if bundle.configuration else None
    if said and said != row.server.serial_number:
        audit.record(
            at,
            f"collector {row.server_id}",
            "identity_mismatch",
            row.server.organisation_id,
            subject=row.server.hostname,
            enrolled_serial_number=row.server.serial_number,
            sent_serial_number=said,
        )
