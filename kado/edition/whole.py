"""The whole of an edition: its summary, put together from every server's part, and its digest."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final
from uuid import UUID

from kado.edition import documents
from kado.edition.analyse import FinishedPart
from kado.edition.changes import EarlierVerdicts
from kado.edition.inputs import EarlierEdition, EditionInputs
from kado.edition.report_card import EarlierForecasts
from kado.edition.rounding import rounded
from kado.edition.run import documents_of
from kado.edition.summary import SummaryBuilder
from kado.facts.edition import EditionSummary

READ_AT_ONCE: Final = 200


def digest_of(summary: bytes, parts: dict[UUID, str]) -> str:
    """The digest of a whole edition: its summary's, then every server's in order of server id."""
    return digest_of_lines(
        [documents.sha256_of(summary), *(parts[s] for s in sorted(parts, key=str))]
    )


def digest_of_lines(lines: Iterable[str]) -> str:
    """The digest of a whole edition from the digests of its documents, in their order."""
    return sha256("\n".join(lines).encode()).hexdigest()


def summarise(inputs: EditionInputs, parts: Iterator[FinishedPart]) -> EditionSummary:
    """The summary of parts that come from anywhere."""
    return summarise_stored(inputs, ((p.server_id, p.document) for p in parts))


def summarise_stored(inputs: EditionInputs, parts: Iterator[tuple[UUID, bytes]]) -> EditionSummary:
    before = inputs.earlier[0] if inputs.earlier else None

    def earlier_forecasts(server_id: str) -> EarlierForecasts | None:
        document = documents_of(before, [UUID(server_id)]).get(UUID(server_id))
        return documents.thaw_as(document, EarlierForecasts) if document else None

    builder = SummaryBuilder(inputs, earlier_forecasts)
    chunk: list[tuple[UUID, bytes]] = []
    for part in parts:
        chunk.append(part)
        if len(chunk) == READ_AT_ONCE:
            _add(builder, inputs, before, chunk)
            chunk = []
    _add(builder, inputs, before, chunk)
    return rounded(builder.summary())


def _add(
    builder: SummaryBuilder,
    inputs: EditionInputs,
    before: EarlierEdition | None,
    chunk: list[tuple[UUID, bytes]],
) -> None:
    server_ids = [s for s, _ in chunk]
    earlier, revised = documents_of(before, server_ids), documents_of(inputs.revised, server_ids)
    for server_id, document in chunk:
        part = documents.thaw_server(document)
        builder.add(part, _verdicts(earlier.get(server_id)))
        if inputs.revised and _differ(revised.get(server_id), document):
            builder.add_revision(part, _verdicts(revised.get(server_id)))


def _differ(old: bytes | None, new: bytes) -> bool:
    return old is None or documents.sha256_of(old) != documents.sha256_of(new)


def _verdicts(document: bytes | None) -> EarlierVerdicts | None:
    return documents.thaw_as(document, EarlierVerdicts) if document else None
