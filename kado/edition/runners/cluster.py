"""Tasks on a dask.distributed cluster: the same function over the same tasks, with the same bytes out (MISSION G2).

The scheduler hands a lost worker's tasks to the others; when the scheduler is lost, or no worker is left, the run stops and
says so, and the next `make` goes on from what is stored. Workers see the lake under the same address and run the same code:
each makes sure of both before its first task. They need neither the database nor the secret key.
"""

import logging
import pickle
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any, Final, TypeVar

from django.conf import settings

from kado.edition.code import CODE_VERSION
from kado.edition.runners.lost import RunLost

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")
CONNECT_SECONDS: Final = 20
# Workers that restart, or a new machine, are worth waiting for; after this somebody has to look.
WORKERS_WAIT_SECONDS: Final = 120
POLL_SECONDS: Final = 5
TASKS_A_WORKER: Final = 2
# What a client raises when it will not hear of its tasks again.
_LOST: Final = (OSError, CancelledError)
# The package is optional and only partly typed: its client and futures are known here and nowhere else.
Client = Any
Future = Any
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a worker needs to have before it does a task. lake_versions: what the lake held when the run began."""

    lake_url: str
    lake_versions: tuple[tuple[str, int], ...]
    code_version: str


def run_all(
    function: Callable[[_Task], _Result], tasks: Iterable[_Task], scheduler: str
) -> Iterator[_Result]:
    """The result of every task. Raises what the function raises, and RunLost where the cluster cannot go on."""
    from kado.store import lake

    ground = Ground(str(settings.LAKE_URL), tuple(sorted(lake.versions().items())), CODE_VERSION)
    with _connected(scheduler) as client:
        running: set[Future] = set()
        source, ended = iter(tasks), False
        while True:
            limit = TASKS_A_WORKER * _workers_count(client, scheduler)
            while not ended and len(running) < limit:
                task = next(source, None)
                if task is None:
                    ended = True
                else:
                    work = pickle.dumps((function, task))
                    running.add(client.submit(perform, work, ground, pure=False))
            if not running:
                return
            for future in _finished(running, scheduler):
                yield _result(future, scheduler)
                running.discard(future)
                future.release()


def perform(work: bytes, ground: Ground) -> object:
    """What a worker does. work: pickled function and task, so that neither the scheduler nor a worker that is not ready yet loads them."""
    prepare(ground)
    function, task = pickle.loads(work)  # noqa: S301  # whoever may talk to the scheduler may run code anyway
    result: object = function(task)
    return result


@lru_cache(maxsize=1)
def prepare(ground: Ground) -> None:
    """Makes a worker process ready for the tasks of one run. Raises RunLost where it would not give what others give."""
    import os

    import django

    if ground.code_version != CODE_VERSION:
        raise RunLost(
            f"a worker runs Kado {CODE_VERSION}, the edition is made by {ground.code_version}: install the same on all machines"
        )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kado.site.settings")
    django.setup()
    settings.LAKE_URL = ground.lake_url
    _see_lake(ground)


def _see_lake(ground: Ground) -> None:
    """An empty folder where the lake should be mounted must not look like deleted data."""
    from kado.store import lake

    for name, version in ground.lake_versions:
        seen = lake.folder_of(name) / "_delta_log"
        if not seen.is_dir() or lake.open_table(name).version() < version:
            raise RunLost(
                f"a worker does not see version {version} of {name!r} in {ground.lake_url}: "
                "workers need the folder of the lake under the same path"
            )


@contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    try:
        distributed = import_module("distributed")
    except ImportError as error:
        raise RunLost(
            f"KADO_DASK_SCHEDULER is {scheduler}, but the package `distributed` is not installed: "
            "install what requirements-cluster.lock lists, or take the setting away to work on this machine"
        ) from error
    try:
        client = distributed.Client(scheduler, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise RunLost(
            f"no scheduler answers at {scheduler} ({error}): start it (`dask scheduler`), correct KADO_DASK_SCHEDULER, "
            "or work on this machine (--workers N)"
        ) from error
    with client:
        yield client


def _workers_count(client: Client, scheduler: str) -> int:
    """How many workers there are; waits for the first. Raises RunLost for none, and for one with several threads."""
    deadline = time.monotonic() + WORKERS_WAIT_SECONDS
    while True:
        try:
            threads: dict[str, int] = client.nthreads()
        except _LOST as error:
            raise _scheduler_lost(scheduler) from error
        several = [address for address, count in threads.items() if count != 1]
        if several:
            raise RunLost(
                f"worker {several[0]} has {threads[several[0]]} threads: start workers with `--nthreads 1` "
                "and as many of them as there are cores (`--nworkers`)"
            )
        if threads:
            return len(threads)
        if time.monotonic() > deadline:
            raise RunLost(
                f"the scheduler at {scheduler} has had no worker for {WORKERS_WAIT_SECONDS} s: start some "
                f"(`dask worker {scheduler} --nthreads 1`) and make the edition again"
            )
        _log.warning("the scheduler at %s has no worker; waiting for one", scheduler)
        time.sleep(1)


def _finished(running: set[Future], scheduler: str) -> list[Future]:
    """Those that have ended after a while, perhaps none."""
    wait = import_module("distributed").wait
    try:
        return list(wait(running, POLL_SECONDS, return_when="FIRST_COMPLETED").done)
    except TimeoutError:
        return []
    except _LOST as error:
        raise _scheduler_lost(scheduler) from error


def _result(future: Future, scheduler: str) -> Any:
    """What the task gave. Raises what it raised, RunLost where its workers kept dying."""
    if future.status == "error":
        error = future.exception()
        if isinstance(error, import_module("distributed").KilledWorker):
            raise RunLost(
                "workers died one after another with the same servers, most likely for want of memory: "
                "give them more (`--memory-limit`) and make the edition again"
            ) from error
        raise error
    try:
        return future.result()
    except _LOST as error:
        raise _scheduler_lost(scheduler) from error


def _scheduler_lost(scheduler: str) -> RunLost:
    return RunLost(
        f"the scheduler at {scheduler} is lost; what was finished is stored. Start it again and make the edition "
        "again, or go on with this machine alone (--workers N)"
    )
