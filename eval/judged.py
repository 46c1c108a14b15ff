"""Judged questions with their candidates, found and described as the assistant does."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.query import QueryReader
from assistant.question.spelling import load_spellings
from assistant.records import Filters, Query, Understanding
from assistant.search.features import features
from assistant.search.retrieve import RetrieveOptions, candidates, query_vector, search_terms
from assistant.search.scope import FacetTable
from assistant.search.searched import SearchTerms
from assistant.search.word_network import WordNetworks
from assistant.settings import THESAURUS
from assistant.thesaurus import load_thesaurus
from corpus.document import Block, Document
from corpus.language.japanese import content_lemmas
from eval.beir import load_beir
from eval.everyday_documents import everyday_documents
from eval.questions import gold_spans, load_questions
from index.build import build, build_documents
from index.embed import BUNDLED_MODEL, Embedder
from index.reader import Index
from index.related import RelatedWords
from index.training_pairs import everyday_rows, is_held_out, read_lines

_ROOT = Path(__file__).resolve().parents[1]
EVERYDAY = _ROOT / "eval" / "everyday"
OWN = "bundled"
"""The source of our judged questions on the bundled corpus."""
DOCUMENTS = "documents"
"""The source of what is asked of our held-out documents."""
_SET_MOST = 700  # questions taken of a development set


@dataclass(frozen=True, slots=True)
class Judged:
    """The candidates of a question.

    Attributes:
        source: Where the question comes from.
        features: float32, shape (candidates, features).
        right: bool, shape (candidates,).
    """

    source: str
    features: NDArray[np.float32]
    right: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is searched.

    Attributes:
        searched: Its words.
        vector: float32, shape (dim,).
        rows: Its candidates, ascending.
        named: As `FacetTable.named_by` tells, of all passages.
    """

    searched: SearchTerms
    vector: NDArray[np.float32]
    rows: NDArray[np.int64]
    named: NDArray[np.bool_] | None


