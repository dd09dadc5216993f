"""An edit anywhere in the package reaches what was compiled before it."""

import importlib
import sys
from pathlib import Path

import numba
import pytest

from kado.forecast import compiled
from kado.forecast.compiled import cache_folder, sources_digest


def _package(folder: Path) -> Path:
    (folder / "pkg").mkdir()
    (folder / "pkg" / "caller.py").write_text("CALLER = 1\n")
    (folder / "pkg" / "callee.py").write_text("CALLEE = 1\n")
    return folder / "pkg"


def test_the_folder_follows_every_source_and_the_old_one_goes(tmp_path: Path) -> None:
    package = _package(tmp_path)
    root = package / "__pycache__"
    first = cache_folder(package, (root,))
    assert first is not None
    (first / "kept.nbc").write_bytes(b"old")
    (root / "caller.cpython-311.pyc").write_bytes(b"not ours")
    assert cache_folder(package, (root,)) == first
    assert (first / "kept.nbc").exists()
    (package / "callee.py").write_text("CALLEE = 2\n")
    second = cache_folder(package, (root,))
    assert second not in (None, first)
    assert not first.exists()
    assert (root / "caller.cpython-311.pyc").exists()


def test_another_numba_means_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = _package(tmp_path)
    before = sources_digest(package)
    monkeypatch.setattr(numba, "__version__", "0.0.1")
    assert sources_digest(package) != before


def test_a_folder_nobody_may_write_to_is_passed_over(tmp_path: Path) -> None:
    package = _package(tmp_path)
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("")
    other = tmp_path / "user"
    found = cache_folder(package, (blocked / "__pycache__", other))
    assert found is not None
    assert found.parent == other
    assert cache_folder(package, (blocked / "__pycache__",)) is None


def test_an_edited_callee_is_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = _package(tmp_path)
    (package / "__init__.py").write_text("")
    (package / "caller.py").write_text(
        "from kado.forecast.compiled import compiled\nfrom pkg.callee import callee\n\n\n"
        "@compiled\ndef caller(x):\n    return callee(x) + 1\n"
    )
    source = "from kado.forecast.compiled import compiled\n\n\n@compiled\ndef callee(x):\n    return {} * x\n"
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(
        compiled, "_folder", lambda: cache_folder(package, (package / "__pycache__",))
    )
    for factor in (2, 3):
        (package / "callee.py").write_text(source.format(factor))
        importlib.invalidate_caches()
        for name in ("pkg", "pkg.caller", "pkg.callee"):
            sys.modules.pop(name, None)
        assert importlib.import_module("pkg.caller").caller(10) == 10 * factor + 1
    for name in ("pkg", "pkg.caller", "pkg.callee"):
        sys.modules.pop(name, None)
