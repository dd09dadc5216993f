"""Marks: where the counters of events stood when they were last told, so that errors are not lost between processes.

Only events (errors) are kept: a rate over hours of absence would say nothing of any interval. A mark is good for
the boot it was made in; after a reboot the kernel counts from 0 and the first reading gives no increase.
"""

from collections.abc import Mapping

from kado_collector.host import Host
from kado_collector.readings import Counter, Counting, Json, Sampled
from kado_collector.sampling import Round
from kado_collector.sources.parsing import optional_text


def boot_id(host: Host) -> str | None:
    """The kernel's identifier of this boot; it stays on the server."""
    return optional_text(host, "/proc/sys/kernel/random/boot_id") or None


def as_document(now: Round, boot: str) -> dict[str, Json]:
    """The event counters of a round."""
    rows: list[Json] = [
        [counter.metric, counter.instance, counter.value]
        for found in now.sampled.values()
        for counter in found.counters
        if counter.counting is Counting.INCREASE
    ]
    return {"boot_id": boot, "counters": rows}


def round_before(document: Mapping[str, Json] | None, boot: str | None, now: Round) -> Round | None:
    """A round that `now` can be compared with; None where there is no mark of this boot."""
    if document is None or boot is None or document.get("boot_id") != boot:
        return None
    rows = document.get("counters")
    counters = tuple(
        c for c in map(_counter, rows if isinstance(rows, list) else []) if c is not None
    )
    # Increases do not depend on the time between; a second keeps them apart.
    stamps = {name: stamp - 1.0 for name, stamp in now.stamps.items()}
    return Round({name: Sampled(counters=counters) for name in now.sampled}, stamps, ())


def _counter(row: Json) -> Counter | None:
    if not isinstance(row, list) or len(row) != 3:
        return None
    metric, instance, value = row
    if (
        not isinstance(metric, str)
        or not isinstance(instance, str)
        or not isinstance(value, int | float)
    ):
        return None
    return Counter(metric, instance, value, Counting.INCREASE)
