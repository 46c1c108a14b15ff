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


def write_forward(folder: Path, texts: Sequence[Sequence[str]], vocabulary: Vocabulary) -> None:
    """Write the words of some texts into a new folder; new ones are added to the vocabulary."""
    folder.mkdir(parents=True)
    write_ragged(folder, [vocabulary.add(words) for words in texts], np.int32)


class ForwardIndex:
    """A written forward index, open for questions from any thread."""

    def __init__(self, folder: Path) -> None:
        """Open the index; the words are mapped, not read."""
        self._texts = Ragged.open(folder, np.int32)
        lengths = np.diff(self._texts.starts)
        self.mean_length = float(lengths.mean()) if len(lengths) else 0.0

    def lengths(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many words each text has, int64, shape (len(rows),)."""
        return self._texts.lengths(rows)

    def words(self, rows: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the words of several texts in order, one text after the other, int32."""
        return self._texts.of(rows)
