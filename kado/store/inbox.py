"""The inbox: a bundle is accepted in one transaction, once; only then is it answered (MISSION B3, D3)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import F

from kado.store.bundle_rows import ReadBundle
from kado.store.models import BundleReceipt, InboxBundle, IntakeWindow
from kado.tenancy import audit
from kado.tenancy.models import Server

# A collector sends one bundle an hour; after an outage it sends what it kept. 240 in ten minutes empties ten days of spool.
WINDOW_SECONDS: Final = 600
WINDOW_LIMIT_COUNT: Final = 240


@dataclass(frozen=True, slots=True)
class Accepted:
    """The answer to a bundle. is_new False: it was here before, and is stored once."""

    receipt: BundleReceipt
    is_new: bool


class BundleConflict(ValueError):
    """A bundle id that came before with other content or from another server: forged or replayed (MISSION D3)."""


class TooFast(Exception):
    """The server sends faster than the limit. retry_after_seconds: until its window ends."""

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(f"more than {WINDOW_LIMIT_COUNT} requests in {WINDOW_SECONDS} seconds")
        self.retry_after_seconds = retry_after_seconds


def check_rate(server: Server, at: datetime) -> None:
    """Raises TooFast for a server that has used up its window."""
    oldest = at - timedelta(seconds=WINDOW_SECONDS)
    window = IntakeWindow.objects.filter(server=server, started_at__gt=oldest).first()
    if window is not None and window.requests_count >= WINDOW_LIMIT_COUNT:
        ends = window.started_at + timedelta(seconds=WINDOW_SECONDS)
        raise TooFast(max(1, int((ends - at).total_seconds())))


def count_request(server: Server, at: datetime) -> None:
    """Count one request of a server; a new window begins where the last has ended."""
    oldest = at - timedelta(seconds=WINDOW_SECONDS)
    current = IntakeWindow.objects.filter(server=server, started_at__gt=oldest)
    if not current.update(requests_count=F("requests_count") + 1):
        IntakeWindow.objects.update_or_create(
            server=server, defaults={"started_at": at, "requests_count": 1}
        )


def accept(server: Server, body: bytes, bundle: ReadBundle, at: datetime) -> Accepted:
    """Store a bundle of `server` whose compressed `body` was read as `bundle`; on return it is committed.

    The same bundle again is answered from memory and stored nowhere. Raises BundleConflict, and audits, for the same id with
    other content.
    """
    digest = hashlib.sha256(body).hexdigest()
    known = BundleReceipt.objects.filter(pk=bundle.bundle_id).first()
    if known is None:
        try:
            return Accepted(_store(server, body, digest, bundle, at), is_new=True)
        except IntegrityError:  # the same bundle came at the same moment by another way
            known = BundleReceipt.objects.get(pk=bundle.bundle_id)
    if known.server_id == server.pk and known.body_sha256 == digest:
        return Accepted(known, is_new=False)
    audit.record(
        at,
        f"collector {server.pk}",
        "bundle_conflict",
        server.organisation_id,
        subject=str(bundle.bundle_id),
        sent_sha256=digest,
        known_sha256=known.body_sha256,
    )
    raise BundleConflict(f"bundle {bundle.bundle_id} came before with other content")


def _store(
    server: Server, body: bytes, digest: str, bundle: ReadBundle, at: datetime
) -> BundleReceipt:
    observed_from, observed_to = bundle.observed_span()
    with transaction.atomic():
        count_request(server, at)
        receipt = BundleReceipt.objects.create(
            bundle_id=bundle.bundle_id,
            server=server,
            received_at=at,
            observed_from=observed_from,
            observed_to=observed_to,
            body_sha256=digest,
            points_count=bundle.rows.samples.num_rows,
            dropped_count=bundle.dropped.total,
        )
        InboxBundle.objects.create(
            bundle_id=bundle.bundle_id, server=server, received_at=at, body=body
        )
    return receipt
