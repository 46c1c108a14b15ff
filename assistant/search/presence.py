"""Which words of a question stand in which passages, themselves or by what stands for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.search.searched import Meaning, SearchTerms
from index.forward import ForwardIndex
from index.reader import Index
from index.related import Related
from index.vocabulary import Vocabulary

_OF_A_PHRASE = 0.6  # of a word's presence counts where it may be by chance
_FAINT = 0.3  # of its idf is left to a word that names the scope
_LEAD = 30  # words: about the first sentence
NEAREST = 3
"""How many related words that stand in a passage are told of each word."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Where the words of a question stand. All arrays have a line for each word, once.

    Attributes:
        words: The question's words, each once.
        share: float32, shape (words,): what each word makes of the question, by idf.
        scope: float32, shape (words,): the idf of those that name the scope, 0 for the others.
        there: bool, shape (words, passages): stands in headings or body.
        in_body: bool, shape (words, passages): stands in the body, or names what it is of.
        in_headings: bool, shape (words, passages): stands in the headings.
        among_first: bool, shape (words, passages): stands among the first 30 words of the body.
        stands: float32, shape (words, passages): `there`, but of a phrase that the thesaurus
            knows, words far apart in part.
        meant: float32, shape (words, passages): `stands`, or by how much a thesaurus term does.
        nearest: float32, shape (NEAREST, words, passages): cosines of the nearest related words
            that are there, nearest first, 0 for none.
        made_up_for: float32, shape (words, passages): the first of these for words that are not
            there themselves, 0 for the others.
        of_headings: float32, shape (passages,): what share of the heading path the words are.
        lengths: int64, shape (passages,): words in each body.
    """

    words: tuple[str, ...]
    share: NDArray[np.float32]
    scope: NDArray[np.float32]
    there: NDArray[np.bool_]
    in_body: NDArray[np.bool_]
    in_headings: NDArray[np.bool_]
    among_first: NDArray[np.bool_]
    stands: NDArray[np.float32]
    meant: NDArray[np.float32]
    nearest: NDArray[np.float32]
    made_up_for: NDArray[np.float32]
    of_headings: NDArray[np.float32]
    lengths: NDArray[np.int64]


def presence(
    index: Index,
    terms: SearchTerms,
    rows: NDArray[np.int64],
    named: NDArray[np.bool_] | None = None,
) -> Presence:
    """Return where the words of a question stand in some passages.

    Args:
        index: Where the passages are.
        terms: What is searched.
        rows: The passages.
        named: Which of them are of the years and places that the question names, shape
            (passages,): what names these is said of them, though it stands in the title alone.
    """
    own = list(dict.fromkeys(terms.own))
    count = len(own)
    looked_for = _LookedFor(index.vocabulary, own, terms)
    full_idf = index.idf[looked_for.numbers[:count]]
    faint = np.array([lemma in terms.faint for lemma in own], bool)
    idf = np.where(faint, full_idf * _FAINT, full_idf)

    headings = index.headings.of_row[rows].astype(np.int64)
    # Bodies and headings are looked through at once: first all bodies, then their headings.
    found = _Occurrences(((index.forward, rows), (index.headings.words, headings)), looked_for)
    body, heading = slice(len(rows)), slice(len(rows), None)
    in_body = found.present[:, body]
    if named is not None:
        in_body[:count] |= np.outer(faint, named)
    there = in_body | found.present[:, heading]
    phrases = [meaning.words for meaning in terms.meanings if len(meaning.words) > 1]
    pairs = _neighbours(terms.own, own, phrases)
    side_by_side = found.beside(pairs, count)
    beside = side_by_side[:, body] | side_by_side[:, heading]
    stands = _stands(there[:count], own, phrases, pairs, beside)
    nearest = _nearest(terms.related, looked_for, there, count)
    return Presence(
        words=tuple(own),
        share=(idf / max(float(idf.sum()), 1e-6)).astype(np.float32),
        scope=full_idf * faint,
        there=there[:count],
        in_body=in_body[:count],
        in_headings=found.present[:count, heading],
        among_first=found.among_first(_LEAD, count)[:, body],
        stands=stands,
        meant=_meant(terms.meanings, looked_for, there, stands),
        nearest=nearest,
        made_up_for=np.where(there[:count], np.float32(0), nearest[0]),
        of_headings=found.share_of_words(count)[heading],
        lengths=found.lengths[body],
    )


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


def _stands(
    there: NDArray[np.bool_],
    own: Sequence[str],
    phrases: Sequence[frozenset[str]],
    pairs: NDArray[np.int64],
    beside: NDArray[np.bool_],
) -> NDArray[np.float32]:
    """Return how far each own word stands there by itself, 0 to 1, float32, (own, rows)."""
    result = there.astype(np.float32)
    for number in range(len(own)):
        if any(own[number] in phrase for phrase in phrases):
            result[number] *= _OF_A_PHRASE
    for pair, together in zip(pairs.tolist(), beside, strict=True):
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


def _nearest(
    related: Related, looked_for: _LookedFor, there: NDArray[np.bool_], own: int
) -> NDArray[np.float32]:
    """Return the cosines of the nearest related words there are, (NEAREST, own, rows)."""
    result = np.zeros((NEAREST, own, there.shape[1]), np.float32)
    kept = min(NEAREST, related.words.shape[1])
    if related.words.size:
        here = there[looked_for.place_of[related.words]] * related.cosines[:, :, None]
        for number in range(kept):
            best = here.argmax(axis=1)[:, None]
            result[number] = np.take_along_axis(here, best, axis=1)[:, 0]
            np.put_along_axis(here, best, 0, axis=1)
    return result


def _neighbours(
    words: Sequence[str], own: Sequence[str], phrases: Sequence[frozenset[str]]
) -> NDArray[np.int64]:
    """Return neighbouring pairs of one phrase as numbers of own words, each once, (pairs, 2)."""
    place = {lemma: number for number, lemma in enumerate(own)}
    pairs = dict.fromkeys(
        (place[pair[0]], place[pair[1]])
        for pair in pairwise(words)
        if any(phrase.issuperset(pair) for phrase in phrases)
    )
    return np.array(list(pairs), np.int64).reshape(-1, 2)


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
