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
from kado.edition.removal import Standing, standing
from kado.edition.run import EVERYDAY, Work, begin_run, calibrate, compute
from kado.edition.whole import digest_of, summarise
from kado.tenancy import scope


@dataclass(frozen=True, slots=True)
class Verification:
    """holds: everything came out the same. same_code: made by this very code; other code may rightly come out otherwise.

    code_is_known: the edition says which code made it; those begun before the digest of the code was kept name Kado's version only.

    stored_holds: what is stored has the digest it was stored with. differing: servers whose part came out otherwise.
    removed_count: servers deleted from it at the customer's wish (MISSION E5). Where there are any it is not made again, for what it was
    made from is gone: `holds` then says that what is left is what was published.
    """

    holds: bool
    stored_holds: bool
    same_code: bool
    code_is_known: bool
    differing: tuple[UUID, ...]
    digest: str
    removed_count: int = 0


def verify(edition: Edition, at: datetime, work: Work = EVERYDAY) -> Verification:
    """Make the edition again beside the stored one and compare. Raises PinGone where the pinned data was removed."""
    with scope.within([edition.organisation_id], "verify"):
        stored = standing(edition)
        if stored.removed_count:
            return _of_what_is_left(edition, stored)
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
    return Verification(
        holds=digest == edition.content_sha256,
        stored_holds=stored.holds,
        same_code=edition.code_version == CODE_VERSION,
        code_is_known=tells_code(edition.code_version),
        differing=differing,
        digest=digest,
    )


def _of_what_is_left(edition: Edition, stored: Standing) -> Verification:
    return Verification(
        holds=stored.holds,
        stored_holds=stored.holds,
        same_code=edition.code_version == CODE_VERSION,
        code_is_known=tells_code(edition.code_version),
        differing=(),
        digest=edition.content_sha256 if stored.holds else "",
        removed_count=stored.removed_count,
    )


def _stored(edition: Edition) -> dict[UUID, str]:
    """The digests of the stored documents, computed from what is there."""
    rows = edition.server_parts.values_list("server_id", "document")
    return {s: documents.sha256_of(bytes(d)) for s, d in rows.iterator(200)}
