"""What is known of each candidate passage before they are put in order.

All features are absolute, not relative to the other candidates, so that a score built from them
also tells whether the best candidate is any good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.forward import ForwardIndex
from index.lexical import WeightedTerm
from index.reader import Index

NAMES = (
    "bm25",
    "bm25_short",
    "pair",
    "coverage",
    "heading_coverage",
    "meant_coverage",
    "expansion",
    "cos_body",
    "cos_heading",
    "cos_body_uncovered",
    "cos_heading_uncovered",
    "lead_coverage",
    "length",
    "length_alone",
)
"""The columns of the feature matrix.

bm25: BM25 (k1 1.2, b .75) of the question's words in heading path and body together, over the
    best possible.
bm25_short: BM25 of the body alone with b 1, which favours short passages.
pair: share of the question's neighbouring pairs that stand side by side, by idf.
coverage, heading_coverage: share of the question's words, weighted by idf, that stand in
    headings or body, in the headings.
meant_coverage: coverage where a word also counts, by the weight, if a thesaurus term that stands
    for it is there: 「跡取り」 in a passage about 事業承継.
expansion: share of the thesaurus terms, by idf and weight, that stand in headings or body.
cos_body, cos_heading: cosine of the question's vector with the body's and the heading path's.
cos_body_uncovered, cos_heading_uncovered: the same times what meant_coverage lacks: where words
    fail, the vectors must do.
lead_coverage: share of the question's words, by idf, among the first words of the body.
length: logarithm of the number of words over the mean length.
length_alone: the same where the passage is its whole document, else 0: a short answer of a list
    of questions is to the point, a short passage cut from a report is a leftover.
"""

_K1 = 1.2
_B = 0.75
_FAINT = 0.1  # of its idf is left to a word that names the scope
_LEAD = 30  # words: about the first sentence


@dataclass(frozen=True, slots=True)
class Meaning:
    """A thesaurus term that stands for some words of the question.

    Attributes:
        words: These words, as lemmas.
        term: The term, as lemmas.
        weight: How safely it stands for them, 0 to 1.
    """

    words: frozenset[str]
    term: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """The words that are searched.

    Attributes:
        own: Lemmas of the question, in order.
        added: Lemmas of the thesaurus terms with their weights.
        meanings: What stands for which words of the question.
        faint: Own lemmas that name the scope: every passage within it has them, said or not.
    """

    own: tuple[str, ...]
    added: tuple[WeightedTerm, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    faint: frozenset[str] = frozenset()

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
    lemmas = [*own, *(term.lemma for term in added)]
    idf = _idf(index, lemmas)
    idf[[lemma in terms.faint for lemma in lemmas]] *= _FAINT
    own_idf = idf[: len(own)]
    added_idf = idf[len(own) :] * np.array([term.weight for term in added], np.float32)
    total = max(float(own_idf.sum()), 1e-6)

    in_body = _Occurrences(index.forward, rows, lemmas)
    headings, heading = np.unique(index.headings.of_row[rows], return_inverse=True)
    in_heading = _Occurrences(index.headings.words, headings.astype(np.int64), lemmas)
    body = in_body.counts
    both = body + in_heading.counts[:, heading]
    length = in_body.lengths + in_heading.lengths[heading]
    mean = index.forward.mean_length
    mean_both = mean + index.headings.words.mean_length
    count = len(own)
    covered = own_idf @ (both[:count] > 0) / total
    meant = _meant(terms.meanings, lemmas, count, both > 0)
    uncovered = 1 - own_idf @ meant / total
    cos_body = index.body.cosines(query, rows)
    cos_heading = index.headings.vectors.cosines(query, headings.astype(np.int64))[heading]

    relative_length = np.log((in_body.lengths + 5) / (mean + 5))
    columns = {
        "bm25": own_idf @ _saturated(both[:count], length / mean_both, _B) / total,
        "bm25_short": own_idf @ _saturated(body[:count], in_body.lengths / mean, 1.0) / total,
        "pair": _pair_share(terms.own, own, own_idf, in_body, in_heading, heading),
        "coverage": covered,
        "meant_coverage": own_idf @ meant / total,
        "heading_coverage": own_idf @ (in_heading.counts[:count, heading] > 0) / total,
        "expansion": added_idf @ (both[count:] > 0) / max(float(added_idf.sum()), 1e-6),
        "cos_body": cos_body,
        "cos_heading": cos_heading,
        "cos_body_uncovered": cos_body * uncovered,
        "cos_heading_uncovered": cos_heading * uncovered,
        "lead_coverage": own_idf @ in_body.among_first(_LEAD)[:count] / total,
        "length": relative_length,
        "length_alone": relative_length * index.alone[rows],
    }
    for number, name in enumerate(NAMES):
        result[:, number] = columns[name]
    return result


def _idf(index: Index, lemmas: Sequence[str]) -> NDArray[np.float32]:
    """Return log(1 + (n - df + .5) / (df + .5)) of each lemma, df counted in bodies.

    Source: Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009.
    """
    n = len(index.body)
    df = np.array([index.lexical.body_frequency(lemma) for lemma in lemmas], np.float32)
    return np.log1p((n - df + 0.5) / (df + 0.5)).astype(np.float32)


def _saturated(
    counts: NDArray[np.float32], relative_length: NDArray[np.float32], b: float
) -> NDArray[np.float32]:
    """Return BM25's share of the highest weight a word can have, 0 to 1, shape of `counts`."""
    missing = np.float32(_K1) * (1 - b + b * relative_length)
    return np.divide(counts, counts + missing, dtype=np.float32)


