"""Tasks in several processes of this machine. A worker process that dies costs the tasks it had, which are done again."""

import logging
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import Final, TypeVar

from django.conf import settings

from kado.edition.runners.lost import RunLost

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")
POOL_RESTARTS_LIMIT: Final = 3
_log = logging.getLogger(__name__)


def run_all(
    function: Callable[[_Task], _Result], tasks: Iterable[_Task], processes: int
) -> Iterator[_Result]:
    """The result of every task. Raises what the function raises, RunLost when workers keep dying."""
    source, again = iter(tasks), list[_Task]()
    for attempt in range(POOL_RESTARTS_LIMIT + 1):
        try:
            yield from _run_pool(function, source, again, processes)
        except BrokenProcessPool as error:
            if attempt == POOL_RESTARTS_LIMIT:
                raise RunLost(
                    f"worker processes died {attempt + 1} times, most likely for want of memory: free some, "
                    "or take fewer processes (--workers), and make the edition again"
                ) from error
            _log.warning("a worker process died; %d tasks are done again", len(again))
        else:
            return


def _run_pool(
    function: Callable[[_Task], _Result],
    source: Iterator[_Task],
    unfinished: list[_Task],
    processes: int,
) -> Iterator[_Result]:
    """Results as they finish. `unfinished` holds what was handed out and has not come back: it is done first."""
    with ProcessPoolExecutor(
        processes, get_context("spawn"), _prepare, (str(settings.LAKE_URL),)
    ) as pool:
        running: dict[Future[_Result], _Task] = {}
        for task in list(unfinished):
            running[pool.submit(function, task)] = task
        while True:
            while len(running) < 2 * processes:
                following = next(source, None)
                if following is None:
                    break
                unfinished.append(following)
                running[pool.submit(function, following)] = following
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                result = future.result()
                unfinished.remove(running.pop(future))
                yield result


def _prepare(lake_url: str) -> None:
    """Makes a fresh worker process ready: the settings, and the lake of the process that asked."""
    import django

    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()
    settings.LAKE_URL = lake_url


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for tasks for ever, and keep its memory."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
