"""What a table's own rows say: a programme's name, a budget by fiscal year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.read.marks import is_title_like, mark_of
from corpus.read.pieces import Piece

_BUDGET = re.compile(r"年度[^|]*(?:予算|実績|決算|概要)|(?:予算|決算)[^|]*\|[^|]*円|千円")
_FIRST_CELL_ALONE = re.compile(r"\|\s*([^|]+?)\s*(?:\|\s*)+$")


def is_budget_table(piece: Piece) -> bool:
    """Whether a table's first rows give a programme's budget or results by fiscal year."""
    return piece.mark == "table" and any(_BUDGET.search(line.text) for line in piece.lines[:4])


def split_programme_rows(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same pieces, with a table's first row apart when all it holds is a programme's name.

    The row of dashes below it goes with it, so that the table starts with its own header.
    """
    split: list[Piece] = []
    for piece in pieces:
        if _names_programme(piece):
            split.append(Piece("name", piece.lines[:2]))
            split.append(Piece("table", piece.lines[2:]))
        else:
            split.append(piece)
    return tuple(split)


def _names_programme(piece: Piece) -> bool:
    if piece.mark != "table" or len(piece.lines) < 3:
        return False
    name = _FIRST_CELL_ALONE.match(piece.lines[0].text)
    if name is None or not is_title_like(name[1]) or mark_of(name[1]) != "text":
        return False
    if set(piece.lines[1].text) - set("|-: "):
        return False
    # A table whose other rows are such names too is one table of several small ones.
    return not any(_FIRST_CELL_ALONE.match(line.text) for line in piece.lines[2:])
