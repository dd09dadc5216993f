"""Writes docs/metrics.md from the catalogue: `python tools/metrics_page.py`."""

from pathlib import Path

from kado.catalogue import METRICS

HEAD = """# Metrics

Every metric Kado knows, from `kado/catalogue/metrics.py` (`python tools/metrics_page.py` writes this page). A ratio is 0-1; a value that cannot be
read is missing, never zero. "Forecast from" names the daily value a forecast is made of: the mean, the peak (highest hourly mean) or the maximum of the day.

| key | unit | per | source | capacity | forecast from | 日本語 | English |
|---|---|---|---|---|---|---|---|
"""


def page() -> str:
    rows = (
        f"| `{m.key}` | {m.unit} | {m.instance or 'server'} | {m.source} | {(m.capacity and f'`{m.capacity}`') or ''} "
        f"| {', '.join(m.statistics)} | {m.name_ja} | {m.name_en} |"
        for m in METRICS
    )
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    (Path(__file__).resolve().parents[1] / "docs" / "metrics.md").write_text(
        page(), encoding="utf-8"
    )
