"""Words of nearly the same meaning, by the bundled model's vectors.

「貸してくれる」 is in no programme, 「貸付」 is: a passage that has a related word is worth more
than one that has nothing. The nearest words of every word are looked up once, when the model is
made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from index.static_model import VOCABULARY, StaticModel
from index.vocabulary import Vocabulary, read_words

RELATED = "related.safetensors"
_KEPT = 32
_FULL = 255  # a cosine of 1, in 8 bits


@dataclass(frozen=True, slots=True)
class Related:
    """For each of some words those words of an index that are nearest to it.

    Attributes:
        words: int32, shape (asked, kept): numbers in the vocabulary of the index.
        cosines: float32, of the same shape, 0 to 1; 0 where there is no such word in the index.
        rows: int64, shape (asked,): the rows of the words asked for in the model, -1 for unknown
            ones.
    """

    words: NDArray[np.int32]
    cosines: NDArray[np.float32]
    rows: NDArray[np.int64]


NOTHING_RELATED = Related(
    np.empty((0, 0), np.int32), np.empty((0, 0), np.float32), np.empty(0, np.int64)
)


class RelatedWords:
    """For each word of a model those of its nearest words that an index holds."""

    def __init__(
        self,
        words: Sequence[str],
        rows: NDArray[np.int32],
        cosines: NDArray[np.uint8],
        vocabulary: Vocabulary,
    ) -> None:
        """Take the words of a model, what is nearest to each, and the vocabulary of the index.

        Args:
            words: By row.
            rows: Shape (words, kept).
            cosines: In 255ths, shape (words, kept).
            vocabulary: The words of the index.
        """
        self._row = {word: row for row, word in enumerate(words)}
        self._number = vocabulary.numbers(words)  # in the index, of each row
        self._rows = rows
        self._cosines = cosines

    @staticmethod
    def load(folder: Path, vocabulary: Vocabulary) -> RelatedWords:
        """Return the related words in a model's folder, for an index with that vocabulary."""
        tensors = load_file(folder / RELATED)
        words = read_words(folder / VOCABULARY)
        return RelatedWords(words, tensors["rows"], tensors["cosines"], vocabulary)

    def of(self, lemmas: Sequence[str]) -> Related:
        """Return what is nearest to each word; nothing for one that the model does not know."""
        rows = np.array([self._row.get(lemma, -1) for lemma in lemmas], np.int64)
        rows_known = rows[rows >= 0]
        words = np.zeros((len(rows), self._rows.shape[1]), np.int32)
        cosines = np.zeros(words.shape, np.float32)
        words[rows >= 0] = self._number[self._rows[rows_known]]
        cosines[rows >= 0] = self._cosines[rows_known] / np.float32(_FULL)
        held = words >= 0
        return Related(words * held, cosines * held, rows)


def write_related(folder: Path, model: StaticModel) -> None:
    """Write the nearest words of each word of a model beside it."""
    vectors = model.embedding.astype(np.float32)
    faiss.normalize_L2(vectors)
    index = faiss.IndexFlatIP(model.dim)
    index.add(vectors)
    cosines, rows = index.search(vectors, min(_KEPT, len(vectors) - 1) + 1)
    others = rows != np.arange(len(rows))[:, None]
    others[others.all(axis=1), -1] = False  # a word whose twins came first loses its last
    kept = (len(rows), -1)
    rounded = np.rint(cosines[others].reshape(kept).clip(0, 1) * _FULL).astype(np.uint8)
    save_file(
        {"rows": rows[others].reshape(kept).astype(np.int32), "cosines": rounded},
        folder / RELATED,
    )
