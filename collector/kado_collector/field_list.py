"""The list of collected fields as people read it: lines on a terminal, or the page docs/collected-fields.md."""

from collections.abc import Iterable
from typing import Final

from kado_collector.allowlist import Field

_HEAD: Final = """# Every field that can leave a server / サーバから送信されるすべての項目

This page is generated from `schema/collected-fields-1.json` with `kado-collector fields --markdown`; a test keeps it current.
Nothing else leaves a server: every bundle passes a filter made from this list (MISSION E1), and `kado-collector show` prints what it lets through.
このページは `schema/collected-fields-1.json` から自動生成しています。ここにない項目がサーバから送信されることはありません。

*Item* is the item of clause 7 of the terms: 1 is the model number, unit information and hardware configuration, 2 is resource information.
「項番」は利用規約第7条の表1の項番です。`[]` は一覧の各要素、`series[...]` は測定項目を表します。

| field | unit | item / 項番 | source | English | 日本語 |
|---|---|---|---|---|---|
"""


def as_markdown(rows: Iterable[Field]) -> str:
    lines = (
        f"| `{row.path}` | {row.unit or ''} | {row.purpose} | {row.source} | {row.en} | {row.ja} |\n"
        for row in rows
    )
    return _HEAD + "".join(lines)


def as_text(rows: Iterable[Field], language: str) -> str:
    """One line per field: path, then its name in 'ja' or 'en'."""
    return "".join(f"{row.path}\t{row.ja if language == 'ja' else row.en}\n" for row in rows)
