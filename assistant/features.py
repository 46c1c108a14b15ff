"""What is known of each candidate passage before they are put in order.

All features are absolute, not relative to the other candidates, so that a score built from them
also tells whether the best candidate is any good.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.figures import gives
from index.forward import ForwardIndex
from index.lexical import WeightedTerm
from index.reader import Index
from index.related import NOTHING_RELATED, Related
from index.vocabulary import Vocabulary

NAMES = (
    "coverage",
    "heading_coverage",
    "heading_precision",
    "meant_coverage",
    "related",
    "gram_coverage",
    "lead_coverage",
    "cos",
    "cos_heading",
    "cos_uncovered",
    "brevity",
    "named",
    "number",
)
"""The columns of the feature matrix; more of any is better.

coverage, heading_coverage: share of the question's words, weighted by idf, that stand in
    headings or body, in the headings. Of a phrase that the thesaurus knows, words far apart count
    in part: 「新しい」 here and 「機械」 there are no 「新しい機械」.
heading_precision: share of the heading path's words that the question has.
meant_coverage: coverage where a word also counts, by the weight, if a thesaurus term that stands
    for it is there: 「跡取り」 in a passage about 事業承継.
related: what words of nearly the same meaning make up for those of the question that are not
    there: the cosine of the nearest one, by idf.
gram_coverage: share of the question's character pairs, by idf, that stand in headings or body.
lead_coverage: share of the question's words, by idf, among the first words of the body.
cos: cosine of the question's vector with the passage's or the heading path's, whichever is nearer:
    a question asks for the scheme that the heading names or for one thing said below it.
cos_heading: cosine of the question's vector with the heading path's.
cos_uncovered: cosine with the passage's times what meant_coverage lacks: where words fail, the
    vectors must do.
brevity: how much shorter than the mean a passage is that is its whole document, in logarithms: a
    short answer of a list of questions is to the point, a short passage cut from a report is a
    leftover.
named: share of the words that name the scope, by idf, that stand in headings or body: of the
    passages that may hold for 山梨県, one that says so comes before one that names no place.
