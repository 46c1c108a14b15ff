"""The words of an index as numbers: bodies and headings are looked up in one list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


def read_words(file: Path) -> list[str]:
    """Return the words that `write_words` wrote."""
    return file.read_text(encoding="utf-8").split("\n")[:-1]


def write_words(file: Path, words: Iterable[str]) -> None:
    """Write some words into a new file, each with an end of line."""
    file.write_text("".join(f"{word}\n" for word in words), encoding="utf-8")


class Vocabulary:
    """Words numbered from 0 in the order they were first added."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        """Number some words, all different."""
        self._numbers = {word: number for number, word in enumerate(words)}

    @staticmethod
    def read(file: Path) -> Vocabulary:
        """Return the words that `write` wrote."""
        return Vocabulary(read_words(file))

    def write(self, file: Path) -> None:
        """Write the words into a new file."""
        write_words(file, self._numbers)

    def __len__(self) -> int:
        """Return the number of different words."""
        return len(self._numbers)

    def add(self, words: Sequence[str]) -> NDArray[np.int32]:
        """Return the number of each word, a new one the next; int32, shape (len(words),)."""
        numbers = self._numbers
        return np.array([numbers.setdefault(word, len(numbers)) for word in words], np.int32)

    def numbers(self, words: Sequence[str]) -> NDArray[np.int32]:
        """Return the number of each word, -1 for an unknown one; int32, shape (len(words),)."""
        return np.fromiter(map(self._numbers.get, words, repeat(-1)), np.int32, len(words))
