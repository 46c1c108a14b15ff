"""The store of a generation is read: documents, passages and facets in one SQLite file.

It is written once, by `write_store.py`, when its generation is made.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.document import Block, Document, Facets, Passage
from corpus.names.series import Issue
from index.indexed import FileState, IndexedDocument, IndexedPassage

STORE = "store.sqlite"
_MAPPED = 1 << 30  # bytes of the file that are mapped: every read is a system call less


@dataclass(frozen=True, slots=True)
class StoredHit:
    """A passage with what is shown of its document."""

    passage: Passage
    title: str
    publisher: str | None


@lru_cache(maxsize=4096)  # passages of one document mostly say the same
def _facets(text: str) -> Facets:
    fields = json.loads(text)
    return Facets(
        fields["municipality"],
        fields["prefecture"],
        tuple(fields["fiscal_years"]),
        tuple(fields["themes"]),
        tuple(fields["editions"]),
        tuple(fields["schemes"]),
        fields["ends"],
    )


@lru_cache(maxsize=4096)
def _strings(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


_PASSAGE_COLUMNS = """
    p.row, d.doc_id, p.start, p."end", p.text, p.headings, p.table_header, p.page, f.value
"""
_PASSAGES = """
    passages p JOIN documents d ON d.number = p.document JOIN facets f ON f.number = p.facets
