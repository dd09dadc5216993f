"""House rules that no linter knows: documented settings, metrics with units, files and functions of a size a person can hold."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from kado.catalogue import FUNCTIONS, METRICS
from kado.units import BASE_UNITS, unit_of_name

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FUNCTION_LINES = 70
LONGEST_FILE_LINES = 600


def tracked(*patterns: str) -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listing.stdout.splitlines() if (ROOT / name).is_file()]


def sources() -> list[Path]:
    return [
        p
        for p in tracked("kado/**/*.py", "kado/*.py", "collector/**/*.py")
        if "migrations" not in p.parts
    ]


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    code = "\n".join(p.read_text() for p in [*sources(), ROOT / "Makefile"])
    read = set(re.findall(r"KADO_[A-Z_]+", code)) | {"KADO_REAL_DATA"}
    documented = set(re.findall(r"KADO_[A-Z_]+", (ROOT / "docs/settings.md").read_text()))
    assert read == documented


def test_every_metric_ends_in_its_unit_has_both_names_and_is_documented() -> None:
    page = (ROOT / "docs/metrics.md").read_text()
    for metric in METRICS:
        assert metric.unit in BASE_UNITS and unit_of_name(metric.key) == metric.unit, metric.key
        assert metric.name_ja and metric.name_en and metric.source
        assert f"`{metric.key}`" in page
    assert len({m.key for m in METRICS}) == len(METRICS)
    assert all(f.name_ja and f.name_en for f in FUNCTIONS)


def test_functions_and_files_stay_small() -> None:
    long = []
    for path in sources():
        text = path.read_text()
        if text.count("\n") > LONGEST_FILE_LINES:
            long.append(f"{path.relative_to(ROOT)}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if (
                isinstance(node, ast.FunctionDef)
                and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION_LINES
            ):
                long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert not long


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(p.relative_to(ROOT))
        for p in sources()
        if p.read_text().strip() and not ast.get_docstring(ast.parse(p.read_text()))
    ]
    assert not silent


def test_nothing_tracked_names_this_machine() -> None:
    named = (f"{ROOT}/", f"{ROOT.parent}/shared", f"{Path.home()}/")
    places = [place for place in named if len(place) > len("//x/")]  # a home of "/" says nothing
    guilty = []
    for path in tracked():
        if path.suffix in (".woff2", ".ttf", ".otf", ".png", ".npz") or path == Path(__file__):
            continue
        if any(p in path.read_text(encoding="utf-8", errors="ignore") for p in places):
            guilty.append(str(path.relative_to(ROOT)))
    assert not guilty


def test_locks_carry_hashes_and_no_addresses() -> None:
    for name in ("requirements", "requirements-dev", "requirements-bench"):
        lock = (ROOT / f"{name}.lock").read_text()
        assert "--hash=sha256:" in lock
        assert "://" not in lock and "--index-url" not in lock


@pytest.mark.parametrize("page", sorted(p.name for p in (ROOT / "docs/decisions").glob("0*.md")))
def test_decisions_are_numbered_once(page: str) -> None:
    same = list((ROOT / "docs/decisions").glob(page[:4] + "-*.md"))
    assert len(same) == 1


def test_links_in_documents_lead_somewhere() -> None:
    broken = []
    for page in tracked("*.md", "docs/**/*.md"):
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text()):
            if (
                "://" not in target
                and not target.startswith("mailto:")
                and not (page.parent / target).exists()
            ):
                broken.append(f"{page.relative_to(ROOT)} -> {target}")
    assert not broken
