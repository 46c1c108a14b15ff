"""Fit the ranker's weights and threshold on our own questions.

    python -m eval.fit_ranker [--sets FOLDER ...] [--model NAME]

The weights are fitted on questions that the bundled model was not trained on: our judged
questions on the bundled corpus, the everyday questions of the held-out themes and texts, and the
development sets that are named (BEIR folders). Our own questions count most: they are the ones
that people at the counter ask.
What the score means, and below which a question is declined, is then read off the judged
questions and the unanswerable ones.

Source of the loss: Cao et al., Learning to Rank: From Pairwise Approach to Listwise Approach,
ICML 2007, doi:10.1145/1273496.1273513 (top one probability).
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant.features import NAMES, features
from assistant.query import QueryReader
from assistant.ranker import RANKER, Ranker
from assistant.records import Filters, Query, Understanding
from assistant.retrieve import RetrieveOptions, candidates, query_vector, search_terms
from assistant.scope import FacetTable
from assistant.settings import THESAURUS
from assistant.spelling import load_spellings
from assistant.thesaurus import load_thesaurus
from corpus.document import Block, Document
from corpus.japanese import content_lemmas
from eval.beir import load_beir
from eval.questions import gold_spans, load_questions
from index.build import build, build_documents
from index.embed import BUNDLED_MODEL, Embedder, load_embedder
from index.reader import Index
from index.related import RelatedWords
from index.training_pairs import everyday_rows, is_held_out, read_lines

_ROOT = Path(__file__).resolve().parents[1]
_EVERYDAY = _ROOT / "eval" / "everyday"
_SHARES = {"bundled": 3.0}  # of every other source it is 1
_SET_MOST = 700  # questions taken of a development set
_RIDGE = 1e-3
# Of our own answerable questions. On documents that no setting was chosen on, twice to four times
# as many are declined, so this keeps the declined ones there at one in twenty.
_MOST_DECLINED = 0.025
_NOTHING = -10.0  # evidence where no candidate was found


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


class Gatherer:
    """Finds the candidates of questions as the assistant does."""

    def __init__(self, index: Index, embedder: Embedder, *, scoped: bool) -> None:
        """Take an index; `scoped` applies the years and places that questions name."""
        self._index = index
        self._embedder = embedder
        self._facets = FacetTable(index.store)
        thesaurus = load_thesaurus(THESAURUS, content_lemmas)
        self._reader = QueryReader(thesaurus, load_spellings(THESAURUS), date.today())
        self._understanding = Understanding(use_years=scoped, use_places=scoped)
        self._options = RetrieveOptions()
        self._related = RelatedWords.load(BUNDLED_MODEL, index.vocabulary)

    def candidates(self, question: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return rows and features of a question's candidates."""
        query: Query = self._reader.read(question, understanding=self._understanding)
        searched = search_terms(query, self._options, self._related)
        vector = query_vector(self._embedder, query, searched)
        scope = self._facets.scope(Filters(), query)
        rows = candidates(self._index, searched, vector, scope, self._options)
        return rows, features(self._index, searched, vector, rows)


def bundled(embedder: Embedder) -> tuple[list[Judged], list[Judged]]:
    """Return our judged questions and the unanswerable ones, on the bundled corpus."""
    with tempfile.TemporaryDirectory() as folder:
        build([_ROOT / "corpus" / "documents"], Path(folder), embedder=embedder, today=date.today())
        index = Index.open(Path(folder))
        gatherer = Gatherer(index, embedder, scoped=True)
        documents = {
            summary.doc_id: index.store.document(summary.doc_id)
            for summary, _ in index.store.summaries()
        }
        answerable: list[Judged] = []
        unanswerable: list[Judged] = []
        questions = load_questions()
        spans = gold_spans(questions, [d for d in documents.values() if d is not None])
        for question in questions:
            rows, found = gatherer.candidates(question.text)
            passages = [hit.passage for hit in index.store.hits(rows.tolist())]
            gold = spans[question.question_id]
            right = np.array([any(s.met_by(p) for s in gold) for p in passages], bool)
            judged = Judged("bundled", found, right)
            (answerable if gold else unanswerable).append(judged)
        for line in read_lines(_EVERYDAY / "unanswerable.jsonl"):
            rows, found = gatherer.candidates(str(line["text"]))
            unanswerable.append(Judged("unanswerable", found, np.zeros(len(rows), bool)))
    return answerable, unanswerable


def everyday(embedder: Embedder) -> list[Judged]:
    """Return the everyday questions of held-out themes and texts, among all everyday texts."""
    trained, dev = everyday_rows(_EVERYDAY / "train"), list(read_lines(_EVERYDAY / "dev.jsonl"))
    rows = [*trained, *dev]
    held_out = {row["id"] for row in dev} | {
        row["id"] for row in trained if is_held_out(f"{row['title']}\n{row['text']}")
    }
    documents = [_document(str(r["id"]), str(r["title"]), str(r["text"])) for r in rows]
    questions = [
        (question["text"], {str(row["id"])})
        for row in rows
        if row["id"] in held_out and isinstance(row["questions"], list)
        for question in row["questions"]
    ]
    return list(_judge("everyday", documents, questions, embedder))


