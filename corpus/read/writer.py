"""A document's text and its blocks, put together block by block."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.document import Block, BlockKind
from corpus.read.bars import rows_as_text


class TextWriter:
    """Writes the blocks that a reader of marked up files knows already, a blank line between.

    Attributes:
        text: All that was written.
        blocks: What was written, in order.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    def add(self, kind: BlockKind, text: str, level: int = 0) -> None:
        """Write a block, unless it is empty; items of one list follow each other directly."""
        if not text.strip():
            return
        goes_on = kind == "list" and bool(self.blocks) and self.blocks[-1].kind == "list"
        if self.blocks:
            self._put("\n" if goes_on else "\n\n")
        start = self._length
        self._put(text.strip())
        if goes_on:
            self.blocks[-1] = Block("list", self.blocks[-1].start, self._length)
        else:
            self.blocks.append(Block(kind, start, self._length, level))

    def add_table(self, rows: Sequence[Sequence[str]]) -> None:
        """Write a table; one of a single cell is a paragraph."""
        filled = [cell.strip() for row in rows for cell in row if cell.strip()]
        if len(filled) > 1:
            self.add("table", rows_as_text(rows))
        elif filled:
            self.add("paragraph", filled[0])

    def _put(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)
