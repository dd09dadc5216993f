"""Every reason a problem can give is on the list, and has a text in both languages."""

import re
from pathlib import Path

import pytest

import kado.device_health
from kado.device_health.reading import WHYS
from kado.language.strings import LOCALES, has

FOLDER = Path(kado.device_health.__file__).parent
USED = re.compile(r"\.problem\(\s*[^\s,]+,\s*\"([a-z-]+)\"")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_reason_has_a_text(locale: str) -> None:
    assert [why for why in WHYS if not has(locale, f"device-problem-{why}")] == []


def test_every_reason_used_is_on_the_list_and_every_one_listed_is_used() -> None:
    used = {why for path in FOLDER.glob("*.py") for why in USED.findall(path.read_text("utf-8"))}
    assert used == set(WHYS)
