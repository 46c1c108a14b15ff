"""Fit the ranker's weights and threshold on our own questions.

    python -m eval.fit_ranker [--sets FOLDER ...] [--model NAME]

The weights are fitted on questions that the bundled model was not trained on: our judged
questions on the bundled corpus, the everyday questions of the held-out themes and texts, what is
asked of held-out documents, and the development sets that are named (BEIR folders). Our own
questions count most: they are the ones that people at the counter ask.
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
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant.search.features import NAMES
from assistant.search.ranker import RANKER, Ranker
from assistant.search.word_network import WordNetworks
from eval.judged import DOCUMENTS, OWN, Judged, bundled, development_set, documents, everyday
from index.embed import Embedder, load_embedder

_SHARES = {OWN: 3.0}  # of every other source it is 1
_RIDGE = 1e-3
_MOST_MATCHED = 0.4  # weight of `matched`
# Of our own answerable questions; with the other grounds to decline one in twenty is declined.
_MOST_DECLINED = 0.046
_EVIDENCE_RIDGE = 3e-3
# What a question counts whose right passages are taken away: others may answer it in part.
_GONE = 0.3
# All questions of a source together, of what ours count. Where nearly all are answerable, they only
# keep what they are like (a summary, a headline) from being declined.
_IN_EVIDENCE = {OWN: 1.0, DOCUMENTS: 0.5}
_OTHERS = 0.05


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


@dataclass(frozen=True, slots=True)
class Material:
    """What a ranker is fitted on.

    Attributes:
        own: Our judged questions.
        others: What other sources ask.
        unanswerable: What the bundled corpus does not answer.
        near_misses: What is asked beside our documents.
    """

    own: Sequence[Judged]
    others: Sequence[Judged]
    unanswerable: Sequence[Judged]
    near_misses: Sequence[Judged]


def material(embedder: Embedder, sets: Sequence[Path]) -> Material:
    """Return all that is asked of our own texts and of some BEIR folders."""
    own, unanswerable = bundled(embedder)
    of_documents, near_misses = documents(embedder)
    of_sets = [judged for folder in sets for judged in development_set(folder, embedder)]
    return Material(own, [*everyday(embedder), *of_documents, *of_sets], unanswerable, near_misses)


def fit(given: Material) -> Ranker:
    """Return the ranker, its numbers rounded as they are written."""
    judged = [*given.own, *given.others]
    # The threshold is that of the ranker that will be read.
    weights = fit_weights(judged).round(4)
    gone = [_without_answer(j) for j in given.own]
    with_answer, *without = (
        _firsts(part, weights) for part in (judged, given.unanswerable, given.near_misses, gone)
    )
    unanswerable, near_misses = len(given.unanswerable), len(given.near_misses)
    counts = [
        _shares_in_evidence(judged),
        np.ones(unanswerable),
        np.full(near_misses, _IN_EVIDENCE[DOCUMENTS] * unanswerable / near_misses),
        np.full(len(gone), _GONE),
    ]
    evidence, bias = fit_evidence(
        np.concatenate([with_answer, *without]),
        np.repeat([True, False], [len(judged), sum(map(len, without))]),
        np.concatenate(counts),
    )
    ranker = Ranker(
        tuple(weights.tolist()),
        tuple(evidence.round(4).tolist()),
        round(bias, 4),
        0.0,
        WordNetworks.load(),
    )
    own = ranker.likelihood(with_answer[: len(given.own)])
    threshold = float(np.quantile(own, _MOST_DECLINED, method="lower"))
    # Both rounded down: never more are declined than that.
    return replace(ranker, threshold=math.floor(threshold * 10_000) / 10_000)


def main(argv: Sequence[str] | None = None) -> int:
    """Fit and write the ranker; return 0."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_ranker", description=__doc__)
    parser.add_argument("--sets", type=Path, nargs="*", default=[], help="BEIR folders to use")
    parser.add_argument("--out", type=Path, default=RANKER, help="file to write")
    parser.add_argument("--model", help="embedding model to fit for (default: the bundled one)")
    arguments = parser.parse_args(argv)
    given = material(load_embedder(arguments.model), arguments.sets)
    ranker = fit(given)
    fields = {
        "features": NAMES,
        "weights": ranker.weights,
        "evidence": ranker.evidence,
        "bias": ranker.bias,
        "threshold": ranker.threshold,
    }
    text = json.dumps(fields, indent=1)
    arguments.out.write_text(f"{text}\n", encoding="utf-8")
    print(text)  # noqa: T201
    weights = np.array(ranker.weights)
    right = np.mean([bool(j.right[np.argmax(j.features @ weights)]) for j in given.own])
    own, unanswerable = (
        (ranker.likelihood(_firsts(part, weights)) < ranker.threshold).mean()
        for part in (given.own, given.unanswerable)
    )
    print(  # noqa: T201
        f"judged questions: first passage right {right:.3f}; declined: answerable"
        f" {own:.3f}, unanswerable {unanswerable:.3f}"
    )
    return 0


def _shares_in_evidence(judged: Sequence[Judged]) -> NDArray[np.float64]:
    """Return what each answerable question counts, shape (questions,); ours count 1."""
    of = Counter(j.source for j in judged)
    share = {source: _IN_EVIDENCE.get(source, _OTHERS) * of[OWN] / n for source, n in of.items()}
    return np.array([share[j.source] for j in judged])


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
