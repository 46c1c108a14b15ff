"""Fit the ranker's weights and threshold on our own questions.

    python -m eval.fit_ranker [--sets FOLDER ...] [--model NAME]

The weights are fitted on questions that the bundled model was not trained on: our judged
questions on the bundled corpus, the everyday questions of the held-out themes and texts, and the
development sets that are named (BEIR folders). Our own questions count most: they are the ones
that people at the counter ask.
What the score means is fitted on the first passages: of these questions, of those that have no
answer, and of our own with their right passages taken away. The threshold is read off our own.

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
from collections.abc import Iterator, Mapping, Sequence
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
from assistant.searched import SearchTerms
from assistant.settings import THESAURUS
from assistant.spelling import load_spellings
from assistant.thesaurus import load_thesaurus
from assistant.word_network import WordNetworks
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
EVERYDAY = _ROOT / "eval" / "everyday"
_OWN = "bundled"
_SHARES = {_OWN: 3.0}  # of every other source it is 1
_SET_MOST = 700  # questions taken of a development set
_RIDGE = 1e-3
_MOST_MATCHED = 0.4  # weight of `matched`
# Of our own answerable questions; with the other grounds to decline one in twenty is declined.
_MOST_DECLINED = 0.046
_EVIDENCE_RIDGE = 3e-3
# What a question counts whose right passages are taken away: others may answer it in part.
_GONE = 0.3
# All questions of another source together, of what ours count: nearly all are answerable there, and
# they only keep what they are like (a summary, a headline) from being declined.
_OTHERS = 0.05


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
        self._reader = QueryReader(thesaurus, load_spellings(), date.today())
        self._understanding = Understanding(use_years=scoped, use_places=scoped)
        self._options = RetrieveOptions()
        self._related = RelatedWords.load(BUNDLED_MODEL, index.vocabulary)

    def found(self, question: str) -> tuple[SearchTerms, NDArray[np.float32], NDArray[np.int64]]:
        """Return what is searched for a question, its vector and the rows of its candidates."""
        query: Query = self._reader.read(question, understanding=self._understanding)
        searched = search_terms(query, self._options, self._related)
        vector = query_vector(self._embedder, query, searched)
        scope = self._facets.scope(Filters(), query)
        return searched, vector, candidates(self._index, searched, vector, scope, self._options)

    def candidates(
        self, question: str, networks: WordNetworks
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return rows and features of a question's candidates."""
        searched, vector, rows = self.found(question)
        return rows, features(self._index, searched, vector, rows, networks)


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
            judged = Judged(_OWN, found, right)
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
    with tempfile.TemporaryDirectory() as folder:
        build_documents(documents, Path(folder), embedder=embedder, today=date.today())
        index = Index.open(Path(folder))
        gatherer, networks = Gatherer(index, embedder, scoped=False), WordNetworks.load()
        for question, gold in questions:
            rows, found = gatherer.candidates(question, networks)
            hits = index.store.hits(rows.tolist())
            right = np.array([hit.passage.doc_id in gold for hit in hits], bool)
            yield Judged(source, found, right)


