"""Taking a server out of editions at the customer's wish (MISSION E5), so that what is left can still be proven (B3).

Its part goes, and every line of the summary and of the inputs that names it. The summary says since when how many are gone, and keeps the
digests of what went with their places, so that the digest under which the edition was published can still be worked out from what is
left. The digest of the new summary stands in the audit trail. Totals and the fleet's calibration stay as published.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from kado.edition import documents
from kado.edition.inputs import pack, unpack
from kado.edition.make import discard
from kado.edition.models import Edition, EditionServer
from kado.edition.whole import digest_of_lines
from kado.facts.edition import EditionSummary, Removal
from kado.tenancy import audit
from kado.tenancy.models import AuditEntry

ACTION = "edition_part_removed"
_UNSEEN = (Edition.State.MAKING, Edition.State.MADE)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether what is stored of an edition is what was published, but for `removed_count` servers' parts."""

    holds: bool
    removed_count: int


def remove_server(organisation_id: UUID, server_id: UUID, at: datetime) -> int:
    """Take a server out of every edition of its organisation; returns how many changed. Done again, it changes nothing.

    Editions that nobody has seen yet are thrown away: they are made anew without it. Scoped like every tenant read.
    """
    own = Edition.objects.filter(organisation_id=organisation_id)
    for edition in own.filter(state__in=_UNSEEN):
        discard(edition)
    return sum(_remove(edition, server_id, at) for edition in own.order_by("pk").iterator(1))


def _remove(edition: Edition, server_id: UUID, at: datetime) -> bool:
    """One edition, in one transaction."""
    if edition.summary is None:
        return False
    summary = documents.thaw_summary(bytes(edition.summary))
    part = EditionServer.objects.filter(edition=edition, server_id=server_id).first()
    without = _without(summary, str(server_id))
    if part is None and without == summary:
        return False
    if part is not None:
        place, sha256 = _place(edition, summary, server_id), _sha256(part)
        before = documents.sha256_of(bytes(edition.summary))
        on = at.astimezone(ZoneInfo(edition.zone)).date()
        removal = Removal(on, place, sha256, before)
        without = replace(without, removals=(*summary.removals, removal))
    frozen = documents.freeze(without)
    inputs = unpack(bytes(edition.inputs)) if edition.inputs else None
    kept = inputs and replace(
        inputs, servers=tuple(s for s in inputs.servers if s.server_id != server_id)
    )
    with transaction.atomic():
        EditionServer.objects.filter(edition=edition, server_id=server_id).delete()
        Edition.objects.filter(pk=edition.pk).update(
            summary=frozen, inputs=pack(kept) if kept else None
        )
        digest = documents.sha256_of(frozen)
        subject = _name(edition)
        audit.record(at, "rights", ACTION, edition.organisation_id, subject, digest=digest)
    return True


def _without(summary: EditionSummary, server_id: str) -> EditionSummary:
    """The summary without any line that names the server: of every field that lists servers."""
    changed: dict[str, Any] = {}
    for f in fields(summary):
        value = getattr(summary, f.name)
        if isinstance(value, tuple):
            kept = tuple(x for x in value if server_id not in (x, getattr(x, "server_id", None)))
            if len(kept) != len(value):
                changed[f.name] = kept
    return replace(summary, **changed)


def _place(edition: Edition, summary: EditionSummary, server_id: UUID) -> int:
    """Where the server's digest stood among those of all servers when the edition was published (from 0, in order of server ids)."""
    ids = sorted(str(s) for s in _parts(edition).values_list("server_id", flat=True))
    order: list[str | None] = list(ids)
    for place in sorted(r.place for r in summary.removals):
        order.insert(place, None)
    return order.index(str(server_id))


def published_lines(edition: Edition, summary: EditionSummary) -> Iterator[str]:
    """The digests that the published digest was made of: the summary's as it was then, then every server's, those removed in their places."""
    parts = {str(s): documents.sha256_of(bytes(d)) for s, d in _documents(edition)}
    lines = [parts[s] for s in sorted(parts)]
    for removal in sorted(summary.removals, key=lambda r: r.place):
        lines.insert(removal.place, removal.part_sha256)
    first = summary.removals[0].summary_sha256 if summary.removals else ""
    yield first or documents.sha256_of(bytes(edition.summary or b""))
    yield from lines


def standing(edition: Edition) -> Standing:
    """What is stored against what was published. Nothing is made again."""
    if edition.summary is None:
        return Standing(edition.content_sha256 == "", 0)
    summary = documents.thaw_summary(bytes(edition.summary))
    holds = digest_of_lines(published_lines(edition, summary)) == edition.content_sha256
    if summary.removals:
        holds = holds and _said_then(edition) == documents.sha256_of(bytes(edition.summary))
    return Standing(holds, len(summary.removals))


def _said_then(edition: Edition) -> str:
    """The digest of the summary as the newest removal left it, from the audit trail."""
    rows = AuditEntry.objects.filter(
        organisation_id=edition.organisation_id, action=ACTION, subject=_name(edition)
    )
    newest = rows.order_by("-at", "-pk").first()
    return str(newest.detail.get("digest", "")) if newest else ""


def _parts(edition: Edition) -> Any:
    return EditionServer.objects.filter(edition=edition)


def _documents(edition: Edition) -> Iterator[tuple[UUID, bytes]]:
    for server_id, document in _parts(edition).values_list("server_id", "document").iterator(200):
        yield server_id, bytes(document)


def _sha256(part: EditionServer) -> str:
    return documents.sha256_of(bytes(part.document))


def _name(edition: Edition) -> str:
    return f"{edition.month} r{edition.revision}"
