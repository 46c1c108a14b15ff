"""Word vectors to start from: those of a spaCy package such as ja-ginza (chiVe, MIT)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_SPREAD = 0.3  # standard deviation of the vectors of words that the package does not know


def read_vectors(folder: Path) -> tuple[dict[str, int], NDArray[np.float32]]:
    """Return word to row, and the rows, float32, of the `vocab` folder of a spaCy package."""
    from spacy.vocab import Vocab

    vocabulary = Vocab().from_disk(folder)
    rows = {vocabulary.strings[key]: int(row) for key, row in vocabulary.vectors.key2row.items()}
    return rows, np.asarray(vocabulary.vectors.data, dtype=np.float32)


def start_vectors(
    words: Sequence[str],
    known: dict[str, int],
    vectors: NDArray[np.float32],
    rng: np.random.Generator,
) -> NDArray[np.float32]:
    """Return a vector a word, float32, shape (words, dim): unit length less the common mean.

    A word that is not known starts from the mean of its characters, or at random.
    """
    dim = vectors.shape[1]
    start = np.zeros((len(words), dim), np.float32)
    for number, word in enumerate(words):
        rows = [known[word]] if word in known else [known[c] for c in word if c in known]
        start[number] = vectors[rows].mean(axis=0) if rows else rng.normal(0, _SPREAD, dim)
    start /= np.maximum(np.linalg.norm(start, axis=1, keepdims=True), 1e-6)
    start -= start.mean(axis=0)
    return start
