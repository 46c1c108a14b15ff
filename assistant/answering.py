"""A question answered from one generation: what is found, what of it is quoted, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.finder import Finder, Found, Served
from assistant.question.applying import UNTIL_WHEN
from assistant.question.figures import names_end
from assistant.question.papers import other_scheme
from assistant.quoting.answer import quote
from assistant.quoting.marking import highlights
from assistant.quoting.neighbours import joined
from assistant.records import Answer, Edition, Filters, Hit, Query, Quote, SearchResult
from assistant.search.ranker import Ranker
from assistant.search.rerank import DEPTH, Reranker, reranked
from assistant.search.retrieve import Ranked, query_vector
from assistant.search.searched import SearchTerms
from assistant.settings import Settings
from corpus.document import Passage
from corpus.names.fiscal import fiscal_year

_PARTS = 3  # passages that one shown as a whole may be made of, as a rule
_MAY_ADJOIN = 4  # passages more are looked at for an answer: some become one


@dataclass(frozen=True, slots=True)
class Answering:
    """Answers questions that are read already.

    Attributes:
        served: The generation.
        ranker: What puts passages in order, and decides whether the best is an answer.
        reranker: What puts the first of them in order again, None for nothing.
        settings: How is searched and quoted.
        day: What 今年度 means.
    """

    served: Served
    ranker: Ranker
    reranker: Reranker | None
    settings: Settings
    day: date

    def search(self, query: Query, filters: Filters, k: int) -> SearchResult:
        """Return the ranked passages, at most `k`."""
        found = self._finder().find(query, filters, k)
        return SearchResult(
            found.query,
            self._hits(found.query, found.within, k),
            found.reason,
            self._hits(found.query, found.elsewhere, k),
        )

    def answer(
        self, question: str, query: Query, filters: Filters, k: int, shown: Sequence[Passage]
    ) -> tuple[Answer, SearchTerms]:
        """Return the answer, its hits unmarked, and what was searched.

        Args:
            question: As the person wrote it.
            query: How it was read.
            filters: What the person chose beside it.
            k: Passages at most.
            shown: Passages of answers before it; no part of these is shown again.
        """
        found = self._finder().find(query, filters, k)
        searched = found.searched
        many = k + _MAY_ADJOIN + _PARTS * len(shown)
        hits, elsewhere = (
            joined(
                _without(self._hits(found.query, ranked, many), shown)[: k + _MAY_ADJOIN],
                self.served.index.store.text_of,
            )[:k]
            for ranked in (found.within, found.elsewhere)
        )
        unheld = self.served.facets.unheld(found.query)
        declined = Answer(question, found.query, (), hits, found.reason, elsewhere, unheld)
        if found.reason is not None:
            return declined, searched
        likely = not shown or (hits and hits[0].score >= self.ranker.threshold)
        quotes = self._quotes(found, hits) if likely else ()
        if not quotes:
            return replace(declined, reason="nothing", elsewhere=()), searched
        unsaid = self._unsaid(found, hits, quotes)
        other = other_scheme(found.query, hits[quotes[0].citation - 1].passage)
        return replace(declined, quotes=quotes, unsaid=unsaid, other_scheme=other), searched

    def _finder(self) -> Finder:
        return Finder(
            self.served,
            self.ranker,
            self.settings.retrieve,
            self.settings.answer,
            fiscal_year(self.day),
        )

    def _quotes(self, found: Found, hits: Sequence[Hit]) -> tuple[Quote, ...]:
        embedder = self.served.embedder
        vector = query_vector(embedder, found.query, found.searched)
        return quote(
            found.query, hits, found.searched, vector, embedder, self.settings.answer, self.day
        )

    def _unsaid(
        self, found: Found, hits: Sequence[Hit], quotes: Sequence[Quote]
    ) -> tuple[str, ...]:
        """Return the words that nothing quoted holds, but for 締切 where its source tells it."""
        if found.query.text == UNTIL_WHEN:
            return ()  # no words of the person's
        ends = any(hits[quoted.citation - 1].passage.facets.ends for quoted in quotes)
        words = self._finder().unsaid(found.query, found.searched, found.within)
        return tuple(word for word in words if not (ends and names_end(word)))

    def _hits(self, query: Query, ranked: Ranked, k: int) -> tuple[Hit, ...]:
        wanted = max(k, DEPTH) if self.reranker and k else k
        rows = ranked.rows[:wanted]
        today = self.day.isoformat()
        hits = tuple(
            Hit(
                hit.passage,
                hit.title,
                hit.publisher,
                float(score),
                ended=(hit.passage.facets.ends or today) < today,
                newer=newer,
            )
            for hit, score, newer in zip(
                self.served.index.store.hits(rows.tolist()),
                ranked.scores,
                self._newer(rows),
                strict=False,
            )
        )
        if self.reranker is None:
            return hits
        return (*reranked(self.reranker, query.text, hits[:DEPTH]), *hits[DEPTH:])[:k]

    def _newer(self, rows: NDArray[np.int64]) -> Iterator[Edition | None]:
        """Yield for each row the newest edition of its document, None where it is that itself."""
        for row in rows.tolist():
            newest = self.served.editions.newest(row, fiscal_year(self.day))
            name = None if newest is None else self.served.index.store.name(newest)
            yield None if name is None else Edition(*name)


def marked(hits: Sequence[Hit], query: Query, searched: SearchTerms) -> tuple[Hit, ...]:
    """Return the hits with the question's words marked in them."""
    return tuple(
        replace(hit, highlights=highlights(hit.passage.text, query.text, searched)) for hit in hits
    )


def _without(hits: Sequence[Hit], shown: Sequence[Passage]) -> list[Hit]:
    """Return the hits that are no part of passages shown before."""
    return [
        hit
        for hit in hits
        if not any(
            hit.passage.doc_id == seen.doc_id
            and seen.start <= hit.passage.start
            and hit.passage.end <= seen.end
            for seen in shown
        )
    ]
