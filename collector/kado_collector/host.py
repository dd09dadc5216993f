"""The server being read: its files, its commands, its mounts. Live, or a tree recorded from another machine.

A recorded tree is a folder that holds `proc/`, `sys/`, `etc/` as they were, `commands/` with one file per
command (`smartctl --json -a _dev_sda.txt`, slashes written `_`; an ending `.status` beside it holds an exit status
other than 0), `commands/statvfs.txt` (one line per mount, as in /proc/mounts: mount, fragment bytes, blocks, blocks free, inodes,
inodes free), `redfish/v1/.../index.json` for the BMC and, where rates are wanted, `steps/2/proc/...`, `steps/3/proc/...` with the files that
differ in later samples. An empty folder lost by git is an absent folder, so nothing may depend on one.
"""

import contextlib
import json
import os
import sqlite3
import threading
import urllib.parse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from kado_collector.bmc import Bmc
from kado_collector.commands import Commands, Output, not_installed
from kado_collector.limits import (
    COMMAND_OUTPUT_BYTES_LIMIT,
    COMMAND_SECONDS_LIMIT,
    DATABASE_SECONDS_LIMIT,
    FILE_BYTES_LIMIT,
    FILESYSTEM_SECONDS_LIMIT,
    NAMES_IN_FOLDER_LIMIT,
)
from kado_collector.readings import Absent, Calls, Code, Json, Unread


@dataclass(frozen=True, slots=True)
class Usage:
    """A mounted file system's counts. inodes_count 0: it has no fixed number of inodes."""

    capacity_bytes: int
    free_bytes: int
    inodes_count: int
    inodes_free_count: int


class Host(Protocol):
    """What sources may ask of a server. Paths are absolute, as on the server itself."""

    platform: str  # 'linux' or 'windows'
    recorded: bool

    def text(self, path: str) -> str: ...

    def names(self, path: str) -> list[str]: ...

    def exists(self, path: str) -> bool: ...

    def link(self, path: str) -> str | None: ...

    def rows(
        self, path: str, query: str, values: Sequence[str], limit: int
    ) -> list[tuple[object, ...]]: ...

    def run(self, *arguments: str, seconds: float = COMMAND_SECONDS_LIMIT) -> Output: ...

    def usage(self, mount: str) -> Usage: ...

    def bmc(self, path: str) -> dict[str, Json]: ...

    def next_sample(self) -> bool: ...

    def calls(self) -> Calls: ...


class _Files:
    """Files below a folder; a link is read, never followed out of the folder by name."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def _at(self, path: str) -> Path:
        return self._root / path.lstrip("/")

    def text(self, path: str) -> str:
        """The file's text. Raises Absent, or Unread when the kernel or the rights refuse."""
        try:
            with self._at(path).open("rb") as file:
                return file.read(FILE_BYTES_LIMIT).decode("utf-8", "replace")
        except (FileNotFoundError, NotADirectoryError):
            raise Absent(Code.NOT_THERE, f"{path} is not there") from None
        except PermissionError:
            raise Unread(
                Code.NOT_ALLOWED, f"no right to read {path}", "run the collector as root"
            ) from None
        except OSError as error:
            raise Unread(Code.FAILED, f"{path}: {error.strerror or error}") from None

    def names(self, path: str) -> list[str]:
        """The folder's names, sorted; [] when there is no such folder."""
        try:
            return sorted(os.listdir(self._at(path)))[:NAMES_IN_FOLDER_LIMIT]  # noqa: PTH208 - names only
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise Unread(Code.NOT_ALLOWED, f"{path}: {error.strerror or error}") from None

    def rows(
        self, path: str, query: str, values: Sequence[str], limit: int
    ) -> list[tuple[object, ...]]:
        """The first rows of a query of a SQLite file, opened for reading only. Raises Absent without the file or its table."""
        found = self._at(path)
        try:
            if not found.is_file():
                raise Absent(Code.NOT_THERE, f"{path} is not there")
            address = f"file:{urllib.parse.quote(str(found.absolute()))}?mode=ro"
            connection = sqlite3.connect(address, uri=True, timeout=DATABASE_SECONDS_LIMIT)
            with contextlib.closing(connection):
                return connection.execute(query, tuple(values)).fetchmany(limit)
        except PermissionError:
            raise Unread(
                Code.NOT_ALLOWED, f"no right to read {path}", "run the collector as root"
            ) from None
        except sqlite3.Error as error:
            if "no such table" in str(error):
                raise Absent(Code.NOT_THERE, f"{path}: {error}") from None
            raise Unread(Code.DAMAGED, f"{path}: {error}") from None

    def exists(self, path: str) -> bool:
        return os.path.lexists(self._at(path))

    def link(self, path: str) -> str | None:
        """Where a symbolic link points, None when it is none."""
        try:
            return os.readlink(self._at(path))  # noqa: PTH115 - the text itself, not a path of ours
        except OSError:
            return None


