"""The questions of a talk, read and answered one after the other.

What is kept of a talk are its questions. Where a question leans on the answer to one before it,
that is answered again: it takes one search more, and nothing is to be remembered between calls.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering import Answering
from assistant.query import QueryReader, recent_of
from assistant.quoting.quoted_scheme import quoted_scheme
from assistant.records import Answer, Filters, Query, QuotedScheme, SearchResult, Understanding
from assistant.search.searched import SearchTerms
from assistant.talk.follow_up import asks_more
from corpus.document import Passage

_MORE_TURNS = 10  # 「ほかには？」 one after the other that are told apart; each is asked again


class Replay:
    """A talk in one generation of an index; answers each of its questions at most once."""

    def __init__(
        self,
        reader: QueryReader,
        answering: Answering,
        asked: Sequence[str],
        filters: Filters,
        understanding: Understanding,
        k: int,
    ) -> None:
        """Take a talk.

        Args:
            reader: What reads its questions.
            answering: What answers them.
            asked: The questions, oldest first; of many, or of long ones, the last are read.
            filters: What the person chose beside the last.
            understanding: Which parts of the reading are applied.
            k: Passages at most.
        """
        self._reader = reader
        self._answering = answering
        self._asked = [*recent_of(asked[:-1]), asked[-1]]
        self._filters = filters
        self._understanding = understanding
        self._k = k
        self._answers: dict[int, tuple[Answer, SearchTerms]] = {}

    def search(self) -> SearchResult:
        """Return the ranked passages of the last question."""
        query = self._query(len(self._asked) - 1)
        return self._answering.search(query, self._filters, self._k)

    def answer(self) -> tuple[Answer, SearchTerms]:
        """Return the answer to the last question, its hits unmarked, and what was searched."""
        return self._answer(len(self._asked) - 1)

    def _query(self, number: int) -> Query:
        return self._reader.read(
            self._asked[number],
            history=self._asked[:number],
            understanding=self._understanding,
            quoted=self._quoted,
        )

    def _quoted(self, number: int) -> QuotedScheme | None:
        return quoted_scheme(self._answer(number)[0])

    def _answer(self, number: int) -> tuple[Answer, SearchTerms]:
        known = self._answers.get(number)
        if known is None:
            known = self._answers[number] = self._answering.answer(
                self._asked[number],
                self._query(number),
                self._filters,
                self._k,
                self._shown_before(number),
            )
        return known

    def _shown_before(self, number: int) -> list[Passage]:
        """Return what was quoted from before 「ほかには？」, nothing before another question."""
        first = number
        while first > max(0, number - _MORE_TURNS) and asks_more(self._asked[first]):
            first -= 1
        answers = [self._answer(earlier)[0] for earlier in range(first, number)]
        return [said.hits[quote.citation - 1].passage for said in answers for quote in said.quotes]
