"""Plain texts of the operator (terms, notices) as blocks that a template can show, and the difference between two of them.

The texts are a small part of Markdown: `#` begins a heading, `- ` a list item, `1. ` a numbered one, `|` a row of a table, `---` draws a rule,
an empty line ends a paragraph.
Everything else is plain text: nothing in it is ever markup.
"""

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

_HEADING: Final = re.compile(r"(#{1,6}) +(.*)")
_SEPARATOR: Final = re.compile(r"[-: ]+")
_ITEM: Final = re.compile(r"( *)(-|\d{1,3}\.) +(.*)")


@dataclass(frozen=True, slots=True)
class Block:
    """kind: 'heading', 'item', 'table', 'rule' or 'paragraph'. level: of a heading, 2 to 4. mark: of an item, '・' or its number.
    depth: of an item, 0 and up. rows: of a table, the first one its head."""

    kind: str
    text: str
    level: int = 0
    mark: str = ""
    depth: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class DiffLine:
    """kind: 'same', 'added' or 'removed'."""

    kind: str
    text: str


def blocks_of(body: str) -> tuple[Block, ...]:
    """The blocks of a text, in order. Lines that follow each other without a mark belong together."""
    blocks: list[Block] = []
    fresh = True
    for line in body.splitlines():
        if not line.strip():
            fresh = True
            continue
        block = _block(line)
        if not fresh and _continues(blocks[-1], block):
            blocks[-1] = _joined(blocks[-1], block)
        else:
            blocks.append(block)
        fresh = False
    return tuple(blocks)


def _block(line: str) -> Block:
    if heading := _HEADING.match(line):
        # A page has one h1, its title: headings inside begin at 2.
        return Block("heading", heading[2].strip(), level=min(max(len(heading[1]), 2), 4))
    if item := _ITEM.match(line):
        mark = "・" if item[2] == "-" else item[2]
        return Block("item", item[3].strip(), mark=mark, depth=min(len(item[1]) // 2, 3))
    if line.lstrip().startswith("|"):
        cells = tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
        return Block("table", "", rows=() if _SEPARATOR.fullmatch("".join(cells)) else (cells,))
    if line.strip() == "---":
        return Block("rule", "")
    return Block("paragraph", line.strip())


def _continues(block: Block, more: Block) -> bool:
    """Whether a line belongs to the block before it."""
    if more.kind == "table":
        return block.kind == "table"
    return more.kind == "paragraph" and block.kind in ("paragraph", "item")


def _joined(block: Block, more: Block) -> Block:
    gap = " " if block.text[-1:].isascii() and more.text[:1].isascii() else ""
    text = f"{block.text}{gap}{more.text}" if more.text else block.text
    return replace(block, text=text, rows=(*block.rows, *more.rows))


def difference(old: str, new: str) -> tuple[DiffLine, ...]:
    """Line by line what became of a text."""
    before, after = ([s for s in body.splitlines() if s.strip()] for body in (old, new))
    lines: list[DiffLine] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += [DiffLine("same", text) for text in before[a:b]]
            continue
        lines += [DiffLine("removed", text) for text in before[a:b]]
        lines += [DiffLine("added", text) for text in after[c:d]]
    return tuple(lines)
