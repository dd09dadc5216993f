"""Digests in processes of their own, for tests that kill them: `python -m tests.store.crashing`, one JSON command a line.

{"home": folder, "point": name or "", "seconds": number or null} forks a digest over the folder's database and lake and answers with how
it ended (-9: killed). point: where it kills itself, by replacing the call that comes there; the code under test has no hooks.
seconds: when it is killed from outside. Forked, because a start costs more than the work; nothing here may start a thread before the fork.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kado.site.setup import ready


def die(*_: Any, **__: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def after(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, and then death."""

    def wrapped(*arguments: Any, **named: Any) -> Any:
        function(*arguments, **named)
        return die()

    return wrapped


def arm(point: str) -> None:
    """Make this process die at `point`."""
    from kado.store import digest, lake

    armed: dict[str, tuple[Any, str, Callable[..., Any]]] = {
        "before reading": (digest, "_read", die),
        "before the files": (lake, "_write", die),
        "after the first file": (lake, "_write", after(lake._write)),
        "before the commit": (lake, "commit", die),
        "before the commit is on the disk": (lake, "_sync_log", die),
        "after a table": (lake, "commit", after(lake.commit)),
        "before the inbox is cleared": (digest, "_update_server", die),
    }
    owner, name, replacement = armed[point]
    setattr(owner, name, replacement)


def digest_all_of(home: Path) -> None:
    """Digest until nothing waits, two bundles at a time."""
    from django.conf import settings
    from django.db import connection

    from kado import clock
    from kado.store.digest import digest_once

    settings.LAKE_URL = str(home / "lake")
    connection.settings_dict["NAME"] = str(home / "kado.sqlite3")
    while digest_once(clock.now(), limit_bundles=2, lease_seconds=0).bundles_count:
        pass


def start(home: Path, point: str) -> int:
    """Fork a digest; its process id."""
    child = os.fork()
    if child:
        return child
    if point:
        arm(point)
    digest_all_of(home)
    os._exit(0)


def main() -> None:
    ready()
    import kado.store.digest  # noqa: F401 - loaded before the fork

    for line in sys.stdin:
        command = json.loads(line)
        homes = [Path(command["home"])] * command["processes"]
        children = [start(home, command["point"]) for home in homes]
        if command["seconds"] is not None:
            time.sleep(command["seconds"])
            os.kill(children[0], signal.SIGKILL)
        ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        print(json.dumps(ended), flush=True)


if __name__ == "__main__":
    main()
