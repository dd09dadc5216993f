"""Page titles are nouns of the glossary, in both languages."""

import re
from pathlib import Path

import pytest

from kado.language import say

ROOT = Path(__file__).resolve().parents[2]
ROWS = re.findall(
    r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", (ROOT / "docs/glossary.md").read_text(), re.M
)
PAGES = sorted(
    re.findall(r"^(page-[\w-]+) =", (ROOT / "kado/language/texts/en/portal.ftl").read_text(), re.M)
)


@pytest.mark.parametrize("key", PAGES)
def test_a_title_stands_in_the_glossary(key: str) -> None:
    assert (say("en", key), say("ja", key)) in ROWS


def test_the_glossary_has_a_noun_once() -> None:
    nouns = [english.lower() for english, _ in ROWS]
    assert len(nouns) == len(set(nouns)) and len(ROWS) > 20
