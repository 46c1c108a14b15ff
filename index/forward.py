"""The forward index: the words of every passage as numbers, in the order they stand.

A second look at a few hundred candidates needs to know how often and how near to each other
the question's words stand in each; this answers without reading any text.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_WORDS = "words.npy"
_STARTS = "starts.npy"
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
        lengths = np.array([len(p) for p in self._passages], np.int64)
        np.save(folder / _STARTS, np.concatenate([np.zeros(1, np.int64), lengths.cumsum()]))
        empty = np.empty(0, np.int32)
        np.save(folder / _WORDS, np.concatenate([empty, *self._passages]))
        text = "".join(f"{lemma}\n" for lemma in self._numbers)
        (folder / _VOCABULARY).write_text(text, encoding="utf-8")


class ForwardIndex:
    """A written forward index, open for questions from any thread."""

    def __init__(self, folder: Path) -> None:
        """Open the index; the words are mapped, not read."""
        self._starts: NDArray[np.int64] = np.load(folder / _STARTS)
        # A plain view of the mapped file: np.memmap itself makes every slice ten times dearer.
        self._words: NDArray[np.int32] = np.load(folder / _WORDS, mmap_mode="r").view(np.ndarray)
        vocabulary = (folder / _VOCABULARY).read_text(encoding="utf-8").split("\n")[:-1]
        self._numbers = {lemma: number for number, lemma in enumerate(vocabulary)}
        lengths = np.diff(self._starts)
        self.mean_length = float(lengths.mean()) if len(lengths) else 0.0

    def numbers(self, lemmas: Sequence[str]) -> NDArray[np.int32]:
        """Return the number of each lemma, -1 for one that stands nowhere."""
        return np.array([self._numbers.get(lemma, -1) for lemma in lemmas], np.int32)

    def lengths(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many words each passage has, int64, shape (len(rows),)."""
        result: NDArray[np.int64] = self._starts[rows + 1] - self._starts[rows]
        return result

    def words(self, rows: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the words of several passages in order, one passage after the other, int32."""
        lengths = self.lengths(rows)
        ends = lengths.cumsum()
        total = int(ends[-1]) if len(rows) else 0
        first = np.repeat(self._starts[rows] - (ends - lengths), lengths)
        found: NDArray[np.int32] = self._words[first + np.arange(total)]
        return found
