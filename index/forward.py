"""The forward index: the words of every passage as numbers, in the order they stand.

A second look at a few hundred candidates needs to know how often and how near to each other
the question's words stand in each; this answers without reading any text.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.ragged import Ragged, write_ragged
from index.vocabulary import Vocabulary

_FREQUENCY = "frequency.npy"


def write_forward(folder: Path, texts: Sequence[Sequence[str]], vocabulary: Vocabulary) -> None:
    """Write the words of some texts into a new folder; new ones are added to the vocabulary."""
    folder.mkdir(parents=True)
    numbers = [vocabulary.add(words) for words in texts]
    frequency = np.zeros(len(vocabulary), np.int32)
    for text in numbers:
        frequency[np.unique(text)] += 1
    np.save(folder / _FREQUENCY, frequency)
    write_ragged(folder, numbers, np.int32)


class ForwardIndex:
    """A written forward index, open for questions from any thread.

    Attributes:
        frequency: int32, shape (words,): in how many texts each word stands, by its number; words
            that were added to the vocabulary later are not in it.
        mean_length: Words of a text on average; 0 without texts.
    """

    def __init__(self, folder: Path) -> None:
        """Open the index; the words are mapped, not read."""
        self.frequency: NDArray[np.int32] = np.load(folder / _FREQUENCY)
        self._texts = Ragged.open(folder, np.int32)
        lengths = np.diff(self._texts.starts)
        self.mean_length = float(lengths.mean()) if len(lengths) else 0.0

    def lengths(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many words each text has, int64, shape (len(rows),)."""
        return self._texts.lengths(rows)

    def words(self, rows: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the words of several texts in order, one text after the other, int32."""
        return self._texts.of(rows)
