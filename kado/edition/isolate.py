"""One server's failure costs that server: the only place where an unknown error is not left to end the run."""

import logging
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from kado.edition.inputs import ServerInput
from kado.entitlement.gate import UseRefused
from kado.store.lake import PinGone

_Result = TypeVar("_Result")
# Not the fault of one server: the run stops and can be resumed.
_FATAL: Final = (PinGone, UseRefused, MemoryError, OSError)
_log = logging.getLogger(__name__)


def isolated(
    work: Callable[[Sequence[ServerInput]], list[_Result]],
    servers: Sequence[ServerInput],
    alone: Callable[[ServerInput, Exception], list[_Result]],
) -> list[_Result]:
    """What `work` gives for all servers together; where that fails for halves of them, until the one that fails stands alone.

    `alone` gives the result for that one. `work` must give each server the same whoever else it is given.
    """
    try:
        return work(servers)
    except _FATAL:
        raise
    except Exception as error:  # noqa: BLE001  # a server is isolated here: logged, kept, shown
        if len(servers) > 1:
            half = len(servers) // 2
            first = isolated(work, servers[:half], alone)
            return first + isolated(work, servers[half:], alone)
        _log.exception("server %s could not be analysed", servers[0].server_id)
        return alone(servers[0], error)
