"""Colours keep apart: text against its ground (WCAG 2.2 AA), and states from each other for the common kinds of colour vision."""

import re
from itertools import combinations
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "kado/portal/static/portal/tokens.css"
DADS = Path(__file__).resolve().parents[2] / "kado/portal/static/vendor/dads/tokens.css"
TEXT_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
GRAPHIC_CONTRAST = 3.0  # WCAG 2.2, 1.4.11
# Colours never stand alone (shape and word go with them), so they only have to be tellable side by side: a CIE76 distance
# of 10 is about four times what is just noticeable (2.3, Mahy et al. 1994).
APART = 10.0
# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
VISION = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
STATES = ("act-now", "plan", "watch", "fine", "learning", "cannot-tell", "not-applicable")
Linear = tuple[float, float, float]


def blocks() -> dict[str, dict[str, str]]:
    text = TOKENS.read_text()
    found = {
        "light": re.search(r"^:root \{(.*?)^\}", text, re.S | re.M),
        "dark": re.search(r'^:root\[data-theme="dark"\] \{(.*?)^\}', text, re.S | re.M),
        "system": re.search(r':root\[data-theme="system"\] \{(.*?)^\}', text, re.S | re.M),
    }
    named = dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{6})", DADS.read_text()))
    out = {}
    for name, match in found.items():
        assert match
        pairs = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", match.group(1)))
        out[name] = {
            k: named.get(v[4:-1], v) if v.startswith("var(") else v for k, v in pairs.items()
        }
    return out


THEMES = blocks()


def linear(colour: str) -> Linear:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return r, g, b


def luminance(rgb: Linear) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def contrast(one: str, other: str) -> float:
    a, b = sorted((luminance(linear(one)), luminance(linear(other))))
    return (b + 0.05) / (a + 0.05)


def lab(rgb: Linear) -> Linear:
    r, g, b = rgb
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, vision: str) -> Linear:
    rgb = linear(colour)
    x, y, z = (sum(m * c for m, c in zip(row, rgb, strict=True)) for row in VISION[vision])
    return max(0.0, min(1.0, x)), max(0.0, min(1.0, y)), max(0.0, min(1.0, z))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read_on_its_ground(theme: str) -> None:
    colours = THEMES[theme]
    pairs = [(f"--tone-{s}", f"--tone-{s}-soft") for s in STATES]
    pairs += [(f"--tone-{s}", "--surface") for s in STATES]
    for ground in ("--ground", "--surface", "--sunken"):
        pairs += [("--ink", ground), ("--ink-soft", ground), ("--accent", ground)]
    pairs += [("--on-accent", "--accent"), ("--accent", "--accent-soft")]
    low = {p: contrast(colours[p[0]], colours[p[1]]) for p in pairs}
    assert not {p: round(c, 2) for p, c in low.items() if c < TEXT_CONTRAST}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lines_and_controls_stand_out(theme: str) -> None:
    colours = THEMES[theme]
    names = ("--line-strong", "--chart-history", "--chart-forecast")
    low = {n: contrast(colours[n], colours["--surface"]) for n in names}
    assert not {n: round(c, 2) for n, c in low.items() if c < GRAPHIC_CONTRAST}


@pytest.mark.parametrize("vision", list(VISION))
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_states_keep_apart_for_every_vision(theme: str, vision: str) -> None:
    near = {}
    for one, other in combinations(STATES, 2):
        a, b = (lab(seen(THEMES[theme][f"--fill-{s}"], vision)) for s in (one, other))
        distance = sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5
        if distance < APART:
            near[one, other] = round(distance, 1)
    assert not near


def test_what_the_system_chooses_is_the_same_dark() -> None:
    assert THEMES["system"] == THEMES["dark"]
    assert set(THEMES["dark"]) <= set(THEMES["light"])
