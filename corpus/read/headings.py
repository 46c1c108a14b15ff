"""Which pieces of a text are headings, and of what class."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus.read.landmarks import PICTURE_GAP, Landmarks, entry_key, landmarks_of
from corpus.read.levels import RANKS
from corpus.read.marks import (
    ITEMS,
    NUMBERED,
    family,
    is_contact,
    is_contents_line,
    is_organisation,
    is_title_like,
)
from corpus.read.pieces import Piece
from corpus.read.questions import LONGEST_QUESTION
from corpus.read.tables import is_budget_table

_LONGEST = 45  # characters of a numbered heading; the longest real ones have 38
_PICTURE = re.compile(r"(?:イメージ図?|様子|風景|外観|写真)$")
_POLITE_END = re.compile(r"(?:です|ます|ました)$")
_ENDS = "。．！？!?」』）)】：:"


def heading_classes(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """The class of each piece as a heading, a key of `RANKS`; empty for no heading.

    Args:
        pieces: All pieces of a text, programme rows split.
    """
    text = landmarks_of(pieces)
    classes: list[str] = []
    title_page = _title_pieces(text)
    in_contents = False
    for at, piece in enumerate(pieces):
        found = "" if at < title_page else _class_of(text, at, classes)
        if in_contents and found and is_contents_line(piece.text):
            found = ""
        if found:
            in_contents = found == "contents"
        classes.append(found)
    return tuple(classes)


def _title_pieces(text: Landmarks) -> int:
    """How many pieces at the head of a text are its title page."""
    pieces = text.pieces
    count = 0
    for at, piece in enumerate(pieces):
        short = piece.mark in ("text", "quoted", "bracket") and len(piece.text) <= 80
        if not short or "。" in piece.text or _is_programme(text, at):
            break
        count += 1
    below = pieces[count].mark if count < len(pieces) else ""
    # 「title, first heading, first sentence」: the last short line belongs to what comes next.
    first_heading = count >= 2 and below == "text" and is_title_like(pieces[count - 1].text)
    return count - 1 if first_heading else count


def _class_of(text: Landmarks, at: int, classes: Sequence[str]) -> str:
    """The class of one piece; `classes` has those of the pieces above it."""
    piece = text.pieces[at]
    mark = family(piece.mark)
    if mark in ("markdown", "contents"):
        return mark
    if at + 1 == len(text.pieces):
        return ""
    below = text.pieces[at + 1]
    if mark == "name":
        return "programme" if is_budget_table(below) else "bare"
    if mark == "text":
        return _class_of_line(text, at)
    if mark == "question":
        return mark if below.mark == "answer" and len(piece.text) <= LONGEST_QUESTION else ""
    if mark == "annex" and "参考" in piece.text[:3]:
        mark = "annex" if entry_key(piece.text) in text.contents else "aside"
    if mark in NUMBERED:
        return mark if _opens_numbered(text.pieces, at, classes) else ""
    judge = _SINGLE_LINES.get(mark)
    return mark if judge is not None and judge(piece, below) else ""


_SINGLE_LINES: dict[str, Callable[[Piece, Piece], bool]] = {
    "aside": lambda _piece, below: below.mark == "article",
    "annex": lambda piece, below: is_title_like(piece.text, 60) and below.gap > 0,
    "quoted": lambda piece, below: is_title_like(piece.text, 60) and below.gap > 0,
    "angle": lambda piece, _below: is_title_like(piece.text),
    "bracket": lambda piece, below: piece.gap < PICTURE_GAP and _is_body(below),
}
"""Marks of lines by themselves: whether such a line heads what stands below it."""


def _is_body(piece: Piece) -> bool:
    """Whether a piece is text or items rather than another short line, or a table."""
    if piece.mark in ("table", "bracket") or piece.gap > 1:
        return False
    if piece.mark == "text" and piece.gap == 0:
        return True
    numbered = family(piece.mark) in NUMBERED
    return piece.mark in ITEMS or numbered or not is_title_like(piece.text.replace("\n", ""))


def _opens_numbered(pieces: Sequence[Piece], at: int, classes: Sequence[str]) -> bool:
    """Whether a numbered piece is short and has something of its own below it."""
    piece, below = pieces[at], pieces[at + 1]
    if piece.mark == "article":
        return is_title_like(piece.text.replace("\n", ""), _LONGEST)
    if len(piece.lines) > 1 or not _is_numbered_title(piece, below):
        return False
    if below.mark == piece.mark:
        return False
    rank_below = RANKS.get(family(below.mark), 99)
    counts_inside = family(piece.mark) == "symbol" and below.text.startswith("①")
    bigger_below = family(below.mark) in NUMBERED and rank_below <= RANKS[family(piece.mark)]
    if bigger_below and not counts_inside:
        return False
    return not _ends_list(pieces, at, classes)


def _ends_list(pieces: Sequence[Piece], at: int, classes: Sequence[str]) -> bool:
    """Whether items with the same mark stand above: a list's last item is an item as well."""
    small = family(pieces[at].mark) in ("kana", "kanji number", "circled")
    for above in range(at - 1, -1, -1):
        item = pieces[above]
        if classes[above] or family(item.mark) not in NUMBERED:
            return False
        if item.mark == pieces[at].mark:
            return small or is_title_like(item.text, _LONGEST)
    return False


