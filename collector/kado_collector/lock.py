"""One `run` per state folder: a lock that the system takes back when the process ends, however it ends."""

import os
import sys
from pathlib import Path
from typing import IO

from kado_collector import durable


class AlreadyRunning(Exception):
    """Another `run` holds the state folder."""


def hold(folder: Path) -> IO[bytes]:
    """Holds the folder until the file is closed. Raises AlreadyRunning."""
    durable.make_folder(folder)
    path = folder / "run.lock"
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, durable.FILE_MODE), "r+b")
    try:
        _lock(file)
    except OSError:
        file.close()
        raise AlreadyRunning(f"another 'kado-collector run' works in {folder}") from None
    return file


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
