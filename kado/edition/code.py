"""Which code makes editions: the version of Kado, and a digest over the sources and tables that an edition comes from (MISSION B3).

Two checkouts with the same sources have the same digest, wherever they lie and however their lines end. What only shows,
delivers or enters things is not in it, and neither are third-party packages: their versions are in the lock files.
"""

from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from kado import __version__

# The parts an edition's content comes from: what is read, what is judged, what is computed.
PARTS: Final = (
    "advice",
    "advisories",
    "catalogue",
    "device_health",
    "edition",
    "entitlement",
    "facts",
    "forecast",
    "store",
    "units",
)
SUFFIXES: Final = (".py", ".json", ".csv", ".toml", ".txt")
_LEFT_OUT: Final = ("__pycache__", "migrations")
DIGEST_CHARACTERS: Final = 16


def sources(root: Traversable) -> Iterator[tuple[str, bytes]]:
    """(path from `root`, content with plain line ends) of every source and table, in order of path."""
    for part in PARTS:
        yield from _below(root.joinpath(part), part)


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        own = f"{path}/{entry.name}"
        if entry.is_dir() and entry.name not in _LEFT_OUT:
            yield from _below(entry, own)
        elif entry.is_file() and entry.name.endswith(SUFFIXES):
            yield own, entry.read_bytes().replace(b"\r\n", b"\n")


def digest_of_sources(root: Traversable) -> str:
    """SHA-256 over every source's path and content."""
    whole = sha256()
    for path, content in sources(root):
        whole.update(f"{path}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()


# As of the start of the process: what is edited while it runs is not the code that runs. About 10 ms.
CODE_VERSION: Final = f"{__version__}+{digest_of_sources(files('kado'))[:DIGEST_CHARACTERS]}"


def tells_code(code_version: str) -> bool:
    """Whether a version says which code it was: editions begun before the digest was kept name the version of Kado only."""
    return "+" in code_version
