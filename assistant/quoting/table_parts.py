"""Which rows of a table are quoted together, and what stands above a row that is quoted alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.language.clean import display_text
from corpus.language.rows import (
    cells_of,
    header_above,
    is_row,
    is_rule,
    is_subheading,
    names_table,
    rows_above_others,
)

TABLE_CHARS = 200
"""A table, or a part of one, up to this size is quoted as a whole, a longer row by its cells."""

_LINE = re.compile(r"[^\n]+")
_Row = tuple[int, int]  # where its line begins and ends


def rows_alone(text: str) -> frozenset[int]:
    """Return where the rows begin that are quoted without the one above them.

    Which row of a large table is asked for only its own words tell; one right below what heads it
    is quoted with that.
    """
    alone: set[int] = set()
    for part in _parts(text):
        if part[-1][1] - part[0][0] > TABLE_CHARS:
            heads = rows_above_others(text, part)
            alone |= {row[0] for above, row in pairwise(part) if above[0] not in heads}
    return frozenset(alone)


def begins_part(text: str, start: int, end: int) -> bool:
    """Tell whether a row names what is told below it, and something else is told above it."""
    above_start = text.rfind("\n", 0, max(0, start - 1)) + 1
    above = (above_start, start - 1)
    return is_subheading(text, start, end) and not (
        is_rule(text, *above) or is_subheading(text, *above)
    )


def named_by(text: str, place: int) -> str:
    """Return what the table, or its part, is called of which a row begins at a place.

    Args:
        text: What holds the table.
        place: Where a row of it begins that is quoted alone.
    """
    part = next((part for part in _parts(text) if part[0][0] < place <= part[-1][0]), None)
    if part is None:
        return ""
    start, end = part[0]
    if is_subheading(text, start, end):
        return display_text(text[slice(*cells_of(text, start, end)[0])]).strip()
    above = text[:start].rstrip().rsplit("\n\n", 1)[-1]
    return above.strip() if above and names_table(above) else ""


def heads_only(text: str) -> bool:
    """Tell whether a text is only rows that say what those below them are."""
    rows = [line.span() for line in _LINE.finditer(text)]
    return all(is_row(text, *row) for row in rows) and rows_above_others(text, rows) == {
        row[0] for row in rows
    }


def table_start(text: str, end: int) -> int | None:
    """Return where the table begins whose row ends at a place; None where none does."""
    found = None
    start = end + 1
    while start > 0:
        line = (text.rfind("\n", 0, start - 1) + 1, start - 1)
        if not is_row(text, *line):
            break
        found = start = line[0]
    return found


def header_of(text: str, place: int, given: str | None) -> str:
    """Return the header row above the row of a table that begins at a place; nothing if none does.

    Args:
        text: What holds the row.
        place: Where a quote from it begins.
        given: The header row that stands before the text.
    """
    if not text.startswith("|", place):
        return ""
    return header_above(text, place) or given or ""


def _parts(text: str) -> Iterator[Sequence[_Row]]:
    """Yield the rows of each table, those below another name apart."""
    part: list[_Row] = []
    for line in _LINE.finditer(text):
        row = line.span()
        follows = bool(part) and part[-1][1] + 1 == row[0]
        if part and (not follows or not is_row(text, *row) or begins_part(text, *row)):
            yield part
            part = []
        if is_row(text, *row):
            part.append(row)
    if part:
        yield part
