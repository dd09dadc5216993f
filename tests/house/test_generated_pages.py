"""Pages written from the code are current."""

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_metrics_page_is_current() -> None:
    page = runpy.run_path(str(ROOT / "tools/metrics_page.py"))["page"]
    assert (ROOT / "docs/metrics.md").read_text() == page()
