"""Questions of a list that no heading's tag or style marks: 「Q1 …」 above 「A1 …」, bold lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest

from corpus.document import Block
from corpus.language.asking import asked_among
from corpus.read.marks import mark_of

LONGEST_QUESTION = 200
"""Characters of a question in a list of questions and answers."""

_BOLD = re.compile(r"(\*\*|__)(?P<words>(?:(?!\1).){1,200})\1[\s。：:]*")


def with_questions(
    text: str, blocks: Sequence[Block], bold: Collection[str] = ()
) -> tuple[Block, ...]:
    """The blocks, with the questions among their paragraphs made headings, below the open one.

    Args:
        text: What they are blocks of.
        blocks: As a reader found them by tags and styles.
        bold: Lines that are bold from end to end; those marked so in the text need not be named.
    """
    return tuple(_split(text, blocks, bold))


def _split(text: str, blocks: Sequence[Block], bold: Collection[str]) -> Iterator[Block]:
    asked = asked_among({_bold_words(text, block, bold) for block in blocks})
    level = 0
    for block, following in zip_longest(blocks, blocks[1:]):
        if block.kind == "heading":
            level = block.level
        first, _, rest = text[block.start : block.end].partition("\n")
        below = rest or (text[following.start : following.end] if following else "")
        asks = _bold_words(text, block, bold) in asked or _is_marked(first, below)
        if block.kind != "paragraph" or not asks or not below.strip():
            yield block
            continue
        yield Block("heading", block.start, block.start + len(first.rstrip()), level + 1)
        if rest.strip():
            yield Block("paragraph", block.end - len(rest.lstrip()), block.end)


def _bold_words(text: str, block: Block, bold: Collection[str]) -> str:
    """The words of a block's first line if they are all bold, else nothing."""
    line = text[block.start : block.end].split("\n", 1)[0].strip()
    found = _BOLD.fullmatch(line)
    if found is not None:
        return found["words"]
    return line if line in bold else ""


def _is_marked(line: str, below: str) -> bool:
    """Whether a line is marked as a question and what stands below it as its answer."""
    return (
        len(line) <= LONGEST_QUESTION and mark_of(line) == "question" and mark_of(below) == "answer"
    )
