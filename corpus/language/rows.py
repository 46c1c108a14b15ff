"""Rows of `|` cells in a text: their cells, and what stands above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from corpus.language.clean import display_text

_LINE = re.compile(r"[^\n]*")
_ROW = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"\s*\|(\s*:?-+:?\s*\|)+\s*")
_CELL = re.compile(r"(?:\\.|[^|])*")
_ASIDE = re.compile(r"[(（](?:[^()（）\n]|[(（][^()（）\n]*[)）])+[)）]")
_HEADING_CHARS = 40  # a longer cell says something itself
_NAME_CHARS = 60  # a longer line above a table is more than its name


def is_row(text: str, start: int, end: int) -> bool:
    """Tell whether the line `text[start:end]` is a row of a table, or the rule below its header."""
    return _ROW.fullmatch(text, start, end) is not None


def is_rule(text: str, start: int, end: int) -> bool:
    """Tell whether the line `text[start:end]` is the rule below a header row."""
    return _RULE.fullmatch(text, start, end) is not None


def is_subheading(text: str, start: int, end: int) -> bool:
    """Tell whether a row names the rows below it: all its cells but the first are empty."""
    if not is_row(text, start, end) or is_rule(text, start, end):
        return False
    first, *others = cells_of(text, start, end)
    return first[0] < first[1] and bool(others) and all(left == right for left, right in others)


def rows_above_others(text: str, rows: Sequence[tuple[int, int]]) -> set[int]:
    """Return where the rows of a table begin that only say what those below them are.

    Its header with the rule, a row that names those below it, and the names of columns right below
    such a row: 「| | 2015年度 | 2016年度 |」.
    """
    found: set[int] = set()
    above: tuple[int, int] | None = None
    for row, below in zip_longest(rows, rows[1:]):
        names = is_subheading(text, *row) or is_rule(text, *row)
        heads = above is None and below is not None and is_rule(text, *below)
        columns = above is not None and above[0] in found and _has_no_stub(text, row)
        if names or heads or columns:
            found.add(row[0])
        above = row
    return found


def _has_no_stub(text: str, row: tuple[int, int]) -> bool:
    left, right = cells_of(text, *row)[0]
    return left == right


def names_table(above: str) -> bool:
    """Tell whether what stands right above a table is its name: 「○来場者数」.

    An aside on a line of its own may stand between: 「(10月に開催)」. A heading is none: every
    passage has it above anyhow.
    """
    name, *aside = above.strip().split("\n")
    return (
        len(above.strip()) <= _NAME_CHARS
        and not name.startswith("#")
        and not name.endswith(("。", "、"))
        and (not aside or (len(aside) == 1 and is_aside(aside[0])))
    )


def is_aside(line: str) -> bool:
    """Tell whether a line stands in brackets: 「（10月に開催）」."""
    return _ASIDE.fullmatch(line.strip()) is not None


def cells_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places of the cells of the row `text[start:end]`, white space around them not."""
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


def header_above(text: str, place: int) -> str | None:
    """Return the header row of the table whose row begins at `place`.

    None in no table, in one without a rule, and for the header itself.
    """
    above = list(_rows_above(text, place))
    if len(above) < 2 or not is_rule(text, *above[-2]):
        return None
    start, end = above[-1]
    return text[start:end]


def column_heading(text: str, place: int, header: str | None) -> str:
    """Return what the column of a cell is called, as shown to readers; nothing if nothing says so.

    Args:
        text: What holds the row.
        place: Where the cell, or a part of it, begins.
        header: The header row that stands before the text.
    """
    start = text.rfind("\n", 0, place) + 1
    line = _LINE.match(text, start)
    cells = cells_of(text, start, line.end() if line else len(text))
    column = next((n for n, (_, right) in enumerate(cells) if place <= right), len(cells))
    rows = [text[first:last] for first, last in _rows_above(text, start)]
    for row in (*rows, header or ""):
        above = cells_of(row, 0, len(row))
        if column < len(above) and not is_rule(row, 0, len(row)):
            heading = display_text(row[slice(*above[column])]).strip()
            if 0 < len(heading) <= _HEADING_CHARS:
                return heading
    return ""


def _rows_above(text: str, place: int) -> Iterator[tuple[int, int]]:
    """Yield the lines of the same table above the line that begins at a place, nearest first."""
    end = place - 1
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        if not is_row(text, start, end):
            return
        yield start, end
        end = start - 1
