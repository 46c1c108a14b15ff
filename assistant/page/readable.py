"""Text of a document or a person in HTML: escaped, and without what no reader sees."""

from __future__ import annotations

from html import escape

from corpus.language.hidden import without_hidden


def readable(text: str) -> str:
    """HTML of a text that is read; one that is kept (an id, an address) is only escaped."""
    return escape(without_hidden(text))
