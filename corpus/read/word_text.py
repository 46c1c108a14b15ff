"""What a person reads in the XML of a Word file: words, blocks, cells, whatever wraps them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, TABLE = f"{W}p", f"{W}tbl"
_ROW, _CELL, _BOX = f"{W}tr", f"{W}tc", f"{W}txbxContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Furigana, properties, what a tracked change took away, and pictures' second form for old Word.
_UNREAD = {f"{W}rt", f"{W}pPr", f"{W}rPr", f"{W}del", f"{W}moveFrom", _FALLBACK}
_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_ENDS = {f"{W}br", f"{W}cr"}
_BLANKS = {f"{W}tab", f"{W}ptab"}
_GALLERY = f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"
_WIDEST = 63  # columns a table can have in Word


def words_of(element: _Element) -> str:
    """The words of a paragraph, a line to each line that its writer ended; no text boxes."""
    lines = "".join(_pieces(element)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _pieces(element: _Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield (child.text or "").replace("\n", " ")
        elif child.tag in _ENDS:
            yield "\n"
        elif child.tag in _BLANKS:
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag not in _UNREAD and child.tag != _BOX:
            yield from _pieces(child)


def blocks_of(element: _Element) -> Iterator[_Element]:
    """The paragraphs and tables of a body, a cell or a box, those in its text boxes after each."""
    for child in _unwrapped(element, {PARAGRAPH, TABLE}):
        yield child
        if child.tag == PARAGRAPH:
            for box in _boxes(child):
                yield from blocks_of(box)


def _boxes(element: _Element) -> Iterator[_Element]:
    """The text boxes of a paragraph, those inside another left to it."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag not in _UNREAD:
            yield from _boxes(child)


def rows_of(table: _Element) -> list[list[str]]:
    """The rows of a table; a merged cell's text stands in its first column and row only."""
    return [list(_cells(row)) for row in _unwrapped(table, {_ROW})]


def _cells(row: _Element) -> Iterator[str]:
    yield from [""] * _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in _unwrapped(row, {_CELL}):
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        goes_on = merged is not None and merged.get(f"{W}val") != "restart"
        yield "" if goes_on else _cell_text(cell)
        yield from [""] * (_number(cell.find(f"{W}tcPr/{W}gridSpan"), 1) - 1)


def _cell_text(cell: _Element) -> str:
    """The words of a cell on one line, those of tables inside it too."""
    words = (
        words_of(block)
        if block.tag == PARAGRAPH
        else " ".join(text for row in rows_of(block) for text in row)
        for block in blocks_of(cell)
    )
    return " ".join(" ".join(words).split())


def _unwrapped(element: _Element, tags: set[str]) -> Iterator[_Element]:
    """The children with one of the tags, those in content controls and other wrappers too.

    The table of contents that Word makes of the headings says nothing of its own.
    """
    for child in element:
        gallery = child.find(_GALLERY)
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS and (
            gallery is None or gallery.get(f"{W}val") != "Table of Contents"
        ):
            yield from _unwrapped(child, tags)


def _number(element: _Element | None, absent: int) -> int:
    value = element.get(f"{W}val") if element is not None else None
    return min(int(value), _WIDEST) if value and value.isdecimal() else absent
