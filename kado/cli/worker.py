"""`kado worker`: the background work, one round after another: digest, editions that are due, messages; upkeep once a day."""

import argparse
import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kado.cli.installed import ready_installed

HELP = "do the background work until stopped: digest, editions, messages, upkeep"
ROUND_SECONDS = 20
_log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="one round, then stop")


def run(options: argparse.Namespace) -> int:
    ready_installed()
    from kado import clock
    from kado.rights.background import at_start

    at_start(clock.now())
    if options.once:
        one_round()
        return 0
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    work_until(stop)
    return 0


class StopAsked(BaseException):
    """Somebody wants the worker to end: an edition that is being made stays as far as it is, and the next worker goes on."""


def work_until(stop: threading.Event) -> None:
    """Rounds until `stop` is set. What fails in one round is logged and tried again in the next."""

    def watch(done: int, total: int, step: str) -> None:
        if stop.is_set():
            raise StopAsked

    while not stop.is_set():
        try:
            one_round(watch)
        except StopAsked:
            return
        except Exception:  # noqa: BLE001  # the outermost loop of the process: log, count, go on
            _log.exception("a round of background work failed and will be tried again")
        stop.wait(ROUND_SECONDS)


def unwatched(done: int, total: int, step: str) -> None:
    """Progress that stops nothing."""


def one_round(progress: Callable[[int, int, str], None] = unwatched) -> None:
    """Digest what has arrived, make and publish what is due, deliver what waits, and once a day keep the lake in order.

    progress: called at every step of making an edition; what it raises ends the round.
    """
    from kado import clock
    from kado.delivery.outbox import deliver_once
    from kado.edition.cycle import run_due
    from kado.edition.run import Work
    from kado.rights.background import work as work_on_rights
    from kado.store.digest import digest_all

    digest_all(clock.now())
    work_on_rights(clock.now())
    run_due(clock.now(), Work(progress=progress))
    deliver_once(clock.now())
    upkeep_if_due(clock.now())


def upkeep_if_due(at: datetime) -> bool:
    """Upkeep of the lake, at most once a day (UTC); whether it was done now.

    The day is noted before the work: upkeep that fails is logged and tried again the next day, not every round.
    """
    from django.conf import settings

    from kado.edition.pins import pinned_versions
    from kado.store.upkeep import upkeep

    note, today = Path(settings.KADO_HOME) / "upkeep-day", f"{at:%Y-%m-%d}"
    if note.is_file() and note.read_text(encoding="ascii") == today:
        return False
    note.write_text(today, encoding="ascii")
    done = upkeep(at, pinned_versions(at))
    _log.info(
        "upkeep: %d files merged, %d removed, %d receipts forgotten",
        done.files_merged_count,
        done.files_removed_count,
        done.receipts_removed_count,
    )
    return True
