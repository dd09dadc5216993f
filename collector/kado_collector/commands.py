"""Runs other programs: a fixed list of arguments, no shell, bounded output, and a time limit that holds.

A program stuck in the kernel (a dead drive) cannot be killed; waiting for it would hang the collector.
It is killed, left behind and remembered, and not started a second time while it is still there.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from typing import IO, Final

from kado_collector.limits import COMMAND_OUTPUT_BYTES_LIMIT
from kado_collector.readings import Absent, Code, Unread

# Programs of administrators are often not on the PATH of a service.
_MORE_FOLDERS: Final = (
    "/usr/sbin",
    "/sbin",
    "/usr/local/sbin",
    "/opt/MegaRAID/storcli",
    "/opt/MegaRAID/perccli",
)
_KILL_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Output:
    """What a program printed on standard output, and how it ended."""

    text: str
    exit_status: int


class Commands:
    """Starts programs. count: how many were started, for the collector's own budget."""

    def __init__(self) -> None:
        self.count = 0
        self._stuck: dict[tuple[str, ...], subprocess.Popen[bytes]] = {}

    def run(self, arguments: tuple[str, ...], seconds: float) -> Output:
        """Raises Absent when not installed, Unread when it does not end within `seconds`."""
        self._refuse_stuck(arguments)
        program = _find(arguments[0])
        self.count += 1
        with tempfile.TemporaryFile() as out:
            process = _start((program, *arguments[1:]), out)
            try:
                status = process.wait(timeout=seconds)
            except subprocess.TimeoutExpired:
                self._give_up(arguments, process)
                raise Unread(
                    Code.TIMED_OUT,
                    f"{_line(arguments)}: no answer within {seconds:g} s",
                    "look at the device and the kernel's log",
                ) from None
            out.seek(0)
            text = out.read(COMMAND_OUTPUT_BYTES_LIMIT).decode("utf-8", "replace")
        return Output(text, status)

    def _refuse_stuck(self, arguments: tuple[str, ...]) -> None:
        process = self._stuck.get(arguments)
        if process is None:
            return
        if process.poll() is None:
            raise Unread(
                Code.TIMED_OUT,
                f"{_line(arguments)}: the last one (process {process.pid}) still hangs",
                "look at the device and the kernel's log",
            )
        del self._stuck[arguments]

    def _give_up(self, arguments: tuple[str, ...], process: subprocess.Popen[bytes]) -> None:
        _kill(process)
        try:
            process.wait(timeout=_KILL_SECONDS)
        except subprocess.TimeoutExpired:
            self._stuck[arguments] = process


# The package that holds a program, where it has another name.
_PACKAGES: Final = {
    "smartctl": "smartmontools",
    "chronyc": "chrony",
    "timedatectl": "chrony, or systemd with its timedatectl",
}


def not_installed(name: str) -> Absent:
    """What is raised where a program is missing, and what to do."""
    package = _PACKAGES.get(name, name)
    return Absent(Code.NOT_INSTALLED, f"{name} is not installed", f"install {package}")


def _line(arguments: tuple[str, ...]) -> str:
    return " ".join(arguments)


def _find(name: str) -> str:
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), *_MORE_FOLDERS])
    found = shutil.which(name, path=path)
    if found is None:
        raise not_installed(name)
    return found


def _start(arguments: tuple[str, ...], out: IO[bytes]) -> subprocess.Popen[bytes]:
    environment = os.environ | {"LC_ALL": "C", "LANG": "C"}
    return subprocess.Popen(
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,  # so that its children are killed with it
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    else:
        process.kill()
