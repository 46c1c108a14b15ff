"""The blocks of a plain or Markdown text: headings, paragraphs, lists, tables, captions.

Made for text that came out of PDF files as much as for text that somebody typed: headings are
found by their marks (第1章, 1, (1), ①, ○), by what stands below them (a budget table), and by
standing alone. When in doubt a line is no heading, or a small one: a wrong big heading would
stand above every passage below it.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.document import Block, BlockKind
from corpus.read.headings import heading_classes
from corpus.read.landmarks import PICTURE_GAP
from corpus.read.levels import levels_of, markdown_level
from corpus.read.lines import split_lines
from corpus.read.marks import ITEMS, NUMBERED, family
from corpus.read.pieces import Piece, group_lines
from corpus.read.tables import split_programme_rows

_CAPTIONS = frozenset({"caption", "bracket", "page number", "article", "rule"})


def find_blocks(text: str, start: int = 0, marked_only: bool = False) -> tuple[Block, ...]:
    """The blocks of `text[start:]`, in order; between two of them is white space only.

    Args:
        text: A whole text, as read.
        start: Where its body starts, after any front matter.
        marked_only: Take only Markdown's own `#` headings, for a text that has them.
    """
    pieces = split_programme_rows(group_lines(split_lines(text, start)))
    if marked_only:
        levels = tuple(markdown_level(piece) for piece in pieces)
    else:
        levels = levels_of(pieces, heading_classes(pieces))
    blocks: list[Block] = []
    last: Piece | None = None
    for piece, level in zip(pieces, levels, strict=True):
        kind = "heading" if level else _kind(piece)
        if last is not None and kind == "list" and _is_same_list(blocks[-1], last, piece):
            blocks[-1] = Block("list", blocks[-1].start, piece.end)
        else:
            blocks.append(Block(kind, piece.start, piece.end, level))
        last = piece
    return tuple(_with_captions(blocks, pieces))


def _kind(piece: Piece) -> BlockKind:
    mark = family(piece.mark)
    if mark == "table":
        return "table"
    if mark in ITEMS or (mark in NUMBERED and mark != "article"):
        return "list"
    if mark in _CAPTIONS:
        return "caption" if len(piece.text) <= 80 and "。" not in piece.text else "paragraph"
    # A short line under a picture that the text could not keep.
    pictured = piece.gap >= PICTURE_GAP and len(piece.text) <= 60 and "。" not in piece.text
    return "caption" if pictured and mark in ("text", "aside") else "paragraph"


def _is_same_list(block: Block, last: Piece, piece: Piece) -> bool:
    """Whether an item goes on with the list above it; a new fiscal year starts its own list."""
    return (
        block.kind == "list" and last.end == block.end and piece.gap <= 1 and piece.mark != "year"
    )


def _with_captions(blocks: Sequence[Block], pieces: Sequence[Piece]) -> list[Block]:
    """The blocks, with a list of one short item right above a table made the table's caption."""
    starts = {piece.start: piece for piece in pieces}
    named: list[Block] = []
    for at, block in enumerate(blocks):
        piece = starts[block.start]
        alone = block.kind == "list" and block.end == piece.end and len(piece.text) <= 60
        above_table = at + 1 < len(blocks) and blocks[at + 1].kind == "table"
        named.append(Block("caption", block.start, block.end) if alone and above_table else block)
    return named
