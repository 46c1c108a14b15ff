"""What is searched for a question: its words and all that may stand for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.lexical import WeightedTerm
from index.related import NOTHING_RELATED, Related


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
        kinds: What kind of word each different own lemma is, as
            `assistant.search.word_network.word_kinds` tells.
    """

    own: tuple[str, ...]
    added: tuple[WeightedTerm, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    faint: frozenset[str] = frozenset()
    related: Related = NOTHING_RELATED
    grams: NDArray[np.uint16] = field(default_factory=lambda: np.empty(0, np.uint16))
    number: re.Pattern[str] | None = None
    kinds: NDArray[np.float32] = field(default_factory=lambda: np.empty((0, 0), np.float32))

    def weighted(self) -> list[WeightedTerm]:
        """Return the words of the question, then the added ones."""
        return [WeightedTerm(lemma) for lemma in self.own] + list(self.added)
