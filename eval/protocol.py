"""All that the evaluation knows about search."""

from __future__ import annotations

from typing import Protocol

from assistant.records import SearchResult


class Retriever(Protocol):
    """Whatever ranks passages for a question."""

    def retrieve(self, question: str, k: int) -> SearchResult:
        """At most `k` hits, best first; an empty question has none."""
        ...
