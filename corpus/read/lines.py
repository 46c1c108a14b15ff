"""The lines of a text that hold something, and how much white space stands above each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\r\n\f]+|\r\n|[\r\n\f]")
_WIDE = 25  # characters: shorter lines are headings and items, which say nothing about wrapping
_UNFINISHED = re.compile(r"[^\s。．.！？!?」』）)】：:|>]$")
_FEWEST = 4  # wide lines that tell how a text is spaced


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it: `text[start:end]`, the white space around it left out.

    Attributes:
        start: First character.
        end: One past the last character.
        text: What stands there.
        gap: Blank lines above it; 0 when it follows the last line directly.
        ends_paragraph: The writer's own line end: a blank followed the last character.
        tabbed: Whether a tab stands in it or before it.
    """

    start: int
    end: int
    text: str
    gap: int
    ends_paragraph: bool
    tabbed: bool


def split_lines(text: str, start: int = 0) -> tuple[Line, ...]:
    """The lines of `text[start:]` that hold more than white space."""
    lines: list[Line] = []
    ends = 0
    for match in _LINE.finditer(text, start):
        part = match[0]
        if part in ("\r\n", "\r", "\n", "\f"):
            ends += 1
            continue
        stripped = part.strip()
        if not stripped:
            continue
        first = match.start() + len(part) - len(part.lstrip())
        gap = max(0, ends - 1) if lines else 0
        ended = part != part.rstrip()
        tabbed = "\t" in part.rstrip()
        lines.append(Line(first, first + len(stripped), stripped, gap, ended, tabbed))
        ends = 0
    return tuple(lines)


def single_spaced(text: str) -> str:
    """The text; where a blank line stands under every line, as some PDF files give it, without.

    Of two blank lines one is left there, so that a gap means the same in every text.
    """
    lines = split_lines(text)
    if not _is_double_spaced(lines):
        return text
    # With the blank at its end, which tells where a paragraph ends.
    ends = [line.end + line.ends_paragraph for line in lines]
    return "".join(
        "\n" * (line.gap // 2 + 1) * (at > 0) + text[line.start : ends[at]]
        for at, line in enumerate(lines)
    )


def _is_double_spaced(lines: tuple[Line, ...]) -> bool:
    """Whether blank lines stand between the lines of one paragraph, all through the text."""
    pairs = [
        (above, below)
        for above, below in pairwise(lines)
        if len(above.text) >= _WIDE and not above.text.startswith(("|", "-", "・"))
    ]
    if len(pairs) < _FEWEST:
        return False
    broken = sum(below.gap > 0 and bool(_UNFINISHED.search(above.text)) for above, below in pairs)
    # 63 % of the wide lines of a double-spaced text end in the middle of a sentence, 8 % and less
    # in texts that have a blank line between paragraphs only.
    return broken >= 0.35 * len(pairs)
