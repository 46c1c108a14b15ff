"""The lines of all pages as one text: no running heads, paragraphs whole, tables as rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from corpus.read.bars import rows_as_text
from corpus.read.furniture import is_furniture
from corpus.read.marks import mark_of
from corpus.read.pdf_page import Box, PageLine

_EDGE = 0.12  # share of the page's height where running heads and page numbers stand
_PAGE_NUMBER = re.compile(
    r"[-－—–―\s(（]*(?:[Pp]\.?\s*|第\s*)?[0-9０-９]{1,4}(?:\s*[頁/／]\s*\d*)?[-－—–―\s)）]*$"
)
_REPEATS = 0.4  # share of the pages a running head stands on
_FULL = 15  # characters: a shorter line is no full line of a paragraph
_FINISHED = re.compile(r"[。．！？!?」』：:]$")
_LATIN_END, _LATIN_START = re.compile(r"[A-Za-z0-9,.;:)]$"), re.compile(r"[A-Za-z0-9(]")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a page as rows of cells; `top` is where it stands."""

    top: float
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CellRow:
    """A table of one row, which may be the header of one on the next page."""

    box: Box
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a file.

    Attributes:
        items: Its lines and tables in reading order.
        height: In points.
        last_row: Its lowest table of one row, whose words are among the lines.
    """

    items: tuple[PageLine | Table, ...]
    height: float
    last_row: CellRow | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """The text of a PDF file, where its pages start in it, and the size of most letters."""

    text: str
    pages: tuple[int, ...]
    size: float


def flow_of(pages: Sequence[Page]) -> Flow:
    """The pages as one text."""
    running = _running_lines(pages)
    kept = [
        [item for item in page.items if not _is_furniture(item, page, running)] for page in pages
    ]
    for (page, items), following in pairwise(zip(pages, kept, strict=True)):
        _carry_header(page.last_row, items, following[1])
    sizes = [
        round(i.size, 1) for items in kept for i in items if isinstance(i, PageLine) for _ in i.text
    ]
    size = median(sizes) if sizes else 10.0
    text = _Writer(size)
    starts: list[int] = []
    for items in kept:
        text.begin_page(items)
        for at, item in enumerate(items):
            text.add(item)
            if at == 0:
                starts.append(text.start)
        if not items:
            starts.append(text.length)
    return Flow(text.text, tuple(starts), size)


def _carry_header(
    row: CellRow | None, items: list[PageLine | Table], following: list[PageLine | Table]
) -> None:
    """Move the row at the end of a page to the table that it heads at the start of the next one."""
    if row is None or not items or not following:
        return
    last, table = items[-1], following[0]
    at_end = isinstance(last, PageLine) and row.box.holds(last.box)
    if not at_end or not isinstance(table, Table) or len(table.rows[0]) != len(row.cells):
        return
    items[:] = [
        item for item in items if not (isinstance(item, PageLine) and row.box.holds(item.box))
    ]
    if table.rows[0] != row.cells:
        following[0] = replace(table, rows=(row.cells, *table.rows))


def _running_lines(pages: Sequence[Page]) -> frozenset[tuple[str, int]]:
    """Lines at the edges that come back on many pages: their words without digits, and height."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        edge = {
            _running_key(item)
            for item in page.items
            if isinstance(item, PageLine) and _is_at_edge(item, page)
        }
        seen.update(edge)
    needed = max(3, _REPEATS * len(pages))
    return frozenset(key for key, times in seen.items() if times >= needed)


def _running_key(line: PageLine) -> tuple[str, int]:
    return re.sub(r"[\s0-9０-９]+", "", line.text), round(line.box.top / 12)


def _is_at_edge(line: PageLine, page: Page) -> bool:
    return line.box.bottom < _EDGE * page.height or line.box.top > (1 - _EDGE) * page.height


def _is_furniture(item: PageLine | Table, page: Page, running: frozenset[tuple[str, int]]) -> bool:
    if not isinstance(item, PageLine):
        return False
    if is_furniture(item.text):  # of a web page that was printed
        return True
    return _is_at_edge(item, page) and (
        _running_key(item) in running or _PAGE_NUMBER.match(item.text) is not None
    )


class _Writer:
    """Puts lines behind each other and decides what stands between two of them."""

    def __init__(self, size: float) -> None:
        self._size = size
        self._parts: list[str] = []
        self._last: PageLine | Table | None = None
        self._leading = 0.0
        self._new_page = True
        self.length = 0
        self.start = 0

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    def begin_page(self, items: Sequence[PageLine | Table]) -> None:
        """Take the measure of a page: how far apart its lines stand."""
        gaps = [
            below.box.top - above.box.bottom
            for above, below in pairwise(items)
            if isinstance(above, PageLine) and isinstance(below, PageLine)
        ]
        near = [gap for gap in gaps if 0 <= gap < 2.5 * self._size]
        self._leading = median(near) if near else 0.5 * self._size
        self._new_page = True

    def add(self, item: PageLine | Table) -> None:
        """Write one line or table behind what there is."""
        self._put(self._between(item))
        self.start = self.length
        self._put(item.text if isinstance(item, PageLine) else rows_as_text(item.rows))
        self._last, self._new_page = item, False

    def _put(self, part: str) -> None:
        self._parts.append(part)
        self.length += len(part)

    def _between(self, item: PageLine | Table) -> str:
        last = self._last
        if last is None:
            return ""
        if isinstance(item, Table) or isinstance(last, Table):
            return "\n\n"
        if self._goes_on(last, item):
            latin = _LATIN_END.search(last.text) and _LATIN_START.match(item.text)
            return " " if latin else ""
        if self._new_page or self._stands_out(last) or self._stands_out(item):
            return "\n\n"
        apart = item.box.top - last.box.bottom > 1.4 * self._leading + 1
        return "\n\n" if apart else "\n"

    def _goes_on(self, last: PageLine, line: PageLine) -> bool:
        """Whether a line is the rest of the one above it: that one is full, this one is plain."""
        full = last.box.x1 >= last.right - 2.0 * last.size and len(last.text) >= _FULL
        alike = abs(last.size - line.size) <= 0.15 * last.size and last.framed == line.framed
        if not full or not alike or mark_of(line.text) not in ("text", "aside"):
            return False
        finished = _FINISHED.search(last.text) is not None
        if self._new_page:
            return not finished
        gap = line.box.top - last.box.bottom
        indented = line.box.x0 > last.box.x0 + 0.8 * line.size
        near = -line.size < gap <= 1.4 * self._leading + 1
        return near and not (finished and indented)

    def _stands_out(self, line: PageLine) -> bool:
        """Whether a line is set apart: bigger or bolder letters, a frame."""
        return len(line.text) <= 60 and (line.framed or line.bold or line.size >= 1.12 * self._size)
