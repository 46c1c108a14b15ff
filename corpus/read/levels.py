"""How deep each heading of a text lies, told from the order of their classes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.read.pieces import Piece

RANKS: dict[str, float] = {
    "part": 10,
    "annex": 10,
    "chapter": 11,
    "section": 13,
    "quoted": 15,
    "contents": 20,
    "number": 20,
    "decimal": 22,
    "question": 24,
    "angle": 25,
    "programme": 30,
    "organisation": 30,
    "article": 35,
    "aside": 35,
    "paren": 40,
    "bare": 42,
    "half paren": 44,
    "circled": 45,
    "kana": 47,
    "kanji number": 47,
    "bracket": 48,
    "symbol": 50,
    "circled below symbol": 51,
}
"""Which class of heading stands above which in most texts: a lower rank is a bigger heading.

An article (第12条) ranks below a programme: reports repeat it as a running head inside one.
"""

_PAGE_GAP = 8  # blank lines: the rest of a page was empty, so a new part of the text begins


def markdown_level(piece: Piece) -> int:
    """The level of one of Markdown's own headings, 0 for another piece."""
    if piece.mark != "markdown":
        return 0
    if piece.text.startswith("#"):
        return len(piece.text) - len(piece.text.lstrip("#"))
    return 1 if piece.text.endswith("=") else 2


def levels_of(pieces: Sequence[Piece], classes: Sequence[str]) -> tuple[int, ...]:
    """The level of each piece, 1 the highest: a heading closes what is not bigger than it.

    An article that stands open already is its own running head, and heads nothing anew.

    Args:
        pieces: All pieces of a text.
        classes: The class of each as a heading, a key of `RANKS`; empty for no heading.
    """
    open_ranks: list[float] = []
    levels: list[int] = []
    article = ""
    for piece, found in zip(pieces, classes, strict=True):
        if piece.gap >= _PAGE_GAP:
            open_ranks.clear()
        name = re.sub(r"\s", "", piece.text)
        if not found or (name == article and RANKS["article"] in open_ranks):
            levels.append(0)
            continue
        article = name if found == "article" else article
        rank = _rank(piece, found, open_ranks)
        while open_ranks and open_ranks[-1] >= rank:
            open_ranks.pop()
        open_ranks.append(rank)
        levels.append(len(open_ranks))
    return tuple(levels)


def _rank(piece: Piece, found: str, open_ranks: Sequence[float]) -> float:
    if found == "markdown":
        return float(markdown_level(piece))
    if found == "angle" and open_ranks and open_ranks[-1] >= RANKS["paren"]:
        return RANKS["bracket"]  # ＜法人の場合＞ inside (2), not ＜前文＞ above (1)
    below = RANKS["circled below symbol"]
    counting = bool(open_ranks) and open_ranks[-1] == below
    starting = piece.text.startswith("①") and RANKS["symbol"] in open_ranks
    return below if found == "circled" and (counting or starting) else RANKS[found]
