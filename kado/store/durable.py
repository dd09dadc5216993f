"""Making files outlive a power cut. Neither Delta Lake's nor Parquet's writers call fsync on a local disk."""

import json
import os
from collections.abc import Iterable
from pathlib import Path


def sync_file(path: Path) -> None:
    """Force a file's content to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(path: Path) -> None:
    """Force a folder's entries (names made, renamed, removed) to the disk. Windows has no such call and needs none."""
    if os.name == "posix":
        sync_file(path)


def sync_tree(files: Iterable[Path], root: Path) -> None:
    """Force files and every folder between them and `root` (inclusive) to the disk."""
    folders = {root}
    for path in files:
        sync_file(path)
        folders.update(p for p in path.parents if p.is_relative_to(root))
    for folder in sorted(folders, key=lambda p: len(p.parts), reverse=True):
        sync_folder(folder)


def mend_log(log: Path) -> Path | None:
    """Set aside a newest commit of a Delta log that a power cut left torn; returns where it went, None where nothing was torn.

    A commit reaches its name whole (hard link), so a torn one was never forced to the disk, hence never reported as done:
    its batch is still in the inbox and comes again.
    """
    commits = sorted(log.glob("[0-9]*.json"))
    if not commits or _is_whole(commits[-1]):
        return None
    torn = commits[-1].with_suffix(".torn")
    commits[-1].replace(torn)
    sync_folder(log)
    return torn


def _is_whole(commit: Path) -> bool:
    """Whether every line of a commit is JSON and there is one."""
    text = commit.read_bytes().rstrip(b"\n")
    try:
        return bool(text) and all(isinstance(json.loads(line), dict) for line in text.split(b"\n"))
    except ValueError:
        return False
