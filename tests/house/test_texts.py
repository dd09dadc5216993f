"""Every text exists in Japanese and English, once, with equal placeholders; every key that code and templates name exists."""

import ast as python
import re
from collections import Counter
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from kado.catalogue import FUNCTIONS, METRICS
from kado.catalogue.fields import collected_fields
from kado.language import human

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


# Words given up for one of the glossary's (docs/glossary.md): the word that must not come back, and the right one.
GIVEN_UP = {
    "ja": {
        r"保守契約": "サポート契約",
        r"収集(?:モジュール|プログラム)|コレクター?": "カルテモジュール",
        r"サインイン|サインオン": "ログイン",
        r"レポート": "月次版",
        r"(?:この|前回の|最新の|最初の|次の)版": "月次版",
        r"訂正版": "改訂版",
        r"今月|先月|来月": "対象月、前月",
        r"シリアル番号": "製造番号",
        r"製造元": "メーカー",
        r"顧客": "お客様",
        r"デモンストレーション": "デモ",
        r"健全性": "健全度",
        r"提供の条件": "利用条件",
        r"対応一覧|サポート一覧": "対象一覧",
        r"摩耗|寿命消費": "消耗度",
        r"媒体": "メディア",
        r"ハードドライブ": "ハードディスク",
        r"CPU": "プロセッサ",
        r"不適切な利用|不正な利用": "不正利用",
        r"(?:サーバ|プロセッサ|メモリ|コントローラ|ドライバ|センサ|バッテリ|コネクタ|セクタ|カウンタ|ヘッダ)ー": "長音符号なし",
        r"出来ます|下さい|致します|有り|無し": "かな書き",
        r"することができます|される可能性があります": "「できます」、確からしさの言葉",
    },
    "en": {
        r"maintenance contract|service contract": "support contract",
        r"\bagent\b|collector module": "collector",
        r"\blog ?in\b|\blog(?:ged)? on\b": "sign in",
        r"\breport(?:s)? of the month|operation report": "edition",
        r"\bcorrected edition\b": "revision",
        r"\bthis month\b|\blast month\b": "the month, the month before",
        r"\bCPUs?\b": "processor",
        r"\bRAM\b": "memory",
        r"hard drive": "hard disk",
        r"\b[Mm]end(?:ed|ing|s)?\b": "meet, fix",
        r"filesystem": "file system",
    },
}
JAPANESE = "[\u3041-\u30ff\u3400-\u9fff々〜（）「」、。：]"
VALUE = "\ufffc"  # where a value stands in a text
SPACED = re.compile(rf"{JAPANESE} [{VALUE}A-Za-z0-9]|[{VALUE}A-Za-z0-9%] {JAPANESE}")
HALF_WIDTH_MARK = re.compile(rf"{JAPANESE}[,.:;!?()]|[(]{JAPANESE}")


def words_of(message: ast.Message) -> str:
    """The text of a message without its values, which are written by `human`; every variant on a line of its own."""
    lines: list[str] = []

    def walk(pattern: ast.Pattern) -> str:
        here = ""
        for element in pattern.elements:
            if isinstance(element, ast.TextElement):
                here += element.value
            elif isinstance(element.expression, ast.SelectExpression):
                lines.extend(walk(v.value) for v in element.expression.variants)
                here += VALUE
            else:
                here += VALUE
        return here

    if message.value is not None:
        lines.append(walk(message.value))
    return "\n".join(lines)


def spoken(locale: str) -> dict[str, str]:
    """Every text of the language by where it stands: messages, names of the catalogues, the demonstration's terms."""
    found = {
        f"{part}: {key}": words_of(message)
        for part in PARTS
        for key, message in messages(locale, part).items()
    }
    japanese = locale == "ja"
    found |= {f"metric {m.key}": m.name_ja if japanese else m.name_en for m in METRICS}
    found |= {f"function {f.key}": f.name_ja if japanese else f.name_en for f in FUNCTIONS}
    found |= {f"field {f.path}": f.ja if japanese else f.en for f in collected_fields()}
    terms = ROOT / f"kado/demonstration/terms_{locale}.md"
    return found | {"terms": terms.read_text(encoding="utf-8")}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_concept_keeps_its_one_noun(locale: str) -> None:
    wrong = [
        f"{where}: {found.group()} -> {right}"
        for where, text in spoken(locale).items()
        for word, right in GIVEN_UP[locale].items()
        if (found := re.search(word, text))
    ]
    assert not wrong


def test_japanese_has_full_width_marks_and_no_space_beside_latin_letters() -> None:
    texts = {where: text for where, text in spoken("ja").items() if where != "terms"}
    assert not {w: t for w, t in texts.items() if HALF_WIDTH_KANA.search(t)}
    assert not {w: t for w, t in texts.items() if SPACED.search(t)}
    assert not {w: t for w, t in texts.items() if HALF_WIDTH_MARK.search(t)}


def test_a_probability_never_reads_as_certain() -> None:
    said = [human("en", p, "probability") for p in (0.0, 0.0004, 0.012, 0.5, 0.994, 0.998, 1.0)]
    assert said[:4] == ["less than 0.1%", "less than 0.1%", "1.2%", "50%"]
    assert said[4:] == ["99%", "more than 99%", "more than 99%"]
    assert human("ja", 1.0, "probability") == "99%以上" and human("en", 1.0, "ratio") == "100%"
