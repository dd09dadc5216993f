"""Progress that others can see: how far a making is, kept in its row, and which process is at it."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from kado.edition.models import Making
from kado.edition.run import Progress

EVERY_SECONDS: Final = 2.0
# A maker that has not been heard of for so long is gone: killed, or its machine lost. A task of 64 servers takes seconds.
SILENT_AFTER: Final = timedelta(minutes=10)


def own_name() -> str:
    """This process, among all that may make editions."""
    return f"{socket.gethostname()}:{os.getpid()}"


@contextmanager
def noted(organisation_id: UUID, month: str, at: datetime, inner: Progress) -> Iterator[Progress]:
    """A progress that is kept as well as told to `inner`: every step, and within a step every two seconds.

    at: when the making began; instants in the row go on from it.
    """
    row, _ = Making.objects.get_or_create(organisation_id=organisation_id, month=month)
    own = Making.objects.filter(pk=row.pk)
    own.update(maker=own_name(), progress_at=at, servers_done_count=0, servers_count=0, step="")
    began = time.monotonic()
    told_step, told_seconds = "", 0.0

    def told(done: int, total: int, step: str) -> None:
        nonlocal told_step, told_seconds
        since = time.monotonic() - began
        if step != told_step or since - told_seconds >= EVERY_SECONDS:
            told_step, told_seconds = step, since
            own.update(
                maker=own_name(),
                step=step,
                servers_done_count=done,
                servers_count=total,
                progress_at=at + timedelta(seconds=since),
            )
        inner(done, total, step)

    try:
        yield told
    finally:
        own.filter(maker=own_name()).update(maker="")


def is_made_elsewhere(making: Making | None, at: datetime) -> bool:
    """Whether another process is at it and was heard of lately."""
    if making is None or making.maker in ("", own_name()) or making.progress_at is None:
        return False
    return abs(at - making.progress_at) < SILENT_AFTER
