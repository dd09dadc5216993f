"""Many tasks, one function, in this process or in several; finished ones come back as they finish (order does not matter).

A worker process that dies costs the tasks it had, which are done again. Few tasks are in flight at once, so that their
making and their results never fill the memory.
"""

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Final, TypeVar

from django.conf import settings

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")
POOL_RESTARTS_LIMIT: Final = 3
# Below this many servers starting processes takes longer than the work.
INLINE_SERVERS: Final = 100
_log = logging.getLogger(__name__)


def workers_for(servers_count: int) -> int:
    """How many processes are worth their start for so many servers on this machine."""
    return 1 if servers_count < INLINE_SERVERS else os.cpu_count() or 1


def run_all(
    function: Callable[[_Task], _Result], tasks: Iterable[_Task], workers: int
) -> Iterator[_Result]:
    """The result of every task. Raises what the function raises; BrokenProcessPool when workers keep dying."""
    if workers <= 1:
        yield from map(function, tasks)
        return
    source, again = iter(tasks), list[_Task]()
    for attempt in range(POOL_RESTARTS_LIMIT + 1):
        try:
            yield from _run_pool(function, source, again, workers)
        except BrokenProcessPool:
            if attempt == POOL_RESTARTS_LIMIT:
                raise
            _log.warning("a worker process died; %d tasks are done again", len(again))
        else:
            return


def _run_pool(
    function: Callable[[_Task], _Result],
    source: Iterator[_Task],
    unfinished: list[_Task],
    workers: int,
) -> Iterator[_Result]:
    """Results as they finish. `unfinished` holds what was handed out and has not come back: it is done first."""
    with ProcessPoolExecutor(
        workers, get_context("spawn"), _prepare, (str(settings.LAKE_URL),)
    ) as pool:
        running: dict[Future[_Result], _Task] = {}
        for task in list(unfinished):
            running[pool.submit(function, task)] = task
        while True:
            while len(running) < 2 * workers:
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

    django.setup()
    settings.LAKE_URL = lake_url
