"""Which passages people found useful: an SQLite file that outlives every generation."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    at TEXT NOT NULL,
    question TEXT NOT NULL,
    passage_id TEXT NOT NULL,
    useful INTEGER NOT NULL
)
"""
_MAX_CHARS = 2_000  # of a question are kept
_BUSY_SECONDS = 5.0


class Feedback:
    """Appends to the file; each call opens it anew, so any thread and process may."""

    def __init__(self, path: Path) -> None:
        """Take the file's path; it is made by the first record."""
        self._path = path

    def record(self, question: str, passage_id: str, useful: bool) -> None:
        """Append one judgement."""
        with closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS)) as connection, connection:
            connection.execute(_SCHEMA)
            connection.execute(
                "INSERT INTO feedback VALUES (?, ?, ?, ?)",
                (
                    datetime.now().astimezone().isoformat(timespec="seconds"),
                    _storable(question[:_MAX_CHARS]),
                    _storable(passage_id),
                    int(useful),
                ),
            )


def _storable(text: str) -> str:
    """Return a text with a question mark for half a surrogate pair, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
