"""Reading published editions. Nothing is computed here: what is shown was frozen when the edition was made."""

from uuid import UUID

from kado.edition.documents import thaw_server, thaw_summary
from kado.edition.models import Edition, EditionServer
from kado.facts.edition import EditionSummary, ServerEdition


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
