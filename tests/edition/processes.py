"""Starting, watching and killing the processes of `tests.edition.maker`, each by its own id."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

WAIT_SECONDS = 180
CHECKOUT = Path(__file__).resolve().parents[2]


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("KADO_")}
    own = {"KADO_HOME": str(home), "KADO_SECRET_KEY": "only-for-tests"}
    return kept | own | {"KADO_LOG_LEVEL": "ERROR"} | more


def start(home: Path, *arguments: str, **more: str) -> "subprocess.Popen[str]":
    """A maker in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.edition.maker", *arguments],
        env=environment(home, **more),
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def lines_until(process: "subprocess.Popen[str]", step: str, servers: int = 0) -> list[str]:
    """The lines it has printed up to the step with at least so many servers done, or to its end."""
    assert process.stdout
    seen: list[str] = []
    for text in process.stdout:
        seen.append(text.strip())
        name, _, done = seen[-1].partition(" ")
        if name == step and int(done) >= servers:
            break
    return seen


def digest(process: "subprocess.Popen[str]") -> str:
    """The digest it prints at its end. Fails when it ends otherwise."""
    seen = lines_until(process, "")
    assert process.wait(WAIT_SECONDS) == 0, seen
    return seen[-1].removeprefix("digest ")


def standing(home: Path) -> dict[str, Any]:
    process = start(home, "standing")
    found: dict[str, Any] = json.loads(process.communicate(timeout=WAIT_SECONDS)[0])
    return found


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not true():
        assert time.monotonic() < deadline, "it did not come true"
        time.sleep(0.1)
