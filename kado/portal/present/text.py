"""Plain texts of the operator (terms, notices) as blocks that a template can show, and the difference between two of them.

The texts are a small part of Markdown: `#` begins a heading, `- ` a list item, `1. ` a numbered one, an empty line ends a paragraph.
Everything else is plain text: nothing in it is ever markup.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

_HEADING: Final = re.compile(r"(#{1,6}) +(.*)")
_ITEM: Final = re.compile(r"( *)(-|\d{1,3}\.) +(.*)")


@dataclass(frozen=True, slots=True)
class Block:
    """kind: 'heading', 'item' or 'paragraph'. level: of a heading, 2 to 4. mark: of an item, '・' or its number. depth: of an item, 0 and up."""

    kind: str
    text: str
    level: int = 0
    mark: str = ""
    depth: int = 0


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
        if block.kind == "paragraph" and not fresh and blocks[-1].kind != "heading":
            blocks[-1] = _joined(blocks[-1], block.text)
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
    return Block("paragraph", line.strip())


def _joined(block: Block, more: str) -> Block:
    gap = " " if block.text[-1:].isascii() and more[:1].isascii() else ""
    return Block(block.kind, f"{block.text}{gap}{more}", block.level, block.mark, block.depth)


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
