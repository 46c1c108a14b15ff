"""Which passages people found useful: an SQLite file that outlives every generation."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from corpus.document import AssistantError

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


class FeedbackError(AssistantError):
    """The file of what people found useful cannot be written."""


class Feedback:
    """Appends to the file; each call opens it anew, so any thread and process may."""

    def __init__(self, path: Path) -> None:
        """Take the file's path; it is made by the first record."""
        self._path = path

    def record(self, question: str, passage_id: str, useful: bool) -> None:
        """Append one judgement.

        Raises:
            FeedbackError: If the file cannot be written.
        """
        judgement = (
            datetime.now().astimezone().isoformat(timespec="seconds"),
            _storable(question[:_MAX_CHARS]),
            _storable(passage_id),
            int(useful),
        )
        try:
            with closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS)) as file, file:
                file.execute(_SCHEMA)
                file.execute("INSERT INTO feedback VALUES (?, ?, ?, ?)", judgement)
        except sqlite3.Error as error:
            raise FeedbackError(
                f"Feedback cannot be written to {self._path} ({error}). Let the program write"
                " there; a file that is damaged must be moved away."
            ) from error


def _storable(text: str) -> str:
    """Return a text with a question mark for half a surrogate pair, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
