"""Markup that conversion leaves in a text: HTML tags, character references, marks of Markdown.

Files made out of PDF hold `<br>` in the cells of tables and `<p>` around them. The text stays as
it was read, so that places in it stay true; whoever shows it asks here what a reader should see.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from corpus.language.hidden import HIDDEN, without_hidden

_TAG_NAMES = (
    "a|abbr|article|aside|b|blockquote|br|center|code|col|colgroup|dd|del|div|dl|dt|em|figure|font"
    "|footer|form|h[1-6]|header|hr|i|img|input|ins|label|li|main|nav|ol|option|p|pre|s|section"
    "|select|small|span|strong|sub|sup|table|tbody|td|textarea|tfoot|th|thead|tr|u|ul"
)
# Only names that HTML has: 「<出展補助>」 and 「<これまでの実績>」 are text.
_TAG = re.compile(
    r"(?P<lines>[ \t]{0,20}(?:</?(?:br|p|div|li|ul|ol|tr|table|tbody|thead|h[1-6])\b[^<>]{0,200}>"
    r"[ \t]{0,20})+)"
    r"|(?P<box><input\b[^<>]{0,200}>)"
    rf"|</?(?:{_TAG_NAMES})\b[^<>]{{0,200}}>",
    re.IGNORECASE,
)
_ITEM_TAG = re.compile(r"<li\b", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,31}\d{0,2});")
# One mark alone may be a number's (「# 8891」), within a line.
_HEADING = re.compile(r"(?<!#)#{2,6}[ \u3000]+(?=\S)")
_BOLD_OPENS = re.compile(r"(?=\*\*\S)")
_BOLD_CLOSES = re.compile(r"(?<=\S)(?=\*\*)")


class Markup(NamedTuple):
    """A place of markup, counted in code points of the text, and what a reader sees there."""

    start: int
    end: int
    shown: str


def markup(text: str, start: int = 0, end: int | None = None) -> list[Markup]:
    """The markup of `text[start:end]` in order.

    A tag that ends a line is shown as a line end, and so is the mark of a heading. What no reader
    sees is shown as nothing.
    """
    end = len(text) if end is None else end
    found = [Markup(*match.span(), _shown(match)) for match in _TAG.finditer(text, start, end)]
    ended = {tag.end for tag in found if tag.shown.startswith("\n")}
    for match in _HEADING.finditer(text, start, end):
        found.append(Markup(*match.span(), "" if match.start() in ended else "\n"))
    for match in _REFERENCE.finditer(text, start, end):
        found.append(Markup(*match.span(), without_hidden(html.unescape(match[0]))))
    found += (Markup(*match.span(), "") for match in HIDDEN.finditer(text, start, end))
    found += (Markup(place, place + 2, "") for place in _bold(text, start, end))
    return sorted(found)


def _bold(text: str, start: int, end: int) -> Iterator[int]:
    """Where the marks of `**words**` stand, words and both marks in one line.

    One expression for both would look for the end of the line from every mark without a partner.
    """
    closes = [match.start() for match in _BOLD_CLOSES.finditer(text, start, end)]
    past = start
    for match in _BOLD_OPENS.finditer(text, start, end):
        opens = match.start()
        nearest = bisect_left(closes, opens + 3)
        if opens < past or nearest == len(closes):
            continue
        if text.find("\n", opens, closes[nearest]) < 0:
            yield from (opens, closes[nearest])
            past = closes[nearest] + 2


def without_tags(line: str, line_end: str) -> str:
    """The line with its tags as bullets and as line ends of the given form."""
    return _TAG.sub(lambda match: _shown(match).replace("\n", line_end), line)


def without_heading_marks(line: str, line_end: str) -> str:
    """The line with the marks of the headings in it as line ends of the given form."""
    return _HEADING.sub(line_end, line)


def _shown(tag: re.Match[str]) -> str:
    if tag["lines"]:
        return "\n・" if _ITEM_TAG.search(tag[0]) else "\n"
    return "□" if tag["box"] else ""
