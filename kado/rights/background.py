"""The background work of this part, done by one process at a time: counts, exports, deletions."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from kado.rights import deletions, exports, inventory
from kado.rights.places import deletions_folder


def work(at: datetime) -> bool:
    """One round; whether it was this process's turn. A lock of the operating system goes with the process that held it."""
    with _alone() as mine:
        if mine:
            deletions.work(at)
            exports.work(at)
            inventory.count_asked(at)
        return mine


@contextmanager
def _alone() -> Iterator[bool]:
    with (deletions_folder() / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
