"""How well a passage meets a question, told word by word by small networks.

Which words of a question must be met, and what may stand for them, is learned from questions and
the texts that answer them. Two networks of one form learn it from two kinds of texts that do not:

matched: other texts that the question's words or meaning are near to. It helps to put passages in
    order (`python -m eval.fit_matching`).
answerable: near misses, which speak of the very scheme that is asked for and lack the one thing
    that is asked of it. It tells whether the first passage answers
    (`python -m eval.fit_answerability`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from assistant.search.presence import NEAREST, Presence
from corpus.language.japanese import words

MATCHED = Path(__file__).with_name("matched.safetensors")
ANSWERABLE = Path(__file__).with_name("answerable.safetensors")
LEAST_ATTENTION = 0.1  # is added, so that a question of words that matter little is no certainty

_POS = ("名詞", "動詞", "形容詞", "代名詞", "副詞", "形状詞", "接尾辞", "接頭辞")
_FURTHEST = 20  # words from the end of the question: further ones are told apart no more
KIND_COLUMNS = len(_POS) + 2
WORD_COLUMNS = 3 + KIND_COLUMNS
MATCH_COLUMNS = 4 + NEAREST


def word_kinds(question: str, own: Sequence[str]) -> NDArray[np.float32]:
    """Return which part of speech each word of a question is, and how far from its end it stands.

    float32, shape (own, KIND_COLUMNS): one of the parts of speech, or the column behind them for
    any other; last the distance, -1 to 0. Questions name what they are about first and what they
    ask of it last.

    Args:
        question: The question.
        own: Its lemmas, each once.
    """
    read = words(question)
    place = {word.lemma: (word.pos, number - len(read)) for number, word in enumerate(read)}
    kinds = np.zeros((len(own), KIND_COLUMNS), np.float32)
    for line, lemma in zip(kinds, own, strict=True):
        pos, before_end = place.get(lemma, ("", 0))
        line[_POS.index(pos) if pos in _POS else len(_POS)] = 1
        line[-1] = max(before_end, -_FURTHEST) / _FURTHEST
    return kinds


def word_columns(found: Presence, kinds: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what is known of each word, whatever the passage: float32, (words, WORD_COLUMNS).

    Its share of the question, the logarithm of that share against the mean, whether it names the
    scope, and its kind.
    """
    relative = np.log1p(found.share * len(found.share))
    return np.column_stack([found.share, relative, found.scope > 0, kinds]).astype(np.float32)


def match_columns(found: Presence) -> NDArray[np.float32]:
    """Return what a passage has for each word: float32, (words, passages, MATCH_COLUMNS).

    Whether it stands in the body, in the headings, among the first words; how far it is there by
    meaning; how near the three nearest of its related words are that stand there.
    """
    told = [found.in_body, found.in_headings, found.among_first, found.meant, *found.nearest]
    return np.stack(told, axis=-1).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Layers:
    """A network of one hidden layer, rectified, and one output.

    Attributes:
        hidden: float32, shape (inputs, units).
        hidden_bias: float32, shape (units,).
        out: float32, shape (units,).
        out_bias: float32, shape ().
    """

    hidden: NDArray[np.float32]
    hidden_bias: NDArray[np.float32]
    out: NDArray[np.float32]
    out_bias: NDArray[np.float32]

    def of(self, hidden: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the output for sums that the hidden layer gets, shape (..., units)."""
        result: NDArray[np.float32] = np.maximum(hidden, 0) @ self.out + self.out_bias
        return result


@dataclass(frozen=True, slots=True)
class WordMatches:
    """What the networks know of a question and some passages.

    Attributes:
        words: `word_columns`, whatever the passage: float32, shape (words, WORD_COLUMNS).
        rows: The rows of the words in the bundled model, -1 for unknown ones, shape (words,).
        matches: `match_columns`, float32, shape (words, passages, MATCH_COLUMNS).
    """

    words: NDArray[np.float32]
    rows: NDArray[np.int64]
    matches: NDArray[np.float32]

    @staticmethod
    def of(found: Presence, kinds: NDArray[np.float32], rows: NDArray[np.int64]) -> WordMatches:
        """Return what is known.

        Args:
            found: Where the words of the question stand.
            kinds: As `word_kinds` makes them; where there are none, no word tells anything.
            rows: As above.
        """
        none = np.empty((0, WORD_COLUMNS), np.float32)
        words = word_columns(found, kinds) if len(kinds) else none
        return WordMatches(words, rows, match_columns(found))

    def only(self, passages: NDArray[np.int64]) -> WordMatches:
        """Return what is known of some of the passages, by their places."""
        return WordMatches(self.words, self.rows, self.matches[:, passages])


@dataclass(frozen=True, slots=True)
class WordNetwork:
    """How well passages meet a question.

    The logit is a mean of what the matches of each word tell, by how much the word matters:
    sum(attention * told) / (sum(attention) + LEAST_ATTENTION).

    Attributes:
        known: float32, shape (words, few): what the network knows of each word, by the rows of the
            bundled model.
        attention: How much a word matters, over `word_columns` and `known`.
        told: What its matches tell, over `match_columns` and the same.
    """

    known: NDArray[np.float32]
    attention: Layers
    told: Layers

    @staticmethod
    def load(path: Path) -> WordNetwork:
        """Return the network in a file that `eval.fit_matching` or `.fit_answerability` wrote."""
        tensors = load_file(path)
        attention, told = (
            Layers(*(tensors[f"{part}.{name}"] for name in Layers.__slots__))
            for part in ("attention", "told")
        )
        return WordNetwork(np.divide(tensors["words"], 127, dtype=np.float32), attention, told)

    def logits(self, given: WordMatches) -> NDArray[np.float32]:
        """Return the logit of each passage, float32, shape (passages,)."""
        if not len(given.words):
            return np.zeros(given.matches.shape[1], np.float32)
        known = np.where(given.rows[:, None] >= 0, self.known[given.rows], 0)
        word = np.concatenate([given.words, known], axis=1)
        matters = self.attention.of(word @ self.attention.hidden + self.attention.hidden_bias)
        matters = np.logaddexp(0, matters)
        width = given.matches.shape[-1]
        by_word = word @ self.told.hidden[width:] + self.told.hidden_bias
        told = self.told.of(given.matches @ self.told.hidden[:width] + by_word[:, None])
        logits: NDArray[np.float32] = (matters @ told) / (matters.sum() + LEAST_ATTENTION)
        return logits


@dataclass(frozen=True, slots=True)
class WordNetworks:
    """The two networks that the ranker looks at words with.

    Attributes:
        matched: Put a text that answers before others.
        answerable: Tells a text that answers from a near miss.
    """

    matched: WordNetwork
    answerable: WordNetwork

    @staticmethod
    def load() -> WordNetworks:
        """Return the bundled ones."""
        return WordNetworks(WordNetwork.load(MATCHED), WordNetwork.load(ANSWERABLE))
