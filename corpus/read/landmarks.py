"""What is known about a whole text before any of its lines is judged to be a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.read.marks import is_contents_line, is_organisation, is_title_like
from corpus.read.pieces import Piece
from corpus.read.tables import is_budget_table

PICTURE_GAP = 3
"""Blank lines that text out of a PDF file leaves where a picture stood."""


@dataclass(frozen=True, slots=True)
class Landmarks:
    """A whole text and what is known about it before any line is judged.

    Attributes:
        pieces: All of it, programme rows split.
        labels: Lines by themselves that come back at least three times, above text of their own.
        openers: Those that come first below a programme's name and its budget.
        organisations: Names of cities and bodies that stand on a line by themselves.
        contents: Entries of the table of contents, without blanks and page numbers.
    """

    pieces: Sequence[Piece]
    labels: frozenset[str]
    openers: frozenset[str]
    organisations: frozenset[str]
    contents: frozenset[str]


def landmarks_of(pieces: Sequence[Piece]) -> Landmarks:
    """What is known about a text from all of its pieces.

    Args:
        pieces: All pieces of a text, programme rows split.
    """
    return Landmarks(
        pieces, _labels(pieces), _openers(pieces), _organisations(pieces), _contents(pieces)
    )


def _labels(pieces: Sequence[Piece]) -> frozenset[str]:
    over_text = Counter(
        above.text
        for above, below in pairwise(pieces)
        if above.mark == "text"
        and is_title_like(above.text)
        and above.gap < PICTURE_GAP
        and below.gap > 0
    )
    return frozenset(label for label, times in over_text.items() if times >= 3)


def _openers(pieces: Sequence[Piece]) -> frozenset[str]:
    firsts: Counter[str] = Counter()
    for at, piece in enumerate(pieces[:-3]):
        if piece.mark == "text" and is_budget_table(pieces[at + 1]):
            below = pieces[at + 2]
            first = pieces[at + 3] if below.mark == "article" else below
            if first.mark == "text" and is_title_like(first.text):
                firsts[first.text] += 1
    return frozenset(label for label, times in firsts.items() if times >= 2)


def _organisations(pieces: Sequence[Piece]) -> frozenset[str]:
    return frozenset(
        re.sub(r"\s", "", piece.text)
        for piece in pieces
        if piece.mark == "text" and is_organisation(piece.text)
    )


def _contents(pieces: Sequence[Piece]) -> frozenset[str]:
    """The lines and cells below 「目次」 that end with a page number, and those of its table."""
    entries: set[str] = set()
    started = False
    for piece in pieces:
        if piece.mark == "contents":
            started = True
        elif started and (piece.mark == "table" or is_contents_line(piece.text)):
            cells = (cell for line in piece.lines for cell in line.text.split("|"))
            entries.update(entry_key(cell) for cell in cells)
        elif started:
            break
    return frozenset(entries)


def entry_key(entry: str) -> str:
    """A line or cell of a table of contents without its blanks, leaders and page number."""
    return re.sub(r"[\s.．…・‥]*[0-9０-９]*$|[\s]", "", entry)
