"""The store of a generation is written: documents, passages and facets into one SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from corpus.names.series import issue_of
from index.indexed import FileState, IndexedDocument, IndexedPassage

_SCHEMA = """
CREATE TABLE files (
    name TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    skipped TEXT,
    note TEXT
) WITHOUT ROWID;
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    doc_id TEXT NOT NULL UNIQUE,
    file TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    publisher TEXT,
    published TEXT,
    inquiry TEXT,
    blocks TEXT NOT NULL,
    pages TEXT NOT NULL,
    facets TEXT NOT NULL,
    series TEXT,
    year INTEGER,
    round INTEGER
);
CREATE INDEX documents_of_file ON documents (file);
CREATE INDEX documents_of_series ON documents (series, year, round) WHERE series IS NOT NULL;
CREATE TABLE facets (
    number INTEGER PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE passages (
    row INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (number),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    headings TEXT NOT NULL,
    table_header TEXT,
    page INTEGER,
    facets INTEGER NOT NULL REFERENCES facets (number),
    body_lemmas TEXT NOT NULL,
    heading_lemmas TEXT NOT NULL
);
CREATE INDEX passages_of_document ON passages (document, start);
CREATE INDEX passages_without_text ON passages (document, facets);
"""


def write_store(
    path: Path, files: Sequence[FileState], documents: Iterable[IndexedDocument]
) -> None:
    """Write the store; passages get their rows, counted from 0, in the order given."""
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
        connection.executemany(
            "INSERT INTO files VALUES (?, ?, ?, ?)",
            ((f.name, f.fingerprint, f.skipped, f.note) for f in files),
        )
        row = 0
        facets: dict[str, int] = {}
        for number, indexed in enumerate(documents):
            connection.execute(
                "INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                _document_row(number, indexed),
            )
            connection.executemany(
                "INSERT INTO passages VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                (_passage_row(row + i, number, p, facets) for i, p in enumerate(indexed.passages)),
            )
            row += len(indexed.passages)
        values = ((number, value) for value, number in facets.items())
        connection.executemany("INSERT INTO facets VALUES (?, ?)", values)
        connection.commit()
    finally:
        connection.close()


def _document_row(number: int, indexed: IndexedDocument) -> tuple[object, ...]:
    document = indexed.document
    issue = issue_of(document)
    return (
        number,
        document.doc_id,
        indexed.file,
        document.title,
        document.text,
        document.source,
        document.publisher,
        document.published.isoformat() if document.published else None,
        document.inquiry,
        _dump([[b.kind, b.start, b.end, b.level] for b in document.blocks]),
        _dump(document.pages),
        _dump(asdict(document.facets)),
        *((issue.series, issue.year, issue.round) if issue else (None, None, None)),
    )


def _passage_row(
    row: int, number: int, indexed: IndexedPassage, facets: dict[str, int]
) -> tuple[object, ...]:
    """Return the record of a passage; facets that are new get the next number."""
    passage = indexed.passage
    return (
        row,
        number,
        passage.start,
        passage.end,
        passage.text,
        _dump(passage.headings),
        passage.table_header,
        passage.page,
        facets.setdefault(_dump(asdict(passage.facets)), len(facets)),
        " ".join(indexed.body_lemmas),
        " ".join(indexed.heading_lemmas),
    )


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
