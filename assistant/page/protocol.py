"""What the page needs of the assistant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.records import About, Answer, Filters, SearchResult, Understanding
from corpus.document import Document, Passage


class Assistant(Protocol):
    """The assistant, as the page calls it; calls may come from several threads at once."""

    def ask(
        self,
        question: str,
        *,
        filters: Filters | None = ...,
        understanding: Understanding | None = ...,
        history: Sequence[str] = ...,
        k: int = ...,
    ) -> Answer:
        """The answer to a question; `history` holds the questions before, oldest first."""
        ...

    def search(
        self,
        question: str,
        *,
        filters: Filters | None = ...,
        understanding: Understanding | None = ...,
        history: Sequence[str] = ...,
        k: int = ...,
    ) -> SearchResult:
        """At most `k` passages, best first."""
        ...

    def passage(self, passage_id: str) -> Passage:
        """The passage of that id; raises an `AssistantError` when there is none."""
        ...

    def document(self, doc_id: str) -> Document:
        """The document of that id; raises an `AssistantError` when there is none."""
        ...

    def about(self) -> About:
        """What the index holds."""
        ...

    def record_feedback(self, question: str, passage_id: str, useful: bool) -> None:
        """Keep whether a passage was of use; raises an `AssistantError` when it cannot be."""
        ...
