"""Vendored files are what VENDOR.md says they are."""

import hashlib
import re
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[2] / "kado/portal/static/vendor"
FONT_LARGEST_BYTES = 1_500_000


def test_every_vendored_file_has_its_digest_version_and_licence() -> None:
    rows = re.findall(
        r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", (VENDOR / "VENDOR.md").read_text(), re.M
    )
    listed = dict(rows)
    there = {
        str(p.relative_to(VENDOR))
        for p in VENDOR.rglob("*")
        if p.is_file() and p.suffix not in (".md", ".txt")
    }
    assert set(listed) == there
    for name, digest in listed.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name
        assert any((VENDOR / name).parent.glob("*.txt")), f"{name} has no licence beside it"


def test_fonts_stay_small() -> None:
    assert all(p.stat().st_size < FONT_LARGEST_BYTES for p in VENDOR.rglob("*.woff2"))