def fit_weights(judged: Sequence[Judged]) -> NDArray[np.float64]:
    """Return weights, none below 0, that make right candidates likeliest to be first.

    Shape (features,). `answerable` has none: what a text must not lack is learned from near misses,
    and as a part of the order it cost .008 nDCG@10 on mirasapo_summary. `matched` has a
    little: more would be best for everyday texts, the kind it was taught on, but not for others
    (docs/accuracy.md).
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
    bounds = _never_worse(len(NAMES))
    bounds[NAMES.index("answerable")] = (0.0, 0.0)
    bounds[NAMES.index("matched")] = (0.0, _MOST_MATCHED)
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x)


def fit_evidence(
    features: NDArray[np.float32], answered: NDArray[np.bool_], counts: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    """Return weights, none below 0, and bias of the likelihood that a passage is an answer.

    The weights have shape (features,). `matched` has none: a near miss is matched best of all.

    Args:
        features: Of the first passage of each question, shape (questions, features).
        answered: Whether the question has an answer, shape (questions,).
        counts: What each question counts, shape (questions,); both kinds then count alike.
    """
    spread = features.std(axis=0) + 1e-6
    scaled = features / spread
    share = (
        np.where(answered, counts / counts[answered].sum(), counts / counts[~answered].sum()) / 2
    )
    sign = np.where(answered, 1, -1)

    def loss(line: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = sign * (scaled @ line[:-1] + line[-1])
        pull = -share * sign / (1 + np.exp(margin))
        gradient = np.append(scaled.T @ pull + 2 * _EVIDENCE_RIDGE * line[:-1], pull.sum())
        total = (share * np.logaddexp(0, -margin)).sum() + _EVIDENCE_RIDGE * line[:-1] @ line[:-1]
        return float(total), gradient

    bounds = [*_never_worse(len(NAMES)), (None, None)]
    bounds[NAMES.index("matched")] = (0.0, 0.0)
    start = np.zeros(features.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return found[:-1] / spread, float(found[-1])


def _never_worse(weights: int) -> list[tuple[float, float | None]]:
    """Return the bounds of weights under which more of a match is never worse."""
    return [(0.0, None)] * weights


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
    # Rounded as they are written, so that the threshold is that of the ranker that will be read.
    weights = fit_weights(judged).round(4)
    gone = [_without_answer(j) for j in answerable]
    with_answer, without, taken = (_firsts(part, weights) for part in (judged, unanswerable, gone))
    evidence, bias = fit_evidence(
        np.concatenate([with_answer, without, taken]),
        np.repeat([True, False], [len(judged), len(unanswerable) + len(gone)]),
        np.concatenate(
            [_shares_in_evidence(judged), np.ones(len(without)), _GONE * np.ones(len(taken))]
        ),
    )
    ranker = Ranker(
        tuple(weights.tolist()),
        tuple(evidence.round(4).tolist()),
        round(bias, 4),
        0.0,
        WordNetworks.load(),
    )
    # Both rounded down: never more are declined than that.
    own = ranker.likelihood(with_answer[: len(answerable)])
    threshold = float(np.quantile(own, _MOST_DECLINED, method="lower"))
    threshold = math.floor(threshold * 10_000) / 10_000
    fields = {
        "features": NAMES,
        "weights": ranker.weights,
        "evidence": ranker.evidence,
        "bias": ranker.bias,
        "threshold": threshold,
    }
    arguments.out.write_text(json.dumps(fields, indent=1) + "\n", encoding="utf-8")
    right = np.mean([bool(j.right[np.argmax(j.features @ weights)]) for j in answerable])
    declined = ranker.likelihood(without) < threshold
    print(json.dumps(fields, indent=1))  # noqa: T201
    print(  # noqa: T201
        f"judged questions: first passage right {right:.3f}; declined: answerable"
        f" {(own < threshold).mean():.3f}, unanswerable {declined.mean():.3f}"
    )
    return 0


def _shares_in_evidence(judged: Sequence[Judged]) -> list[float]:
    """Return what each answerable question counts: ours 1, all of any other source a twentieth."""
    of = Counter(j.source for j in judged)
    return [1.0 if j.source == _OWN else _OTHERS * of[_OWN] / of[j.source] for j in judged]


def _without_answer(judged: Judged) -> Judged:
    """Return a question as if the passages that answer it were not there."""
    wrong = ~judged.right
    return Judged(judged.source, judged.features[wrong], judged.right[wrong])


def _firsts(judged: Sequence[Judged], weights: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return the features of the passage that comes first, or zeros, (questions, features)."""
    result = np.zeros((len(judged), len(NAMES)), np.float32)
    for row, found in zip(result, judged, strict=True):
        if len(found.right):
            row[:] = found.features[np.argmax(found.features @ weights)]
    return result


if __name__ == "__main__":
    sys.exit(main())
