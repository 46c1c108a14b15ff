"""The lines of a PDF page with their places, in the order a person reads them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.read.pdf_blanks import written_blanks

_MOST_CHARS = 60_000  # on a page; a full page of small print has 6,000


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the upper left corner as the page is shown."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, other: Box) -> bool:
        """Whether the middle of the other box lies inside."""
        x, y = (other.x0 + other.x1) / 2, (other.top + other.bottom) / 2
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Char:
    """A character and its place; `size` in points, `bold` as the font says."""

    text: str
    box: Box
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page.

    Attributes:
        text: Its words.
        box: Where it stands.
        size: The height of its letters in points.
        bold: Whether most of them are bold.
        right: How far the longest line of its column reaches.
        framed: Whether a box is drawn around it.
    """

    text: str
    box: Box
    size: float
    bold: bool
    right: float
    framed: bool = False


class Frame:
    """Turns the coordinates of a PDF page, from its lower left corner, into a `Box`."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.rotation = page.get_rotation()
        width, height = page.get_size()
        turned = self.rotation in (90, 270)
        self.width, self.height = (height, width) if turned else (width, height)
        self.shown = Box(0, 0, width, height)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The place on the page as it is shown, turned if the page is."""
        if self.rotation == 90:
            return Box(bottom, left, top, right)
        if self.rotation == 180:
            return Box(self.width - right, bottom, self.width - left, top)
        if self.rotation == 270:
            return Box(
                self.height - top, self.width - right, self.height - bottom, self.width - left
            )
        return Box(left, self.height - top, right, self.height - bottom)


def page_chars(page: pdfium.PdfPage, frame: Frame) -> tuple[list[Char], int]:
    """The characters on the page in the order of the file, and how many have no meaning.

    A character without meaning is one whose font does not say what it stands for.
    """
    text = page.get_textpage()
    chars: list[Char] = []
    unknown = 0
    count = min(text.count_chars(), _MOST_CHARS)
    blanks = written_blanks(page, text, count)
    for at in range(count):
        if at in blanks and chars:
            chars.append(_blank_behind(chars[-1]))
        if pdfium_c.FPDFText_IsGenerated(text, at) == 1:
            continue
        code = pdfium_c.FPDFText_GetUnicode(text, at)
        if pdfium_c.FPDFText_HasUnicodeMapError(text, at) == 1 or code in (0, 0xFFFE, 0xFFFF):
            unknown += 1
            continue
        if code < 32 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        box = frame.box(*text.get_charbox(at, loose=True))
        if frame.shown.holds(box):
            chars.append(Char(chr(code), box, _size(text, at), _is_bold(text, at)))
    text.close()
    return chars, unknown


def _blank_behind(last: Char) -> Char:
    """A blank without a width of its own: how far the next character is away stays to be seen."""
    box = last.box
    return replace(last, text=" ", box=Box(box.x1, box.top, box.x1, box.bottom))


def _size(text: pdfium.PdfTextPage, at: int) -> float:
    """The size of a character's font in points, as the page scales it."""
    matrix = pdfium_c.FS_MATRIX()
    scaled = pdfium_c.FPDFText_GetMatrix(text, at, ctypes.byref(matrix))
    scale = math.hypot(matrix.c, matrix.d) if scaled else 1.0
    return float(pdfium_c.FPDFText_GetFontSize(text, at)) * scale


def _is_bold(text: pdfium.PdfTextPage, at: int) -> bool:
    return int(pdfium_c.FPDFText_GetFontWeight(text, at)) >= 600


def lines_of(chars: Sequence[Char]) -> list[PageLine]:
    """The lines that the characters make, in reading order; two columns one after the other."""
    runs = _runs(chars)
    lines: list[PageLine] = []
    for band in _bands(runs):
        right = max((run[-1].box.x1 for run in band), default=0.0)
        for row in _rows(band):
            line = _line(row, right)
            if line.text:
                lines.append(line)
    return lines


def _runs(chars: Iterable[Char]) -> list[list[Char]]:
    """Characters that follow each other on one line, in the order of the file."""
    runs: list[list[Char]] = []
    for char in chars:
        last = runs[-1][-1] if runs else None
        if last is not None and _follows(last, char):
            runs[-1].append(char)
        elif char.text.strip():
            runs.append([char])
    return runs


def _follows(last: Char, char: Char) -> bool:
    step = char.box.x0 - last.box.x1
    return _same_row(last.box, char.box) and -0.5 * char.size < step < 2.5 * char.size


def _same_row(one: Box, other: Box) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def _extent(run: Sequence[Char]) -> Box:
    return Box(
        min(char.box.x0 for char in run),
        min(char.box.top for char in run),
        max(char.box.x1 for char in run),
        max(char.box.bottom for char in run),
    )


def _bands(runs: list[list[Char]]) -> list[list[list[Char]]]:
    """The runs of a page in one group, or, of two columns, what is above them, left and right."""
    boxes = [_extent(run) for run in runs]
    if len(boxes) < 16:
        return [runs]
    middle = (min(box.x0 for box in boxes) + max(box.x1 for box in boxes)) / 2
    crossing = [box for box in boxes if box.x0 < middle - 5 and box.x1 > middle + 5]
    left = [run for run, box in zip(runs, boxes, strict=True) if box.x1 <= middle + 5]
    right = [run for run, box in zip(runs, boxes, strict=True) if box.x0 >= middle - 5]
    width = middle - min(box.x0 for box in boxes)
    full = sum(box.x1 - box.x0 > 0.6 * width for box in boxes if box.x1 <= middle + 5)
    if min(len(left), len(right)) < 8 or len(crossing) > 0.1 * len(runs) or full < 4:
        return [runs]
    columns_top = min(_extent(run).top for run in right)
    above = [run for run in runs if _extent(run).bottom <= columns_top or run not in left + right]
    return [above, [run for run in left if run not in above], right]


def _rows(runs: list[list[Char]]) -> list[list[list[Char]]]:
    """The runs that stand on one line, line by line from the top, each line from the left."""
    rows: list[tuple[Box, list[list[Char]]]] = []
    for run in sorted(runs, key=lambda run: (_extent(run).top, _extent(run).x0)):
        box = _extent(run)
        at = next(
            (
                at
                for at in range(len(rows) - 1, max(-1, len(rows) - 4), -1)
                if _same_row(rows[at][0], box)
            ),
            None,
        )
        if at is None:
            rows.append((box, [run]))
        else:
            rows[at][1].append(run)
    return [sorted(row, key=lambda run: run[0].box.x0) for _, row in rows]


def _line(row: list[list[Char]], right: float) -> PageLine:
    chars = [char for run in row for char in run]
    text = ""
    for at, char in enumerate(chars):
        step = char.box.x0 - chars[at - 1].box.x1 if at else 0.0
        if step > 0.4 * char.size and not text.endswith(" "):
            text += " "
        text += char.text
    sizes = sorted(char.size for char in chars)
    bold = sum(char.bold for char in chars) > 0.5 * len(chars)
    return PageLine(" ".join(text.split()), _extent(chars), sizes[len(sizes) // 2], bold, right)
