"""Text of a document as HTML: escaped, with spans marked, rows of `|` cells as tables.

Spans are half-open, counted in Unicode code points; they may overlap, touch or reach past the
text. Each kind of span has a CSS class; where several meet, the mark carries all their classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby, pairwise

Span = tuple[int, int]
Spans = Mapping[str, Sequence[Span]]
"""Spans by CSS class."""

_ROW = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"\s*\|(\s*:?-+:?\s*\|)+\s*")
_CELL = re.compile(r"(?:\\.|[^|])*")


def marked(text: str, spans: Spans, start: int = 0, end: int | None = None) -> str:
    """HTML of `text[start:end]` with its spans in `<mark class="…">`.

    Args:
        text: Any text.
        spans: Spans of `text` (not of the slice), by class.
        start: First character shown.
        end: One past the last character shown; None for the end of the text.
    """
    end = len(text) if end is None else end
    edges = {start, end}
    for ranges in spans.values():
        for span in ranges:
            edges.update(edge for edge in span if start < edge < end)
    ordered = sorted(edges)
    pieces: list[tuple[str, str]] = []
    for left, right in pairwise(ordered):
        classes = " ".join(
            name
            for name, ranges in spans.items()
            if any(first <= left and right <= last for first, last in ranges)
        )
        pieces.append((classes, text[left:right]))
    out = []
    for classes, group in groupby(pieces, key=lambda piece: piece[0]):
        piece = escape("".join(part for _, part in group))
        out.append(f'<mark class="{escape(classes)}">{piece}</mark>' if classes else piece)
    return "".join(out)


def text_html(
    text: str,
    spans: Spans,
    start: int = 0,
    end: int | None = None,
    table_header: str | None = None,
) -> str:
    """HTML of `text[start:end]`: paragraphs, and tables where lines are rows of `|` cells.

    Args:
        text: Any text.
        spans: Spans of `text` by class.
        start: First character shown.
        end: One past the last character shown; None for the end of the text.
        table_header: A header row that stands before the text, shown above its first table.
    """
    end = len(text) if end is None else end
    out = []
    for kind, group in groupby(_lines(text, start, end), key=lambda line: _kind(text, line)):
        lines = list(group)
        if kind == "row":
            out.append(_table(text, lines, spans, table_header))
            table_header = None
        elif kind == "text":
            rows = (marked(text, spans, first, last) for first, last in lines)
            out.append(f"<p>{'<br>'.join(rows)}</p>")
    return "".join(out)


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Places of the lines of `text[start:end]`, without their line ends."""
    for line in re.compile(r"[^\n]+|\n(?=\n)").finditer(text, start, end):
        yield line.start(), line.end()


def _kind(text: str, line: Span) -> str:
    content = text[line[0] : line[1]]
    if not content.strip():
        return "blank"
    return "row" if _ROW.fullmatch(content) else "text"


def _table(text: str, lines: Sequence[Span], spans: Spans, header: str | None) -> str:
    rules = [i for i, (first, last) in enumerate(lines) if _RULE.fullmatch(text[first:last])]
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


def cells_of(text: str, start: int, end: int) -> list[Span]:
    """Places of the cells of the row `text[start:end]`, without white space around them."""
    row = text[start:end]
    first = start + len(row) - len(row.lstrip()) + (1 if row.lstrip().startswith("|") else 0)
    last = start + len(row.rstrip()) - (1 if row.rstrip().endswith("|") else 0)
    cells = []
    place = first
    while place <= last:
        cell = _CELL.match(text, place, last)
        right = cell.end() if cell else last
        inner = text[place:right]
        left = place + len(inner) - len(inner.lstrip())
        cells.append((left, max(left, place + len(inner.rstrip()))))
        place = right + 1
    return cells
