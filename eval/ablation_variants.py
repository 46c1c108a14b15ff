"""The whole search, and the search with parts of it left out, over one index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.records import Hit, Query, SearchResult, Understanding
from assistant.search.features import NAMES
from assistant.search.ranker import Ranker
from assistant.search.retrieve import RetrieveOptions
from assistant.service import Service, open_service
from assistant.settings import Settings
from corpus.language.clean import search_text
from eval.run import Retriever
from index.analyse import terms
from index.embed import Embedder, SearchForm
from index.lexical import FieldWeights, WeightedTerm
from index.reader import Index

WHOLE = "all legs and the ranker (default)"
DENSE = ("cos", "cos_heading", "cos_uncovered")
_WORDS_ALONE = FieldWeights(heading=0, gram=0)


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg alone: the question as typed, no thesaurus, no scope, nothing declined.

    Attributes:
        index: What is searched.
        find: Gives at most so many rows for a question, best first.
    """

    index: Index
    find: Callable[[str, int], NDArray[np.int64]]

    def retrieve(self, question: str, k: int) -> SearchResult:
        """Return at most `k` hits, best first."""
        stored = self.index.store.hits(self.find(question, k).tolist())
        hits = tuple(Hit(hit.passage, hit.title, hit.publisher, 0.0) for hit in stored)
        return SearchResult(Query(question, question), hits, None)


@dataclass(frozen=True, slots=True)
class Asked:
    """A service asked with some parts of its reading undone.

    Attributes:
        service: What is asked.
        understanding: Which parts of the reading apply.
        calibrated: Whether its scores still mean what its threshold was chosen for.
    """

    service: Service
    understanding: Understanding = field(default_factory=Understanding)
    calibrated: bool = True

    def retrieve(self, question: str, k: int) -> SearchResult:
        """Return at most `k` hits, best first."""
        return self.service.search(question, understanding=self.understanding, k=k)

    def quotes(self, question: str) -> str:
        """Return the sentences of the answer in their order; nothing when it is declined."""
        answer = self.service.ask(question, understanding=self.understanding)
        return "\n".join(quote.text for quote in answer.quotes)


def without(ranker: Ranker, names: tuple[str, ...]) -> Ranker:
    """Return a ranker that takes no notice of some features; the other weights stay."""
    weights = zip(NAMES, ranker.weights, strict=True)
    return replace(ranker, weights=tuple(0.0 if n in names else weight for n, weight in weights))


def variants(
    index_dir: Path, embedder: Embedder, today: date, held_out: Ranker | None
) -> Iterator[tuple[str, Retriever]]:
    """Yield each variant with its name, the whole search among them.

    Args:
        index_dir: The index that all of them search.
        embedder: Its embedding model.
        today: What 今年度 means.
        held_out: A ranker that was fitted without the questions to be asked; None leaves it out.
    """
    index = Index.open(index_dir)
    ranker, options = Ranker.load(), RetrieveOptions()

    def lexical(fields: FieldWeights) -> Leg:
        def find(question: str, k: int) -> NDArray[np.int64]:
            searched = [WeightedTerm(lemma) for lemma in terms(question)]
            return index.lexical.search(searched, k, weights=fields)

        return Leg(index, find)

    def dense(question: str, k: int) -> NDArray[np.int64]:
        form = SearchForm(search_text(question), tuple(terms(question)))
        vector = embedder.encode_query(form)
        # Twice as many by the rounded vectors, then the best of these by the exact ones.
        rows = index.body.nearest(vector, 2 * k)
        return rows[np.lexsort((rows, -index.body.cosines(vector, rows)))][:k]

    def service(ranker: Ranker, options: RetrieveOptions) -> Service:
        return open_service(
            index_dir, settings=Settings(retrieve=options), today=today, ranker=ranker
        )

    def uncalibrated(ranker: Ranker, options: RetrieveOptions = options) -> Asked:
        return Asked(service(ranker, options), calibrated=False)

    whole = service(ranker, options)
    yield "BM25 over lemmas, bodies alone", lexical(_WORDS_ALONE)
    yield "BM25 with headings", lexical(options.fields)
    yield "dense alone", Leg(index, dense)
    yield WHOLE, Asked(whole)
    yield "without the thesaurus", Asked(whole, Understanding(use_thesaurus=False))
    lexical_only = replace(options, body=0, headings=0)
    yield "without dense legs and features", uncalibrated(without(ranker, DENSE), lexical_only)
    no_scope = Understanding(use_years=False, use_places=False)
    yield "without years and places as scope", Asked(whole, no_scope)
    yield "without related words", uncalibrated(without(ranker, ("related",)))
    yield "without character pairs", uncalibrated(without(ranker, ("gram_coverage",)))
    yield "without brevity", uncalibrated(without(ranker, ("brevity",)))
    yield "without the network that orders", uncalibrated(without(ranker, ("matched",)))
    if held_out is not None:
        yield "weights fitted without these questions", uncalibrated(held_out)