class LiveHost(_Files):
    """This machine. Files of /proc and /sys answer at once; commands and mounts have time limits."""

    recorded = False

    def __init__(self, bmc: Bmc | None = None) -> None:
        super().__init__(Path("/"))
        self._bmc = bmc
        self.platform = "windows" if os.name == "nt" else "linux"
        self._commands = Commands()
        self._asking: dict[str, threading.Thread] = {}

    def run(self, *arguments: str, seconds: float = COMMAND_SECONDS_LIMIT) -> Output:
        return self._commands.run(arguments, seconds)

    def usage(self, mount: str) -> Usage:
        """statvfs in a thread of its own: a hung mount costs one thread, not the collector."""
        waiting = self._asking.get(mount)
        if waiting is not None and waiting.is_alive():
            raise _hung(mount)
        answer: list[Usage | OSError] = []
        thread = threading.Thread(target=_ask, args=(mount, answer.append), daemon=True)
        self._asking[mount] = thread
        thread.start()
        thread.join(FILESYSTEM_SECONDS_LIMIT)
        if not answer:
            raise _hung(mount)
        if isinstance(answer[0], OSError):
            raise Unread(Code.FAILED, f"{mount}: {answer[0].strerror or answer[0]}")
        return answer[0]

    def bmc(self, path: str) -> dict[str, Json]:
        """A resource of the BMC. Raises Absent where no account was given."""
        if self._bmc is None:
            raise _no_account()
        return self._bmc.get(path)

    def next_sample(self) -> bool:
        return True

    def calls(self) -> Calls:
        return Calls(self._commands.count, 0 if self._bmc is None else self._bmc.requests_count)


def _no_account() -> Absent:
    return Absent(Code.NOT_APPLICABLE, "no account of a BMC was given (kado-collector bmc)")


def _hung(mount: str) -> Unread:
    return Unread(
        Code.TIMED_OUT,
        f"{mount}: the file system did not answer within {FILESYSTEM_SECONDS_LIMIT:g} s",
        "look at the device below it and the kernel's log",
    )


def _ask(mount: str, give: Callable[[Usage | OSError], None]) -> None:
    try:
        found = os.statvfs(mount)
    except OSError as error:
        give(error)
        return
    unit = found.f_frsize or found.f_bsize
    give(Usage(found.f_blocks * unit, found.f_bfree * unit, found.f_files, found.f_ffree))


_STEP_FOLDER: Final = "steps"


class RecordedHost(_Files):
    """A recorded tree (see the module's docstring). Nothing of the machine it runs on is read."""

    recorded = True

    def __init__(self, root: Path, platform: str | None = None) -> None:
        if not root.is_dir():
            raise ValueError(f"{root} is not a folder: --root takes a recorded tree")
        super().__init__(root)
        windows = (root / "commands" / "windows-configuration.txt").exists()
        self.platform = platform or ("windows" if windows else "linux")
        self._step = 1
        self._calls = Calls()

    def _at(self, path: str) -> Path:
        own = self._root / _STEP_FOLDER / str(self._step) / path.lstrip("/")
        return own if own.exists() else super()._at(path)

    def text(self, path: str) -> str:
        self._inside(path)
        return super().text(path)

    def names(self, path: str) -> list[str]:
        self._inside(path)
        return super().names(path)

    def _inside(self, path: str) -> None:
        """A link of the tree may lead to this machine's own files: those are not there."""
        if not self._at(path).resolve().is_relative_to(self._root.resolve()):
            raise Absent(Code.NOT_THERE, f"{path} leads out of the recorded tree")

    def next_sample(self) -> bool:
        """Goes on to the next recorded step; False when there is none."""
        if not (self._root / _STEP_FOLDER / str(self._step + 1)).is_dir():
            return False
        self._step += 1
        return True

    def calls(self) -> Calls:
        return self._calls

    def bmc(self, path: str) -> dict[str, Json]:
        """DIR/redfish/v1/.../index.json"""
        if not self.exists("/redfish/v1/index.json"):
            raise _no_account()
        self._calls += Calls(bmc_requests_count=1)
        try:
            found = json.loads(self.text(f"{path.rstrip('/')}/index.json"))
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise Unread(Code.DAMAGED, f"the BMC's answer to {path} was not understood")
        return found

    def run(self, *arguments: str, seconds: float = COMMAND_SECONDS_LIMIT) -> Output:
        name = " ".join(arguments).replace("/", "_")
        path = self._at(f"commands/{name}.txt")
        if not path.exists():
            raise not_installed(arguments[0])
        self._calls += Calls(commands_count=1)
        status = path.with_suffix(".status")
        exit_status = status.read_text().strip() if status.exists() else "0"
        if exit_status == "timeout":
            raise Unread(Code.TIMED_OUT, f"{' '.join(arguments)}: no answer within {seconds:g} s")
        text = path.read_bytes()[:COMMAND_OUTPUT_BYTES_LIMIT].decode("utf-8", "replace")
        return Output(text, int(exit_status))

    def usage(self, mount: str) -> Usage:
        for line in self.text("commands/statvfs.txt").splitlines():
            words = line.split()
            if len(words) == 6 and words[0] == mount.replace(" ", r"\040"):
                unit, blocks, free, inodes, inodes_free = (int(word) for word in words[1:])
                return Usage(blocks * unit, free * unit, inodes, inodes_free)
        raise Absent(Code.NOT_THERE, f"{mount}: no usage was recorded")
