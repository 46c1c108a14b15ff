"""Tables of a PDF page, found by the lines drawn around their cells."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.read.pdf_page import Box, Frame

_THIN = 3.0  # points: a filled rectangle this thin is a drawn line
_SHORT = 4.0  # points: shorter ones are corners and dots
_SNAP = 3.0  # points: lines this near are one
_ENDS = 4.5  # points: what may be missing at the end of a line; text stands 5 from the edge
_MOST_RULES = 4_000  # on a page; more are a drawing or a map
_MOST_CELLS = 6_000  # of the finest grid of one table


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells.

    Attributes:
        box: All of it.
        cells: Each cell's place in rows and columns, from 0, and on the page.
    """

    box: Box
    cells: tuple[tuple[int, int, Box], ...]


def find_grids(page: pdfium.PdfPage, frame: Frame) -> list[Grid]:
    """The tables and frames on the page, from the top; a frame is a table of one cell."""
    rules = list(_rules(page, frame))
    if len(rules) > _MOST_RULES:
        return []
    grids = [_grid(group) for group in _touching(rules)]
    return sorted((grid for grid in grids if grid), key=lambda grid: (grid.box.top, grid.box.x0))


def _rules(page: pdfium.PdfPage, frame: Frame) -> Iterator[Box]:
    """The straight lines on the page; a rectangle gives its four sides."""
    for path in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=1):
        if pdfium_c.FPDFPath_CountSegments(path) > 12:
            continue  # a curve, a letter, a chart
        box = frame.box(*path.get_bounds())
        wide, high = box.x1 - box.x0, box.bottom - box.top
        if max(wide, high) < _SHORT or max(wide, high) > 3000:
            continue
        if min(wide, high) <= _THIN:
            yield box
        elif min(wide, high) > _SHORT and _is_stroked(path):
            yield Box(box.x0, box.top, box.x1, box.top)
            yield Box(box.x0, box.bottom, box.x1, box.bottom)
            yield Box(box.x0, box.top, box.x0, box.bottom)
            yield Box(box.x1, box.top, box.x1, box.bottom)


def _is_stroked(path: pdfium.PdfObject) -> bool:
    """Whether the outline is drawn; a fill alone is a shade behind words, inside of its cell."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(stroke.value)


def _touching(rules: Sequence[Box]) -> list[list[Box]]:
    """The lines in groups that hang together."""
    parent = list(range(len(rules)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    order = sorted(range(len(rules)), key=lambda at: rules[at].x0)
    active: list[int] = []
    for at in order:
        rule = rules[at]
        active = [other for other in active if rules[other].x1 + _SNAP >= rule.x0]
        for other in active:
            if rules[other].top - _SNAP <= rule.bottom and rule.top - _SNAP <= rules[other].bottom:
                parent[root(at)] = root(other)
        active.append(at)
    groups: dict[int, list[Box]] = {}
    for at in range(len(rules)):
        groups.setdefault(root(at), []).append(rules[at])
    return [group for group in groups.values() if len(group) >= 3]


def _grid(rules: Sequence[Box]) -> Grid | None:
    """The cells between the lines: neighbours without a line between them are one cell."""
    flat = [rule for rule in rules if rule.x1 - rule.x0 >= rule.bottom - rule.top]
    upright = [rule for rule in rules if rule.x1 - rule.x0 < rule.bottom - rule.top]
    ends = [rule.x0 for rule in flat] + [rule.x1 for rule in flat]
    xs = (
        _snapped([(rule.x0 + rule.x1) / 2 for rule in upright] + [min(ends), max(ends)])
        if ends
        else []
    )
    ys = _snapped([(rule.top + rule.bottom) / 2 for rule in flat])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > _MOST_CELLS:
        return None
    walls = _covered(upright, xs, ys, lambda r: ((r.x0 + r.x1) / 2, r.top, r.bottom))
    floors = _covered(flat, ys, xs, lambda r: ((r.top + r.bottom) / 2, r.x0, r.x1))
    cells: list[tuple[int, int, Box]] = []
    taken = [[False] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            right = column
            while (
                right + 1 < columns and (right + 1, row) not in walls and not taken[row][right + 1]
            ):
                right += 1
            low = row
            while low + 1 < rows and all(
                (low + 1, at) not in floors for at in range(column, right + 1)
            ):
                low += 1
            for y in range(row, low + 1):
                for x in range(column, right + 1):
                    taken[y][x] = True
            cells.append((row, column, Box(xs[column], ys[row], xs[right + 1], ys[low + 1])))
    return Grid(Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(cells))


def _snapped(values: Sequence[float]) -> list[float]:
    """The values in order, those near each other as their first."""
    snapped: list[float] = []
    for value in sorted(values):
        if not snapped or value - snapped[-1] > _SNAP:
            snapped.append(value)
    return snapped


def _covered(
    rules: Sequence[Box],
    across: Sequence[float],
    along: Sequence[float],
    places: Callable[[Box], tuple[float, float, float]],
) -> set[tuple[int, int]]:
    """Which stretches between two crossing lines have a line: (line, stretch).

    Most of a stretch must be drawn, be it in pieces, and up to its ends: a line under words
    ends before its cell does.
    """
    pieces: dict[int, list[tuple[float, float]]] = {}
    for rule in rules:
        at, start, end = places(rule)
        near = min(range(len(across)), key=lambda line: abs(across[line] - at))
        pieces.setdefault(near, []).append((start, end))
    covered = set()
    for line, drawn in pieces.items():
        for start, end in _joined(drawn):
            for stretch in range(len(along) - 1):
                if start - _ENDS <= along[stretch] and along[stretch + 1] <= end + _ENDS:
                    covered.add((line, stretch))
    return covered


def _joined(pieces: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Pieces of a line that touch, as one."""
    joined: list[tuple[float, float]] = []
    for start, end in sorted(pieces):
        if joined and start <= joined[-1][1] + _SNAP:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
