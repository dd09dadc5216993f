"""The background work of this part, done by one process at a time: counts, exports, deletions."""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from kado.rights import deletions, exports, inventory
from kado.rights.places import deletions_folder
from kado.rights.reapply import reapply
from kado.store.erasing import DeletionMustWait

_log = logging.getLogger(__name__)


def work(at: datetime) -> bool:
    """One round; whether it was this process's turn. A lock of the operating system goes with the process that held it."""
    with _alone() as mine:
        if mine:
            deletions.work(at)
            exports.work(at)
            inventory.count_asked(at)
        return mine


def at_start(at: datetime) -> None:
    """What a worker does first: delete again what a restored database brought back. What cannot be done now is tried by every next start."""
    with _alone() as mine:
        if not mine:
            return
        try:
            done = reapply(at, with_lake=False)
        except DeletionMustWait as error:
            _log.error("what a backup brought back is not deleted yet: %s", error)
            return
    if done.servers_count or done.organisations_count:
        _log.warning(
            "deleted again after a restore: %d servers, %d organisations",
            done.servers_count,
            done.organisations_count,
        )


@contextmanager
def _alone() -> Iterator[bool]:
    with (deletions_folder() / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