class Gatherer:
    """Finds the candidates of questions as the assistant does.

    A scheme that a question names stays one of its words: the assistant besides asks the papers
    on the scheme without it (`assistant.question.papers`).
    """

    def __init__(self, index: Index, embedder: Embedder, *, scoped: bool) -> None:
        """Take an index; `scoped` applies the years and places that questions name."""
        self._index = index
        self._embedder = embedder
        self._facets = FacetTable(index.store)
        thesaurus = load_thesaurus(THESAURUS, content_lemmas)
        self._reader = QueryReader(thesaurus, load_spellings(), date.today())
        self._scoped = scoped
        self._options = RetrieveOptions()
        self._related = RelatedWords.load(BUNDLED_MODEL, index.vocabulary)

    def found(self, question: str) -> Asked:
        """Return what is searched for a question, and its candidates."""
        query: Query = self._reader.read(question, understanding=Understanding())
        query = query if self._scoped else _everywhere(query)
        searched = search_terms(query, self._options, self._related)
        vector = query_vector(self._embedder, query, searched)
        scope = self._facets.scope(Filters(), query)
        rows = candidates(self._index, searched, vector, scope, self._options)
        return Asked(searched, vector, rows, self._facets.named_by(query))

    def candidates(
        self, question: str, networks: WordNetworks, among: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return rows and features of a question's candidates, or of the rows given for them."""
        asked = self.found(question)
        rows = asked.rows if among is None else among
        named = None if asked.named is None else asked.named[rows]
        return rows, features(self._index, asked.searched, asked.vector, rows, networks, named)


@contextmanager
def indexed(documents: Iterable[Document], embedder: Embedder) -> Iterator[Index]:
    """Yield an index of some documents; it is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        build_documents(documents, Path(folder), embedder=embedder, today=date.today())
        yield Index.open(Path(folder))


def _everywhere(query: Query) -> Query:
    """Return a question whose years and places are words like any other."""
    return replace(
        query,
        named=(),
        years=(),
        editions=(),
        municipalities=(),
        prefectures=(),
        excluded=(),
    )


def bundled(embedder: Embedder) -> tuple[list[Judged], list[Judged]]:
    """Return our judged questions and the unanswerable ones, on the bundled corpus."""
    with tempfile.TemporaryDirectory() as folder:
        build([_ROOT / "corpus" / "documents"], Path(folder), embedder=embedder, today=date.today())
        index = Index.open(Path(folder))
        gatherer, networks = Gatherer(index, embedder, scoped=True), WordNetworks.load()
        documents = {
            summary.doc_id: index.store.document(summary.doc_id)
            for summary, _ in index.store.summaries()
        }
        answerable: list[Judged] = []
        unanswerable: list[Judged] = []
        questions = load_questions()
        spans = gold_spans(questions, [d for d in documents.values() if d is not None])
        for question in questions:
            rows, found = gatherer.candidates(question.text, networks)
            passages = [hit.passage for hit in index.store.hits(rows.tolist())]
            gold = spans[question.question_id]
            right = np.array([any(s.met_by(p) for s in gold) for p in passages], bool)
            judged = Judged(OWN, found, right)
            (answerable if gold else unanswerable).append(judged)
        for line in read_lines(EVERYDAY / "unanswerable.jsonl"):
            rows, found = gatherer.candidates(str(line["text"]), networks)
            unanswerable.append(Judged("unanswerable", found, np.zeros(len(rows), bool)))
    return answerable, unanswerable


def everyday(embedder: Embedder) -> list[Judged]:
    """Return the everyday questions of held-out themes and texts, among all everyday texts."""
    trained, dev = everyday_rows(EVERYDAY / "train"), list(read_lines(EVERYDAY / "dev.jsonl"))
    rows = [*trained, *dev]
    held_out = {row["id"] for row in dev} | {
        row["id"] for row in trained if is_held_out(f"{row['title']}\n{row['text']}")
    }
    documents = [everyday_document(row) for row in rows]
    questions = [
        (question["text"], {str(row["id"])})
        for row in rows
        if row["id"] in held_out and isinstance(row["questions"], list)
        for question in row["questions"]
    ]
    return list(_judge("everyday", documents, questions, embedder))


def documents(embedder: Embedder) -> tuple[list[Judged], list[Judged]]:
    """Return what is asked of held-out documents of ours, among the passages of each.

    First what one of its sections answers, then the near misses.
    """
    asked = [each for each in everyday_documents(EVERYDAY / "documents") if each.held_out]
    answerable: list[Judged] = []
    unanswerable: list[Judged] = []
    with indexed([each.document for each in asked], embedder) as index:
        gatherer, networks = Gatherer(index, embedder, scoped=False), WordNetworks.load()
        for each in asked:
            text = each.document.text
            among = np.array(index.store.rows_within(each.document.doc_id, 0, len(text)), np.int64)
            passages = [hit.passage for hit in index.store.hits(among.tolist())]
            for question, section in each.questions():
                _, found = gatherer.candidates(question, networks, among)
                right = [section is not None and section.holds(p) for p in passages]
                judged = Judged(DOCUMENTS, found, np.array(right, bool))
                (unanswerable if section is None else answerable).append(judged)
    return answerable, unanswerable


def development_set(folder: Path, embedder: Embedder) -> list[Judged]:
    """Return the questions of a BEIR folder, evenly spaced ones if there are very many."""
    judged = load_beir(folder)
    ids = list(judged.queries)
    step = max(1, len(ids) // _SET_MOST)
    questions = [(judged.queries[i], set(judged.qrels[i])) for i in ids[::step]]
    return list(_judge(folder.name, list(judged.documents), questions, embedder))


def everyday_document(row: Mapping[str, object]) -> Document:
    """Return an everyday text as a document."""
    doc_id, text = str(row["id"]), str(row["text"]).strip()
    return Document(doc_id, str(row["title"]), text, doc_id, (Block("paragraph", 0, len(text)),))


def _judge(
    source: str,
    documents: list[Document],
    questions: list[tuple[str, set[str]]],
    embedder: Embedder,
) -> Iterator[Judged]:
    with indexed(documents, embedder) as index:
        gatherer, networks = Gatherer(index, embedder, scoped=False), WordNetworks.load()
        for question, gold in questions:
            rows, found = gatherer.candidates(question, networks)
            hits = index.store.hits(rows.tolist())
            right = np.array([hit.passage.doc_id in gold for hit in hits], bool)
            yield Judged(source, found, right)