def development_set(folder: Path, embedder: Embedder) -> list[Judged]:
    """Return the questions of a BEIR folder, evenly spaced ones if there are very many."""
    judged = load_beir(folder)
    ids = list(judged.queries)
    step = max(1, len(ids) // _SET_MOST)
    questions = [(judged.queries[i], set(judged.qrels[i])) for i in ids[::step]]
    return list(_judge(folder.name, list(judged.documents), questions, embedder))


def _document(doc_id: str, title: str, text: str) -> Document:
    stripped = text.strip()
    return Document(doc_id, title, stripped, doc_id, (Block("paragraph", 0, len(stripped)),))


def _judge(
    source: str,
    documents: list[Document],
    questions: list[tuple[str, set[str]]],
    embedder: Embedder,
) -> Iterator[Judged]:
    with tempfile.TemporaryDirectory() as folder:
        build_documents(documents, Path(folder), embedder=embedder, today=date.today())
        index = Index.open(Path(folder))
        gatherer = Gatherer(index, embedder, scoped=False)
        for question, gold in questions:
            rows, found = gatherer.candidates(question)
            hits = index.store.hits(rows.tolist())
            right = np.array([hit.passage.doc_id in gold for hit in hits], bool)
            yield Judged(source, found, right)


def fit_weights(judged: Sequence[Judged]) -> NDArray[np.float64]:
    """Return weights, none below 0, that make right candidates likeliest to be first.

    Shape (features,).
    """
    usable = [j for j in judged if j.right.any() and not j.right.all()]
    counts = Counter(j.source for j in usable)
    whole = sum(_SHARES.get(source, 1.0) for source in counts)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = _RIDGE * float(weights @ weights), 2 * _RIDGE * weights
        for j in usable:
            scores = j.features @ weights
            likely = np.exp(scores - scores.max())
            among_right = np.where(j.right, likely, 0.0)
            share = _SHARES.get(j.source, 1.0) / (counts[j.source] * whole)
            total -= share * float(np.log(among_right.sum() / likely.sum()))
            pull = likely / likely.sum() - among_right / among_right.sum()
            gradient = gradient + share * (pull @ j.features)
        return total, gradient

    start = np.ones(len(NAMES))
    never_worse = [(0.0, None)] * len(NAMES)  # more of a match is never worse
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=never_worse).x)


def fit_likelihood(best: NDArray[np.float64], answered: NDArray[np.bool_]) -> tuple[float, float]:
    """Return scale and bias of the logistic curve of being answerable over the best rank value."""

    def loss(line: NDArray[np.float64]) -> float:
        margin = np.where(answered, 1, -1) * (line[0] * best + line[1])
        weight = np.where(answered, 0.5 / answered.sum(), 0.5 / (~answered).sum())
        return float((weight * np.logaddexp(0, -margin)).sum()) + 1e-4 * float(line @ line)

    found = minimize(loss, np.array([1.0, 0.0]), method="L-BFGS-B").x
    return float(found[0]), float(found[1])


def main(argv: Sequence[str] | None = None) -> int:
    """Fit and write the ranker; return 0."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_ranker", description=__doc__)
    parser.add_argument("--sets", type=Path, nargs="*", default=[], help="BEIR folders to use")
    parser.add_argument("--out", type=Path, default=RANKER, help="file to write")
    parser.add_argument("--model", help="embedding model to fit for (default: the bundled one)")
    arguments = parser.parse_args(argv)
    embedder = load_embedder(arguments.model)
    answerable, unanswerable = bundled(embedder)
    judged = [*answerable, *everyday(embedder)]
    for folder in arguments.sets:
        judged += development_set(folder, embedder)
    # As they are written, so that the threshold is that of the ranker that will be read.
    weights = fit_weights(judged).round(4)
    ranker = Ranker(tuple(weights.tolist()), 1.0, 0.0, 0.5)
    best = np.array([_evidence_of_first(j, ranker) for j in [*answerable, *unanswerable]])
    answered = np.arange(len(best)) < len(answerable)
    scale, bias = (round(number, 4) for number in fit_likelihood(best, answered))
    scores = 1 / (1 + np.exp(-(scale * best + bias)))
    # Both rounded down: never more are declined than that.
    threshold = float(np.quantile(scores[answered], _MOST_DECLINED, method="lower"))
    threshold = math.floor(threshold * 10_000) / 10_000
    fields = {
        "features": NAMES,
        "weights": weights.tolist(),
        "scale": scale,
        "bias": bias,
        "threshold": threshold,
    }
    arguments.out.write_text(json.dumps(fields, indent=1) + "\n", encoding="utf-8")
    declined = float((scores[~answered] < threshold).mean())
    first = np.mean([bool(j.right[np.argmax(j.features @ weights)]) for j in answerable])
    print(json.dumps(fields, indent=1))  # noqa: T201
    print(  # noqa: T201
        f"judged questions: first passage right {first:.3f}; declined: answerable"
        f" {(scores[answered] < threshold).mean():.3f}, unanswerable {declined:.3f}"
    )
    return 0


def _evidence_of_first(judged: Judged, ranker: Ranker) -> float:
    """Return what speaks for the passage that comes first."""
    if not len(judged.right):
        return _NOTHING
    first = int(np.argmax(ranker.order(judged.features)))
    return float(ranker.evidence(judged.features[first : first + 1])[0])


if __name__ == "__main__":
    sys.exit(main())
