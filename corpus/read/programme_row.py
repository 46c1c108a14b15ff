"""A row of a programme table as a document."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace

from corpus.document import Block, Document, Facets
from corpus.read.blocks import find_blocks
from corpus.read.columns import Columns
from corpus.read.dates import dates_of, first_day, fiscal_years, last_day
from corpus.read.given_places import place_of

_FIRST = ("publisher", "prefecture", "municipality")
_LAST = ("start", "end", "published", "source")
_LONGEST_TITLE = 60
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""Characters that no line can hold."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        number: Which row of the sheet it is, from 1, the header counted.
        cells: Its cells; short when the last ones are empty.
    """

    number: int
    cells: tuple[str, ...]

    def cell(self, at: int | None) -> str:
        """The cell of a column; empty where the row or the table has none."""
        return self.cells[at] if at is not None and at < len(self.cells) else ""


def name_of_row(row: Row, columns: Columns, long: frozenset[int]) -> tuple[str, str]:
    """What a row is known by: its title and who is in charge."""
    return _title(row, columns, long), _value(row.cell(columns.roles.get("publisher")))


def document_of_row(
    row: Row, columns: Columns, long: frozenset[int], doc_id: str, at_row: str, apart: str
) -> Document | None:
    """The row as a text: its title and summary, `label: value` lines, long columns under headings.

    The summary stands with the lines in one section, so that a passage of them says what it is of.

    Args:
        row: A row below the header.
        columns: What its columns mean.
        long: Numbers of the columns that hold texts rather than values.
        doc_id: The document's identifier, on one line.
        at_row: Where the row is, for a table without a column of links.
        apart: What its title needs besides, to be told from others of the same name.

    Returns:
        The document, or None for a row without anything to read.
    """
    roles = columns.roles
    title = _title(row, columns, long)
    shown = [
        at
        for at in _order(columns)
        if row.cell(at).strip() and at not in columns.omitted and at != roles.get("id")
    ]
    if not title or not shown:
        return None
    title += apart
    parts = _Text(title)
    if roles.get("summary") in shown:
        parts.add_text(row.cell(roles["summary"]).strip(), "\n\n", 1)
    lines = [at for at in shown if at not in long and at != roles.get("title")]
    if lines:
        parts.add_lines([f"{columns.labels[at]}: {_value(row.cell(at))}" for at in lines])
    for at in shown:
        if at in long and at != roles.get("summary"):
            parts.add_section(columns.labels[at], row.cell(at).strip())
    start, end = row.cell(roles.get("start")), row.cell(roles.get("end"))
    ends = last_day(end)
    place = place_of(row.cell(roles.get("prefecture")), row.cell(roles.get("municipality")))
    return Document(
        doc_id=doc_id,
        title=title,
        text=parts.text,
        source=_value(row.cell(roles.get("source")).strip() or at_row),
        blocks=tuple(parts.blocks),
        publisher=row.cell(roles.get("publisher")).strip() or None,
        published=first_day(row.cell(roles.get("published"))),
        inquiry=row.cell(roles.get("inquiry")).strip() or None,
        facets=Facets(
            municipality=place.municipality,
            prefecture=place.prefecture,
            fiscal_years=fiscal_years((*dates_of(start), *dates_of(end))),
            ends=ends.isoformat() if ends else None,
        ),
    )


class _Text:
    """A document's text and its blocks while they are put together."""

    def __init__(self, title: str) -> None:
        self.text = title
        self.blocks = [Block("heading", 0, len(title), 1)]

    def add_lines(self, lines: list[str]) -> None:
        self.text += "\n\n"
        start = len(self.text)
        self.text += "\n".join(lines)
        self.blocks.append(Block("paragraph", start, len(self.text)))

    def add_section(self, label: str, value: str) -> None:
        self.text += "\n\n"
        start = len(self.text)
        self.text += label
        self.blocks.append(Block("heading", start, len(self.text), 2))
        self.add_text(value, "\n", 2)

    def add_text(self, value: str, gap: str, below: int) -> None:
        """Add a text and its blocks, its headings below one of that level."""
        self.text += gap
        offset = len(self.text)
        self.text += value
        for block in find_blocks(value):
            level = block.level + below if block.level else 0
            self.blocks.append(
                replace(block, start=block.start + offset, end=block.end + offset, level=level)
            )


def _order(columns: Columns) -> list[int]:
    """All columns: who and where first, then as the table has them, then when, then whom to ask."""
    numbers = range(len(columns.names))
    first = [columns.roles[role] for role in _FIRST if role in columns.roles]
    last = [columns.roles[role] for role in (*_LAST, "inquiry") if role in columns.roles]
    return [*first, *(at for at in numbers if at not in first and at not in last), *last]


def _title(row: Row, columns: Columns, long: frozenset[int]) -> str:
    """The title; without a column for it, the first value that is neither number nor text."""
    told = _value(row.cell(columns.roles.get("title")))
    if told or "title" in columns.roles:
        return told[: _LONGEST_TITLE * 3]
    values = (_value(row.cell(at)) for at in range(len(columns.names)) if at not in long)
    named = (value for value in values if value and not value.replace(".", "").isdigit())
    return next(named, "")[:_LONGEST_TITLE]


def _value(cell: str) -> str:
    """A cell on one line; a JSON list of words as words."""
    stripped = cell.strip()
    if stripped.startswith('["') and stripped.endswith("]"):
        try:
            listed = json.loads(stripped)
        except json.JSONDecodeError:
            listed = [stripped]
        stripped = "、".join(map(str, listed))
    return " ".join(CONTROL.sub(" ", stripped).split())
