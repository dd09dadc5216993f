"""Looking whether anything of a deleted server or organisation is left: every table, every frozen document, every file (MISSION E5)."""

import gzip
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.db.models import QuerySet

from kado.rights.kinds import tenant_models
from kado.rights.places import exports_folder
from kado.store.erasing import Finder, finder, lake_folder, traces

# Tables that name a deletion itself; they hold no ids once it is done.
_OWN: Final = frozenset({"rights.Deletion"})
_TEXTS: Final = (models.CharField, models.TextField, models.JSONField)
_IDS_AT_ONCE: Final = 500  # values of one query
_ROWS_AT_ONCE: Final = 2_000


@dataclass(frozen=True, slots=True)
class Scan:
    """What was looked at, and where something was found (table and column, or a file)."""

    tables_count: int
    files_count: int
    found: tuple[str, ...]


def scan(ids: Sequence[UUID], organisation_id: UUID) -> Scan:
    """Look for these ids everywhere. organisation_id: whose frozen documents are opened."""
    tables = [m for m in apps.get_models() if m._meta.label not in _OWN and m._meta.managed]
    names = [str(i) for i in ids]
    mentions = finder(names)
    found = [place for model in tables for place in _in_table(model, ids, mentions)]
    found += _in_documents(organisation_id, mentions)
    roots = [root for root in _roots() if root.exists()]
    found += traces(names, roots)
    return Scan(len(tables), sum(_files_count(root) for root in roots), tuple(found))


def _roots() -> list[Path]:
    """Where files of this installation lie that could hold customers' data."""
    folders = [lake_folder(), exports_folder()]
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and Path(name).is_file():
        folders += [Path(name), Path(f"{name}-wal")]
    return folders


def _files_count(root: Path) -> int:
    return 1 if root.is_file() else sum(1 for p in root.rglob("*") if p.is_file())


def _in_table(model: type[models.Model], ids: Sequence[UUID], mentions: Finder) -> Iterator[str]:
    """The columns of a table in which one of the ids stands: as a key, or anywhere in a text."""
    rows: QuerySet[Any] = model._base_manager.all()
    texts = []
    for field in model._meta.concrete_fields:
        if isinstance(field, _TEXTS):
            texts.append(field.attname)
        elif _is_key(field) and any(
            rows.filter(**{f"{field.attname}__in": some}).exists() for some in _lots(ids)
        ):
            yield f"{model._meta.label}.{field.attname}"
    found: set[str] = set()
    for values in rows.order_by().values_list(*texts).iterator(_ROWS_AT_ONCE) if texts else ():
        found.update(t for t, v in zip(texts, values, strict=True) if v and mentions(_bytes(v)))
    yield from (f"{model._meta.label}.{text}" for text in sorted(found))


def _lots(ids: Sequence[UUID]) -> list[Sequence[UUID]]:
    return [ids[start : start + _IDS_AT_ONCE] for start in range(0, len(ids), _IDS_AT_ONCE)]


def _bytes(value: object) -> bytes:
    return (value if isinstance(value, str) else json.dumps(value)).encode()


def _is_key(field: "models.Field[Any, Any]") -> bool:
    """Whether the column holds ids: its own, or those of rows it leads to."""
    whose = field.target_field if isinstance(field, models.ForeignKey) else field
    return isinstance(whose, models.UUIDField)


def _in_documents(organisation_id: UUID, mentions: Finder) -> Iterator[str]:
    """Columns of the organisation's own tables that hold frozen documents naming one of the ids."""
    for model in tenant_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.BinaryField):
                rows = model._base_manager.filter(**{model.tenant_path: organisation_id})
                for value in rows.values_list(field.attname, flat=True).iterator(50):
                    if value and mentions(_opened(bytes(value))):
                        yield f"{model._meta.label}.{field.attname}"
                        break


def _opened(value: bytes) -> bytes:
    """A frozen document or a bundle as it was before it was compressed."""
    try:
        return zlib.decompress(value)
    except zlib.error:
        pass
    try:
        return gzip.decompress(value)
    except (OSError, EOFError, zlib.error):
        return value


def purge_free_pages() -> None:
    """Have SQLite rewrite its file, so that what was deleted is no longer in pages it keeps for later. PostgreSQL does so by itself."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
