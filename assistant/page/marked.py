"""Text of a document as HTML: escaped, with spans marked, rows of `|` cells as tables.

Tags that a conversion left in the text are not shown; those that end a line end it.

Spans are half-open, counted in Unicode code points; they may overlap, touch or reach past the
text. Each kind of span has a CSS class; where several meet, the mark carries all their classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import chain, groupby, pairwise

from assistant.page.readable import readable
from corpus.language.markup import Markup, markup
from corpus.language.rows import cells_of, is_row, is_rule
from corpus.language.wrapping import is_wrapped

Span = tuple[int, int]
Spans = Mapping[str, Sequence[Span]]
"""Spans by CSS class."""

# A line, or the blank between two.
_LINE = re.compile(r"[^\n]+|\n(?=\n)")
_HEADING = re.compile(r"\s*#{1,6}[ \u3000]+(?=\S)")
_QUOTED = re.compile(r"\s*>[ \u3000]+(?=\S)")
_ITEM = re.compile(r"\s*[-*+][ \u3000]+(?=\S)")


def marked(text: str, spans: Spans, start: int = 0, end: int | None = None) -> str:
    """HTML of `text[start:end]` with its spans in `<mark class="…">`.

    Args:
        text: Any text.
        spans: Spans of `text` (not of the slice), by class.
        start: First character shown.
        end: One past the last character shown; None for the end of the text.
    """
    end = len(text) if end is None else end
    left_out = markup(text, start, end)
    edges = {start, end}
    for span in chain(((tag.start, tag.end) for tag in left_out), *spans.values()):
        edges.update(edge for edge in span if start < edge < end)
    places = list(pairwise(sorted(edges)))
    shown = _shown(text, left_out, places, start, end)
    covered = {name: _covered(ranges, places) for name, ranges in spans.items()}
    pieces = (
        (" ".join(name for name, marks in covered.items() if marks[number]), piece)
        for number, piece in shown
    )
    out = []
    for classes, group in groupby(pieces, key=lambda piece: piece[0]):
        piece = "".join(part for _, part in group)
        out.append(
            f'<mark class="{escape(classes)}">{piece}</mark>' if classes and piece else piece
        )
    return "".join(out)


def _covered(ranges: Sequence[Span], places: Sequence[Span]) -> list[bool]:
    """For each of the places, which are in order and hold no edge, whether a range covers it."""
    ordered = sorted(ranges)
    begun, reach = 0, 0
    covered = []
    for left, _ in places:
        while begun < len(ordered) and ordered[begun][0] <= left:
            reach = max(reach, ordered[begun][1])
            begun += 1
        covered.append(left < reach)
    return covered


def _shown(
    text: str, left_out: Sequence[Markup], places: Sequence[Span], start: int, end: int
) -> Iterator[tuple[int, str]]:
    """The HTML of the places by their numbers; a tag is shown where it begins, and once."""
    # Where the words of text[start:end] begin and end.
    first = end - len(text[start:end].lstrip())
    last = start + len(text[start:end].rstrip())
    passed = 0
    for number, (left, right) in enumerate(places):
        while passed < len(left_out) and left_out[passed].end <= left:
            passed += 1
        tag = left_out[passed] if passed < len(left_out) else None
        if tag is None or left < tag.start:
            yield number, escape(text[left:right])
        elif left == tag.start:
            yield number, _in_place_of(tag, first, last)


def _in_place_of(tag: Markup, first: int, last: int) -> str:
    """What stands for a tag in a text of words from first to last: no line end around them."""
    shown = tag.shown
    if tag.start <= first:
        shown = shown.lstrip("\n")
    if last <= tag.end:
        shown = shown.rstrip("\n")
    return escape(shown).replace("\n", "<br>")


def text_html(
    text: str,
    spans: Spans,
    start: int = 0,
    end: int | None = None,
    table_header: str | None = None,
) -> str:
    """HTML of `text[start:end]`: paragraphs, tables of `|` rows, Markdown headings and lists.

    Args:
        text: Any text.
        spans: Spans of `text` by class.
        start: First character shown.
        end: One past the last character shown; None for the end of the text.
        table_header: A header row that stands before the text, shown above its first table.
    """
    end = len(text) if end is None else end
    out = []
    for kind, group in groupby(_lines(text, start, end), key=lambda line: line[0]):
        places = [(first, last) for _, first, last in group]
        if kind == "row":
            out.append(_table(text, places, spans, table_header))
            table_header = None
            continue
        shown = [marked(text, spans, first, last) for first, last in places]
        if kind == "heading":
            out += [f'<p class="m-line-heading">{line}</p>' for line in shown]
        elif kind == "item":
            out.append(f"<ul>{''.join(f'<li>{line}</li>' for line in shown)}</ul>")
        elif kind == "text":
            out.append(f"<p>{_paragraph(text, places, shown)}</p>")
    return "".join(out)


def _paragraph(text: str, places: Sequence[Span], shown: Sequence[str]) -> str:
    """The HTML of lines in a row; no line ends inside a sentence."""
    ends = (
        "" if is_wrapped(text[first:last], text[second:end]) else "<br>"
        for (first, last), (second, end) in pairwise(places)
    )
    return shown[0] + "".join(end + line for end, line in zip(ends, shown[1:], strict=True))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Kind and place of each line of `text[start:end]`, the marks of Markdown left out."""
    for line in _LINE.finditer(text, start, end):
        first, last = line.span()
        if not text[first:last].strip():
            yield "blank", first, last
        elif is_row(text, first, last):
            yield "row", first, last
        elif mark := _HEADING.match(text, first, last):
            yield "heading", mark.end(), last
        elif mark := _ITEM.match(text, first, last):
            yield "item", mark.end(), last
        elif mark := _QUOTED.match(text, first, last):
            yield "text", mark.end(), last
        else:
            yield "text", first, last


def _table(text: str, lines: Sequence[Span], spans: Spans, header: str | None) -> str:
    rules = [i for i, (first, last) in enumerate(lines) if is_rule(text, first, last)]
    rows = []
    if header is not None:
        cells = "".join(
            f'<th scope="col">{readable(header[first:last])}</th>'
            for first, last in cells_of(header, 0, len(header))
        )
        rows.append(f"<tr>{cells}</tr>")
    for i, (first, last) in enumerate(lines):
        if i in rules:
            continue
        # The row above the first rule is the header, as the readers write tables.
        tag = 'th scope="col"' if rules == [1] and i == 0 else "td"
        cells = "".join(
            f"<{tag}>{marked(text, spans, left, right)}</{tag[:2]}>"
            for left, right in cells_of(text, first, last)
        )
        rows.append(f"<tr>{cells}</tr>")
    return f'<div class="m-table" tabindex="0"><table>{"".join(rows)}</table></div>'