"""


def _passage(record: Sequence[Any]) -> Passage:
    _, doc_id, start, end, text, headings, table_header, page, facets = record[:9]
    return Passage(
        doc_id, start, end, text, _strings(headings), table_header, page, _facets(facets)
    )


class Store:
    """A written store, open for reading from any thread."""

    def __init__(self, path: Path) -> None:
        """Open the file; every thread gets a connection of its own at its first question."""
        self._path = path
        self._local = threading.local()

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._local, "connection"):
            # immutable=1: nobody writes a generation after it is made, so no lock is needed.
            uri = f"{self._path.resolve().as_uri()}?immutable=1"
            self._local.connection = sqlite3.connect(uri, uri=True)
            self._local.connection.execute(f"PRAGMA mmap_size={_MAPPED}")
        connection: sqlite3.Connection = self._local.connection
        return connection

    def files(self) -> dict[str, FileState]:
        """Return what became of every file, by name."""
        records = self._connection().execute("SELECT name, fingerprint, skipped, note FROM files")
        return {record[0]: FileState(*record) for record in records}

    def hits(self, rows: Sequence[int]) -> list[StoredHit]:
        """Return the passages of some rows, in the order asked."""
        if not rows:
            return []  # as outside the scope of most questions: no need to ask the file
        records = self._connection().execute(
            f"SELECT {_PASSAGE_COLUMNS}, d.title, d.publisher FROM {_PASSAGES}"
            " WHERE p.row IN (SELECT value FROM json_each(?))",  # however many
            (json.dumps(list(rows)),),
        )
        found = {r[0]: StoredHit(_passage(r), r[9], r[10]) for r in records}
        return [found[row] for row in rows]

    def texts(self, rows: Sequence[int]) -> list[str]:
        """Return the texts of some rows, in the order asked, each below its table's header row."""
        records = self._connection().execute(
            "SELECT row, coalesce(table_header, '') || char(10) || text FROM passages"
            " WHERE row IN (SELECT value FROM json_each(?))",
            (json.dumps(list(rows)),),
        )
        found = dict(records.fetchall())
        return [found[row] for row in rows]

    def rows_within(self, doc_id: str, start: int, end: int) -> list[int]:
        """Return the rows of the passages that lie within a span of a document, in order."""
        found = self._connection().execute(
            "SELECT p.row FROM passages p JOIN documents d ON d.number = p.document"
            ' WHERE d.doc_id = ? AND p.start >= ? AND p."end" <= ? ORDER BY p.start',
            (doc_id, start, end),
        )
        return [int(row) for (row,) in found]

    def text_of(self, doc_id: str, start: int, end: int) -> str:
        """Return the text of a document between two places; nothing for an unknown one."""
        record = (
            self._connection()
            .execute("SELECT text FROM documents WHERE doc_id = ?", (doc_id,))
            .fetchone()
        )
        # Cut here: SQLite ends a text at a NUL.
        return "" if record is None else str(record[0])[start:end]

    def name(self, number: int) -> tuple[str, str]:
        """Return the id and the title of a document by its number."""
        record = (
            self._connection()
            .execute("SELECT doc_id, title FROM documents WHERE number = ?", (number,))
            .fetchone()
        )
        return record[0], record[1]

    def document(self, doc_id: str) -> Document | None:
        """Return a document by its id, or None."""
        record = (
            self._connection()
            .execute("SELECT * FROM documents WHERE doc_id = ?", (doc_id,))
            .fetchone()
        )
        return None if record is None else _document(record)

    def facets(self) -> tuple[list[Facets], NDArray[np.int64]]:
        """Return the different facets, and which of them each passage has: int64, (passages,)."""
        records = self._connection().execute("SELECT value FROM facets ORDER BY number")
        return [_facets(value) for (value,) in records], self._numbers("facets")

    def document_numbers(self) -> NDArray[np.int64]:
        """Return the number of the document of every passage, int64, shape (passages,)."""
        return self._numbers("document")

    def issues(self) -> list[tuple[int, Issue]]:
        """Return the numbers of documents of a series of several, and which of it they are."""
        records = self._connection().execute(
            "SELECT number, series, year, round FROM documents WHERE series IN (SELECT series FROM"
            " documents WHERE series IS NOT NULL GROUP BY series HAVING count(*) > 1)"
            " ORDER BY number"
        )
        return [(number, Issue(*issue)) for number, *issue in records]

    def _numbers(self, column: str) -> NDArray[np.int64]:
        """Return a column of numbers by row, out of an index: the table itself is full of text."""
        records = self._connection().execute(
            f"SELECT row, {column} FROM passages INDEXED BY passages_without_text"
        )
        pairs = np.array(records.fetchall(), np.int64).reshape(-1, 2)
        result = np.empty(len(pairs), np.int64)
        result[pairs[:, 0]] = pairs[:, 1]
        return result

    def summaries(self) -> list[tuple[Document, int]]:
        """Return every document, its text left out, with its number of passages, by title."""
        records = self._connection().execute(
            "SELECT d.number, d.doc_id, d.file, d.title, '', d.source, d.publisher, d.published,"
            " d.inquiry, '[]', '[]', d.facets, count(p.row) FROM documents d"
            " LEFT JOIN passages p ON p.document = d.number GROUP BY d.number"
            " ORDER BY d.title, d.doc_id"
        )
        return [(_document(record[:12]), record[12]) for record in records]

    def indexed(self, file: str) -> tuple[list[IndexedDocument], list[int]]:
        """Return the documents of a file as they were indexed, and the rows of their passages."""
        documents: list[IndexedDocument] = []
        rows: list[int] = []
        records = self._connection().execute(
            "SELECT * FROM documents WHERE file = ? ORDER BY number", (file,)
        )
        for record in records.fetchall():
            passages = (
                self._connection()
                .execute(
                    f"SELECT {_PASSAGE_COLUMNS}, p.body_lemmas, p.heading_lemmas"
                    f" FROM {_PASSAGES} WHERE d.number = ? ORDER BY p.row",
                    (record[0],),
                )
                .fetchall()
            )
            rows.extend(p[0] for p in passages)
            documents.append(
                IndexedDocument(
                    file,
                    _document(record),
                    tuple(
                        IndexedPassage(_passage(p), tuple(p[9].split()), tuple(p[10].split()))
                        for p in passages
                    ),
                )
            )
        return documents, rows


def _document(record: Sequence[str]) -> Document:
    doc_id, _, title, text, source, publisher, published, inquiry, blocks, pages, facets = record[
        1:12
    ]
    return Document(
        doc_id,
        title,
        text,
        source,
        tuple(Block(*block) for block in json.loads(blocks)),
        tuple(json.loads(pages)),
        publisher,
        date.fromisoformat(published) if published else None,
        inquiry,
        _facets(facets),
    )
