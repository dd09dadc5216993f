"""Making an edition: pin the lake, keep what else it is made from, analyse some buckets after others, freeze (MISSION B1, B3).

Each task's parts are stored in one transaction. Killed anywhere, the edition is made further from its own inputs and pins,
and comes out as if nothing had happened; two that make it at once store the same and one of them finishes it. Nothing is shown
before `kado.edition.publish`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from kado.edition import calendar, documents, fleet
from kado.edition.analyse import FinishedPart
from kado.edition.code import CODE_VERSION
from kado.edition.inputs import EditionInputs, gather, pack, unpack
from kado.edition.models import Edition, EditionServer
from kado.edition.progress import noted
from kado.edition.run import EVERYDAY, Run, Work, begin_run, calibrate, compute
from kado.edition.whole import READ_AT_ONCE, digest_of, summarise_stored
from kado.forecast.fleet import Calibration
from kado.store.lake import PinGone
from kado.tenancy import audit, scope
from kado.tenancy.models import Organisation, Server

__all__ = ["EVERYDAY", "NotMakeable", "Work", "discard", "inputs_of", "make", "revise"]

# When more than this share of the servers cannot be analysed, the fault is not theirs: nothing is finished.
BROKEN_RATIO_LIMIT: Final = 0.1


class NotMakeable(ValueError):
    """The edition cannot be made now; the message says why and what to do."""


def make(organisation: Organisation, month: str, at: datetime, work: Work = EVERYDAY) -> Edition:
    """The organisation's edition of the month, made; begun or made before, it is taken up where it stands.

    Raises NotMakeable before the month is over and for a published one, UseRefused without agreement to the terms, RunLost
    when those who did the work are gone.
    """
    with scope.within([organisation.pk], "edition"):
        newest = _newest(organisation, month)
        if newest is not None and newest.state == Edition.State.PUBLISHED:
            raise NotMakeable(f"{month} is published: `kado edition revise` makes a revision")
        if newest is not None and _can_go_on(newest):
            try:
                return _finish(newest, at, work)
            except PinGone:
                pass  # a customer had data deleted meanwhile; nobody has seen this edition yet
        if newest is not None:
            discard(newest)
        return _finish(_begin(organisation, month, at, None, ""), at, work)


def revise(
    organisation: Organisation, month: str, at: datetime, reason: str, work: Work = EVERYDAY
) -> Edition:
    """The next revision of a published month, made from what is known now. Raises NotMakeable without a published one or a reason."""
    if not reason.strip():
        raise NotMakeable("a revision needs a reason that its readers can understand")
    with scope.within([organisation.pk], "edition"):
        newest = _newest(organisation, month)
        if newest is None or (newest.revision == 0 and newest.state != Edition.State.PUBLISHED):
            raise NotMakeable(f"{month} is not published: `kado edition make` makes it")
        if newest.state != Edition.State.PUBLISHED and not _can_go_on(newest):
            discard(newest)
            newest = Edition.objects.get(
                organisation=organisation, month=month, state=Edition.State.PUBLISHED
            )
        if newest.state == Edition.State.PUBLISHED:
            newest = _begin(organisation, month, at, newest, reason.strip())
        return _finish(newest, at, work)


def discard(edition: Edition, at: datetime | None = None, actor: str = "") -> None:
    """Throw away an edition that was made and never published. Raises NotMakeable for a published one.

    at, actor: who decided it when, for the audit trail; without them it is a step of making.
    """
    with scope.within([edition.organisation_id], "edition"), transaction.atomic():
        states = (Edition.State.MAKING, Edition.State.MADE)
        gone, _ = Edition.objects.filter(pk=edition.pk, state__in=states).delete()
        if gone and at is not None:
            subject = f"{edition.month} r{edition.revision}"
            audit.record(at, actor, "edition_discarded", edition.organisation_id, subject=subject)
    if not gone:
        raise NotMakeable(f"{edition} is published and stays: make a revision instead")


def _newest(organisation: Organisation, month: str) -> Edition | None:
    return Edition.objects.filter(organisation=organisation, month=month).first()


def _can_go_on(edition: Edition) -> bool:
    """Whether what is stored of an unpublished edition and what is still to be made fit together.

    Not with parts of other code, and not when a server was deleted since (MISSION E5). One that is made is whole.
    """
    if edition.state != Edition.State.MAKING:
        return True
    if edition.code_version != CODE_VERSION:
        return False
    there = set(Server.objects.filter(organisation=edition.organisation).values_list("pk"))
    return all((s.server_id,) in there for s in inputs_of(edition).servers)


def _begin(
    organisation: Organisation, month: str, at: datetime, revised: Edition | None, reason: str
) -> Edition:
    """A new edition with its pins and inputs; where another process began the same one first, that one."""
    _, cut_at = calendar.cut(month, organisation.zone)
    if at < cut_at:
        raise NotMakeable(
            f"{month} is not over in {organisation.zone}: it can be made from {cut_at:%Y-%m-%d %H:%M} UTC on"
        )
    inputs = replace(gather(organisation, month, at, revised, reason), code_version=CODE_VERSION)
    known = {"organisation": organisation, "month": month, "revision": inputs.revision}
    try:
        with transaction.atomic():
            return Edition.objects.create(
                **known,
                revision_reason=reason,
                zone=inputs.zone,
                cut_at=cut_at,
                lake_versions=inputs.lake_versions,
                code_version=inputs.code_version,
                created_at=at,
                inputs=pack(inputs),
                calibration=revised.calibration if revised else None,
            )
    except IntegrityError:
        return Edition.objects.get(**known)


def _finish(edition: Edition, at: datetime, work: Work) -> Edition:
    """Make what is missing, then the whole. An edition that is made already is given back as it is."""
    if edition.state != Edition.State.MAKING:
        return edition
    inputs = inputs_of(edition)
    with noted(edition.organisation_id, edition.month, at, work.progress) as progress:
        _make_missing(edition, inputs, at, replace(work, progress=progress))
        _refuse_broken(edition, len(inputs.servers))
        progress(len(inputs.servers), len(inputs.servers), "edition-step-summary")
        _close(edition, inputs, at)
    edition.refresh_from_db()
    return edition


def _make_missing(edition: Edition, inputs: EditionInputs, at: datetime, work: Work) -> None:
    """The parts that are not stored yet."""
    stored = {str(s) for s in edition.server_parts.values_list("server_id", flat=True)}
    missing = tuple(s for s in inputs.servers if str(s.server_id) not in stored)
    if not missing:
        return
    run = begin_run(inputs, at, work)
    calibration = _calibration(edition, run)
    for parts in compute(run, missing, calibration):
        _store(edition, parts)
    fleet.forget_history()


def _close(edition: Edition, inputs: EditionInputs, at: datetime) -> None:
    """Put the whole together and freeze it. Raises NotMakeable where another process took parts or all of it away meanwhile."""
    digests = _digests(edition)
    summary = documents.freeze(summarise_stored(inputs, _stored_parts(edition)))
    with transaction.atomic():
        row = Edition.objects.select_for_update().filter(pk=edition.pk).first()
        if row is not None and row.state != Edition.State.MAKING:
            return  # another process finished it: with the same parts
        if row is None or _digests(edition) != digests or len(digests) != len(inputs.servers):
            raise NotMakeable(
                f"another process discarded {edition} or parts of it meanwhile: make it again"
            )
        Edition.objects.filter(pk=edition.pk).update(
            state=Edition.State.MADE,
            summary=summary,
            content_sha256=digest_of(summary, digests),
            made_at=at,
        )


def _digests(edition: Edition) -> dict[UUID, str]:
    rows = EditionServer.objects.filter(edition_id=edition.pk)
    return dict(rows.values_list("server_id", "document_sha256"))


def inputs_of(edition: Edition) -> EditionInputs:
    """What the edition is made from. Raises NotMakeable for one that does not hold it."""
    if edition.inputs is None:
        raise NotMakeable(f"{edition} does not hold what it was made from")
    return unpack(bytes(edition.inputs))


def _calibration(edition: Edition, run: Run) -> Calibration:
    """The edition's tables: kept from a run before or from the edition that is revised, else worked out and kept."""
    if edition.calibration is None:
        tables = fleet.pack(calibrate(run))
        Edition.objects.filter(pk=edition.pk, calibration=None).update(calibration=tables)
        edition.refresh_from_db(fields=["calibration"])
    return fleet.unpack(bytes(edition.calibration or b""))


