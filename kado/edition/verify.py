"""Proving an edition: made again from its own inputs and pins it has the same digest (MISSION B3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kado.edition import documents, fleet
from kado.edition.analyse import FinishedPart
from kado.edition.code import CODE_VERSION, tells_code
from kado.edition.make import inputs_of
from kado.edition.models import Edition
from kado.edition.run import EVERYDAY, Work, begin_run, calibrate, compute
from kado.edition.whole import digest_of, summarise
from kado.tenancy import scope


@dataclass(frozen=True, slots=True)
class Verification:
    """holds: everything came out the same. same_code: made by this very code; other code may rightly come out otherwise.

    code_is_known: the edition says which code made it; those begun before the digest of the code was kept name Kado's version only.

    stored_holds: what is stored has the digest it was stored with. differing: servers whose part came out otherwise.
    """

    holds: bool
    stored_holds: bool
    same_code: bool
    code_is_known: bool
    differing: tuple[UUID, ...]
    digest: str


def verify(edition: Edition, at: datetime, work: Work = EVERYDAY) -> Verification:
    """Make the edition again beside the stored one and compare. Raises PinGone where the pinned data was removed."""
    with scope.within([edition.organisation_id], "verify"):
        inputs = inputs_of(edition)
        made: dict[UUID, str] = {}

        def parts() -> Iterator[FinishedPart]:
            run = begin_run(inputs, at, work)
            # A revision was forecast with the tables of the edition it corrects: those are its to keep.
            kept = edition.calibration if inputs.revised else None
            calibration = fleet.unpack(bytes(kept)) if kept else calibrate(run)
            for bucket in compute(run, inputs.servers, calibration):
                for part in bucket:
                    made[part.server_id] = documents.sha256_of(part.document)
                    yield part

        summary = documents.freeze(summarise(inputs, parts()))
        digest = digest_of(summary, made)
        stored_parts = _stored(edition)
    differing = tuple(
        s
        for s in sorted(made.keys() | stored_parts.keys(), key=str)
        if made.get(s) != stored_parts.get(s)
    )
    stored = digest_of(bytes(edition.summary or b""), stored_parts) if edition.summary else ""
    return Verification(
        holds=digest == edition.content_sha256,
        stored_holds=stored == edition.content_sha256,
        same_code=edition.code_version == CODE_VERSION,
        code_is_known=tells_code(edition.code_version),
        differing=differing,
        digest=digest,
    )


def _stored(edition: Edition) -> dict[UUID, str]:
    """The digests of the stored documents, computed from what is there."""
    rows = edition.server_parts.values_list("server_id", "document")
    return {s: documents.sha256_of(bytes(d)) for s, d in rows.iterator(200)}