def _is_numbered_title(piece: Piece, below: Piece) -> bool:
    """Whether the words after the number are a title; a short polite sentence over text is."""
    text = piece.text
    if below.mark == "text" and below.gap > 0:
        text = _POLITE_END.sub("", text)
    return is_title_like(text, _LONGEST)


def _is_programme(text: Landmarks, at: int) -> bool:
    """Whether a line is the name of a programme: its budget stands right below it."""
    pieces = text.pieces
    return (
        pieces[at].mark == "text"
        and is_title_like(pieces[at].text.replace("\n", " "))
        and at + 1 < len(pieces)
        and is_budget_table(pieces[at + 1])
    )


def _class_of_line(text: Landmarks, at: int) -> str:
    """The class of lines without a mark: a programme, an organisation, a bare heading."""
    piece, below = text.pieces[at], text.pieces[at + 1]
    if _is_programme(text, at):
        return "programme"
    touches = piece.gap == 0 or (below.gap == 0 and below.mark != "table")
    if touches or len(piece.lines) > 1 or not is_title_like(piece.text):
        return ""
    if below.mark == "text" and below.text in text.openers:
        return "programme"
    if is_organisation(piece.text):
        return "organisation" if len(text.organisations) > 1 else ""
    if piece.text in text.labels:
        return "" if _is_running_head(text.pieces, at) else "bare"
    return "bare" if _is_bare_heading(text, at) else ""


def _is_running_head(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a line that comes back is a page's head: it cuts a sentence, or is the title."""
    above, below = pieces[at - 1] if at else pieces[at], pieces[at + 1]
    cut = above.mark == "text" and len(above.text) > _LONGEST and above.text[-1] not in _ENDS
    numbered_page = "page number" in (above.mark, below.mark)
    title = len(pieces[0].lines) == 1 and pieces[0].text == pieces[at].text
    return cut or numbered_page or title


def _is_bare_heading(text: Landmarks, at: int) -> bool:
    """Whether a line by itself heads text, and names no picture and is not one of several."""
    piece, below = text.pieces[at], text.pieces[at + 1]
    if "：" in piece.text or ":" in piece.text or _PICTURE.search(piece.text):
        return False
    if is_contact(below.text):
        return False
    if piece.gap >= PICTURE_GAP and not (below.gap < 2 and _is_prose(below)):
        return False
    return not _is_among_short_lines(text, at)


def _is_prose(piece: Piece) -> bool:
    return piece.mark == "dash" or (piece.mark == "text" and not is_title_like(piece.text))


def _is_among_short_lines(text: Landmarks, at: int) -> bool:
    """Whether three short lines or more stand one below the other here: names, an address."""
    short = [
        0 <= other < len(text.pieces) and (other == at or _is_short_line(text, text.pieces[other]))
        for other in range(at - 2, at + 3)
    ]
    return any(all(short[first : first + 3]) for first in range(3))


def _is_short_line(text: Landmarks, piece: Piece) -> bool:
    """Whether a piece is one short line that heads nothing we know of."""
    return (
        piece.mark == "text"
        and len(piece.lines) == 1
        and piece.gap < PICTURE_GAP
        and is_title_like(piece.text)
        and piece.text not in text.labels
    )