def _store(edition: Edition, parts: tuple[FinishedPart, ...]) -> None:
    """One task's parts in one transaction; what another process stored meanwhile is the same and stays."""
    rows = [
        EditionServer(
            edition=edition,
            server_id=p.server_id,
            state=p.state,
            severity=p.severity,
            document=p.document,
            document_sha256=p.sha256,
        )
        for p in parts
    ]
    with transaction.atomic():
        if not Edition.objects.filter(pk=edition.pk).exists():
            raise NotMakeable(f"{edition} was discarded while it was made: make it again")
        EditionServer.objects.bulk_create(rows, ignore_conflicts=True)


def _refuse_broken(edition: Edition, servers_count: int) -> None:
    """Forget the failed parts and raise when too many failed: they are tried again with the next `make`."""
    failed = edition.server_parts.filter(state="could_not_be_analysed")
    with transaction.atomic():
        Edition.objects.select_for_update().filter(pk=edition.pk).first()
        count = failed.count()
        refused = count > max(1, BROKEN_RATIO_LIMIT * servers_count)
        if refused and _is_being_made(edition):
            failed.delete()
    if refused:
        raise NotMakeable(
            f"{count} of {servers_count} servers could not be analysed, which is no fault of theirs: "
            "see the log for the reasons, mend it and make the edition again"
        )


def _is_being_made(edition: Edition) -> bool:
    return Edition.objects.filter(pk=edition.pk, state=Edition.State.MAKING).exists()


def _stored_parts(edition: Edition) -> Iterator[tuple[UUID, bytes]]:
    rows = edition.server_parts.order_by("pk").values_list("server_id", "document")
    for server_id, document in rows.iterator(READ_AT_ONCE):
        yield server_id, bytes(document)
