"""Many tasks, one function: in this process, in several, or on a cluster. Finished ones come back as they finish (order does not matter).

The function is the same everywhere and so are the bytes that come out. Few tasks are in flight at once, so that their making
and their results never fill the memory.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from django.conf import settings

from kado.edition.runners import pool
from kado.edition.runners.lost import RunLost

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")
# Below this many servers starting processes takes longer than the work.
INLINE_SERVERS: Final = 100

__all__ = ["INLINE_SERVERS", "RunLost", "Runner", "run_all", "runner_for"]


@dataclass(frozen=True, slots=True)
class Runner:
    """Where tasks run. scheduler: a cluster's address; '' for this machine, with as many processes (1: inline)."""

    processes: int = 1
    scheduler: str = ""


def runner_for(servers_count: int, processes: int | None = None) -> Runner:
    """The given number of processes on this machine; else the configured cluster, or as many processes as are worth their start."""
    if processes is not None:
        return Runner(processes)
    if servers_count < INLINE_SERVERS:
        return Runner()
    return Runner(os.cpu_count() or 1, settings.DASK_SCHEDULER)


def run_all(
    function: Callable[[_Task], _Result], tasks: Iterable[_Task], runner: Runner
) -> Iterator[_Result]:
    """The result of every task. Raises what the function raises, and RunLost when the workers or the scheduler are gone."""
    if runner.scheduler:
        from kado.edition.runners import cluster  # its package is there where a cluster is

        return cluster.run_all(function, tasks, runner.scheduler)
    if runner.processes > 1:
        return pool.run_all(function, tasks, runner.processes)
    return map(function, tasks)
