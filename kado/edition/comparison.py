"""Making the comparison of similar servers, once a month for the whole installation (MISSION A3, E3).

To compare customers with each other is purpose (c): only those that consent to it when the table is made are counted, and each finds
the use in its ledger. It is made from the editions published of the month before, so an edition never sees anything later than its
own month, and is kept: of the servers only quantiles stay (kado.edition.similar). A consent that is withdrawn counts from the
next table on. Demonstration customers are compared with each other only.
"""

import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from kado.edition import calendar
from kado.edition.documents import thaw_as
from kado.edition.models import Comparison, Edition, EditionServer
from kado.edition.similar import (
    LEAST_CUSTOMERS,
    Measured,
    Row,
    Table,
    keys_of,
    measures_of,
    table_of,
)
from kado.entitlement import gate
from kado.entitlement.gate import Purpose
from kado.tenancy import scope

ACTOR: Final = "edition"
_encoder: Final = msgspec.json.Encoder(order="deterministic")


def table_for(month: str, is_demonstration: bool, at: datetime) -> Table | None:
    """The table that an edition of `month` is compared with: of the month before. Made when it is first asked for.

    None, and nothing kept, while too few customers consent or have published: nobody could be compared.
    """
    before = calendar.previous_month(month)
    kept = Comparison.objects.filter(month=before, is_demonstration=is_demonstration).first()
    if kept is not None:
        return unpack(bytes(kept.table))
    with scope.everything("comparison of similar servers"):
        made = _made(before, is_demonstration, at)
    if made is None:
        return None
    row, _ = Comparison.objects.get_or_create(
        month=before,
        is_demonstration=is_demonstration,
        defaults={"made_at": at, "table": pack(made)},
    )
    return unpack(bytes(row.table))  # another process may have been first: one truth a month


def _made(month: str, is_demonstration: bool, at: datetime) -> Table | None:
    editions = Edition.objects.filter(
        month=month,
        state=Edition.State.PUBLISHED,
        organisation__is_demonstration=is_demonstration,
    )
    owners = sorted(set(editions.values_list("organisation_id", flat=True)), key=str)
    consenting = [o for o in owners if gate.is_allowed(Purpose.RESEARCH, o, at)]
    if len(consenting) < LEAST_CUSTOMERS:
        return None
    permit = gate.permit(
        Purpose.RESEARCH, consenting, at=at, actor=ACTOR, what=f"similar servers {month}"
    )
    table = table_of(month, list(_rows(month, editions, permit.organisation_ids)))
    return table if table.groups else None


def _rows(month: str, editions: "QuerySet[Edition]", owners: Iterable[UUID]) -> Iterator[Row]:
    first_day, last_day = calendar.first_day(month), calendar.last_day(month)
    parts = EditionServer.objects.filter(
        edition__in=editions.filter(organisation_id__in=list(owners)),
        state__in=("findings", "fine", "learning"),
    ).order_by("server_id")
    for owner, server_id, document in parts.values_list(
        "edition__organisation_id", "server_id", "document"
    ).iterator(200):
        server = thaw_as(bytes(document), Measured)
        measures = measures_of(server, first_day, last_day)
        yield Row(str(owner), str(server_id), keys_of(server), measures)


def pack(table: Table) -> bytes:
    return zlib.compress(_encoder.encode(table))


def unpack(data: bytes) -> Table:
    return msgspec.json.decode(zlib.decompress(data), type=Table)


def of_models(table: Table | None, models: Iterable[str]) -> Table | None:
    """The groups of some makers and models ('Example EX4000') only: what one customer's edition needs."""
    if table is None:
        return None
    wanted = {" ".join(model.lower().split()) for model in models}
    groups = {k: g for k, g in table.groups.items() if k.partition("|")[0] in wanted}
    return Table(table.month, groups) if groups else None
