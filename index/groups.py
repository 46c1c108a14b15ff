"""Passages in groups that share a heading path, and what each group says."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.dense import DenseOptions, VectorIndex, write_vectors
from index.forward import ForwardIndex, write_forward
from index.vocabulary import Vocabulary

_VECTORS = "vectors"
_WORDS = "words"
_OF_ROW = "of_row.npy"


def write_group(
    folder: Path,
    keys: Sequence[Hashable],
    vectors: NDArray[np.float32],
    words: Sequence[Sequence[str]],
    vocabulary: Vocabulary,
    options: DenseOptions,
) -> None:
    """Write groups into a new folder.

    Args:
        folder: Where to.
        keys: The group of each passage, in row order; groups are numbered as they first appear.
        vectors: float32, shape (groups, dim), unit rows.
        words: The lemmas of each group.
        vocabulary: Numbers them; new ones are added.
        options: How the vectors are indexed.
    """
    numbers: dict[Hashable, int] = {}
    of_row = np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int32)
    folder.mkdir(parents=True)
    write_vectors(folder / _VECTORS, vectors, options)
    write_forward(folder / _WORDS, words, vocabulary)
    np.save(folder / _OF_ROW, of_row)


@dataclass(frozen=True, slots=True)
class Groups:
    """Written groups.

    Attributes:
        vectors: By group.
        words: By group.
        of_row: int32, shape (passages,): the group of each passage.
        sorted_rows: int64, shape (passages,): the rows, sorted by group.
        starts: int64, shape (groups + 1,): where each group's rows begin in `sorted_rows`.
    """

    vectors: VectorIndex
    words: ForwardIndex
    of_row: NDArray[np.int32]
    sorted_rows: NDArray[np.int64]
    starts: NDArray[np.int64]

    @staticmethod
    def open(folder: Path) -> Groups:
        """Return the groups in a folder."""
        of_row = np.load(folder / _OF_ROW)
        return Groups(
            vectors=VectorIndex(folder / _VECTORS),
            words=ForwardIndex(folder / _WORDS),
            of_row=of_row,
            sorted_rows=np.argsort(of_row, kind="stable"),
            starts=np.concatenate([[0], np.bincount(of_row).cumsum()]),
        )

    def rows(self, group: int) -> NDArray[np.int64]:
        """Return the rows of a group, ascending."""
        found: NDArray[np.int64] = self.sorted_rows[self.starts[group] : self.starts[group + 1]]
        return found
