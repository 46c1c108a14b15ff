"""The forward index: the words of every passage as numbers, in the order they stand.

A second look at a few hundred candidates needs to know how often and how near to each other
the question's words stand in each; this answers without reading any text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.ragged import Ragged, write_ragged

_VOCABULARY = "vocabulary.txt"


class ForwardWriter:
    """Collects the lemmas of passages, in row order."""

    def __init__(self) -> None:
        """Begin without passages."""
        self._numbers: dict[str, int] = {}
        self._passages: list[NDArray[np.int32]] = []

    def add(self, lemmas: Sequence[str]) -> None:
        """Append the next passage."""
        numbers = self._numbers
        self._passages.append(
            np.array([numbers.setdefault(lemma, len(numbers)) for lemma in lemmas], np.int32)
        )

    def write(self, folder: Path) -> None:
        """Write what was collected into a new folder."""
        folder.mkdir(parents=True)
        write_ragged(folder, self._passages, np.int32)
        text = "".join(f"{lemma}\n" for lemma in self._numbers)
        (folder / _VOCABULARY).write_text(text, encoding="utf-8")


class ForwardIndex:
    """A written forward index, open for questions from any thread."""

    def __init__(self, folder: Path) -> None:
        """Open the index; the words are mapped, not read."""
        self._passages = Ragged.open(folder, np.int32)
        vocabulary = (folder / _VOCABULARY).read_text(encoding="utf-8").split("\n")[:-1]
        self._numbers = {lemma: number for number, lemma in enumerate(vocabulary)}
        lengths = np.diff(self._passages.starts)
        self.mean_length = float(lengths.mean()) if len(lengths) else 0.0

    @property
    def vocabulary_size(self) -> int:
        """Number of different words; they are numbered from 0."""
        return len(self._numbers)

    def numbers(self, lemmas: Sequence[str]) -> NDArray[np.int32]:
        """Return the number of each lemma, -1 for one that stands nowhere."""
        found = map(self._numbers.get, lemmas, repeat(-1))
        return np.fromiter(found, np.int32, len(lemmas))

    def lengths(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many words each passage has, int64, shape (len(rows),)."""
        return self._passages.lengths(rows)

    def words(self, rows: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the words of several passages in order, one passage after the other, int32."""
        return self._passages.of(rows)
