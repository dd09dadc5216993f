"""Reading published editions. Nothing is computed here: what is shown was frozen when the edition was made."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

import msgspec

from kado.edition.documents import thaw_as, thaw_server, thaw_summary
from kado.edition.models import Edition, EditionServer
from kado.facts.edition import EditionSummary, MendGain, ServerEdition

# A year and the month before it: a whole round of seasons, and little to read.
HISTORY_MONTHS: Final = 13


class _Health(msgspec.Struct):
    """The part of a server's document, or of a summary, that its history needs."""

    health_score: int | None = None


class _Gains(msgspec.Struct):
    """The part of a server's document that says what mending gives back."""

    mend_gains: tuple[MendGain, ...] = ()


def latest(organisation_id: UUID) -> Edition | None:
    """The newest published edition of an organisation, None where there is none. Scoped like every tenant read."""
    return (
        Edition.objects.filter(organisation_id=organisation_id, state=Edition.State.PUBLISHED)
        .order_by("-month", "-revision")
        .first()
    )


def published(organisation_id: UUID) -> list[Edition]:
    """Every published or superseded edition, newest first, without their documents."""
    states = (Edition.State.PUBLISHED, Edition.State.SUPERSEDED)
    return list(
        Edition.objects.filter(organisation_id=organisation_id, state__in=states).defer("summary")
    )


def summary_of(edition: Edition) -> EditionSummary:
    """The edition's summary. Raises ValueError for one that is not made yet."""
    if edition.summary is None:
        raise ValueError(f"{edition} is not made yet")
    return thaw_summary(bytes(edition.summary))


def server_part(edition: Edition, server_id: UUID) -> ServerEdition | None:
    """One server's part, None where the edition has none for it."""
    row = EditionServer.objects.filter(edition=edition, server_id=server_id).first()
    return thaw_server(bytes(row.document)) if row else None


def server_parts(edition: Edition) -> list[ServerEdition]:
    """Every server's part, in the order of server ids (documents of a whole edition need them all)."""
    rows = EditionServer.objects.filter(edition=edition).order_by("server_id")
    return [thaw_server(bytes(row.document)) for row in rows.iterator(chunk_size=200)]


def mend_gains(edition: Edition, server_ids: Iterable[str]) -> dict[tuple[str, str, str], int]:
    """What mending one finding gives back, by server, rule and subject, of some servers; in one query."""
    rows = EditionServer.objects.filter(edition=edition, server_id__in=set(server_ids))
    return {
        (str(server_id), gain.rule, gain.subject): gain.points_count
        for server_id, document in rows.values_list("server_id", "document")
        for gain in thaw_as(bytes(document), _Gains).mend_gains
    }


def editions_until(edition: Edition) -> list[Edition]:
    """The published editions of the months up to this one's, oldest first, without their documents; at most HISTORY_MONTHS."""
    rows = Edition.objects.filter(
        organisation_id=edition.organisation_id,
        state=Edition.State.PUBLISHED,
        month__lte=edition.month,
    ).order_by("-month")
    return list(rows.defer("summary", "inputs", "calibration")[:HISTORY_MONTHS])[::-1]


def health_score_of(edition_id: int) -> int | None:
    """The customer's score in an edition's summary, the rest of which is not read into objects."""
    summary = Edition.objects.values_list("summary", flat=True).get(pk=edition_id)
    return thaw_as(bytes(summary), _Health).health_score if summary else None


def health_history(edition: Edition, server_id: UUID) -> list[tuple[str, int | None]]:
    """The server's health by month, oldest first, as the published editions up to this one gave it; in one query."""
    rows = EditionServer.objects.filter(
        server_id=server_id,
        edition__organisation_id=edition.organisation_id,
        edition__state=Edition.State.PUBLISHED,
        edition__month__lte=edition.month,
    ).order_by("-edition__month")
    newest = rows.values_list("edition__month", "document")[:HISTORY_MONTHS]
    return [(month, thaw_as(bytes(document), _Health).health_score) for month, document in newest][
        ::-1
    ]
