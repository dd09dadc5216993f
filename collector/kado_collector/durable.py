"""Files that survive a power cut: written aside, flushed to the disk, then put in place by one rename."""

import os
from pathlib import Path
from typing import Final

TEMPORARY_SUFFIX: Final = ".tmp"
FOLDER_MODE: Final = 0o700
FILE_MODE: Final = 0o600


def make_folder(path: Path) -> None:
    """A folder for the collector alone. Raises OSError where it cannot be made."""
    path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    if os.name == "posix" and path.stat().st_uid == os.getuid():
        path.chmod(FOLDER_MODE)


def sync_folder(path: Path) -> None:
    """Makes a rename in the folder durable. Windows has no such call; NTFS journals renames."""
    if os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write(path: Path, body: bytes) -> None:
    """The file is there whole, or as it was before. Readable by its owner only."""
    aside = path.with_name(f".{path.name}.{os.getpid()}{TEMPORARY_SUFFIX}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    descriptor = os.open(aside, flags, FILE_MODE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError:  # a full disk: what was written is no use and takes its room
        aside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def append(path: Path, body: bytes) -> None:
    """Adds to a file and flushes it; a cut leaves at most one broken last line."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, FILE_MODE), "ab") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