number: 0 where a number is asked for and the passage gives none of its kind, else 1.
"""

_OF_A_PHRASE = 0.6  # of a word's presence counts where it may be by chance
_FAINT = 0.3  # of its idf is left to a word that names the scope
_LEAD = 30  # words: about the first sentence
_SMOOTHING = 5  # words, added to lengths: 3 words against 6 is no great difference


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
        related: Words of nearly the same meaning, for each own lemma, repeated ones left out.
        grams: The question's character pairs as `index.grams.gram_numbers` makes them.
        number: What matches the kind of number that is asked for, None if none is.
    """

    own: tuple[str, ...]
    added: tuple[WeightedTerm, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    faint: frozenset[str] = frozenset()
    related: Related = NOTHING_RELATED
    grams: NDArray[np.uint16] = field(default_factory=lambda: np.empty(0, np.uint16))
    number: re.Pattern[str] | None = None

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
    count = len(own)
    looked_for = _LookedFor(index.vocabulary, own, terms)
    full_idf = index.idf[looked_for.numbers[:count]]
    faint = np.array([lemma in terms.faint for lemma in own], bool)
    idf = np.where(faint, full_idf * _FAINT, full_idf)
    share = idf / max(float(idf.sum()), 1e-6)

    headings = index.headings.of_row[rows].astype(np.int64)
    # Bodies and headings are looked through at once: first all bodies, then their headings.
    found = _Occurrences(((index.forward, rows), (index.headings.words, headings)), looked_for)
    body, heading = slice(len(rows)), slice(len(rows), None)
    there = found.present[:, body] | found.present[:, heading]
    pairs = _neighbours(terms.own, own)
    side_by_side = found.beside(pairs, count)
    beside = side_by_side[:, body] | side_by_side[:, heading]
    stands = _stands(there[:count], terms.meanings, own, pairs, beside)
    meant = share @ _meant(terms.meanings, looked_for, there, stands)
    cos_passage = index.body.cosines(query, rows)
    cos_heading = index.headings.vectors.cosines(query, headings)
    named = full_idf * faint

    columns = {
        "coverage": share @ stands,
        "heading_coverage": share @ found.present[:count, heading],
        "heading_precision": found.share_of_words(count)[heading],
        "meant_coverage": meant,
        "related": share @ _made_up_for(terms.related, looked_for, there, count),
        "gram_coverage": index.grams.coverage(terms.grams, rows),
        "lead_coverage": share @ found.among_first(_LEAD, count)[:, body],
        "cos": np.maximum(cos_passage, cos_heading),
        "cos_heading": cos_heading,
        "cos_uncovered": cos_passage * (1 - meant),
        "brevity": _brevity(found.lengths[body], index.forward.mean_length) * index.alone[rows],
        "named": named @ there[:count] / max(float(named.sum()), 1e-6),
        "number": _gives_number(index, terms.number, rows),
    }
    for number, name in enumerate(NAMES):
        result[:, number] = columns[name]
    return result


class _LookedFor:
    """The words whose presence counts, each with a place, the question's own first.

    Attributes:
        place: Of the question's words and of those of the thesaurus terms.
        numbers: int32: the same words' numbers in the vocabulary, -1 for unknown ones.
        place_of: int32, shape (vocabulary,): the place of each word of the index, -1 for none.
        count: How many places there are.
    """

    def __init__(self, vocabulary: Vocabulary, own: Sequence[str], terms: SearchTerms) -> None:
        meant = (lemma for meaning in terms.meanings for lemma in meaning.term)
        lemmas = list(dict.fromkeys(chain(own, meant)))
        self.numbers = vocabulary.numbers(lemmas)
        held = np.flatnonzero(self.numbers >= 0)
        self.place = {lemma: place for place, lemma in enumerate(lemmas)}
        # An index may hold no word at all; related words then are word 0, at cosine 0.
        self.place_of = np.full(max(len(vocabulary), 1), -1, np.int32)
        related = terms.related.words.ravel()
        self.count = len(lemmas) + len(related)
        self.place_of[related] = np.arange(len(lemmas), self.count)
        self.place_of[self.numbers[held]] = held  # a related word may be one of these


def _gives_number(
    index: Index, number: re.Pattern[str] | None, rows: NDArray[np.int64]
) -> NDArray[np.bool_]:
    if number is None:
        return np.ones(len(rows), bool)
    # Texts are fetched for such questions alone: it takes longer than all else here.
    return np.array([gives(number, text) for text in index.store.texts(rows.tolist())], bool)


def _brevity(lengths: NDArray[np.int64], mean: float) -> NDArray[np.float32]:
    relative = np.log((mean + _SMOOTHING) / (lengths + _SMOOTHING))
    return np.maximum(relative, 0).astype(np.float32)


def _stands(
    there: NDArray[np.bool_],
    meanings: Sequence[Meaning],
    own: Sequence[str],
    pairs: NDArray[np.int64],
    beside: NDArray[np.bool_],
) -> NDArray[np.float32]:
    """Return how far each own word stands there by itself, 0 to 1, float32, (own, rows)."""
    result = there.astype(np.float32)
    phrases = [meaning.words for meaning in meanings if len(meaning.words) > 1]
    for number in range(len(own)):
        if any(own[number] in phrase for phrase in phrases):
            result[number] *= _OF_A_PHRASE
    for pair, together in zip(pairs.tolist(), beside, strict=True):
        if any(phrase.issuperset((own[pair[0]], own[pair[1]])) for phrase in phrases):
            result[pair] = np.maximum(result[pair], together)
    return result


def _meant(
    meanings: Sequence[Meaning],
    looked_for: _LookedFor,
    there: NDArray[np.bool_],
    stands: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Return how far each own word is there, itself or by meaning, 0 to 1, (own, rows)."""
    place = looked_for.place
    result = stands.copy()
    for meaning in meanings:
        found = there[[place[lemma] for lemma in meaning.term]].all(axis=0)
        for word in meaning.words:
            number = place[word]
            result[number] = np.maximum(result[number], meaning.weight * found)
    return result


def _made_up_for(
    related: Related,
    looked_for: _LookedFor,
    there: NDArray[np.bool_],
    own: int,
) -> NDArray[np.float32]:
    """Return the cosine of the nearest related word there is, 0 for own words that are there.

    float32, shape (own, rows).
    """
    result = np.zeros((own, there.shape[1]), np.float32)
    if related.words.size:
        here = there[looked_for.place_of[related.words]]
        result[:] = (here * related.cosines[:, :, None]).max(axis=1)
    result[there[:own]] = 0
    return result


def _neighbours(words: Sequence[str], own: Sequence[str]) -> NDArray[np.int64]:
    """Return the question's neighbouring pairs as numbers of own words, each once, (pairs, 2)."""
    place = {lemma: number for number, lemma in enumerate(own)}
    pairs = list(dict.fromkeys((place[a], place[b]) for a, b in pairwise(words)))
    return np.array(pairs, np.int64).reshape(-1, 2)


class _Occurrences:
    """Where the words that are looked for stand in some texts of forward indexes.

    Attributes:
        present: bool, shape (places, texts): which word stands in which text.
        lengths: int64, shape (texts,): words in each text.
    """

    def __init__(
        self,
        texts: Sequence[tuple[ForwardIndex, NDArray[np.int64]]],
        looked_for: _LookedFor,
    ) -> None:
        self.lengths = np.concatenate([index.lengths(rows) for index, rows in texts])
        words = np.concatenate([index.words(rows) for index, rows in texts])
        term = looked_for.place_of[words]
        place = np.flatnonzero(term >= 0)
        ends = self.lengths.cumsum()
        self._place = place  # of each occurrence, among the words of all texts
        self._term = term[place]
        self._owner = np.searchsorted(ends, place, side="right")
        self._offset = place - (ends - self.lengths)[self._owner]
        self.present = np.zeros((looked_for.count, len(self.lengths)), bool)
        self.present[self._term, self._owner] = True

    def among_first(self, words: int, lemmas: int) -> NDArray[np.bool_]:
        """Return which of the first lemmas stand among the first words, bool, (lemmas, texts)."""
        result = np.zeros((lemmas, len(self.lengths)), bool)
        here = (self._term < lemmas) & (self._offset < words)
        result[self._term[here], self._owner[here]] = True
        return result

    def share_of_words(self, lemmas: int) -> NDArray[np.float32]:
        """Return what share of each text's words the first lemmas are, float32, (texts,)."""
        owner = self._owner[self._term < lemmas]
        counts = np.bincount(owner, minlength=len(self.lengths))
        shares: NDArray[np.float32] = (counts / np.maximum(self.lengths, 1)).astype(np.float32)
        return shares

    def beside(self, pairs: NDArray[np.int64], lemmas: int) -> NDArray[np.bool_]:
        """Return which pairs of the first lemmas stand side by side, bool, shape (pairs, texts).

        Args:
            pairs: The numbers of two lemmas each, shape (pairs, 2).
            lemmas: How many the first lemmas are.
        """
        number = np.full((lemmas, lemmas), -1, np.int64)
        number[pairs[:, 0], pairs[:, 1]] = np.arange(len(pairs))
        term, owner, place = self._term, self._owner, self._place
        next_to = (owner[:-1] == owner[1:]) & (place[1:] == place[:-1] + 1)
        next_to &= (term[:-1] < lemmas) & (term[1:] < lemmas)
        first = np.flatnonzero(next_to)
        pair = number[term[first], term[first + 1]]
        result = np.zeros((len(pairs), len(self.lengths)), bool)
        result[pair[pair >= 0], owner[first][pair >= 0]] = True
        return result
