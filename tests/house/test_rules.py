"""House rules of advice: every rule registered once, in both languages with equal placeholders, documented, and with a case per outcome."""

import re
import runpy
from collections import Counter
from importlib.resources import files
from json import loads
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from kado.advice.rule import Rule
from kado.advice.rules import RULES
from kado.advice.thresholds import THRESHOLDS
from kado.facts.verdicts import Outcome
from tests.advice.cases import CASES

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "kado/advice/rules"
TEXTS = ROOT / "kado/language/texts"
PARTS = ("name", "title", "action", "why", "clear")
# Helpers through which a rule says an outcome without naming it.
SPEAKS = {
    Outcome.FINDING: ("finding(", "found(", "above(", "judge(", "judged(", "behind("),
    Outcome.CLEAR: ("clear(", "above(", "judge(", "judged(", "unless(", "behind("),
    Outcome.CANNOT_TELL: (
        "cannot_tell(",
        "no_drives(",
        "no_solid_state(",
        "no_arrays(",
        "judge(",
        "judged(",
        "unless(",
    ),
    Outcome.NOT_APPLICABLE: ("not_applicable(", "no_drives(", "no_solid_state(", "no_arrays("),
}


class _Placeables(Visitor):
    """The variables a message uses."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def messages(locale: str) -> dict[str, set[str]]:
    """Key -> variables, of the advice's texts. Fails on text that Fluent does not understand and on a key written twice."""
    parts = [p.read_text(encoding="utf-8") for p in sorted((TEXTS / locale).glob("advice*.ftl"))]
    found: dict[str, set[str]] = {}
    for entry in FluentParser().parse("\n".join(parts)).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            assert entry.id.name not in found, f"{locale}: {entry.id.name} is written twice"
            visitor = _Placeables()
            visitor.visit(entry)
            found[entry.id.name] = visitor.names
    return found


def dashed(key: str) -> str:
    return key.replace("_", "-")


def source(rule: Rule) -> str:
    return (FOLDER / f"{rule.key}.py").read_text(encoding="utf-8")


def possible(rule: Rule) -> set[Outcome]:
    text = source(rule)
    return {
        o
        for o, words in SPEAKS.items()
        if any(re.search(r"\b" + re.escape(w), text) for w in words)
    }


def test_every_file_is_registered_once_under_its_own_name() -> None:
    listed = Counter(rule.key for rule in RULES)
    assert set(listed) == {p.stem for p in FOLDER.glob("*.py")} - {"__init__"}
    assert max(listed.values()) == 1
    assert len(RULES) >= 40


def test_both_languages_say_the_same_with_the_same_placeholders() -> None:
    japanese, english = messages("ja"), messages("en")
    assert japanese.keys() == english.keys()
    assert {k: v for k, v in japanese.items() if v != english[k]} == {}


def test_every_rule_has_all_of_its_texts_and_no_text_is_left_over() -> None:
    wanted = {f"rule-{dashed(rule.key)}-{part}" for rule in RULES for part in PARTS}
    assert {key for key in messages("en") if key.startswith("rule-")} == wanted


def test_every_title_names_the_server() -> None:
    titles = {k: v for k, v in messages("ja").items() if k.endswith("-title")}
    assert all("hostname" in names for names in titles.values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.key))
def test_every_possible_outcome_has_a_case(rule: Rule) -> None:
    tested = {case.outcome for case in CASES if case.rule == rule.key}
    assert tested == possible(rule)


def test_what_is_missing_or_absent_has_a_text() -> None:
    texts = messages("en")
    code = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "kado/advice").rglob("*.py"))
    keys = re.findall(r'(?:cannot_tell|not_applicable)\(\s*(?:KEY|rule), "([a-z_]+)"', code)
    assert len(keys) > 60
    assert {k for k in keys if f"missing-{dashed(k)}" not in texts} == set()


def test_every_sign_of_device_health_has_a_label() -> None:
    table = loads(files("kado.device_health").joinpath("rules.json").read_text(encoding="utf-8"))
    attributes = {row["attribute"] for row in table["rules"]}
    assert {a for a in attributes if f"evidence-{dashed(a)}" not in messages("en")} == set()


def test_the_rules_page_is_current() -> None:
    page = runpy.run_path(str(ROOT / "tools/rules_page.py"))["page"]
    written = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    assert written == page(), "run: python tools/rules_page.py"
    assert all(f"\n## {rule.key}\n" in written for rule in RULES)


def test_every_threshold_has_a_source_a_day_and_a_use() -> None:
    code = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "kado/advice").rglob("*.py"))
    for row in THRESHOLDS:
        assert row.source and re.fullmatch(r"\d{4}-\d\d-\d\d", row.set_on)
        assert code.count(f'"{row.name}"') > 1, f"{row.rule}.{row.name} is never asked for"
    assert len({(row.rule, row.name) for row in THRESHOLDS}) == len(THRESHOLDS)
