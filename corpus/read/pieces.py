"""Lines grouped into the pieces a reader sees: a paragraph, an item, a table, a line by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.read.lines import Line
from corpus.read.marks import ITEMS, NUMBERED, family, is_organisation, is_title_like, mark_of

_LONG = 40  # characters: an unfinished line this long was cut by the edge of the page
_LONG_ALONE = 60  # characters, of a line between blank lines; titles have up to 45
_FINISHED = re.compile(r"[。．！？!?」』）)】：:]$")
_NEW_THOUGHT = re.compile(
    r"また|さらに|なお|ただし|しかし|そこで|そして|その|この|これ|次に|まず|一方|例えば|以上|特に"
)
_FOLLOWED = ITEMS | {"note", "caption", "aside", "annex", "answer"}
_ARTICLE_ALONE = re.compile(r"第\s*[^\s]{1,6}\s*条(?:の\S{1,3})?$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that belong together.

    Attributes:
        mark: The mark of its first line (`corpus.read.marks`); `table` for every table.
        lines: At least one.
    """

    mark: str
    lines: tuple[Line, ...]

    @property
    def start(self) -> int:
        """First character in the text."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """One past the last character in the text."""
        return self.lines[-1].end

    @property
    def gap(self) -> int:
        """Blank lines above it."""
        return self.lines[0].gap

    @property
    def text(self) -> str:
        """Its lines, joined by line feeds."""
        return "\n".join(line.text for line in self.lines)


def group_lines(lines: tuple[Line, ...]) -> tuple[Piece, ...]:
    """The pieces of a text, in order; every line stands in exactly one."""
    pieces: list[Piece] = []
    at = 0
    while at < len(lines):
        mark = mark_of(lines[at].text)
        if mark == "fence":
            end = _end_of_fence(lines, at)
            pieces.append(Piece("fence", lines[at:end]))
        elif mark in ("row", "cells"):
            end = _end_of_table(lines, at, mark)
            pieces.append(
                Piece("table" if end - at > 1 or mark == "row" else "text", lines[at:end])
            )
        else:
            end = _end_of_run(lines, at, mark)
            pieces.extend(_split_title(mark, lines[at:end]))
        at = end
    return tuple(_join_underlined(_join_articles(_join_broken(pieces))))


def _end_of_fence(lines: tuple[Line, ...], at: int) -> int:
    """One past the line that closes the code block; the end of the text when none does."""
    opener = lines[at].text[:3]
    for end in range(at + 1, len(lines)):
        if lines[end].text.startswith(opener):
            return end + 1
    return len(lines)


def _end_of_table(lines: tuple[Line, ...], at: int, mark: str) -> int:
    """One past the last row; a cell's own line breaks are part of its row."""
    end = at + 1
    while end < len(lines) and lines[end].gap == 0:
        same = mark_of(lines[end].text) == mark or (mark == "cells" and lines[end].tabbed)
        cell_goes_on = mark == "row" and not lines[end - 1].text.endswith("|")
        if not (same or cell_goes_on):
            break
        end += 1
    return end


def _end_of_run(lines: tuple[Line, ...], at: int, mark: str) -> int:
    """One past the last line of the paragraph or item that starts at `at`."""
    if family(mark) not in NUMBERED | _FOLLOWED | {"text"}:
        return at + 1
    # 「(1件まで)」 under an item belongs to it, 「（目的）」 under a sentence heads what follows.
    followers = ("text", "aside") if mark in ITEMS else ("text",)
    end = at + 1
    while (
        end < len(lines)
        and lines[end].gap == 0
        and not (lines[end - 1].ends_paragraph and _is_end(lines[end - 1]))
        and mark_of(lines[end].text) in followers
    ):
        end += 1
    return end


def _is_end(line: Line) -> bool:
    """Whether a line the writer ended is the end of a paragraph, as far as its words tell."""
    return len(line.text) < _LONG or _FINISHED.search(line.text) is not None


def _split_title(mark: str, lines: tuple[Line, ...]) -> list[Piece]:
    """A short numbered first line over longer ones is a title by itself."""
    head, rest = lines[0], lines[1:]
    titled = (
        rest
        and (family(mark) in NUMBERED or mark == "annex")
        and is_title_like(head.text, 45)
        and len(head.text) <= 0.7 * max(len(line.text) for line in rest)
    )
    if titled:
        return [Piece(mark, (head,)), Piece("text", rest)]
    return [Piece(mark, lines)]


def _join_broken(pieces: list[Piece]) -> list[Piece]:
    """Paragraphs that a page's end cut in the middle of a sentence, made whole again."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and _goes_on(groups[-1][0].mark, groups[-1][-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [
        group[0]
        if len(group) == 1
        else Piece(group[0].mark, tuple(line for piece in group for line in piece.lines))
        for group in groups
    ]


def _goes_on(mark: str, above: Piece, below: Piece) -> bool:
    """Whether `below` is the rest of the sentence that `above`, begun with `mark`, breaks off."""
    if below.mark != "text" or family(mark) not in NUMBERED | ITEMS | {"text"}:
        return False
    last, first = above.lines[-1].text, below.lines[0].text
    return (
        (len(last) >= _LONG_ALONE or len(above.lines) > 1 or first[0] in "をがにへ、。")
        and len(last) >= 0.6 * _LONG
        and _FINISHED.search(last) is None
        and not (above.lines[-1].ends_paragraph)
        and _NEW_THOUGHT.match(first) is None
        and ("。" in below.text or first[0] in "をがにへ、。")
        and not is_organisation(first)
    )


def _join_articles(pieces: list[Piece]) -> list[Piece]:
    """「第15条」 alone on its line and the name below it are one heading."""
    joined: list[Piece] = []
    for piece in pieces:
        named = (
            joined
            and joined[-1].mark == "article"
            and len(joined[-1].lines) == 1
            and _ARTICLE_ALONE.match(joined[-1].text)
            and piece.mark == "text"
            and len(piece.lines) <= 2
            and is_title_like(piece.text.replace("\n", ""))
        )
        if named:
            joined[-1] = Piece("article", joined[-1].lines + piece.lines)
        else:
            joined.append(piece)
    return joined


def _join_underlined(pieces: list[Piece]) -> list[Piece]:
    """A short line over a row of `=` or `-` is one of Markdown's own headings."""
    joined: list[Piece] = []
    for piece in pieces:
        under = piece.mark == "rule" and piece.gap == 0 and piece.text[0] in "=-"
        title = joined and joined[-1].mark == "text" and len(joined[-1].lines) == 1
        if under and title and is_title_like(joined[-1].text, 80):
            joined[-1] = Piece("markdown", joined[-1].lines + piece.lines)
        else:
            joined.append(piece)
    return joined
