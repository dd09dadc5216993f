"""Which versions of the lake have to stay readable because an edition can still be asked for its proof (MISSION B3)."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from kado.edition.models import Edition
from kado.tenancy import scope

# As long as the five-minute data itself is kept. After that the stored documents and their digest remain.
KEPT: Final = timedelta(days=400)


def pinned_versions(at: datetime) -> dict[str, tuple[int, ...]]:
    """For each table the versions of unfinished editions and of those published within 400 days: what `store.upkeep` must spare."""
    with scope.everything("pins of all editions"):
        rows = Edition.objects.filter(Q(published_at=None) | Q(published_at__gte=at - KEPT))
        found: dict[str, set[int]] = {}
        for versions in rows.values_list("lake_versions", flat=True):
            for table, version in versions.items():
                found.setdefault(table, set()).add(version)
    return {table: tuple(sorted(own)) for table, own in sorted(found.items())}
