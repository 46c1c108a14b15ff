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

RELATED = "related.safetensors"
_KEPT = 32
_FULL = 255  # a cosine of 1, in 8 bits


@dataclass(frozen=True, slots=True)
class Related:
    """The words nearest to a word, nearest first.

    Attributes:
        lemmas: The words.
        cosines: float32, shape (len(lemmas),), 0 to 1.
    """

    lemmas: tuple[str, ...]
    cosines: NDArray[np.float32]


NOTHING_RELATED = Related((), np.empty(0, np.float32))


class RelatedWords:
    """The nearest words of each word of a vocabulary."""

    def __init__(
        self, words: Sequence[str], rows: NDArray[np.int32], cosines: NDArray[np.uint8]
    ) -> None:
        """Take the vocabulary, and row numbers and cosines (in 255ths) of shape (words, kept)."""
        self._words = np.array(words, object)
        self._number = {word: number for number, word in enumerate(words)}
        self._rows = rows
        self._cosines = cosines

    @staticmethod
    def load(folder: Path) -> RelatedWords:
        """Return the related words in a model's folder."""
        tensors = load_file(folder / RELATED)
        words = (folder / VOCABULARY).read_text(encoding="utf-8").split("\n")[:-1]
        return RelatedWords(words, tensors["rows"], tensors["cosines"])

    def of(self, lemma: str) -> Related:
        """Return what is nearest to a word; nothing for an unknown one."""
        number = self._number.get(lemma)
        if number is None:
            return NOTHING_RELATED
        cosines = self._cosines[number].astype(np.float32) / _FULL
        return Related(tuple(self._words[self._rows[number]].tolist()), cosines)


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
