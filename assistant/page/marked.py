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

from corpus.markup import Markup, markup
from corpus.rows import cells_of, is_row, is_rule

Span = tuple[int, int]
Spans = Mapping[str, Sequence[Span]]
"""Spans by CSS class."""

# A line, or the blank between two.
_LINE = re.compile(r"[^\n]+|\n(?=\n)")
_HEADING = re.compile(r"\s*#{1,6}[ \u3000]+(?=\S)")
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
    tags = [(tag.start, tag.end) for tag in left_out]
    for span in chain(tags, *spans.values()):
        edges.update(edge for edge in span if start < edge < end)
    pieces: list[tuple[str, str]] = []
    for left, right in pairwise(sorted(edges)):
        classes = " ".join(
            name
            for name, ranges in spans.items()
            if any(first <= left and right <= last for first, last in ranges)
        )
        tag = next((tag for tag in left_out if tag.start <= left and right <= tag.end), None)
        if tag is None:
            pieces.append((classes, escape(text[left:right])))
        elif left == tag.start:
            pieces.append((classes, _in_place_of(tag, text, start, end)))
    out = []
    for classes, group in groupby(pieces, key=lambda piece: piece[0]):
        piece = "".join(part for _, part in group)
        out.append(
            f'<mark class="{escape(classes)}">{piece}</mark>' if classes and piece else piece
        )
    return "".join(out)


def _in_place_of(tag: Markup, text: str, start: int, end: int) -> str:
    """What stands for a tag within `text[start:end]`: no line end where nothing stands beyond."""
    shown = tag.shown
    if not text[start : tag.start].strip():
        shown = shown.lstrip("\n")
    if not text[tag.end : end].strip():
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
            out.append(f"<p>{'<br>'.join(shown)}</p>")
    return "".join(out)


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
        else:
            yield "text", first, last


def _table(text: str, lines: Sequence[Span], spans: Spans, header: str | None) -> str:
    rules = [i for i, (first, last) in enumerate(lines) if is_rule(text, first, last)]
    rows = []
    if header is not None:
        cells = "".join(
            f'<th scope="col">{escape(header[first:last])}</th>'
            for first, last in cells_of(header, 0, len(header))
        )
        rows.append(f'<tr class="m-given-header">{cells}</tr>')
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
