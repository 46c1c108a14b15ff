"""PDF files with a text layer.

PDFium (pypdfium2) reads them: on the 83 pages of three guides of Japanese support programmes it
took 0.7 s where pdfplumber took 20 s, and it opens broken files that pdfminer stumbles over.
It gives characters with their places; lines, columns, tables and paragraphs are made here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pypdfium2 as pdfium

from corpus.document import Document
from corpus.read.blocks import find_blocks
from corpus.read.furniture import is_furniture
from corpus.read.imprint import published_on
from corpus.read.marks import is_contact
from corpus.read.pdf_flow import CellRow, Flow, Page, Table, flow_of
from corpus.read.pdf_grid import Grid, find_grids
from corpus.read.pdf_page import Char, Frame, PageLine, lines_of, page_chars
from corpus.read.quality import MOST_GARBAGE, garbage
from corpus.read.source import Reading, Source, UnreadableError
from corpus.read.titles import title_of

_LEAST_CHARS = 10  # a page: fewer on all pages together means pictures of pages
_TITLE_SIZE = 1.2  # times the size of most letters
_LONGEST_TITLE = 100
_BODY = re.compile(r"(?:事務局|株式会社\S*|協議会|委員会|[都道府県市区町村省庁])[）)]?$")
_EMPTY_CELLS = 0.75  # share: a grid emptier than this is a chart or a form, not a table


def read_pdf(source: Source) -> Reading:
    """The one document of a PDF file, with where its pages start.

    Raises:
        UnreadableError: A password, a damaged file, scanned pages, a garbled text layer.
    """
    pdf = _open(source)
    pages: list[Page] = []
    unknown = chars = blank = 0
    count = min(len(pdf), source.limits.pages)
    for number in range(count):
        try:
            page = pdf[number]
        except pdfium.PdfiumError:
            pages.append(Page((), 1.0))
            blank += 1
            continue
        found, lost, letters = _read_page(page)
        page.close()
        pages.append(found)
        unknown, chars, blank = unknown + lost, chars + letters, blank + (letters + lost == 0)
    if chars + unknown < _LEAST_CHARS * count:
        raise UnreadableError("a scan without text; run character recognition (OCR) on it")
    flow = flow_of(pages)
    share = garbage(flow.text, unknown)
    if share > MOST_GARBAGE:
        raise UnreadableError(
            f"its text layer is garbled ({share:.0%} of it); run character recognition (OCR) on it"
        )
    warnings = [f"{blank} of {count} pages have no text"] if blank else []
    if len(pdf) > count:
        warnings.append(f"only the first {count:,} of {len(pdf):,} pages are read")
    return Reading((_document(source, flow, pages),), tuple(warnings))


def _open(source: Source) -> pdfium.PdfDocument:
    try:
        pdf = pdfium.PdfDocument(source.data)
        pages = len(pdf)
    except pdfium.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise UnreadableError("protected by a password; save it without one") from error
        raise UnreadableError("a damaged PDF file; get it again") from error
    if pages == 0:
        raise UnreadableError("a PDF file without pages; get it again")
    return pdf


def _document(source: Source, flow: Flow, pages: list[Page]) -> Document:
    blocks = find_blocks(flow.text)
    title = _printed_title(pages, flow.size) or title_of(flow.text, blocks, source.doc_id)
    return Document(
        doc_id=source.doc_id,
        title=title,
        text=flow.text,
        source=source.name,
        blocks=blocks,
        pages=flow.pages,
        published=_changed(pages),
    )


def _changed(pages: list[Page]) -> date | None:
    """The day on which a web page was changed that was printed into the file."""
    lines = (item.text for page in pages for item in page.items if isinstance(item, PageLine))
    return next(filter(None, map(published_on, filter(is_furniture, lines))), None)


def _read_page(page: pdfium.PdfPage) -> tuple[Page, int, int]:
    """A page, how many of its characters have no meaning, and how many have one."""
    frame = Frame(page)
    chars, unknown = page_chars(page, frame)
    items: list[PageLine | Table] = []
    last_row: CellRow | None = None
    free = chars
    for grid in find_grids(page, frame):
        inside = [char for char in free if grid.box.holds(char.box)]
        if not inside:
            continue
        table = _table(grid, inside)
        if table is not None:
            items.append(table)
            free = [char for char in free if not grid.box.holds(char.box)]
        elif len(grid.cells) == 1 and len(inside) <= 60:
            items.extend(replace(line, framed=True) for line in lines_of(inside))
            free = [char for char in free if not grid.box.holds(char.box)]
        else:
            last_row = _row(grid, inside) or last_row
    lines = lines_of(free)
    read = Page(tuple(_merge(lines, items)), frame.shown.bottom, last_row)
    return read, unknown, len(chars)


def _merge(lines: list[PageLine], items: list[PageLine | Table]) -> list[PageLine | Table]:
    """The lines in their order, with the tables and framed lines where they stand between them."""
    merged: list[PageLine | Table] = []
    waiting = sorted(items, key=_top)
    for line in lines:
        while waiting and _top(waiting[0]) <= line.box.top:
            merged.append(waiting.pop(0))
        merged.append(line)
    return merged + waiting


def _top(item: PageLine | Table) -> float:
    return item.top if isinstance(item, Table) else item.box.top


def _table(grid: Grid, chars: list[Char]) -> Table | None:
    """The grid as rows of texts; None for a frame, a chart, an empty form."""
    texts = _cell_texts(grid, chars)
    filled = {place for place, text in texts.items() if text}
    rows = sorted({row for row, _ in filled})
    columns = sorted({column for _, column in filled})
    if len(columns) < 2 or len(rows) < 2 or len(filled) < (1 - _EMPTY_CELLS) * len(texts):
        return None
    cells = [[texts.get((row, column), "") for column in columns] for row in rows]
    return Table(grid.box.top, _without_splits(cells))


def _row(grid: Grid, chars: list[Char]) -> CellRow | None:
    """The grid as one row of texts; None where it has more, or one text only."""
    texts = _cell_texts(grid, chars)
    filled = tuple(text for _, text in sorted(texts.items()) if text)
    if len({row for row, _ in texts}) > 1 or len(filled) < 2:
        return None
    return CellRow(grid.box, filled)


def _cell_texts(grid: Grid, chars: list[Char]) -> dict[tuple[int, int], str]:
    """The text of each cell by its row and column; lines of Japanese are closed."""
    texts: dict[tuple[int, int], str] = {}
    for row, column, box in grid.cells:
        lines = lines_of([char for char in chars if box.holds(char.box)])
        texts[row, column] = (
            re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", " ".join(line.text for line in lines))
            if len(lines) > 1
            else "".join(line.text for line in lines)
        )
    return texts


def _without_splits(cells: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """The rows, with neighbouring columns as one that no row fills both of.

    The edges of a column are a few points apart from row to row in many files.
    """
    columns = [list(column) for column in zip(*cells, strict=True)]
    merged = [columns[0]]
    for column in columns[1:]:
        if any(one and other for one, other in zip(merged[-1], column, strict=True)):
            merged.append(column)
        else:
            merged[-1] = [one or other for one, other in zip(merged[-1], column, strict=True)]
    return tuple(zip(*merged, strict=True))


def _printed_title(pages: list[Page], size: float) -> str:
    """The biggest letters of the first page with text, when they are bigger than the rest."""
    first = next((page for page in pages if page.items), None)
    lines = [item for item in first.items if isinstance(item, PageLine)] if first else []
    biggest = max((line.size for line in lines), default=0.0)
    if biggest < _TITLE_SIZE * size:
        return ""
    title: list[str] = []
    for line in lines:
        if line.size >= 0.85 * biggest and not is_contact(line.text):
            if _BODY.search(line.text) is None:
                title.append(line.text)
        elif title:
            break
    joined = " ".join(title)
    return joined if 2 <= len(joined) <= _LONGEST_TITLE else ""
