"""The one place that wires the parts: an index folder becomes something that can be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.answering import Answering, marked
from assistant.feedback import Feedback
from assistant.holdings import all_held
from assistant.newest import Newest
from assistant.query import QueryReader
from assistant.question.spelling import load_spellings
from assistant.quoting.neighbours import whole
from assistant.records import (
    About,
    Answer,
    Filters,
    Query,
    SearchResult,
    Understanding,
)
from assistant.search.ranker import Ranker
from assistant.search.rerank import Reranker
from assistant.search.retrieve import term_lemmas
from assistant.settings import Settings
from assistant.talk.follow_up import asks_more
from assistant.thesaurus import load_thesaurus
from corpus.document import AssistantError, Document, Passage

_FEEDBACK = "feedback.sqlite"
_PARTS = 3  # passages that one shown as a whole may be made of, as a rule
_MORE_TURNS = 10  # 「ほかには？」 one after the other that are told apart; each is asked again
_MAY_ADJOIN = 4  # passages more are looked at for an answer: some become one


class UnknownPlaceError(AssistantError):
    """A document or passage that the index does not hold."""


class Service:
    """Answers questions from an index folder; safe to use from several threads.

    A new generation in the folder is served from the next question on; one that cannot be opened
    is refused, with the same `AssistantError` at each call, until the folder names another one.
    """

    def __init__(
        self,
        index_dir: Path,
        settings: Settings,
        today: date | None,
        model: str | None,
        ranker: Ranker,
        reranker: Reranker | None,
    ) -> None:
        """Open the folder; use `open_service`."""
        self._settings = settings
        self._today = today
        self._ranker = ranker
        self._reranker = reranker
        self._thesaurus = load_thesaurus(settings.thesaurus, term_lemmas)
        self._spellings = load_spellings()
        self._feedback = Feedback(index_dir / _FEEDBACK)
        self._newest = Newest(index_dir, model)
        self._about: About | None = None

    def search(
        self,
        question: str,
        *,
        filters: Filters | None = None,
        understanding: Understanding | None = None,
        history: Sequence[str] = (),
        k: int = 10,
    ) -> SearchResult:
        """Return the ranked passages of a question; an empty one has none.

        Args:
            question: What the person asks.
            filters: What the person chose beside it; None means nothing.
            understanding: Which parts of its reading are applied; None means all.
            history: The questions before it, oldest first.
            k: Passages at most; below 0 is 0.
        """
        query = self._read(question, history, understanding)
        return self._answering().search(query, filters or Filters(), max(k, 0))

    def retrieve(self, question: str, k: int) -> SearchResult:
        """Return the ranked passages of a question with nothing chosen beside it."""
        return self.search(question, k=k)

    def ask(
        self,
        question: str,
        *,
        filters: Filters | None = None,
        understanding: Understanding | None = None,
        history: Sequence[str] = (),
        k: int = 8,
    ) -> Answer:
        """Return the answer to a question: quotes with their passages, or why there is none.

        Takes what `search` takes. 「ほかには？」 is answered from passages not yet quoted from.
        Only from the `k` passages shown is quoted, so from none if it is 0 or below.
        """
        k, chosen = max(k, 0), filters or Filters()
        asked = [*history, question]
        first = len(history)
        while first > max(0, len(history) - _MORE_TURNS) and asks_more(asked[first]):
            first -= 1
        answering = self._answering()
        shown: list[Passage] = []
        for number in range(first, len(history)):
            query = self._read(asked[number], asked[:number], understanding)
            said, _ = answering.answer(asked[number], query, chosen, k, shown)
            shown += [said.hits[quote.citation - 1].passage for quote in said.quotes]
        query = self._read(question, history, understanding)
        answer, searched = answering.answer(question, query, chosen, k, shown)
        # Not in the answers before it: of a hundred passages it takes longer than all the rest.
        return replace(
            answer,
            hits=marked(answer.hits, answer.query, searched),
            elsewhere=marked(answer.elsewhere, answer.query, searched),
        )

    def passage(self, passage_id: str) -> Passage:
        """Return the passage at a place, as `Passage.passage_id` writes it, or several as one.

        Raises:
            UnknownPlaceError: If the index has no such passage.
        """
        store = self._newest.served().index.store
        doc_id, _, span = passage_id.rpartition(":")
        start, _, end = span.partition("-")
        known = _is_text(doc_id) and _are_offsets(start, end)
        rows = store.rows_within(doc_id, int(start), int(end)) if known else []
        found = whole([hit.passage for hit in store.hits(rows)], store.text_of)
        if found is None or (found.start, found.end) != (int(start), int(end)):
            raise UnknownPlaceError(f"No passage {passage_id!r} in this index. Search again.")
        return found

    def document(self, doc_id: str) -> Document:
        """Return a document.

        Raises:
            UnknownPlaceError: If the index has no such document.
        """
        store = self._newest.served().index.store
        document = store.document(doc_id) if _is_text(doc_id) else None
        if document is None:
            raise UnknownPlaceError(f"No document {doc_id!r} in this index. Search again.")
        return document

    def about(self) -> About:
        """Return what the index holds."""
        served = self._newest.served()
        about = self._about
        if about is None or about.generation != served.index.manifest.generation:
            about = self._about = all_held(served)  # of every document, so once a generation
        return about

    def record_feedback(self, question: str, passage_id: str, useful: bool) -> None:
        """Keep that a passage was, or was not, of use for a question.

        Raises:
            FeedbackError: If the file it is kept in cannot be written.
        """
        self._feedback.record(question, passage_id, useful)

    def _read(
        self, question: str, history: Sequence[str], understanding: Understanding | None
    ) -> Query:
        cities = self._newest.served().facets.cities
        reader = QueryReader(self._thesaurus, self._spellings, self._day(), cities)
        return reader.read(
            question, history=history, understanding=understanding or Understanding()
        )

    def _day(self) -> date:
        """Return what 今年度 means."""
        return self._today or date.today()

    def _answering(self) -> Answering:
        return Answering(
            self._newest.served(), self._ranker, self._reranker, self._settings, self._day()
        )


def _is_text(doc_id: str) -> bool:
    """Tell whether a name is free of half surrogate pairs, which the store cannot look up."""
    return not any("\ud800" <= character <= "\udfff" for character in doc_id)


def _are_offsets(start: str, end: str) -> bool:
    return all(part.isascii() and part.isdigit() and len(part) < 12 for part in (start, end))


def open_service(
    index_dir: Path,
    *,
    settings: Settings | None = None,
    today: date | None = None,
    model: str | None = None,
    ranker: Ranker | None = None,
    reranker: Reranker | None = None,
) -> Service:
    """Return a service over an index folder.

    Args:
        index_dir: What `madoguchi build` wrote.
        settings: None means the defaults.
        today: What 今年度 means; None asks the clock at each question.
        model: The embedding model; None takes the one the index names.
        ranker: What puts passages in order and decides declining; None means the fitted one.
        reranker: What puts the first of them in order again; None leaves them as they are.

    Raises:
        IndexMissingError: If the folder holds no index.
        IndexDamagedError: If the index is not what was written.
        IndexFormatError: If another version of this program wrote it.
        ModelError: If the model cannot be loaded.
        ModelMismatchError: If the model is not the one the index was built with.
        ThesaurusError: If the thesaurus that the settings name cannot be read.
        AssistantError: If the fitted ranker was fitted for other features.
    """
    return Service(
        index_dir, settings or Settings(), today, model, ranker or Ranker.load(), reranker
    )
