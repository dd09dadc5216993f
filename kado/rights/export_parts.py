"""The parts of an export: records, a server's telemetry, an edition."""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from kado.edition import reading
from kado.edition.models import Edition, EditionServer
from kado.entitlement.gate import Permit
from kado.entitlement.models import TermsAgreement
from kado.press.pdf import edition_pdf
from kado.rights.archive import Archive, safe_name
from kado.rights.kinds import all_kinds
from kado.store.holdings import export_table
from kado.store.schemas import TABLES
from kado.store.telemetry import ServerRef
from kado.tenancy.models import Server

_ROWS_AT_ONCE: Final = 2_000
_PARTS_AT_ONCE: Final = 50
# An edition's PDF needs all its parts in memory; above this it is fetched from MyDashboard, where it stays.
PDF_SERVERS_MOST_COUNT: Final = 300
_SHOWN: Final = (Edition.State.PUBLISHED, Edition.State.SUPERSEDED)


def add_records(archive: Archive, organisation_id: UUID, server_id: UUID | None) -> None:
    """Every kind of record as CSV; of one server only the kinds that tell of servers."""
    for kind in all_kinds():
        if server_id is not None and not kind.server_path:
            continue
        rows = kind.rows(organisation_id, server_id).order_by("pk").values_list(*kind.columns)
        about = f"records-{kind.key}"
        path = f"records/{kind.key}.csv"
        archive.add_table(path, about, kind.columns, rows.iterator(_ROWS_AT_ONCE))
    if server_id is None:
        _add_terms(archive, organisation_id)


def _add_terms(archive: Archive, organisation_id: UUID) -> None:
    rows = TermsAgreement.objects.filter(organisation_id=organisation_id).select_related("terms")
    for terms in {row.terms.version: row.terms for row in rows}.values():
        for locale, title, body in (
            ("ja", terms.title_ja, terms.body_ja),
            ("en", terms.title_en, terms.body_en),
        ):
            text = f"{title}\n\n{body}\n".encode("utf-8-sig")
            name = safe_name(terms.version, "")[:-1]
            archive.add_bytes(f"terms/{name}.{locale}.txt", "terms", text)


def add_server(archive: Archive, permit: Permit, ref: ServerRef, pieces: Path) -> None:
    """One server: what it is, and every table of the lake as Parquet."""
    server = Server.objects.get(pk=ref.server_id)
    folder = f"servers/{safe_name(server.hostname, server.pk)}"
    archive.add_bytes(f"{folder}/server.json", "server", _json(_told(server)))
    for table in TABLES:
        piece = pieces / f"{table}.parquet"
        count = export_table(permit, ref, table, piece)
        if count:
            archive.add_file(f"{folder}/{table}.parquet", table, piece, count)
            piece.unlink()


def _told(server: Server) -> dict[str, Any]:
    names = [f.attname for f in server._meta.concrete_fields if f.attname != "bucket"]
    return {name: getattr(server, name) for name in names}


def editions_of(organisation_id: UUID, server_id: UUID | None) -> list[int]:
    """The published and superseded editions, oldest first; of one server those that hold a part of it."""
    own = Edition.objects.filter(organisation_id=organisation_id, state__in=_SHOWN)
    if server_id is not None:
        parts = EditionServer.objects.filter(server_id=server_id)
        own = own.filter(pk__in=parts.values("edition_id"))
    return list(own.order_by("month", "revision").values_list("pk", flat=True))


def add_edition(archive: Archive, edition_id: int, server_id: UUID | None, locale: str) -> None:
    """One edition: its summary and every server's part as the very JSON its digest covers (kado.edition.documents), and the document."""
    edition = Edition.objects.get(pk=edition_id)
    folder = f"editions/{edition.month}-r{edition.revision}"
    if server_id is None and edition.summary is not None:
        body = zlib.decompress(bytes(edition.summary))
        archive.add_bytes(f"{folder}/summary.json", "edition-summary", body)
    servers_count = 0
    for row in _parts(edition, server_id):
        name = safe_name(row.server.hostname, row.server_id)
        body = zlib.decompress(bytes(row.document))
        archive.add_bytes(f"{folder}/servers/{name}.json", "edition-part", body)
        servers_count += 1
    if (
        server_id is None
        and edition.summary is not None
        and servers_count <= PDF_SERVERS_MOST_COUNT
    ):
        pdf = edition_pdf(reading.summary_of(edition), reading.server_parts(edition), locale)
        archive.add_bytes(f"{folder}/edition.pdf", "edition-pdf", pdf)


def _parts(edition: Edition, server_id: UUID | None) -> "Iterator[EditionServer]":
    rows = EditionServer.objects.filter(edition=edition).select_related("server")
    if server_id is not None:
        rows = rows.filter(server_id=server_id)
    return rows.order_by("server_id").iterator(_PARTS_AT_ONCE)


def _json(value: object) -> bytes:
    return json.dumps(value, default=str, ensure_ascii=False, indent=2).encode()
