"""What an edition is made from besides the lake, gathered once and kept with it (MISSION B3).

Contracts, lists, stops and names change from day to day. Kept as they were, the same edition can be made again: after a
crash, or years later to prove it. Nothing of the telemetry is in here.
"""

import json
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from typing import Final
from uuid import UUID

import msgspec

from kado import __version__
from kado.advice import RULES_VERSION
from kado.advisories import shelf
from kado.edition import calendar, comparison
from kado.edition.models import Edition
from kado.edition.similar import Table
from kado.entitlement.eligibility import Ground, Unit, version_key
from kado.entitlement.lookup import ground_of, units_of
from kado.facts.advisories import NOTHING, Advisories
from kado.facts.server import ServerIdentity
from kado.store import lake
from kado.store.telemetry import ServerRef
from kado.tenancy.models import Organisation, Server

# A report card looks back over a year of editions (MISSION A6).
EARLIER_EDITIONS: Final = 12
_encoder: Final = msgspec.json.Encoder(order="deterministic")


@dataclass(frozen=True, slots=True)
class ServerInput:
    """One server as it was known when the edition was begun."""

    server_id: UUID
    bucket: int
    identity: ServerIdentity
    unit: Unit
    warranty_end: date | None


@dataclass(frozen=True, slots=True)
class EarlierEdition:
    """An edition published before, by its row."""

    edition_id: int
    month: str


@dataclass(frozen=True, slots=True)
class EditionInputs:
    """earlier: published editions of months before, newest first. revised: the edition this one corrects.

    begun_at: stops in force then withhold, those at the cut may long be over.
    """

    organisation_id: UUID
    organisation_name: str
    is_demonstration: bool
    month: str
    revision: int
    revision_reason: str
    zone: str
    country: str
    cut_at: datetime
    begun_at: datetime
    lake_versions: dict[str, int]
    code_version: str
    rules_version: str
    model_version: str
    ground: Ground
    servers: tuple[ServerInput, ...]
    earlier: tuple[EarlierEdition, ...]
    revised: EarlierEdition | None
    organisation_name_en: str = (
        ""  # fields added later have defaults: an edition begun before them goes on
    )
    similar: Table | None = None  # of the models of `servers` only
    advisories: Advisories = NOTHING  # what the packs in use said when it was begun

    @property
    def last_day(self) -> date:
        return calendar.last_day(self.month)

    @property
    def newest_collector_version(self) -> str:
        return max(self.ground.released_versions, key=version_key, default="")

    def ref(self, server: ServerInput) -> ServerRef:
        return ServerRef(server.server_id, self.organisation_id, server.bucket)


def pack(inputs: EditionInputs) -> bytes:
    return zlib.compress(_encoder.encode(inputs))


def unpack(data: bytes) -> EditionInputs:
    return msgspec.json.decode(zlib.decompress(data), type=EditionInputs)


def gather(
    organisation: Organisation, month: str, at: datetime, revised: Edition | None, reason: str
) -> EditionInputs:
    """All of it as it is known at an instant. Contracts and lists are judged as of the cut later; stops as of now."""
    _, cut_at = calendar.cut(month, organisation.zone)
    servers = _servers(organisation, cut_at, at)
    return EditionInputs(
        organisation_id=organisation.pk,
        organisation_name=organisation.name,
        organisation_name_en=organisation.name_en,
        is_demonstration=organisation.is_demonstration,
        month=month,
        revision=revised.revision + 1 if revised else 0,
        revision_reason=reason,
        zone=organisation.zone,
        country=organisation.country,
        cut_at=cut_at,
        begun_at=at,
        lake_versions=lake.versions(),
        code_version=__version__,
        rules_version=RULES_VERSION,
        model_version=_risk_version(),
        ground=ground_of(organisation.pk, at),
        servers=servers,
        earlier=_earlier(organisation.pk, month),
        revised=EarlierEdition(revised.pk, month) if revised else None,
        advisories=shelf.advisories(),
        similar=comparison.of_models(
            comparison.table_for(month, organisation.is_demonstration, at),
            [f"{s.identity.manufacturer} {s.identity.model_number}" for s in servers],
        ),
    )


def _servers(organisation: Organisation, cut_at: datetime, at: datetime) -> tuple[ServerInput, ...]:
    """Every server but those enrolled after the cut; one that is not enrolled at all is told so (MISSION C5)."""
    rows = [
        s
        for s in Server.objects.filter(organisation=organisation).order_by("pk")
        if s.enrolled_at is None or s.enrolled_at < cut_at
    ]
    units = units_of(rows, at)
    return tuple(
        ServerInput(s.pk, s.bucket, identity_of(s), units[s.pk], s.warranty_end)
        for s in sorted(rows, key=lambda s: str(s.pk))
    )


def identity_of(server: Server) -> ServerIdentity:
    return ServerIdentity(
        server_id=str(server.pk),
        hostname=server.hostname,
        manufacturer=server.manufacturer,
        model_number=server.model_number,
        serial_number=server.serial_number,
        os_name=server.os_name,
        os_version=server.os_version,
        role=server.role,
        is_demonstration=server.is_demonstration,
    )


def _earlier(organisation_id: UUID, month: str) -> tuple[EarlierEdition, ...]:
    """The newest published editions of earlier months."""
    rows = Edition.objects.filter(
        organisation_id=organisation_id, state=Edition.State.PUBLISHED, month__lt=month
    ).order_by("-month")
    return tuple(
        EarlierEdition(pk, earlier)
        for pk, earlier in rows.values_list("pk", "month")[:EARLIER_EDITIONS]
    )


def _risk_version() -> str:
    """The version of the table by which drives are judged."""
    table = json.loads(files("kado.device_health").joinpath("rules.json").read_text("utf-8"))
    return f"rules {table['version']} of {table['date']}"