def _meant(
    meanings: Sequence[Meaning],
    lemmas: Sequence[str],
    own: int,
    present: NDArray[np.bool_],
) -> NDArray[np.float32]:
    """Return how far each own word is there, itself or by meaning, 0 to 1, (own, rows)."""
    place = {lemma: number for number, lemma in enumerate(lemmas)}
    result = present[:own].astype(np.float32)
    for meaning in meanings:
        there = present[[place[lemma] for lemma in meaning.term]].all(axis=0)
        for word in meaning.words:
            number = place[word]
            result[number] = np.maximum(result[number], meaning.weight * there)
    return result


def _pair_share(
    words: Sequence[str],
    own: Sequence[str],
    idf: NDArray[np.float32],
    in_body: _Occurrences,
    in_heading: _Occurrences,
    heading: NDArray[np.int64],
) -> NDArray[np.float32]:
    """Return the share of the question's neighbouring pairs side by side, by idf, (rows,)."""
    place = {lemma: number for number, lemma in enumerate(own)}
    wanted = {(place[a], place[b]): 0.0 for a, b in pairwise(words)}
    total = 0.0
    for first, second in wanted:
        wanted[first, second] = float(idf[first] + idf[second])
        total += wanted[first, second]
    result = np.zeros(len(heading), np.float32)
    if total <= 0:
        return result
    for (first, second), weight in wanted.items():
        beside = in_body.beside(first, second) | in_heading.beside(first, second)[heading]
        result += beside * np.float32(weight / total)
    return result


class _Occurrences:
    """Where some lemmas stand in some texts of a forward index.

    Attributes:
        counts: float32, shape (lemmas, texts): how often.
        lengths: float32, shape (texts,): words in each text.
    """

    def __init__(
        self, words: ForwardIndex, texts: NDArray[np.int64], lemmas: Sequence[str]
    ) -> None:
        self.lengths = words.lengths(texts).astype(np.float32)
        flat = words.words(texts)
        owner = np.repeat(np.arange(len(texts)), words.lengths(texts))
        numbers = words.numbers(lemmas)
        known = np.flatnonzero(numbers >= 0)
        known = known[np.argsort(numbers[known], kind="stable")]
        self._term = np.full(len(flat), -1, np.int64)
        if len(known):
            at = np.searchsorted(numbers[known], flat)
            at[at == len(known)] = 0
            hit = numbers[known][at] == flat
            self._term[hit] = known[at[hit]]
        self._owner = owner
        self._texts = len(texts)
        self._lemmas = len(lemmas)
        starts = words.lengths(texts).cumsum() - words.lengths(texts)
        self._offset = np.arange(len(flat)) - np.repeat(starts, words.lengths(texts))
        found = self._term >= 0
        cell = self._term[found] * len(texts) + owner[found]
        self.counts = (
            np.bincount(cell, minlength=len(lemmas) * len(texts))
            .reshape(len(lemmas), len(texts))
            .astype(np.float32)
        )

    def among_first(self, count: int) -> NDArray[np.bool_]:
        """Return which lemmas stand among the first words, bool, shape (lemmas, texts)."""
        result = np.zeros((self._lemmas, self._texts), bool)
        here = (self._term >= 0) & (self._offset < count)
        result[self._term[here], self._owner[here]] = True
        return result

    def beside(self, first: int, second: int) -> NDArray[np.bool_]:
        """Return in which texts one lemma stands right before another, bool, shape (texts,)."""
        term, owner = self._term, self._owner
        here = (term[:-1] == first) & (term[1:] == second) & (owner[:-1] == owner[1:])
        result = np.zeros(len(self.lengths), bool)
        result[owner[:-1][here]] = True
        return result
