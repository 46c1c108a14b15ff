"""Tables of programmes, CSV and Excel: a row is a document."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from xml.etree.ElementTree import ParseError

from lxml.etree import XMLSyntaxError
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from corpus.document import Document
from corpus.read.columns import Columns, columns_of
from corpus.read.dates import first_day, last_day, looks_dated
from corpus.read.encoding import decode
from corpus.read.given_places import given_place
from corpus.read.kinds import BROKEN_ZIP
from corpus.read.programme_row import CONTROL, Row, document_of_row, name_of_row
from corpus.read.source import Reading, Source, UnreadableError
from corpus.read.table_top import below_title, header_of, said_above

_DAY = "write it like 2026-09-30 or 令和8年9月30日"
_ANYWHERE = "such rows count for any place; one is written like 川崎市 or 神奈川県"
_FORMS: Mapping[str, tuple[Callable[[str], bool], str, str]] = {
    "start": (lambda cell: looks_dated(cell) and first_day(cell) is None, "date", _DAY),
    "end": (lambda cell: looks_dated(cell) and last_day(cell) is None, "last day", _DAY),
    "published": (lambda cell: looks_dated(cell) and first_day(cell) is None, "date", _DAY),
    "prefecture": (lambda cell: given_place(cell) is None, "single place", _ANYWHERE),
    "municipality": (lambda cell: given_place(cell) is None, "single place", _ANYWHERE),
}
"""Roles whose values have a form: whether one is not understood, what it should be, what to do."""

_DELIMITERS = ",\t;"
_NAMED = 3  # values that a warning names
_SHOWN = 20  # characters of each
_DAMAGED = (
    *BROKEN_ZIP,
    InvalidFileException,
    ParseError,
    XMLSyntaxError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
)
"""What openpyxl lets through when a workbook is not what its name says."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of a file.

    Attributes:
        name: Its sheet's, empty in a file of one table.
        above: What stands above its header, and its name.
        names: Of its columns.
        body: The rows below the header.
    """

    name: str
    above: tuple[str, ...]
    names: tuple[str, ...]
    body: list[Row]


def read_csv(source: Source) -> Reading:
    """A document for every row below the header of a CSV or TSV file.

    Raises:
        UnreadableError: Unknown encoding, no header, no row, a map of columns that does not fit.
    """
    text = decode(source.data)
    # The limit holds for the whole process: it may grow, or other tables could not be read.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    delimiter = _delimiter(text)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return _read_tables(source, [("", map(tuple, islice(rows, source.limits.rows + 1)))])
    except csv.Error as error:
        raise UnreadableError(f"no CSV file: {error}; save it anew as CSV (UTF-8)") from error


def read_xlsx(source: Source) -> Reading:
    """A document for every row below the header of each sheet of a workbook.

    Raises:
        UnreadableError: A damaged workbook, no header, no row, a map of columns that does not fit.
    """
    try:
        book = load_workbook(io.BytesIO(source.data), read_only=True, data_only=True)
        tables = [
            (sheet.title, [tuple(map(_cell_text, row)) for row in _rows(sheet, source)])
            for sheet in book.worksheets
        ]
    except _DAMAGED as error:
        raise UnreadableError("a damaged workbook; save it anew as .xlsx") from error
    filled = [(name, rows) for name, rows in tables if any(any(row) for row in rows)]
    if len(filled) == 1:
        filled = [("", filled[0][1])]
    return _read_tables(source, filled)


def _rows(sheet: object, source: Source) -> Iterator[tuple[object, ...]]:
    values = sheet.iter_rows(values_only=True)  # type: ignore[attr-defined]
    return islice(values, source.limits.rows + 1)


def _read_tables(
    source: Source, tables: Iterable[tuple[str, Iterable[tuple[str, ...]]]]
) -> Reading:
    warnings: list[str] = []
    found: list[_Table] = []
    for name, cells in tables:
        rows = [Row(number, row) for number, row in enumerate(cells, 1)]
        if len(rows) > source.limits.rows:
            warnings.append(f"only the first {source.limits.rows:,} rows are read")
        table = _table(name, rows[: source.limits.rows])
        if table is not None:
            found.append(table)
    documents: list[Document] = []
    taken: set[str] = set()
    lines_of_file = [line for table in found for line in table.above]
    for table in found:
        columns = columns_of(table.names, source.path)
        warnings.extend(_guess_warnings(columns))
        warnings.extend(_form_warnings(columns, table.body))
        title = said_above(table.above, lines_of_file)
        places_told = not columns.roles.keys().isdisjoint(("prefecture", "municipality"))
        documents.extend(
            below_title(document, title, places_told)
            for document in _documents(source, table.name, columns, table.body, taken)
        )
    if not documents:
        raise UnreadableError("no rows below a header; the first row must name the columns")
    return Reading(tuple(documents), tuple(warnings))


def _table(name: str, rows: list[Row]) -> _Table | None:
    """The parts of a table; None for one without a header and a row below it."""
    filled = [row for row in rows if any(map(str.strip, row.cells))]
    at = next((at for at, row in enumerate(filled) if len(_words(row)) > 1), len(filled))
    if len(filled) < at + 2:
        return None
    names, height = header_of(filled[at:])
    above = [line for row in filled[:at] for line in _words(row)]
    return _Table(name, (*above, name), names, filled[at + height :])


def _words(row: Row) -> list[str]:
    return [cell.strip() for cell in row.cells if cell.strip()]


def _documents(
    source: Source, name: str, columns: Columns, body: list[Row], taken: set[str]
) -> Iterator[Document]:
    long = _long_columns(columns, body)
    names = Counter(name_of_row(row, columns, long) for row in body)
    for row in body:
        part = CONTROL.sub(" ", row.cell(columns.roles.get("id")).strip()) or str(row.number)
        key = CONTROL.sub(" ", f"{name}/{part}" if name else part)
        while key in taken:
            key = f"{key}~{row.number}"
        taken.add(key)
        # A table that keeps the older version of a programme calls both alike.
        shared = names[name_of_row(row, columns, long)] > 1
        apart = f"（No. {part}）" if shared else ""
        document = document_of_row(
            row, columns, long, f"{source.doc_id}#{key}", f"{source.name} #{key}", apart
        )
        if document is not None:
            yield document


def _long_columns(columns: Columns, body: list[Row]) -> frozenset[int]:
    """The columns whose values are texts of their own: with line ends, or long."""
    long = {
        at
        for at in range(len(columns.names))
        if any("\n" in row.cell(at).strip() or len(row.cell(at)) > 100 for row in body)
    }
    told = {columns.roles[role] for role in ("summary",) if role in columns.roles}
    short = {columns.roles[role] for role in ("id", "title") if role in columns.roles}
    return frozenset((long | told) - short)


def _guess_warnings(columns: Columns) -> list[str]:
    if not columns.guessed or "title" in columns.roles:
        return []
    names = ", ".join(name for name in columns.names if name)
    if not names:
        return ["no row names the columns; write their names above the rows"]
    return [f"no column is known as the title among: {names}; name it in a columns.toml beside"]


def _form_warnings(columns: Columns, body: list[Row]) -> Iterator[str]:
    """Yield a line for each column of dates or places with values that are not understood."""
    for role, (is_misread, wanted, advice) in _FORMS.items():
        at = columns.roles.get(role)
        cells = [(row.number, row.cell(at).strip()) for row in body]
        missed = [f"{cell[:_SHOWN]} (row {number})" for number, cell in cells if is_misread(cell)]
        if at is not None and missed:
            more = f" and {len(missed) - _NAMED} more" if len(missed) > _NAMED else ""
            yield (
                f"column {columns.names[at]}: no {wanted} in {', '.join(missed[:_NAMED])}{more}; "
                f"{advice}"
            )


def _delimiter(text: str) -> str:
    """The delimiter that the first line with any has most of: a title above has none."""
    lines = io.StringIO(text)
    header = next((line for line in lines if any(mark in line for mark in _DELIMITERS)), "")
    return max(_DELIMITERS, key=header.count)


def _cell_text(value: object) -> str:
    """A cell as a person would write it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.min.time() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
