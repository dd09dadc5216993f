"""Every text exists in Japanese and English, once, with equal placeholders; every key that code and templates name exists."""

import ast as python
import re
from collections import Counter
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "kado/language/texts"
LOCALES = ("ja", "en")
HALF_WIDTH_KANA = re.compile("[\uff61-\uff9f]")


class _Placeholders:
    """The names of the values that a pattern asks for."""

    def __init__(self, node: ast.BaseNode) -> None:
        self.names: set[str] = set()
        self._walk(node)

    def _walk(self, node: object) -> None:
        if isinstance(node, ast.VariableReference):
            self.names.add(node.id.name)
        if isinstance(node, ast.BaseNode):
            for value in vars(node).values():
                self._walk(value)
        elif isinstance(node, list):
            for value in node:
                self._walk(value)


def messages(locale: str, part: str) -> dict[str, ast.Message]:
    resource = FluentParser().parse((TEXTS / locale / part).read_text(encoding="utf-8"))
    junk = [e.content for e in resource.body if isinstance(e, ast.Junk)]
    assert not junk, f"{locale}/{part} has lines that are no messages: {junk[:3]}"
    found = [e for e in resource.body if isinstance(e, ast.Message)]
    twice = [k for k, n in Counter(m.id.name for m in found).items() if n > 1]
    assert not twice, f"{locale}/{part}: written twice: {twice}"
    return {m.id.name: m for m in found}


PARTS = sorted(p.name for p in (TEXTS / "ja").glob("*.ftl"))


def test_both_languages_have_the_same_files() -> None:
    assert sorted(p.name for p in (TEXTS / "en").glob("*.ftl")) == PARTS


@pytest.mark.parametrize("part", PARTS)
def test_both_languages_have_the_same_keys_and_ask_for_the_same_values(part: str) -> None:
    ja, en = (messages(locale, part) for locale in LOCALES)
    assert sorted(ja) == sorted(en), sorted(set(ja) ^ set(en))
    unequal = {
        key: (sorted(_Placeholders(ja[key]).names), sorted(_Placeholders(en[key]).names))
        for key in ja
        if _Placeholders(ja[key]).names != _Placeholders(en[key]).names
    }
    assert not unequal


@pytest.mark.parametrize("part", PARTS)
def test_japanese_is_written_in_full_width(part: str) -> None:
    text = (TEXTS / "ja" / part).read_text(encoding="utf-8")
    assert not HALF_WIDTH_KANA.search(text)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_key_is_in_two_files(locale: str) -> None:
    seen = Counter(key for part in PARTS for key in messages(locale, part))
    assert not [key for key, count in seen.items() if count > 1]


def test_every_key_that_a_template_names_exists() -> None:
    keys = {key for part in PARTS for key in messages("en", part)}
    named = set()
    for page in (ROOT / "kado").rglob("*.html"):
        named |= set(re.findall(r"{%\s*say\s+[\"']([\w-]+)[\"']", page.read_text(encoding="utf-8")))
    assert not named - keys


def test_every_key_that_code_names_whole_exists() -> None:
    keys = {key for part in PARTS for key in messages("en", part)}
    named = set()
    for module in (ROOT / "kado").rglob("*.py"):
        named |= set(
            re.findall(r"\bsay\(\s*\w+,\s*\"([a-z][\w-]+)\"", module.read_text(encoding="utf-8"))
        )
    assert not named - keys


def test_every_action_that_is_audited_has_a_name() -> None:
    """The members page shows the audit trail: an action without a text would break it."""
    keys = {key for part in PARTS for key in messages("en", part)}
    actions = set()
    for module in (ROOT / "kado").rglob("*.py"):
        for node in python.walk(python.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, python.Call) and _name(node.func) in ("record", "_record", "audit"):
                literals = [c for a in node.args for c in python.walk(a)]
                actions |= {
                    c.value
                    for c in literals
                    if isinstance(c, python.Constant)
                    and isinstance(c.value, str)
                    and re.fullmatch(r"[a-z]+(_[a-z]+)+", c.value)
                }
    assert len(actions) > 8
    assert not {f"audit-{a}" for a in actions} - keys


def _name(function: python.expr) -> str:
    if isinstance(function, python.Attribute):
        return function.attr
    return function.id if isinstance(function, python.Name) else ""
