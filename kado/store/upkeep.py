"""Upkeep of the lake and of what is remembered: merging small files, removing what nobody names."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from kado.store import rollups
from kado.store.lake import folder_of, open_table, remove_files
from kado.store.models import BundleReceipt
from kado.store.rewriting import merge_small_files
from kado.store.schemas import TABLES
from kado.tenancy.models import Server
from kado.tenancy.scope import everything

# A file that no version names any more, or that a killed append left, is removed after this long: a reader may still be at it.
UNNAMED_HOURS: Final = 7 * 24
# After this a bundle sent again is stored again. Doubled rows change no daily figure: means are weighted, the rest are extremes.
RECEIPTS_DAYS: Final = 100
# An edition reads 400 days, which touch at most fifteen months; rollups of older ones are of no more use.
ROLLUPS_MONTHS: Final = 15


@dataclass(frozen=True, slots=True)
class UpkeepReport:
    files_merged_count: int
    files_removed_count: int
    receipts_removed_count: int
    rollups_removed_count: int = 0


def upkeep(at: datetime, pins: Mapping[str, Sequence[int]]) -> UpkeepReport:
    """Merge small files, remove files that neither the newest nor a pinned version names and rollups of no more use, forget old receipts.

    pins: for each table the versions that must stay readable (those of editions, MISSION B3).
    """
    merged = sum(merge_small_files(name, at) for name in TABLES)
    removed = sum(_remove_unnamed(name, pins.get(name, ())) for name in TABLES)
    with everything("upkeep: receipts of all organisations grow old"):
        old = BundleReceipt.objects.filter(received_at__lt=at - timedelta(days=RECEIPTS_DAYS))
        known = {str(s) for s in Server.objects.values_list("pk", flat=True)}
        return UpkeepReport(merged, removed, old.delete()[0], _remove_rollups(at, known))


def _remove_unnamed(name: str, keep: Sequence[int]) -> int:
    table = open_table(name)
    newest = table.version()
    kept = sorted({newest, *(v for v in keep if v <= newest)})
    listed = table.vacuum(  # it lists files gone long ago too
        UNNAMED_HOURS, dry_run=True, enforce_retention_duration=False, full=True, keep_versions=kept
    )
    gone = [path for path in listed if (folder_of(name) / path).exists()]
    remove_files(name, gone)
    return len(gone)


def _remove_rollups(at: datetime, known: Set[str]) -> int:
    """Remove rollups of months no edition reads, of servers that are registered no more, and old ones that are none of the lake's files'."""
    version = open_table("samples").version()
    oldest = rollups.months_before(f"{at:%Y-%m}", ROLLUPS_MONTHS)
    old_ns = int((at - timedelta(hours=UNNAMED_HOURS)).timestamp() * 1e9)
    gone = [
        path
        for path in rollups.kept()
        if path.parents[1].name < oldest
        or not rollups.coverage(path).keys() <= known
        or (path.stat().st_mtime_ns < old_ns and not rollups.is_used(path, version))
    ]
    rollups.remove(gone)
    return len(gone)
