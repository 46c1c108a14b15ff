"""What is known of each candidate passage before they are put in order.

All features are absolute, not relative to the other candidates, so that a score built from them
also tells whether the best candidate is any good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.lexical import WeightedTerm
from index.reader import Index

NAMES = (
    "bm25",
    "bm25_short",
    "pair",
    "coverage",
    "heading_coverage",
    "joint_coverage",
    "nearness",
    "expansion",
    "cos_body",
    "cos_heading",
    "length",
    "cos_body_uncovered",
)
"""The columns of the feature matrix.

bm25: BM25 of the question's words in the body (k1 1.2, b .75), over the best possible.
bm25_short: the same with b 1, which favours short passages.
pair: share of the question's neighbouring pairs that stand side by side in the body, by idf.
coverage, heading_coverage, joint_coverage: share of the question's words, weighted by idf, that
    stand in the body, in title or headings, in either.
nearness: share of the question's words, by idf, in the best window of 30 words of the body.
expansion: share of the thesaurus terms, by idf and weight, that stand in body or headings.
cos_body, cos_heading: cosine of the question's vector with the body's and the heading path's.
length: logarithm of the number of words over the mean length.
cos_body_uncovered: cos_body times the share of the question's words that do not stand anywhere.
"""

_K1 = 1.2
_WINDOW = 30  # words: about two sentences of a policy document


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """The words that are searched.

    Attributes:
        own: Lemmas of the question, in order.
        added: Lemmas of the thesaurus terms with their weights.
    """

    own: tuple[str, ...]
    added: tuple[WeightedTerm, ...] = ()

    def weighted(self) -> list[WeightedTerm]:
        """Return the words of the question, then the added ones."""
        return [WeightedTerm(lemma) for lemma in self.own] + list(self.added)


def features(
    index: Index,
    terms: SearchTerms,
    query: NDArray[np.float32],
    rows: NDArray[np.int64],
) -> NDArray[np.float32]:
    """Return float32, shape (len(rows), len(NAMES)).

    Args:
        index: Where the passages are.
        terms: What is searched.
        query: The question's vector, float32, shape (dim,).
        rows: The candidates.
    """
    result = np.zeros((len(rows), len(NAMES)), np.float32)
    if not len(rows):
        return result
    own = list(dict.fromkeys(terms.own))
    added = [term for term in terms.added if term.lemma not in own]
    idf = _idf(index, [*own, *(term.lemma for term in added)])
    own_idf = idf[: len(own)]
    added_idf = idf[len(own) :] * np.array([term.weight for term in added], np.float32)
    total = max(float(own_idf.sum()), 1e-6)

    body = _Occurrences(index, rows, [*own, *(term.lemma for term in added)])
    headings = index.heading_of_row[rows]
    unique, inverse = np.unique(headings, return_inverse=True)
    in_heading = _heading_presence(index, unique, [*own, *(term.lemma for term in added)])
    in_heading = in_heading[:, inverse]

    counts = body.counts[: len(own)]
    in_body = counts > 0
    relative = body.lengths / max(index.forward.mean_length, 1.0)
    for column, b in ((0, 0.75), (1, 1.0)):
        saturated = counts * (_K1 + 1) / (counts + _K1 * (1 - b + b * relative))
        result[:, column] = own_idf @ saturated / (total * (_K1 + 1))
    result[:, 2] = body.pairs(terms.own, own_idf, own)
    result[:, 3] = own_idf @ in_body / total
    result[:, 4] = own_idf @ in_heading[: len(own)] / total
    result[:, 5] = own_idf @ (in_body | in_heading[: len(own)]) / total
    result[:, 6] = body.nearness(own_idf) / total
    if added:
        present = (body.counts[len(own) :] > 0) | in_heading[len(own) :]
        result[:, 7] = added_idf @ present / max(float(added_idf.sum()), 1e-6)
    result[:, 8] = index.body.cosines(query, rows)
    result[:, 9] = index.heading.cosines(query, unique.astype(np.int64))[inverse]
    result[:, 10] = np.log((body.lengths + 5) / (index.forward.mean_length + 5))
    result[:, 11] = result[:, 8] * (1 - result[:, 5])
    return result


def _idf(index: Index, lemmas: Sequence[str]) -> NDArray[np.float32]:
    """Return log(1 + (n - df + .5) / (df + .5)) of each lemma, df counted in bodies.

    Source: Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009.
    """
    n = len(index.body)
    df = np.array([index.lexical.body_frequency(lemma) for lemma in lemmas], np.float32)
    return np.log1p((n - df + 0.5) / (df + 0.5)).astype(np.float32)


def _heading_presence(
    index: Index, headings: NDArray[np.int32], lemmas: Sequence[str]
) -> NDArray[np.bool_]:
    """Return bool, shape (len(lemmas), len(headings))."""
    numbers = index.heading_words.numbers(lemmas)
    present = np.zeros((len(lemmas), len(headings)), bool)
    for column, heading in enumerate(headings):
        present[:, column] = np.isin(numbers, index.heading_words.words(int(heading)))
    present[numbers < 0] = False
    return present


class _Occurrences:
    """Where some lemmas stand in the bodies of the candidates."""

    def __init__(
        self, index: Index, rows: NDArray[np.int64], lemmas: Sequence[str]
    ) -> None:
        numbers = index.forward.numbers(lemmas)
        bodies = [index.forward.words(int(row)) for row in rows]
        self.lengths = np.array([len(words) for words in bodies], np.float32)
        self._passages = len(rows)
        words = np.concatenate(bodies) if bodies else np.empty(0, np.int32)
        owner = np.repeat(np.arange(len(rows)), self.lengths.astype(np.int64))
        known = np.flatnonzero(numbers >= 0)
        order = known[np.argsort(numbers[known], kind="stable")]
        ranked = numbers[order]
        at = np.searchsorted(ranked, words)
        at[at == len(ranked)] = 0
        hit = np.flatnonzero(ranked[at] == words) if len(ranked) else np.empty(0, np.int64)
        self._term = order[at[hit]] if len(ranked) else np.empty(0, np.int64)
        self._position = hit
        self._owner = owner[hit]
        flat = self._term * len(rows) + self._owner
        self.counts = (
            np.bincount(flat, minlength=len(lemmas) * len(rows))
            .reshape(len(lemmas), len(rows))
            .astype(np.float32)
        )

    def pairs(
        self, own: Sequence[str], idf: NDArray[np.float32], unique: Sequence[str]
    ) -> NDArray[np.float32]:
        """Return the share of neighbouring pairs found side by side, by idf, shape (rows,)."""
        place = {lemma: number for number, lemma in enumerate(unique)}
        wanted = {(place[a], place[b]) for a, b in zip(own, own[1:], strict=False)}
        total = sum(float(idf[a] + idf[b]) for a, b in wanted)
        result = np.zeros(self._passages, np.float32)
        if not wanted or total <= 0:
            return result
        beside = np.flatnonzero(
            (np.diff(self._position) == 1) & (np.diff(self._owner) == 0)
        )
        found = {
            (int(self._owner[i]), int(self._term[i]), int(self._term[i + 1])) for i in beside
        }
        for owner, first, second in found:
            if (first, second) in wanted:
                result[owner] += (idf[first] + idf[second]) / total
        return result

    def nearness(self, idf: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the highest sum of idf of different own words in a window, shape (rows,)."""
        result = np.zeros(self._passages, np.float32)
        own = self._term < len(idf)
        terms, positions, owners = self._term[own], self._position[own], self._owner[own]
        for owner in np.unique(owners):
            here = owners == owner
            result[owner] = _best_window(terms[here], positions[here], idf)
        return result


def _best_window(
    terms: NDArray[np.int64], positions: NDArray[np.int64], idf: NDArray[np.float32]
) -> float:
    """Return the best sum of idf of different terms within `_WINDOW` words."""
    best = 0.0
    current = 0.0
    inside: dict[int, int] = {}
    first = 0
    pairs = list(zip(terms.tolist(), positions.tolist(), strict=True))
    for term, position in pairs:
        inside[term] = inside.get(term, 0) + 1
        if inside[term] == 1:
            current += float(idf[term])
        while position - pairs[first][1] >= _WINDOW:
            left = pairs[first][0]
            inside[left] -= 1
            if not inside[left]:
                current -= float(idf[left])
            first += 1
        best = max(best, current)
    return best
