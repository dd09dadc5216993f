"""Make the portal's web font: Noto Sans JP cut down to what the pages write, as WOFF2.

Run it in an environment of its own (it is needed once per font release, never at run time):

    python3 -m venv /tmp/font && /tmp/font/bin/pip install fonttools==4.68.0 brotli==1.2.1
    /tmp/font/bin/python tools/make_web_font.py NotoSansJP_400Regular.ttf kado/portal/static/vendor/noto-sans-jp/regular.woff2
    /tmp/font/bin/python tools/make_web_font.py NotoSansJP_700Bold.ttf kado/portal/static/vendor/noto-sans-jp/bold.woff2

What stays: Latin with its supplement, punctuation, arrows, box and mathematical signs, kana, full-width forms, and the
kanji of JIS X 0208 levels 1 and 2 (found by asking the euc_jp codec, which knows exactly that set).
"""

import sys

from fontTools import subset

RANGES = (
    (0x0020, 0x017F),  # Latin, its supplement and Extended-A: customers have names
    (0x2000, 0x206F),  # punctuation
    (0x20A0, 0x20BF),  # currency
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical signs
    (0x2460, 0x2473),  # circled numbers
    (0x25A0, 0x25FF),  # geometric shapes
    (0x3000, 0x30FF),  # CJK punctuation and kana
    (0xFF00, 0xFFEF),  # full-width forms
)


def _jis_x_0208() -> set[int]:
    """Every code point of rows 1-84 of JIS X 0208."""
    found = set()
    for row in range(1, 85):
        for cell in range(1, 95):
            try:
                found.add(ord(bytes((0xA0 + row, 0xA0 + cell)).decode("euc_jp")))
            except UnicodeDecodeError:
                continue
    return found


def main(source: str, target: str) -> None:
    wanted = _jis_x_0208().union(*(range(first, last + 1) for first, last in RANGES))
    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = [
        "kern",
        "liga",
        "palt",
        "tnum",
        "pnum",
        "vert",
        "ccmp",
        "locl",
        "mark",
    ]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # the licence stays in the font
    font = subset.load_font(source, options)
    tool = subset.Subsetter(options)
    tool.populate(unicodes=sorted(wanted))
    tool.subset(font)
    subset.save_font(font, target, options)


if __name__ == "__main__":
    main(*sys.argv[1:])
