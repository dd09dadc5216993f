"""Writes docs/metrics.md from the catalogue: `python tools/metrics_page.py`."""

from pathlib import Path

from kado.catalogue import METRICS
from kado.catalogue.metrics import Metric

HEAD = """# Metrics

Every metric Kado knows, from `kado/catalogue/metrics.py` (`python tools/metrics_page.py` writes this page). A ratio is 0-1; a value that cannot be
read is missing, never zero. "Forecast from" names the daily value a forecast is made of: the mean, the peak (highest hourly mean) or the maximum of the day;
"only from" a share of the capacity that the metric, or the one named, has to come to within the last 28 days to be forecast at all.

| key | unit | per | source | capacity | forecast from | 日本語 | English |
|---|---|---|---|---|---|---|---|
"""


def page() -> str:
    rows = (
        f"| `{m.key}` | {m.unit} | {m.instance or 'server'} | {m.source} | {(m.capacity and f'`{m.capacity}`') or ''} "
        f"| {', '.join(m.statistics)}{_bound(m)} | {m.name_ja} | {m.name_en} |"
        for m in METRICS
    )
    return HEAD + "\n".join(rows) + "\n"


def _bound(m: Metric) -> str:
    if m.limits_from is None:
        return ""
    key, ratio = m.limits_from
    return f", only from {ratio:.0%}" + ("" if key == m.key else f" of `{key}`")


if __name__ == "__main__":
    (Path(__file__).resolve().parents[1] / "docs" / "metrics.md").write_text(
        page(), encoding="utf-8"
    )
