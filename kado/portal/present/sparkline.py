"""Sparklines: small lines drawn on the server as SVG, so that a list needs no script."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH: Final = 96
HEIGHT: Final = 24
_PAD: Final = 2.0


def svg(values: Sequence[float | None], label: str, top: float = 1.0) -> SafeString:
    """A line from zero to `top`; days without data are gaps. An empty drawing where there is nothing to draw."""
    points = _points(values, top)
    runs = [list(run) for there, run in groupby(points, lambda p: p is not None) if there]
    lines = format_html_join(
        "", '<polyline points="{}"/>', ((" ".join(str(p) for p in run),) for run in runs)
    )
    last = points[-1] if points else None
    dot = format_html('<circle cx="{}" cy="{}" r="2"/>', *last.split(",")) if last else ""
    return format_html(
        '<svg class="sparkline" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">'
        '<line x1="0" x2="{}" y1="{}" y2="{}"/>{}{}</svg>',
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT,
        label,
        WIDTH,
        HEIGHT - 1,
        HEIGHT - 1,
        lines,
        dot,
    )


def _points(values: Sequence[float | None], top: float) -> list[str | None]:
    step = (WIDTH - 2 * _PAD) / max(1, len(values) - 1)
    room = HEIGHT - 2 * _PAD
    return [
        None
        if value is None
        else f"{_PAD + i * step:.1f},{HEIGHT - _PAD - room * min(1.0, max(0.0, value / top)):.1f}"
        for i, value in enumerate(values)
    ]
