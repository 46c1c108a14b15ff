"""Addresses of the page's own routes, relative so that they hold behind any prefix."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

PREFIX = "page"
"""Folder of the stylesheets and the script, beside the page."""


def document_url(doc_id: str, start: int, end: int, window: int | None = None) -> str:
    """The address of a document opened at `start`, with `[start, end)` marked.

    Args:
        doc_id: The document.
        start: First character marked.
        end: One past the last character marked.
        window: First character shown, or None for the window around the mark.
    """
    query: dict[str, str | int] = {"id": doc_id, "start": start, "end": end}
    if window is None:
        return f"document?{urlencode(query)}#passage"
    return f"document?{urlencode(query | {'from': window})}"


def link(address: str, label: str, classes: str = "", more: str = "") -> str:
    """An `<a>` with an escaped address; `label` and `more` are HTML."""
    given = f' class="{classes}"' if classes else ""
    return f'<a{given} href="{escape(address)}"{more}>{label}</a>'
