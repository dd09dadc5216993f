"""Plain texts of the operator (terms, notices) as blocks that a template can show, and the difference between two of them.

The texts are plain: `# ` begins a heading, `- ` a list item, an empty line a new paragraph. Nothing in them is markup.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Block:
    """kind: 'heading', 'item' or 'paragraph'. level: 2 and up, for headings."""

    kind: str
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class DiffLine:
    """kind: 'same', 'added' or 'removed'."""

    kind: str
    text: str


def blocks_of(body: str) -> tuple[Block, ...]:
    """The blocks of a plain text, in order."""
    return tuple(_block(line.strip()) for line in body.splitlines() if line.strip())


def _block(line: str) -> Block:
    marks = len(line) - len(line.lstrip("#"))
    if marks and line[marks : marks + 1] == " ":
        return Block("heading", line[marks:].strip(), min(marks + 1, 4))
    if line.startswith("- "):
        return Block("item", line[2:].strip())
    return Block("paragraph", line)


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
