"""Upkeep of the lake and of what is remembered: merging small files, removing what nobody names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from kado.store.lake import folder_of, open_table, remove_files
from kado.store.models import BundleReceipt
from kado.store.rewriting import merge_small_files
from kado.store.schemas import TABLES
from kado.tenancy.scope import everything

# A file that no version names any more, or that a killed append left, is removed after this long: a reader may still be at it.
UNNAMED_HOURS: Final = 7 * 24
# After this a bundle sent again is stored again. Doubled rows change no daily figure: means are weighted, the rest are extremes.
RECEIPTS_DAYS: Final = 100


@dataclass(frozen=True, slots=True)
class UpkeepReport:
    files_merged_count: int
    files_removed_count: int
    receipts_removed_count: int


def upkeep(at: datetime, pins: Mapping[str, Sequence[int]]) -> UpkeepReport:
    """Merge small files, remove files that neither the newest nor a pinned version names, forget old receipts.

    pins: for each table the versions that must stay readable (those of editions, MISSION B3).
    """
    merged = sum(merge_small_files(name, at) for name in TABLES)
    removed = sum(_remove_unnamed(name, pins.get(name, ())) for name in TABLES)
    with everything("upkeep: receipts of all organisations grow old"):
        old = BundleReceipt.objects.filter(received_at__lt=at - timedelta(days=RECEIPTS_DAYS))
        return UpkeepReport(merged, removed, old.delete()[0])


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
