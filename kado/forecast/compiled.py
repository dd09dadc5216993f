"""numba's compiler with a cache that notices every edit.

numba's own cache asks only whether the file a function stands in has changed, not those of the functions it calls, and
would run the old callee after an upgrade. Here the folder of the cache is named after all sources of this package and
numba's version: any edit means a new folder, and the old ones are removed.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import numba

_Function = TypeVar("_Function", bound=Callable[..., object])
_PACKAGE: Final = Path(__file__).parent
_PREFIX: Final = "numba-"
_CONFIG: Any = numba.config  # its attributes are made at run time


def sources_digest(package: Path) -> str:
    """Digest of the names and contents of all .py files of a package, and numba's version; 16 hex digits."""
    digest = hashlib.sha256(numba.__version__.encode())
    for file in sorted(package.glob("*.py")):
        content = file.read_bytes()
        digest.update(f"\0{file.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]


def _user_cache() -> Path:
    """This installation's folder in the user's caches (NUMBA_CACHE_DIR, XDG_CACHE_HOME, LOCALAPPDATA or ~/.cache)."""
    place = hashlib.sha256(str(_PACKAGE).encode()).hexdigest()[:8]
    for variable in ("NUMBA_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        root = os.environ.get(variable)
        if root:
            return Path(root) / "kado" / place
    return Path.home() / ".cache" / "kado" / place


def cache_folder(package: Path, roots: tuple[Path, ...]) -> Path | None:
    """A writable folder for this very state of the package under the first root that allows it; None for none.

    Folders of other states beside it are removed: nothing will read them again.
    """
    name = _PREFIX + sources_digest(package)
    for root in roots:
        try:
            (root / name).mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=root / name):
                pass
        except OSError:
            continue
        for other in root.glob(_PREFIX + "*"):
            if other.name != name:
                shutil.rmtree(other, ignore_errors=True)
        return root / name
    return None


@cache
def _folder() -> Path | None:
    roots = (_PACKAGE / "__pycache__", _user_cache())
    return cache_folder(_PACKAGE, roots[::-1] if os.environ.get("NUMBA_CACHE_DIR") else roots)


def compiled(function: _Function) -> _Function:
    """Compile a function on first use and keep the result; without a writable folder it is compiled in each process."""
    folder = _folder()
    before = _CONFIG.CACHE_DIR
    # numba settles the folder while it decorates; whoever else uses numba in this process keeps theirs.
    _CONFIG.CACHE_DIR = str(folder or before)
    try:
        decorate: Any = numba.njit(cache=folder is not None, nogil=True)
        kept: _Function = decorate(function)
    finally:
        _CONFIG.CACHE_DIR = before
    return kept
