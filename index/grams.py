"""Character pairs of every passage: a second way to see that words agree.

The tokenizer cuts the same word differently in different company, and a slip of the keyboard
changes a lemma altogether; most of the character pairs stay. Pairs of two hiragana are left out:
they are endings and particles. A pair is kept as a number of 16 bits: two pairs that share one by
chance, one in a few hundred within a passage, do no harm.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.ragged import Ragged, write_ragged
from index.rarity import inverse_frequency

_FREQUENCY = "frequency.npy"  # in how many passages each stands
_NUMBERS = 1 << 16
_SPREAD = 40_503  # odd, so that neighbouring characters do not fall together
_HIRAGANA = (0x3041, 0x309F)
_LONG_VOWEL = 0x30FC
_BLANK = 0x20


def gram_numbers(text: str) -> NDArray[np.uint16]:
    """Return the numbers of the character pairs of a search form, ascending, each once, uint16."""
    characters = np.frombuffer(text.lower().encode("utf-32-le", "replace"), np.uint32)
    first, second = characters[:-1], characters[1:]
    soft = ((characters >= _HIRAGANA[0]) & (characters <= _HIRAGANA[1])) | (
        characters == _LONG_VOWEL
    )
    blank = characters <= _BLANK
    kept = ~(soft[:-1] & soft[1:]) & ~blank[:-1] & ~blank[1:]
    mixed = first[kept].astype(np.uint64) * _SPREAD + second[kept]
    return np.unique(mixed % _NUMBERS).astype(np.uint16)


def write_grams(folder: Path, texts: Sequence[str]) -> None:
    """Write the character pairs of some texts, in row order, into a new folder."""
    folder.mkdir(parents=True)
    passages = [gram_numbers(text) for text in texts]
    frequency = np.zeros(_NUMBERS, np.int32)
    for grams in passages:
        frequency[grams] += 1
    np.save(folder / _FREQUENCY, frequency)
    write_ragged(folder, passages, np.uint16)


class GramIndex:
    """Written character pairs, open for questions from any thread."""

    def __init__(self, folder: Path) -> None:
        """Open the pairs; they are mapped, not read."""
        self._passages = Ragged.open(folder, np.uint16)
        rows = len(self._passages.starts) - 1
        self._idf = inverse_frequency(np.load(folder / _FREQUENCY), rows)

    def coverage(self, asked: NDArray[np.uint16], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the share of some pairs, by idf, that each passage has, float32, (len(rows),).

        Args:
            asked: What `gram_numbers` makes of the question; no pairs give zeros.
            rows: The passages.
        """
        worth = self._idf[asked] / self._idf[asked].sum()
        place = np.zeros(_NUMBERS, np.uint16)  # of a pair among those asked for, from 1
        place[asked] = np.arange(1, len(asked) + 1)
        held = place[self._passages.of(rows)]
        here = np.flatnonzero(held)
        owner = np.searchsorted(self._passages.lengths(rows).cumsum(), here, side="right")
        shares = np.bincount(owner, worth[held[here] - 1], minlength=len(rows))
        return shares.astype(np.float32)
